"""What came of each event of a calendar file, and what was known of it before."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from crm_desktop.domain.appointment import Appointment
    from crm_desktop.domain.series import Series


@dataclass(frozen=True, slots=True)
class Known:
    """A meeting that is here, and the instant when it was last written down."""

    meeting: Appointment
    noted_at: datetime


@dataclass(frozen=True, slots=True)
class KnownSeries:
    """A series that is here, and the instant when it was written down."""

    series: Series
    noted_at: datetime


class EventFate(StrEnum):
    """What comes of an event."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event of a file: the line where it begins (from 1), what it is, and what comes of it.

    `at` is the wall time of its start, None where that is not known. `words` are sentences: why it was
    refused, or what was read with doubt.
    """

    line: int
    title: str
    fate: EventFate
    at: datetime | None = None
    repeats: bool = False
    words: tuple[str, ...] = ()

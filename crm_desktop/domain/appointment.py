"""A planned meeting: a wall time in a zone, from which its instant is derived."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from datetime import datetime

    from crm_desktop.domain.ids import AppointmentId, ContactId, SeriesId
    from crm_desktop.domain.interaction import Outcome


class AppointmentState(StrEnum):
    """What became of it."""

    PLANNED = "planned"
    HELD = "held"
    MISSED = "missed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Appointment:
    """`starts` is the wall time (naive) in the IANA zone `zone`; `remind` are lead times in minutes.

    A wall time that a clock change skips is read with the offset before the change, one that it
    repeats as its first occurrence (PEP 495, fold=0).

    One that repeats has the `rule` of its series (RFC 5545 RRULE text, empty where it does not), and in
    `occurrence` the wall time that the rule gave it; `own` says that it was changed by itself since.

    `outcome` is how one that was held went, None while nobody has said. `came_from` is the meeting after
    which it was planned. `extra` are lines of iCalendar that stand for nothing here: kept, and written back.
    """

    title: str
    starts: datetime
    zone: str
    contact_ids: tuple[ContactId, ...] = ()
    id: AppointmentId | None = None
    uid: str = ""
    minutes: int = 60
    place: str = ""
    agenda: str = ""
    remind: tuple[int, ...] = (15,)
    state: AppointmentState = AppointmentState.PLANNED
    rule: str = ""
    series_id: SeriesId | None = None
    occurrence: datetime | None = None
    own: bool = False
    outcome: Outcome | None = None
    came_from: AppointmentId | None = None
    extra: tuple[str, ...] = ()

    @property
    def repeats(self) -> bool:
        """Whether it is one of a series."""
        return self.series_id is not None

    @property
    def starts_at(self) -> datetime:
        """The instant of the start, in UTC."""
        return self.starts.replace(tzinfo=ZoneInfo(self.zone)).astimezone(UTC)

    @property
    def ends_at(self) -> datetime:
        """The instant of the end, in UTC."""
        return self.starts_at + timedelta(minutes=self.minutes)

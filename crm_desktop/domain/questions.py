"""What a notebook cannot answer at once, and the answers: how meetings ended, who came again, what is
planned, when one meets somebody. Days are local ones; a period holds both its ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from crm_desktop.domain.ids import AppointmentId, ContactId


class Ending(StrEnum):
    """How an appointment ended. UNANSWERED: it is over, and nobody has said."""

    GOOD = "good"
    NEUTRAL = "neutral"
    BAD = "bad"
    NOT_HELD = "not_held"
    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Ended:
    """An appointment of a period, its instant in UTC, and with whom it was. `was_held` where somebody said
    that it took place, though perhaps not how it went.
    """

    appointment_id: AppointmentId
    title: str
    at: datetime
    ending: Ending
    names: tuple[str, ...]
    was_held: bool = False


@dataclass(frozen=True, slots=True)
class Outcomes:
    """How the appointments of a period ended, the first first; without those cancelled beforehand."""

    first: date
    last: date
    ended: tuple[Ended, ...]

    def count(self, ending: Ending) -> int:
        """How many ended so."""
        return sum(one.ending is ending for one in self.ended)

    @property
    def held(self) -> int:
        """How many took place, as somebody said."""
        return sum(one.was_held for one in self.ended)


@dataclass(frozen=True, slots=True)
class Again:
    """A client with whom there is another appointment, at an instant in UTC."""

    contact_id: ContactId
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Rebooked:
    """Of the clients `met` in a period who made another appointment, the soonest first, and who not."""

    first: date
    last: date
    met: int
    again: tuple[Again, ...]
    not_again: tuple[tuple[ContactId, str], ...]


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A day on which something is planned: how much, and what."""

    day: date
    meetings: tuple[PlannedMeeting, ...]


@dataclass(frozen=True, slots=True)
class PlannedMeeting:
    """An appointment that is planned, its instant in UTC, and with whom."""

    appointment_id: AppointmentId
    title: str
    at: datetime
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """What is planned in a period, by day; days with nothing are left out."""

    first: date
    last: date
    days: tuple[PlannedDay, ...]

    @property
    def total(self) -> int:
        """How many appointments that are."""
        return sum(len(day.meetings) for day in self.days)


@dataclass(frozen=True, slots=True)
class When:
    """The last and the next meeting with somebody, in UTC; None where there is none."""

    contact_id: ContactId
    name: str
    last: datetime | None
    next: datetime | None

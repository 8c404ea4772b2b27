"""What stands on the days of a calendar: meetings, promises, dates, complaints, the notebook's words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm_desktop.domain.appointment import AppointmentState

if TYPE_CHECKING:
    from datetime import date, datetime

    from crm_desktop.domain.ids import AppointmentId, ContactId, FollowUpId, InteractionId
    from crm_desktop.domain.interaction import Outcome
    from crm_desktop.domain.today import ComingDate


@dataclass(frozen=True, slots=True)
class AgendaMeeting:
    """A meeting as a calendar shows it. `starts_at` and `ends_at` are instants in UTC, `zone` the IANA zone
    it was planned in. `names` are the first of those who come, `others` counts the rest.
    """

    id: AppointmentId
    title: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    state: AppointmentState
    outcome: Outcome | None = None
    repeats: bool = False
    place: str = ""
    names: tuple[str, ...] = ()
    others: int = 0

    def is_unanswered(self, now: datetime) -> bool:
        """Whether it is over and nobody has said what came of it."""
        return self.state is AppointmentState.PLANNED and self.ends_at <= now


@dataclass(frozen=True, slots=True)
class AgendaPromise:
    """A promise by its day, kept or open; without a contact it is one's own reminder."""

    id: FollowUpId
    contact_id: ContactId | None
    name: str
    text: str
    due: date
    done: bool


@dataclass(frozen=True, slots=True)
class AgendaComplaint:
    """A complaint that is to be settled by its day."""

    id: InteractionId
    contact_id: ContactId | None
    name: str
    text: str
    due: date


@dataclass(frozen=True, slots=True)
class AgendaDay:
    """A local day. A meeting stands on the day on which it starts where the user is, and in `going_on` of the
    days after that it lasts into. `meetings_total` counts the meetings of which `meetings` are the first,
    `dates_total` birthdays and other dates of which `dates` are; `note` is what the notebook says is
    important.
    """

    day: date
    meetings: tuple[AgendaMeeting, ...] = ()
    meetings_total: int = 0
    promises: tuple[AgendaPromise, ...] = ()
    complaints: tuple[AgendaComplaint, ...] = ()
    dates: tuple[ComingDate, ...] = ()
    dates_total: int = 0
    note: str = ""
    going_on: tuple[AgendaMeeting, ...] = ()

    @property
    def is_free(self) -> bool:
        """Whether nothing stands on it."""
        planned = self.meetings_total or self.going_on or self.promises
        return not (planned or self.complaints or self.dates_total or self.note)

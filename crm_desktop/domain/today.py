"""The page that a day is run with: what is on, who to reach and why, what was promised, what to celebrate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from crm_desktop.domain.importance import Importance
from crm_desktop.domain.partial_date import Calendar

if TYPE_CHECKING:
    from datetime import date

    from crm_desktop.domain.appointment import Appointment
    from crm_desktop.domain.follow_up import FollowUp
    from crm_desktop.domain.ids import ContactId, ReminderKey
    from crm_desktop.domain.interaction import Interaction
    from crm_desktop.domain.partial_date import PartialDate
    from crm_desktop.domain.reminder import Reminder
    from crm_desktop.domain.warmth import Warmth

DATES_WITHIN = timedelta(days=7)
"""How far ahead the page looks for birthdays and dates."""

CalendarDay = tuple[Calendar, int, int]
"""A month and a day of a calendar."""


@dataclass(frozen=True, slots=True)
class Attendee:
    """Someone you are about to meet: what to remember, what was said last, what is still promised."""

    contact_id: ContactId
    name: str
    facts: tuple[str, ...] = ()
    last_talk: Interaction | None = None
    promises: tuple[FollowUp, ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """An appointment of today that is not over. `is_on` while it runs; `others` are beyond the first few."""

    appointment: Appointment
    attendees: tuple[Attendee, ...] = ()
    is_on: bool = False
    others: int = 0


@dataclass(frozen=True, slots=True)
class Promise:
    """A follow-up that is due; `days_late` is 0 on its day."""

    follow_up: FollowUp
    name: str
    days_late: int = 0


@dataclass(frozen=True, slots=True)
class DueComplaint:
    """A complaint that is to be settled today or is late; `names` are those who complained."""

    complaint: Interaction
    names: tuple[str, ...] = ()
    days_late: int = 0


@dataclass(frozen=True, slots=True)
class ReachOut:
    """Someone who has gone cold or is about to; `last_said` are the last words of the logbook.

    `reminder` is the key of the one that is open about it.
    """

    contact_id: ContactId
    name: str
    why: Warmth
    last_said: str = ""
    importance: Importance = Importance.NORMAL
    company: str = ""
    phone: str = ""
    email: str = ""
    reminder: ReminderKey | None = None


@dataclass(frozen=True, slots=True)
class NotedDate:
    """A yearly date as it stands on a card; `label` is `BIRTHDAY`, `ANNIVERSARY` or the user's own word."""

    contact_id: ContactId
    name: str
    label: str
    date: PartialDate
    id: int = 0


@dataclass(frozen=True, slots=True)
class ComingDate:
    """A yearly date that comes `on` a Gregorian day; `turns` is the age then, where the year is known.

    `keys` name the reminders of this year: the one some days ahead, and the one on the day.
    """

    noted: NotedDate
    on: date
    turns: int | None = None
    keys: tuple[ReminderKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Unanswered:
    """An appointment that is over and of which nobody said how it went; the people who were to come.

    `is_missed` where its reminder could only be shown when it was over.
    """

    appointment: Appointment
    names: tuple[str, ...] = ()
    is_missed: bool = False


@dataclass(frozen=True, slots=True)
class WeekDay:
    """How much a local `day` brings: planned meetings that are not over, promises that are due on it,
    one's own reminders, birthdays, and other yearly dates.
    """

    day: date
    meetings: int = 0
    promises: int = 0
    own: int = 0
    birthdays: int = 0
    dates: int = 0

    @property
    def is_free(self) -> bool:
        """Whether it brings nothing."""
        return not (self.meetings or self.promises or self.own or self.birthdays or self.dates)


@dataclass(frozen=True, slots=True)
class DayPlan:
    """What a local `day` brings; promises and one's own reminders in one list. `rest` are beyond these."""

    day: date
    meetings: tuple[Meeting, ...] = ()
    promises: tuple[Promise, ...] = ()
    dates: tuple[ComingDate, ...] = ()
    rest: int = 0


@dataclass(frozen=True, slots=True)
class Today:
    """The page on a local `day`. Long lists are cut, their whole length stands beside them.

    `inbox` is what is open but for those gone cold: they stand in `reach_out`, marked.
    """

    day: date
    now: tuple[Meeting, ...] = ()
    promised: tuple[Promise, ...] = ()
    promised_total: int = 0
    reach_out: tuple[ReachOut, ...] = ()
    reach_out_total: int = 0
    dates: tuple[ComingDate, ...] = ()
    dates_total: int = 0
    unanswered: tuple[Unanswered, ...] = ()
    unanswered_total: int = 0
    complaints: tuple[DueComplaint, ...] = ()
    complaints_total: int = 0
    inbox: tuple[Reminder, ...] = ()

    def counts(self, day: date) -> bool:
        """Whether the dates of a day are among those counted in `dates_total` but not all shown."""
        return self.dates_total > len(self.dates) and self.day <= day <= self.day + DATES_WITHIN

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do: the page says so then. Coming birthdays ask for nothing."""
        return not (
            self.now or self.complaints or self.promised or self.reach_out or self.unanswered or self.inbox
        )

"""A reminder is one occurrence: this contact, this reason, this moment; its key is unique for ever."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from crm_desktop.domain.importance import Importance

if TYPE_CHECKING:
    from datetime import date, datetime

    from crm_desktop.domain.ids import ContactId, ReminderKey, SeriesId


class ReminderKind(StrEnum):
    """Why the user is reminded. OWN is a promise to oneself, with no contact behind it."""

    APPOINTMENT = "appointment"
    BIRTHDAY = "birthday"
    DATE = "date"
    COLD = "cold"
    FOLLOW_UP = "follow-up"
    OWN = "own"


class ReminderState(StrEnum):
    """WAITING is due later or not yet noticed; SHOWN is open in the inbox.

    PASSED gave way to a later one of the same subject: the day of a birthday to the days ahead of it.
    """

    WAITING = "waiting"
    SHOWN = "shown"
    SNOOZED = "snoozed"
    DONE = "done"
    DISMISSED = "dismissed"
    PASSED = "passed"

    @property
    def is_open(self) -> bool:
        """Whether it still waits for the user in the inbox."""
        return self is ReminderState.SHOWN


@dataclass(frozen=True, slots=True)
class Reminder:
    """`due_at` is an aware instant in UTC. `subject_id` is the row of what it is about.

    `title` is plain English data for scripts ("Meeting: lunch"); the window words its own from the
    other fields: `name` (the contacts' names), `subject` (the appointment's title, the follow-up's text
    or the date's label), `days_ahead` (of a date: 0 on the day), `turns` (the age reached, where the
    year is known), `event_at` (start of the meeting, or local midnight of the day, UTC), `event_end` (of a
    meeting) and `event_day` (the day on the user's wall, for what is about a day; of someone gone cold the
    day since when). `importance` is that of someone gone cold. `snoozed_until` is also kept by one that
    came back from its rest. `shown_at` is when it came into the inbox, None while it waits. `noted_on` is
    the local day on which a promise was written down, or last changed.
    """

    key: ReminderKey
    kind: ReminderKind
    contact_ids: tuple[ContactId, ...]
    title: str
    due_at: datetime
    state: ReminderState = ReminderState.WAITING
    subject_id: int = 0
    name: str = ""
    subject: str = ""
    days_ahead: int = 0
    turns: int | None = None
    event_at: datetime | None = None
    snoozed_until: datetime | None = None
    event_day: date | None = None
    event_end: datetime | None = None
    shown_at: datetime | None = None
    importance: Importance = Importance.NORMAL
    series_id: SeriesId | None = None
    noted_on: date | None = None

    def is_over(self, now: datetime) -> bool:
        """Whether it is about a meeting that has ended by an instant."""
        return self.event_end is not None and self.event_end <= now

    @property
    def is_late(self) -> bool:
        """Whether it could only be shown when the meeting was over: the user was away, and missed it."""
        return self.shown_at is not None and self.is_over(self.shown_at)

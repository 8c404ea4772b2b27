"""Which line tells an open reminder: the one of what it is about, and only where there is none, its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.domain.reminder import ReminderKind

if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from datetime import datetime

    from crm_desktop.domain.reminder import Reminder
    from crm_desktop.domain.today import ComingDate, Today

_PROMISES = (ReminderKind.FOLLOW_UP, ReminderKind.OWN)
_DATES = (ReminderKind.BIRTHDAY, ReminderKind.DATE)


class OpenReminders:
    """The inbox, shared out among the sections of the page."""

    def __init__(self, today: Today, now: datetime) -> None:
        self._today = today
        self._now = now
        self._meetings = _by_subject(today.inbox, (ReminderKind.APPOINTMENT,))
        self._promises = _by_subject(today.inbox, _PROMISES)
        self._dates = _by_subject(today.inbox, _DATES)

    def of_meeting(self, appointment_id: int | None) -> Reminder | None:
        """What is open about a meeting."""
        return self._meetings.get(appointment_id or 0)

    def of_promise(self, follow_up_id: int | None) -> Reminder | None:
        """What is open about a promise, or about what one wanted to be reminded of."""
        return self._promises.get(follow_up_id or 0)

    def of_date(self, coming: ComingDate) -> Reminder | None:
        """What is open about this occurrence of a date."""
        found = self._dates.get(coming.noted.id)
        return found if found is not None and found.key in coming.keys else None

    def alone(self) -> list[Reminder]:
        """Those about what no other section tells, in the order of the inbox."""
        told = {one.appointment.id for one in self._today.now}
        dates = {key for one in self._today.dates for key in one.keys}
        return [one for one in self._today.inbox if not self._is_told(one, told, dates)]

    def _is_told(self, one: Reminder, meetings: Container[int | None], dates: Container[str]) -> bool:
        if one.kind is ReminderKind.APPOINTMENT:
            return one.subject_id in meetings or one.is_over(self._now)
        if one.kind in _PROMISES:
            return one.event_day is not None and one.event_day <= self._today.day
        # Of many dates the page shows the first: those of its week that are not shown are counted there.
        return one.key in dates or (one.event_day is not None and self._today.counts(one.event_day))


def _by_subject(inbox: Sequence[Reminder], kinds: Sequence[ReminderKind]) -> dict[int, Reminder]:
    return {one.subject_id: one for one in reversed(inbox) if one.kind in kinds}

"""The days ahead: how much each brings, and the lines of one of them. Reads only."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from crm_desktop.domain.today import DayPlan, Promise, WeekDay
from crm_desktop.services.local_day import local_today

if TYPE_CHECKING:
    from datetime import date

    from crm_desktop.services.coming_dates import ComingDates
    from crm_desktop.services.meeting_people import MeetingPeople
    from crm_desktop.services.ports import Clock, ContactReads, TodayReads

DAYS = 7
LINES_A_DAY = 20
"""So many of a kind are listed; the rest is counted."""


class ComingWeek:
    """Days are those of the user's wall; what is over counts no more."""

    def __init__(
        self,
        reads: TodayReads,
        contacts: ContactReads,
        people: MeetingPeople,
        dates: ComingDates,
        clock: Clock,
    ) -> None:
        self._reads = reads
        self._contacts = contacts
        self._people = people
        self._dates = dates
        self._clock = clock

    def days(self) -> tuple[WeekDay, ...]:
        """Seven days from today on, with how much each brings."""
        today = local_today(self._clock)
        days = [today + timedelta(days=ahead) for ahead in range(DAYS)]
        midnights = [self._midnight(day) for day in (*days, days[-1] + timedelta(days=1))]
        meetings = self._reads.count_planned(self._clock.now(), midnights)
        promises, own = self._reads.count_promised(days[0], days[-1])
        birthdays, dates = self._dates.counts(days)
        return tuple(
            WeekDay(day, meetings[at], promises.get(day, 0), own.get(day, 0), birthdays[day], dates[day])
            for at, day in enumerate(days)
        )

    def day(self, day: date) -> DayPlan:
        """What one of the days brings."""
        now = self._clock.now()
        start, end = self._midnight(day), self._midnight(day + timedelta(days=1))
        planned, meetings = self._reads.planned(now, start, end, LINES_A_DAY)
        promised, promises = self._reads.promised_on(day, LINES_A_DAY)
        dates, coming = self._dates.within([day], LINES_A_DAY)
        names = self._contacts.names(number for one in promised if (number := one.contact_id))
        return DayPlan(
            day=day,
            meetings=tuple(self._people.meeting(one, now) for one in planned),
            promises=tuple(Promise(one, names.get(one.contact_id or 0, "")) for one in promised),
            dates=tuple(dates),
            rest=meetings + promises + coming - len(planned) - len(promised) - len(dates),
        )

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), tzinfo=self._clock.zone())

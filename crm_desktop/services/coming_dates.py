"""The yearly dates that a span of days brings, leap days included, with the age then. Reads only."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from crm_desktop.domain.calendars import from_gregorian
from crm_desktop.domain.contact import BIRTHDAY
from crm_desktop.domain.due import YearlyFact, of_date
from crm_desktop.domain.partial_date import Calendar
from crm_desktop.domain.today import ComingDate
from crm_desktop.domain.yearly import age_on, next_occurrence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from crm_desktop.domain.ids import ReminderKey
    from crm_desktop.domain.today import CalendarDay, NotedDate
    from crm_desktop.domain.yearly import Feb29
    from crm_desktop.services.ports import TodayReads
    from crm_desktop.services.settings import Settings

# The last day of a leap year, in each calendar: kept on another day in years that lack it.
_LEAP_DAYS = (
    (Calendar.GREGORIAN, 2, 29),
    (Calendar.JALALI, 12, 30),
    (Calendar.ETHIOPIAN, 13, 6),
    (Calendar.ISLAMIC, 12, 30),
)


class ComingDates:
    """`days` are consecutive local days, at most a few weeks of them."""

    def __init__(self, reads: TodayReads, settings: Settings) -> None:
        self._reads = reads
        self._settings = settings

    def within(self, days: Sequence[date], limit: int) -> tuple[list[ComingDate], int]:
        """The first of them, by their day, and how many there are in all."""
        found = self._leap_days(days)
        on_leap_days = len(found)
        for day in days:
            if len(found) >= limit:
                break
            found += self._coming(self._reads.noted_on(_names_of(day), limit), days)
        found.sort(key=lambda coming: coming.on)
        if len(found) < limit:
            return found, len(found)
        every = [name for day in days for name in _names_of(day)]
        counted = self._reads.count_noted_on(every, BIRTHDAY).values()
        return found[:limit], on_leap_days + sum(total for _, total in counted)

    def counts(self, days: Sequence[date]) -> tuple[Counter[date], Counter[date]]:
        """How many come on each of the days: birthdays, and others."""
        birthdays: Counter[date] = Counter()
        others: Counter[date] = Counter()
        for coming in self._leap_days(days):
            (birthdays if coming.noted.label == BIRTHDAY else others)[coming.on] += 1
        noted = self._reads.count_noted_on([name for day in days for name in _names_of(day)], BIRTHDAY)
        for day in days:
            for name in _names_of(day):
                labelled, total = noted.get(name, (0, 0))
                birthdays[day] += labelled
                others[day] += total - labelled
        return birthdays, others

    def _leap_days(self, days: Sequence[date]) -> list[ComingDate]:
        named = {name for day in days for name in _names_of(day)}
        absent = [leap for leap in _LEAP_DAYS if leap not in named]
        return self._coming(self._reads.noted_on(absent, -1), days) if absent else []

    def _coming(self, noted: Iterable[NotedDate], days: Sequence[date]) -> list[ComingDate]:
        """Those of the dates that come round on one of the days, with the age then."""
        feb_29 = self._settings.feb_29
        occurrences = ((date, next_occurrence(date.date, days[0], feb_29)) for date in noted)
        return [
            ComingDate(date, on, age_on(date.date, on) or None, _keys(date, on, feb_29))
            for date, on in occurrences
            if on is not None and on <= days[-1]
        ]


def _keys(noted: NotedDate, on: date, feb_29: Feb29) -> tuple[ReminderKey, ...]:
    """The reminders of one occurrence: some days ahead, and on the day."""
    fact = YearlyFact(noted.id, noted.contact_id, noted.label, noted.date, on.toordinal())
    return tuple(one.key for one in islice(of_date(fact, 1, feb_29), 2))


def _names_of(day: date) -> list[CalendarDay]:
    """The month and day that a Gregorian day has in each calendar."""
    return [(calendar, *from_gregorian(calendar, day)[1:]) for calendar in Calendar]

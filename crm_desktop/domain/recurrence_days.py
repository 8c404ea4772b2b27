"""The days of a repetition, worked out period by period as RFC 5545, 3.3.10 describes.

Not by dateutil: its search for a day that never comes (30 February) runs to the year 9999 whatever end
it is given, and it can only begin at the very first occurrence. It is the oracle of the tests instead.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import MAXYEAR, date
from typing import TYPE_CHECKING, Final

from crm_desktop.domain.recurrence_rule import WEEKDAYS, Frequency, weekday_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_desktop.domain.recurrence_rule import Recurrence

_LAST: Final = date(MAXYEAR - 1, 12, 31).toordinal()
"""Days are looked for up to here, so that a week's end never runs out of the calendar."""


def spelled_out(rule: Recurrence, start: date) -> Recurrence:
    """The same rule with what it leaves open taken from its start: weekly is weekly on that weekday."""
    others = {name for name, _ in rule.other}
    if rule.by_day or rule.by_month_day or "BYYEARDAY" in others:
        return rule
    if rule.frequency is Frequency.WEEKLY or "BYWEEKNO" in others:
        return replace(rule, by_day=(WEEKDAYS[start.weekday()],))
    if rule.frequency is Frequency.MONTHLY:
        return replace(rule, by_month_day=(start.day,))
    if rule.frequency is Frequency.YEARLY:
        return replace(rule, by_month_day=(start.day,), by_month=rule.by_month or (start.month,))
    return rule


def pattern_days(rule: Recurrence, start: date, begin: date, end: date) -> Iterator[date]:
    """The days of the pattern from `begin` (not before `start`) up to and with `end`, in order.

    COUNT and UNTIL do not matter here, and `start` is given only where the pattern has it.
    """
    pattern = _Pattern.of(spelled_out(rule, start))
    least, most = max(begin, start).toordinal(), min(end.toordinal(), _LAST)
    if rule.frequency is Frequency.DAILY:
        periods = _daily(pattern, start.toordinal(), least, most)
    elif rule.frequency is Frequency.WEEKLY:
        periods = _weekly(pattern, start.toordinal(), least, most)
    else:
        periods = _months_and_years(pattern, start, least, most)
    for days in periods:
        for day in pattern.at_positions(days):
            if least <= day.toordinal() <= most:
                yield day


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A rule that leaves nothing open, in the form in which days are compared with it."""

    rule: Recurrence
    months: frozenset[int]
    month_days: tuple[int, ...]
    weekdays: tuple[tuple[int, int], ...]
    year_days: frozenset[int]
    weeks: frozenset[int]
    week_start: int

    @classmethod
    def of(cls, rule: Recurrence) -> _Pattern:
        other = {name: frozenset(map(int, value.split(","))) for name, value in rule.other}
        return cls(
            rule=rule,
            months=frozenset(rule.by_month),
            month_days=rule.by_month_day,
            weekdays=tuple(map(weekday_parts, rule.by_day)),
            year_days=other.get("BYYEARDAY", frozenset()),
            weeks=other.get("BYWEEKNO", frozenset()),
            week_start=weekday_parts(rule.week_start)[1],
        )

    def at_positions(self, days: list[date]) -> list[date]:
        """Of one period's days those that BYSETPOS names; all without it."""
        if not self.rule.by_set_pos:
            return days
        count = len(days)
        places = {place - 1 if place > 0 else count + place for place in self.rule.by_set_pos}
        return [days[place] for place in sorted(places) if 0 <= place < count]

    def of_month(self, year: int, month: int) -> list[date]:
        """The days of a month that the pattern has."""
        if self.months and month not in self.months:
            return []
        length = month_length(year, month)
        if self.month_days:
            numbers = sorted({n if n > 0 else length + 1 + n for n in self.month_days})
        else:
            numbers = list(range(1, length + 1))
        days = [date(year, month, number) for number in numbers if 1 <= number <= length]
        return [day for day in days if self._fits_weekday(day, length) and self._fits_year(day)]

    def of_day(self, ordinal: int) -> list[date]:
        """One day, if the pattern has it."""
        day = date.fromordinal(ordinal)
        if self.weekdays and all(weekday != day.weekday() for _, weekday in self.weekdays):
            return []
        if self.months and day.month not in self.months:
            return []
        if self.month_days:
            length = month_length(day.year, day.month)
            if day.day not in self.month_days and day.day - length - 1 not in self.month_days:
                return []
        return [day]

    def _fits_weekday(self, day: date, month_length: int) -> bool:
        if not self.weekdays:
            return True
        number, length = day.day, month_length
        if self.rule.frequency is Frequency.YEARLY and not self.months:
            # Without months the fifth Friday is the fifth of the year.
            number, length = day.timetuple().tm_yday, _year_length(day.year)
        places = (0, (number - 1) // 7 + 1, -((length - number) // 7 + 1))
        own = day.weekday()
        return any(weekday == own and nth in places for nth, weekday in self.weekdays)

    def _fits_year(self, day: date) -> bool:
        if self.year_days:
            number, length = day.timetuple().tm_yday, _year_length(day.year)
            if number not in self.year_days and number - length - 1 not in self.year_days:
                return False
        if self.weeks:
            # A week belongs to the year that has its fourth day: its number is that day's place.
            into = (day.weekday() - self.week_start) % 7
            middle = date.fromordinal(max(day.toordinal() - into + 3, 1))
            number, length = middle.timetuple().tm_yday, _year_length(middle.year)
            if (number - 1) // 7 + 1 not in self.weeks and -((length - number) // 7 + 1) not in self.weeks:
                return False
        return True


def month_length(year: int, month: int) -> int:
    """The days of a Gregorian month; the standard library's costs the import of its calendars at a start."""
    if month == 2:
        return _year_length(year) - 337
    return 30 + (month + (month > 7)) % 2


def _year_length(year: int) -> int:
    return 365 + (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))


def _first_period(begins: int, least: int, step: int) -> int:
    """The last of `begins`, `begins + step` … that is not after `least`."""
    return begins + max(0, (least - begins) // step) * step


def _daily(pattern: _Pattern, start: int, least: int, most: int) -> Iterator[list[date]]:
    step = pattern.rule.interval
    for ordinal in range(_first_period(start, least, step), most + 1, step):
        yield pattern.of_day(ordinal)


def _weekly(pattern: _Pattern, start: int, least: int, most: int) -> Iterator[list[date]]:
    week = start - (date.fromordinal(start).weekday() - pattern.week_start) % 7
    step = 7 * pattern.rule.interval
    for first in range(_first_period(week, least, step), most + 1, step):
        yield [day for ordinal in range(max(first, 1), first + 7) for day in pattern.of_day(ordinal)]


def _months_and_years(pattern: _Pattern, start: date, least: int, most: int) -> Iterator[list[date]]:
    yearly = pattern.rule.frequency is Frequency.YEARLY
    own = start.year * 12 + (0 if yearly else start.month - 1)
    begin, end = date.fromordinal(least), date.fromordinal(most)
    step = pattern.rule.interval * (12 if yearly else 1)
    months = range(1, 13)
    for period in range(
        _first_period(own, begin.year * 12 + begin.month - 1, step), end.year * 12 + end.month, step
    ):
        year = period // 12
        if yearly:
            wanted = sorted(pattern.months) or months
            yield [day for month in wanted for day in pattern.of_month(year, month)]
        else:
            yield pattern.of_month(year, period % 12 + 1)

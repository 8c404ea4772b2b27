"""Calendar tables made by walking, day after day, from one known New Year with a written list of leap years.

Another way than the program's arithmetic: a table of which day is which, for the years that a life passes.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

FIRST, LAST = date(2019, 1, 1), date(2041, 12, 31)

Named = tuple[int, int, int]
"""Year, month and day as that calendar counts them."""

# The New Year that the walk begins with, and the years that have a day more.
_JALALI = (date(2016, 3, 20), 1395, {1395, 1399, 1403, 1408, 1412, 1416, 1420})
_ETHIOPIAN = (date(2016, 9, 11), 2009, {2011, 2015, 2019, 2023, 2027, 2031, 2035})
_ISLAMIC = (date(2017, 9, 22), 1439, {1439, 1442, 1445, 1447, 1450, 1453, 1456, 1458, 1461, 1464, 1466})

LEAP_DAYS = {"gregorian": (2, 29), "jalali": (12, 30), "ethiopian": (13, 6), "islamic": (12, 30)}


def _months(calendar: str, leap: bool) -> list[int]:
    if calendar == "jalali":
        return [31] * 6 + [30] * 5 + [30 if leap else 29]
    if calendar == "ethiopian":
        return [30] * 12 + [6 if leap else 5]
    return [30, 29] * 5 + [30, 30 if leap else 29]


def _walk(calendar: str) -> Iterator[tuple[Named, date]]:
    if calendar == "gregorian":
        day = FIRST
        while day <= LAST:
            yield (day.year, day.month, day.day), day
            day += timedelta(days=1)
        return
    day, year, leap_years = {"jalali": _JALALI, "ethiopian": _ETHIOPIAN, "islamic": _ISLAMIC}[calendar]
    while day <= LAST:
        for month, length in enumerate(_months(calendar, year in leap_years), 1):
            for number in range(1, length + 1):
                yield (year, month, number), day
                day += timedelta(days=1)
        year += 1


@cache
def table(calendar: str) -> dict[Named, date]:
    """The Gregorian day of every date of a calendar in the years that a life passes."""
    return dict(_walk(calendar))


@cache
def years(calendar: str) -> list[int]:
    """The years of a calendar that the table holds from beginning to end."""
    found = sorted({year for year, _, _ in table(calendar)})
    return found[1:-1]


def kept_on(calendar: str, year: int, month: int, day: int, choice: str) -> date | None:
    """The day on which a date is kept in a year; a leap day as chosen: before, after or not at all."""
    known = table(calendar)
    if (year, month, day) in known:
        return known[year, month, day]
    if (month, day) != LEAP_DAYS[calendar] or choice == "leap-years":
        return None
    before = known[year, month, day - 1]
    return before if choice == "feb-28" else before + timedelta(days=1)

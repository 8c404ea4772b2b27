"""Calendar arithmetic: Gregorian, Jalali, Ethiopian and Islamic civil dates as day numbers and back.

A day number is `date.toordinal()`: 1 is 1 January of the year 1, Gregorian. Months and days count from 1.
"""

from datetime import date
from typing import Final

from crm_desktop.domain.partial_date import Calendar

# The first day of each era.
_JALALI_EPOCH: Final = 226895
_ETHIOPIAN_EPOCH: Final = 2796
_ISLAMIC_EPOCH: Final = 227015

_GREGORIAN_MONTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(calendar: Calendar, year: int) -> bool:
    """Whether the year has a day more than most.

    Jalali years follow the 33-year rule, which is the official calendar's from 1206 to 1498.
    """
    match calendar:
        case Calendar.GREGORIAN:
            return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        case Calendar.JALALI:
            return (25 * year + 11) % 33 < 8
        case Calendar.ETHIOPIAN:
            return year % 4 == 3
        case Calendar.ISLAMIC:
            return (11 * year + 14) % 30 < 11


def months(calendar: Calendar) -> int:
    """How many months a year has."""
    return 13 if calendar is Calendar.ETHIOPIAN else 12


def month_length(calendar: Calendar, year: int, month: int) -> int:
    """How many days the month has in that year."""
    last = month == months(calendar)
    match calendar:
        case Calendar.GREGORIAN:
            return 29 if month == 2 and is_leap(calendar, year) else _GREGORIAN_MONTHS[month - 1]
        case Calendar.JALALI:
            return 31 if month <= 6 else 29 + is_leap(calendar, year) if last else 30
        case Calendar.ETHIOPIAN:
            return 5 + is_leap(calendar, year) if last else 30
        case Calendar.ISLAMIC:
            return 29 + is_leap(calendar, year) if last else 29 + month % 2


def day_number(calendar: Calendar, year: int, month: int, day: int) -> int:
    """The day number of a date. Raises ValueError where the calendar has no such date."""
    if not (1 <= month <= months(calendar) and 1 <= day <= month_length(calendar, year, month)):
        raise ValueError(f"no such date in the {calendar} calendar: {year}-{month}-{day}")
    match calendar:
        case Calendar.GREGORIAN:
            return date(year, month, day).toordinal()
        case Calendar.JALALI:
            return _jalali_new_year(year) + 31 * (month - 1) - max(0, month - 7) + day - 1
        case Calendar.ETHIOPIAN:
            return _ethiopian_new_year(year) + 30 * (month - 1) + day - 1
        case Calendar.ISLAMIC:
            return _islamic_new_year(year) + 29 * (month - 1) + month // 2 + day - 1


def from_day_number(calendar: Calendar, number: int) -> tuple[int, int, int]:
    """The year, month and day of a day number (1 to `date.max.toordinal()`)."""
    match calendar:
        case Calendar.GREGORIAN:
            day = date.fromordinal(number)
            return day.year, day.month, day.day
        case Calendar.JALALI:
            year = 1 + (33 * (number - _JALALI_EPOCH) + 3) // 12053
            year -= number < _jalali_new_year(year)
            year += number >= _jalali_new_year(year + 1)
            past = number - _jalali_new_year(year)
            month = past // 31 + 1 if past < 186 else (past - 186) // 30 + 7
            return year, month, past - 31 * (month - 1) + max(0, month - 7) + 1
        case Calendar.ETHIOPIAN:
            year = (4 * (number - _ETHIOPIAN_EPOCH) + 1463) // 1461
            past = number - _ethiopian_new_year(year)
            return year, past // 30 + 1, past % 30 + 1
        case Calendar.ISLAMIC:
            year = (30 * (number - _ISLAMIC_EPOCH) + 10646) // 10631
            past = number - _islamic_new_year(year)
            month = min(12, (11 * past + 330) // 325)
            return year, month, past - 29 * (month - 1) - month // 2 + 1


def to_gregorian(calendar: Calendar, year: int, month: int, day: int) -> date:
    """The Gregorian day of a date. Raises ValueError for no such date, or one beyond the year 9999."""
    number = day_number(calendar, year, month, day)
    if not 1 <= number <= date.max.toordinal():
        raise ValueError(f"out of the range of days: {calendar} {year}-{month}-{day}")
    return date.fromordinal(number)


def from_gregorian(calendar: Calendar, day: date) -> tuple[int, int, int]:
    """The year, month and day that `day` has in a calendar."""
    return from_day_number(calendar, day.toordinal())


def _jalali_new_year(year: int) -> int:
    return _JALALI_EPOCH + 365 * (year - 1) + (8 * year + 21) // 33


def _ethiopian_new_year(year: int) -> int:
    return _ETHIOPIAN_EPOCH + 365 * (year - 1) + year // 4


def _islamic_new_year(year: int) -> int:
    return _ISLAMIC_EPOCH + 354 * (year - 1) + (11 * year + 3) // 30

"""Days that come round every year, in the calendar they were given in: the next one, and the age then."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from crm_desktop.domain.calendars import from_day_number, is_leap, month_length, months, to_gregorian
from crm_desktop.domain.partial_date import Calendar

if TYPE_CHECKING:
    from crm_desktop.domain.partial_date import PartialDate

_LONGEST_WAIT: Final = 9
"""Years that a leap day can be away: 29 February after 1896 came in 1904."""


class Feb29(StrEnum):
    """When a leap day is kept in years that lack it.

    The choice holds for the leap days of every calendar (30 Esfand, 6 Pagume, 30 Dhu al-Hijja): on the
    day before, on the day after, or not at all.
    """

    FEB_28 = "feb-28"
    MAR_1 = "mar-1"
    LEAP_YEARS = "leap-years"


def next_occurrence(yearly: PartialDate, on_or_after: date, feb_29: Feb29) -> date | None:
    """The first Gregorian day on or after another on which the date comes round.

    None where the month or the day is unknown. A date with a year does not come before that year.
    """
    found = occurrence_from(yearly, on_or_after, feb_29)
    return found[1] if found else None


def occurrence_from(yearly: PartialDate, on_or_after: date, feb_29: Feb29) -> tuple[int, date] | None:
    """Like `next_occurrence`, with the year of its own calendar that the occurrence belongs to."""
    if yearly.month is None or yearly.day is None:
        return None
    if yearly.calendar is Calendar.GREGORIAN:
        year = on_or_after.year
    else:
        year = from_day_number(yearly.calendar, on_or_after.toordinal())[0]
    # A leap day at the end of a year may be kept on the first day of the next one.
    first = max(year - (yearly.month == months(yearly.calendar)), yearly.year or 1, 1)
    for at in range(first, max(first, year) + _LONGEST_WAIT):
        day = occurrence_in(yearly, at, feb_29)
        if day is not None and day >= on_or_after:
            return at, day
    return None


def occurrence_in(yearly: PartialDate, year: int, feb_29: Feb29) -> date | None:
    """The Gregorian day on which the date is kept in a year of its own calendar; None where it is not."""
    month, day, calendar = yearly.month, yearly.day, yearly.calendar
    if month is None or day is None:
        return None
    try:
        if day <= 28 and calendar is Calendar.GREGORIAN:
            return date(year, month, day)
        length = month_length(calendar, year, month)
        if day <= length:
            return to_gregorian(calendar, year, month, day)
        if feb_29 is Feb29.LEAP_YEARS and day <= _longest(calendar, month):
            return None
        kept = to_gregorian(calendar, year, month, length)
        return date.fromordinal(kept.toordinal() + 1) if feb_29 is Feb29.MAR_1 else kept
    except (ValueError, OverflowError):
        return None


def age_on(yearly: PartialDate, occurrence: date) -> int | None:
    """The age reached by a day, in the years of the date's own calendar; None for an unknown year.

    A day on which a leap day is kept in a common year counts as that day. None before the first.
    """
    if yearly.year is None or yearly.month is None or yearly.day is None:
        return None
    reached = _year_kept_on(yearly, occurrence)
    if reached is None:
        year, month, day = from_day_number(yearly.calendar, occurrence.toordinal())
        reached = year - ((month, day) < (yearly.month, yearly.day))
    age = reached - yearly.year
    return age if age >= 0 else None


def _year_kept_on(yearly: PartialDate, day: date) -> int | None:
    year = from_day_number(yearly.calendar, day.toordinal())[0]
    for candidate in (year, year - 1):
        for choice in (Feb29.FEB_28, Feb29.MAR_1):
            if occurrence_in(yearly, candidate, choice) == day:
                return candidate
    return None


def _longest(calendar: Calendar, month: int) -> int:
    leap = next(year for year in range(1, 9) if is_leap(calendar, year))
    return month_length(calendar, leap, min(month, months(calendar)))

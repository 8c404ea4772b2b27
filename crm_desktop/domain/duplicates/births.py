"""Two birthdays: the same, the same as far as both are known, or those of two people."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from typing import Final

from crm_desktop.domain.calendars import day_number, from_day_number
from crm_desktop.domain.partial_date import Calendar, PartialDate

_LUNAR_SLACK: Final = 2


class Births(Enum):
    """SLIP is what a slip of the pen makes of one: day and month changed places, or another year."""

    UNKNOWN = "unknown"
    SAME = "same"
    FITS = "fits"
    SLIP = "slip"
    OTHER = "other"


def compared(one: PartialDate | None, other: PartialDate | None) -> Births:
    """How two birthdays agree. A whole date of another calendar is that of ours; a part of one is not."""
    if one is None or other is None:
        return Births.UNKNOWN
    if one == other:
        return Births.SAME if one.recurs and one.year else Births.FITS
    mine, theirs = everyones(one), everyones(other)
    if mine.calendar is not theirs.calendar:
        return Births.UNKNOWN
    found = _parts_compared(mine, theirs)
    if found in (Births.OTHER, Births.SLIP) and Calendar.ISLAMIC in (one.calendar, other.calendar):
        return Births.FITS if _days_apart(mine, theirs) <= _LUNAR_SLACK else found
    return found


@lru_cache(maxsize=50_000)
def everyones(born: PartialDate) -> PartialDate:
    """A whole date in the Gregorian calendar; what is not whole, or is no date there, as it is."""
    if born.calendar is Calendar.GREGORIAN or born.year is None or born.month is None or born.day is None:
        return born
    try:
        number = day_number(born.calendar, born.year, born.month, born.day)
        return PartialDate(*from_day_number(Calendar.GREGORIAN, number))
    except ValueError:
        return born


def _parts_compared(one: PartialDate, other: PartialDate) -> Births:
    pairs = ((one.year, other.year), (one.month, other.month), (one.day, other.day))
    known = [(mine, theirs) for mine, theirs in pairs if mine is not None and theirs is not None]
    if all(mine == theirs for mine, theirs in known):
        if len(known) == 3:
            return Births.SAME
        return Births.FITS if one.recurs and other.recurs else Births.UNKNOWN
    if len(known) == 3:
        same_year = one.year == other.year
        if same_year and (one.month, one.day) == (other.day, other.month):
            return Births.SLIP
        if (one.month, one.day) == (other.month, other.day):
            return Births.SLIP
    return Births.OTHER


def _days_apart(one: PartialDate, other: PartialDate) -> int:
    if one.year is None or other.year is None or not (one.recurs and other.recurs):
        return _LUNAR_SLACK + 1
    numbers = [day_number(b.calendar, b.year or 1, b.month or 1, b.day or 1) for b in (one, other)]
    return abs(numbers[0] - numbers[1])

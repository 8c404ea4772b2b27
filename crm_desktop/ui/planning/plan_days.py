"""Reads a day out of a few plain words: "tomorrow", "next Tuesday", "29.11.", "Nov 29", "12 Hidar". Pure.

A day without its year is the next such day; each reader gives how many words it took, and the day.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, TypeVar

from crm_desktop.domain.calendars import from_gregorian, to_gregorian
from crm_desktop.domain.partial_date import Calendar
from crm_desktop.ui.planning.plan_words import Unit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crm_desktop.ui.planning.plan_words import PlanWords

_V = TypeVar("_V")

_LONGEST_PHRASE: Final = 4
_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DOTTED: Final = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})(?:\.([0-9]{4}|[0-9]{2})?)?\.?")
_SLASHED: Final = re.compile(r"([0-9]{1,2})/([0-9]{1,2})(?:/([0-9]{4}|[0-9]{2}))?")
_YEAR_FIRST: Final = re.compile(r"([0-9]{4})[/.]([0-9]{1,2})[/.]([0-9]{1,2})")
_DAY_OF_MONTH: Final = re.compile(r"([0-9]{1,2})(?:\.|st|nd|rd|th)?")
_YEAR: Final = re.compile(r"[0-9]{4}")
_COUNT: Final = re.compile(r"[0-9]{1,3}")
_FIRST_YEAR, _LAST_YEAR = 1970, 8999


def phrase_at(words: Sequence[str], at: int, known: Mapping[str, _V]) -> tuple[int, _V] | None:
    """The longest phrase of a dictionary that stands there: how many words, and what it means."""
    for count in range(min(_LONGEST_PHRASE, len(words) - at), 0, -1):
        found = known.get(" ".join(words[at : at + count]).rstrip("."))
        if found is not None:
            return count, found
    return None


def said_with(words: Sequence[str], at: int, which: frozenset[str]) -> int:
    """How many words the longest of some phrases takes there; 0 for none."""
    for count in range(min(_LONGEST_PHRASE, len(words) - at), 0, -1):
        if " ".join(words[at : at + count]) in which:
            return count
    return 0


def read_day(words: Sequence[str], at: int, today: date, known: PlanWords) -> tuple[int, date] | None:
    """The day that stands there, with the "on" or "next" before it."""
    start = at + said_with(words, at, known.on)
    if start >= len(words):
        return None
    found = (
        _near(words, start, today, known)
        or _written(words[start], today, known)
        or _named(words, start, today, known)
    )
    return None if found is None else (found[0] + start - at, found[1])


def _near(words: Sequence[str], at: int, today: date, known: PlanWords) -> tuple[int, date] | None:
    offset = phrase_at(words, at, known.days)
    if offset is not None:
        return offset[0], today + timedelta(days=offset[1])
    after = said_with(words, at, known.time.after)
    if after and at + after < len(words) and _COUNT.fullmatch(words[at + after]):
        unit = phrase_at(words, at + after + 1, known.units)
        if unit is not None:
            return after + 1 + unit[0], _on(today, int(words[at + after]), unit[1])
    coming = said_with(words, at, known.next)
    skipped = coming or said_with(words, at, known.this)
    weekday = phrase_at(words, at + skipped, known.weekdays)
    if weekday is not None:
        ahead = (weekday[1] - today.weekday()) % 7
        if coming:  # That day of the week that comes next, as the user's weeks begin.
            ahead = 7 - (today.weekday() - known.first_weekday) % 7 + (weekday[1] - known.first_weekday) % 7
        return skipped + weekday[0], today + timedelta(days=ahead)
    unit = phrase_at(words, at + coming, known.units) if coming else None
    return None if unit is None else (coming + unit[0], _on(today, 1, unit[1]))


def _on(today: date, count: int, unit: Unit) -> date:
    if unit in (Unit.DAY, Unit.WEEK):
        return today + timedelta(days=count * (7 if unit is Unit.WEEK else 1))
    months = today.month - 1 + count * (12 if unit is Unit.YEAR else 1)
    first = date(min(today.year + months // 12, _LAST_YEAR), months % 12 + 1, 1)
    following = (first + timedelta(days=31)).replace(day=1)
    return min(first + timedelta(days=today.day - 1), following - timedelta(days=1))


def _written(word: str, today: date, known: PlanWords) -> tuple[int, date] | None:
    """One word of digits: ISO, 29.11., 11/29 as the locale has it."""
    found = _ISO.fullmatch(word) or _YEAR_FIRST.fullmatch(word)
    if found:
        day = _day(Calendar.GREGORIAN, int(found[1]), int(found[2]), int(found[3]))
        return None if day is None else (1, day)
    found = _DOTTED.fullmatch(word)
    if found:
        return _of_parts(int(found[1]), int(found[2]), found[3], today)
    found = _SLASHED.fullmatch(word)
    if found is None:
        return None
    first, second = int(found[1]), int(found[2])
    orders = ((first, second), (second, first)) if known.day_first else ((second, first), (first, second))
    for number, month in orders:
        read = _of_parts(number, month, found[3], today)
        if read is not None:
            return read
    return None


def _of_parts(number: int, month: int, year: str | None, today: date) -> tuple[int, date] | None:
    if year is None:
        day = _next_such(Calendar.GREGORIAN, month, number, today)
    else:
        day = _day(Calendar.GREGORIAN, int(year) + (2000 if len(year) == 2 else 0), month, number)
    return None if day is None else (1, day)


def _named(words: Sequence[str], at: int, today: date, known: PlanWords) -> tuple[int, date] | None:
    """A day and the name of its month, in any order, and perhaps a year."""
    number, after = _DAY_OF_MONTH.fullmatch(words[at]), at + 1
    if number:
        after += said_with(words, after, known.of)
        month = phrase_at(words, after, known.months)
        after += month[0] if month else 0
    else:
        month = phrase_at(words, at, known.months)
        after = at + (month[0] if month else 0)
        number = _DAY_OF_MONTH.fullmatch(words[after]) if month and after < len(words) else None
        after += 1
    if month is None or number is None:
        return None
    calendar, which = month[1]
    of = said_with(words, after, known.of)
    year = words[after + of] if after + of < len(words) else ""
    if _YEAR.fullmatch(year):
        day = _day(calendar, int(year), which, int(number[1]))
        return None if day is None else (after + of + 1 - at, day)
    day = _next_such(calendar, which, int(number[1]), today)
    return None if day is None else (after - at, day)


def _next_such(calendar: Calendar, month: int, number: int, today: date) -> date | None:
    """The next day with this number in that month, today among them; a leap day comes within eight years."""
    year = from_gregorian(calendar, today)[0]
    for ahead in range(9):
        day = _day(calendar, year + ahead, month, number)
        if day is not None and day >= today:
            return day
    return None


def _day(calendar: Calendar, year: int, month: int, number: int) -> date | None:
    try:
        day = to_gregorian(calendar, year, month, number)
    except ValueError:
        return None
    return day if _FIRST_YEAR < day.year <= _LAST_YEAR else None

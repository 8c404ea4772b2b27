"""What SQLite asks of the domain while it filters: the folding of texts, phones, and days of the year."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from crm_desktop.domain.filters.texts import phone_has, phone_is, text_has
from crm_desktop.domain.match_key import match_key
from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.domain.yearly import Feb29, age_on, next_occurrence

if TYPE_CHECKING:
    import sqlite3

_FEBRUARY = 2


def teach(connection: sqlite3.Connection) -> None:
    """Make the functions known to a connection."""
    for name, count, function in (
        ("text_has", 2, _text_has),
        ("text_key", 1, _text_key),
        ("phone_has", 3, phone_has),
        ("phone_is", 3, phone_is),
        ("next_day", 6, _next_day),
        ("age", 5, _age),
    ):
        connection.create_function(name, count, function, deterministic=True)


def _text_has(text: str, value: str) -> bool:
    return bool(text) and text_has(text, value)


def _text_key(text: str) -> str:
    return match_key(text)


def _next_day(
    year: int | None, month: int | None, day: int | None, calendar: str, today: int, feb_29: str
) -> int | None:
    """The ordinal of the next day that a date comes round; a year of the past does not matter to that."""
    if month is None or day is None:
        return None
    if year is not None and calendar == "gregorian" and year < date.fromordinal(today).year:
        year = None
    return _known_day(year, month, day, calendar, today, feb_29)


@lru_cache(maxsize=4096)
def _known_day(year: int | None, month: int, day: int, calendar: str, today: int, feb_29: str) -> int | None:
    written = PartialDate(year, month, day, Calendar(calendar))
    found = next_occurrence(written, date.fromordinal(today), Feb29(feb_29))
    return found.toordinal() if found else None


def _age(year: int | None, month: int | None, day: int | None, calendar: str, today: int) -> int | None:
    """The age reached today, in the years of the date's own calendar."""
    if year is None or month is None or day is None:
        return None
    on = date.fromordinal(today)
    if calendar == "gregorian" and not (month == _FEBRUARY and day > 28):
        age = on.year - year - ((on.month, on.day) < (month, day))
        return age if age >= 0 else None
    return age_on(PartialDate(year, month, day, Calendar(calendar)), on)

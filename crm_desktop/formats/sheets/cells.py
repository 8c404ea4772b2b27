"""What stands in a cell, put right: guards taken off, several values told apart, days read."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from crm_desktop.domain.partial_date import PartialDate
from crm_desktop.formats.sheets.contents import is_email, is_phone
from crm_desktop.formats.sheets.guard import unguarded
from crm_desktop.formats.vcard.dates import parse, parse_marked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_AS_TEXT: Final = re.compile(r'="([^"]*)"')
_MANGLED: Final = re.compile(r"[+-]?\d(?:[.,]\d+)?[Ee]\+?\d{1,2}")
_SEVERAL: Final = re.compile(r" ::: |[;\n|]")
_BY_COMMA: Final = re.compile(r" ::: |[;,\n|]")
_NUMBERED: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{2}|\d{4}))?(?:[ T].{0,20})?")
_SERIAL: Final = re.compile(r"[1-5]\d{4}(?:\.0)?")
_DAY_ZERO: Final = date(1899, 12, 30)
"""What Excel counts its days from, with the 29 February 1900 that it believes in."""
_LONG_NUMBER: Final = 11
_NO_DATES: Final = frozenset(("", "0/0/00", "00/00/0000", "0000-00-00", "0.0.00", "00.00.0000", "-", "n/a"))


def plain(cell: str) -> str:
    """The text of a cell without what spreadsheets put around it: a guard against formulas, `="…"`."""
    text = cell.strip()
    if text.startswith("'"):
        return unguarded(text)
    if text.startswith('="') and (found := _AS_TEXT.fullmatch(text)):
        return found[1].strip()
    return text


def is_mangled(text: str) -> bool:
    """Whether a spreadsheet made a number of it and lost digits: "4.91512E+11"."""
    return _MANGLED.fullmatch(text) is not None


def is_rounded(text: str) -> bool:
    """Whether it looks as if a spreadsheet had rounded a long number: "491512000000"."""
    return len(text) >= _LONG_NUMBER and text.isdecimal() and text.endswith("000000")


def phones_in(text: str) -> list[str]:
    """The phone numbers of a cell; by commas and strokes too, where each piece is one."""
    return _all_in(text, (",", " / "), is_phone)


def emails_in(text: str) -> list[str]:
    """The e-mail addresses of a cell; by commas and spaces too, where each piece is one."""
    return _all_in(text, (",", " "), is_email)


def tags_in(text: str) -> list[str]:
    """The tags of a cell, without the groups that Google gives everyone ("* myContacts")."""
    return [tag for tag in _pieces(_BY_COMMA, text) if not tag.startswith("* ")]


def values_in(text: str) -> list[str]:
    """The values of a cell in which Google puts several."""
    return [piece for piece in (one.strip() for one in text.split(" ::: ")) if piece]


def is_month_first(values: Iterable[str]) -> bool | None:
    """Whether the days of a column are written "5/17/1990"; None where nothing tells."""
    for value in values:
        found = _NUMBERED.fullmatch(value.strip())
        if found:
            if int(found[1]) > 12:
                return False
            if int(found[2]) > 12:
                return True
    return None


def day_in(text: str, *, month_first: bool, this_year: int) -> PartialDate | None:
    """The day that a cell says, None where it says none. Raises ValueError for other text.

    A year of two digits is the latest that is not to come. A number of five digits is the day that a
    spreadsheet means by it.
    """
    text = text.strip()
    if text.casefold() in _NO_DATES:
        return None
    found = _NUMBERED.fullmatch(text)
    if found is None and _SERIAL.fullmatch(text):
        counted = _DAY_ZERO + timedelta(days=int(float(text)))
        return PartialDate(counted.year, counted.month, counted.day)
    if found is None:
        return parse_marked(text) if text.endswith("]") else parse(text)
    first, second, year = int(found[1]), int(found[2]), found[3]
    month, day = (first, second) if month_first and "/" in text else (second, first)
    if not 1 <= month <= 12:
        month, day = day, month
    return PartialDate(_whole(year, this_year), month, day)


def _whole(year: str | None, this_year: int) -> int | None:
    if year is None:
        return None
    number = int(year)
    if len(year) == 4:
        return number if number not in (0, 1604) else None
    century = this_year - this_year % 100
    return century + number if century + number <= this_year else century - 100 + number


def _pieces(between: re.Pattern[str], text: str) -> list[str]:
    return [piece for piece in (one.strip() for one in between.split(text)) if piece]


def _all_in(text: str, between: Iterable[str], fits: Callable[[str], bool]) -> list[str]:
    found: list[str] = []
    for piece in _pieces(_SEVERAL, text):
        split = (_split_if(piece, one, fits) for one in between)
        found += next(filter(None, split), [piece])
    return found


def _split_if(text: str, between: str, fits: Callable[[str], bool]) -> list[str] | None:
    pieces = [piece.strip() for piece in text.split(between) if piece.strip()]
    return pieces if len(pieces) > 1 and all(map(fits, pieces)) else None

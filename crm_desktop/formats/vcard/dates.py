"""Dates as vCard writes them, and as many programs do: any part may be missing, and nothing is invented.

A time behind a date is dropped, never converted: a birthday is the day that was written.
"""

import re
from typing import Final

from crm_desktop.domain.calendars import to_gregorian
from crm_desktop.domain.partial_date import Calendar, PartialDate

_TIME: Final = r"(?:[Tt ][0-9:.,Zz+ -]{0,40})?"
_WHOLE: Final = re.compile(rf"(\d{{4}})-?(\d\d)-?(\d\d){_TIME}")
_FORMS: Final = tuple(
    re.compile(form + _TIME)
    for form in (
        r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})",
        r"(?P<y>\d{4})",
        r"(?P<y>\d{4})-(?P<m>\d\d?)",
        r"--(?P<m>\d\d)-?(?P<d>\d\d)",
        r"--(?P<m>\d\d)",
        r"---(?P<d>\d\d)",
        r"(?P<y>\d{4})---(?P<d>\d\d)",
        r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})",
        r"(?P<d>1[3-9]|2\d|3[01])/(?P<m>\d{1,2})/(?P<y>\d{4})",
        r"(?P<m>\d{1,2})/(?P<d>1[3-9]|2\d|3[01])/(?P<y>\d{4})",
    )
)
_MARKED: Final = re.compile(r"([^\[\]]{1,40})\[([a-z]{1,20})\]")
_CALENDARS: Final = {
    **{calendar.value: calendar for calendar in Calendar},
    "persian": Calendar.JALALI,
    "shamsi": Calendar.JALALI,
    "ethiopic": Calendar.ETHIOPIAN,
    "hijri": Calendar.ISLAMIC,
    "islamic-civil": Calendar.ISLAMIC,
}
NO_YEAR: Final = 1604
"""The year that Apple writes where there is none."""


def calendar_named(name: str) -> Calendar:
    """The calendar of that name ("jalali", "x-persian"); Gregorian for "". Raises ValueError."""
    plain = name.strip().lower().removeprefix("x-").removeprefix("crm-")
    if not plain:
        return Calendar.GREGORIAN
    if plain not in _CALENDARS:
        raise ValueError(f"unknown calendar: {name}")
    return _CALENDARS[plain]


def parse(
    text: str, calendar: Calendar | None = None, *, no_year: int | None = NO_YEAR
) -> PartialDate | None:
    """The date, or None for one that says nothing ("", "0000-00-00"). Raises ValueError for other text.

    `no_year` is the year that stands for none. A zero stands for an unknown part. A year that only fits
    the Persian calendar, written in Persian digits, is read so where no calendar is given.
    """
    text = text.strip()
    found = _WHOLE.fullmatch(text)
    if found:
        year, month, day = int(found[1]), int(found[2]), int(found[3])
    elif text:
        year, month, day = _parts(text)
    else:
        return None
    if calendar is None:
        persian = "۰" <= text[0] <= "۹" and 1200 <= year <= 1500
        calendar = Calendar.JALALI if persian else Calendar.GREGORIAN
    if (year, month, day) == (1, 1, 1):
        return None  # what .NET writes for "no date"
    if year == no_year:
        year = 0
    date = PartialDate(year or None, month or None, day or None, calendar)
    return None if date.is_empty else date


def gregorian(date: PartialDate) -> PartialDate | None:
    """A whole date in the Gregorian calendar; None where a part is unknown."""
    if date.year is None or date.month is None or date.day is None:
        return None
    try:
        day = to_gregorian(date.calendar, date.year, date.month, date.day)
    except ValueError:
        return None
    return PartialDate(day.year, day.month, day.day)


def parse_marked(text: str) -> PartialDate | None:
    """A date with its calendar behind it, `1375-01-27[jalali]`. Raises ValueError."""
    found = _MARKED.fullmatch(text.strip())
    if found:
        return parse(found[1], calendar_named(found[2]), no_year=None)
    return parse(text, Calendar.GREGORIAN, no_year=None)


def marked(date: PartialDate) -> str:
    """The reverse of `parse_marked`."""
    text = written(date)
    return text if date.calendar is Calendar.GREGORIAN else f"{text}[{date.calendar.value}]"


def written(date: PartialDate) -> str:
    """`1996-04-15`, `1996-04`, `1996`, `--04-15`, `--04`, `---15`; `1996---15` without the month."""
    year = f"{date.year:04}" if date.year else "-"
    if date.month is None:
        if date.day is None:
            return year
        return f"{year}---{date.day:02}" if date.year else f"---{date.day:02}"
    return f"{year}-{date.month:02}" + (f"-{date.day:02}" if date.day else "")


def _parts(text: str) -> tuple[int, int, int]:
    for form in _FORMS:
        if found := form.fullmatch(text):
            parts = found.groupdict()
            return int(parts.get("y", 0)), int(parts.get("m", 0)), int(parts.get("d", 0))
    raise ValueError(f"not a date: {text[:40]}")

"""Days in running text: "4 мая", "12.03.1985", "۱۵ خرداد ۱۳۶۰"; and whether somebody was born then."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.formats.plain_text.months import month_named

if TYPE_CHECKING:
    from collections.abc import Iterator

MONTH_FIRST: Final = frozenset(("US", "PH", "FM", "MH", "PW"))
"""Where 4/5/1990 is the fifth of April (Unicode CLDR's short dates)."""
_PERSIAN: Final = frozenset(("IR", "AF"))

_NUMBERS: Final = re.compile(
    r"(?<![\d.,/+-])(?:(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{1,2})([-/.])(\d{1,2})\6(\d{4}|\d{2}))"
    r"(?![\d/+-]|[.,]\d)"
)
_SHORT: Final = re.compile(r"(?<![\d.,/:+-])(\d{1,2})([./])(\d{1,2})(?![\d/:+-]|[.,]\d)\.?")
_YEAR: Final = re.compile(r"(?<![\d.,/+-])(1[0-9]\d\d|20\d\d|[۱١]\d{3})(?![\d/+-]|[.,]\d)")
_HAN: Final = re.compile(r"(?:(?<!\d)(\d{4})年)?(?<!\d)(\d{1,2})月(\d{1,2})[日号號]?")
_WORDS: Final = re.compile(r"\d++|[^\W\d_]++(?:['ʻ‘’][^\W\d_]++)?")
_ORDINALS: Final = frozenset(
    ("st", "nd", "rd", "th", "го", "ое", "de", "of", "e", "er", "чи", "chi", "ቀን", "del")
)
_YEAR_WORDS: Final = re.compile(r"\s*(?:года?\b|г\.|г\b|yil(?:da)?\b|йил\b|ዓ\.?\s?ም\.?|م\b|y\.)")
_ETHIOPIAN_YEAR: Final = re.compile(r"\s*\(?(?:ዓ\.?\s?ም\.?|E\.?\s?C\.?\b)\)?")
_APART: Final = re.compile(r"[\s.,\u200c\u200f\u200e-]{0,3}")

_BORN_BEFORE: Final = re.compile(
    r"(?:день\s+рожд(?:ения|\.)?|дата\s+рождения|(?<!\w)д\.?\s?р\.?|родил(?:ся|ась)|birth\s?day|b-?day|"
    r"date\s+of\s+birth|(?<!\w)dob|(?<!\w)born|geburtstag|geburtsdatum|(?<!\w)geb(?:oren)?\.?|"
    r"tug['ʻʼ‘’`]?ilgan(?:\s+(?:kuni?|sanasi))?|ту[гғ]илган(?:\s+(?:куни?|санаси))?|تاریخ\s+تولد|تولد|متولد|"
    r"زادروز|عيد\s+ميلاد|تاريخ\s+الميلاد|الميلاد|ميلاد|مواليد|(?:የልደት|የትውልድ)\s+ቀን|ልደት|የተወለደ\w{0,3}|生日|出生日期|出生|"
    r"usuku\s+lokuzalwa|wazalwa|anniversaire|(?<!\w)née?|cumpleaños|nacimiento|compleanno|doğum\s+(?:günü|tarihi)|"
    r"(?<![\w*])\*)"
    r"\s*[:：=–—-]?\s*(?:(?:is|on|am|le|в|ngomhla\s+ka|fi|في|روز)\s+){0,2}$",
    re.IGNORECASE,
)
_BORN_AFTER: Final = re.compile(
    r"\s*(?:\(?\s*(?:г\.?\s?р\.?(?!\w)|года?\s+рождения|года?\s+р\.|г\.\s*рожд\w*|"
    r"da\s+tug['ʻʼ‘’`]?ilgan|да\s+туғилган|متولد\w*|به\s+دنیا\s+آمده|ተወለደ\w{0,2}|出生|生(?!\w)|"
    r"(?:is\s+)?(?:my\s+|her\s+|his\s+)?birth\s?day|день\s+рождения|д\.?\s?р\.?(?!\w)))",
    re.IGNORECASE,
)
_BEFORE, _AFTER = 44, 30
"""How many letters around a day are asked whether somebody was born on it."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day at a place in a text. `said`: the words around it, from `first` to `last`, say that it is a
    birthday.
    """

    date: PartialDate
    start: int
    end: int
    first: int
    last: int
    said: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether its year is known, so that it can be told from other numbers."""
        return self.date.year is not None and self.date.recurs


def days_in(text: str, *, country: str, this_year: int) -> list[Day]:
    """The days in one line, in their order, none over another.

    `country` (ISO 3166) says how they are written there; a year of two digits is not after `this_year`.
    Days whose words do not say more than two numbers, or a lone year, only where somebody was born.
    """
    found: dict[int, Day] = {}
    end = 0
    for start, stop, date, telling in sorted(
        _candidates(text, country, this_year), key=lambda one: (one[0], -one[1])
    ):
        if start < end or date.is_empty:
            continue
        day = _with_words(text, start, stop, date)
        if day.said or telling:
            found[start] = day
            end = stop
    return list(found.values())


def read_day(text: str, *, country: str, this_year: int) -> PartialDate | None:
    """The day that somebody wrote where a birthday is asked for; None where that is not understood.

    Anything else in the text makes it no day.
    """
    wanted = text.strip(" \t\u200e\u200f.,")
    if not wanted or len(wanted) > _LONGEST_DAY:
        return None
    for start, stop, date, _ in _candidates(wanted, country, this_year):
        day = _with_words(wanted, start, stop, date)
        if not wanted[: day.first].strip() and not wanted[day.last :].strip(" .,"):
            return None if date.is_empty else date
    return None


_LONGEST_DAY: Final = 80


def _with_words(text: str, start: int, end: int, date: PartialDate) -> Day:
    """With the words beside it that say whether somebody was born then, and in which calendar."""
    if date.calendar is Calendar.GREGORIAN and (marked := _ETHIOPIAN_YEAR.match(text, end)):
        ethiopian = _date(date.year, date.month, date.day, Calendar.ETHIOPIAN)
        date, end = (ethiopian, marked.end()) if ethiopian else (date, end)
    elif date.year is not None and (word := _YEAR_WORDS.match(text, end)):
        after = _BORN_AFTER.match(text[end : end + _AFTER])
        end = end if after else word.end()
    before = _BORN_BEFORE.search(text[max(0, start - _BEFORE) : start])
    if before:
        return Day(date, start, end, start - len(before[0]), end, said=True)
    after = _BORN_AFTER.match(text[end : end + _AFTER])
    if after:
        return Day(date, start, end, start, end + after.end(), said=True)
    return Day(date, start, end, start, end)


def _candidates(text: str, country: str, this_year: int) -> Iterator[tuple[int, int, PartialDate, bool]]:
    """Start, end, date, and whether it is sure to be a day without anybody saying so."""
    for found in _NUMBERS.finditer(text):
        if date := _from_numbers(found, country, this_year):
            yield found.start(), found.end(), date, len(found[8] or "four") == 4
    for found in _HAN.finditer(text):
        if date := _date(found[1], found[2], found[3]):
            yield found.start(), found.end(), date, True
    yield from _with_month_names(text)
    for found in _SHORT.finditer(text):
        first, second = int(found[1]), int(found[3])
        month, day = (first, second) if country in MONTH_FIRST and found[2] == "/" else (second, first)
        date = _date(None, month, day) or _date(None, day, month)
        if date:
            yield found.start(), found.end(), date, False
    for found in _YEAR.finditer(text):
        if int(found[1]) <= this_year and (date := _date(found[1], None, None, _calendar(found[1], country))):
            yield found.start(), found.end(), date, False


def _from_numbers(found: re.Match[str], country: str, this_year: int) -> PartialDate | None:
    if found[1]:
        return _date(found[1], found[3], found[4], _calendar(found[1], country))
    first, second, year = int(found[5]), int(found[7]), int(found[8])
    if len(found[8]) == 2:
        century = this_year - this_year % 100
        year += century if century + year <= this_year else century - 100
    calendar = _calendar(str(year), country)
    month_first = country in MONTH_FIRST and found[6] == "/"
    month, day = (first, second) if month_first else (second, first)
    return _date(year, month, day, calendar) or _date(year, day, month, calendar)


def _with_month_names(text: str) -> Iterator[tuple[int, int, PartialDate, bool]]:
    words = list(_WORDS.finditer(text))
    for place, word in enumerate(words):
        if not word[0].isdecimal() or len(word[0]) > 2:
            continue
        if found := _day_then_month(text, words, place) or _month_then_day(text, words, place):
            yield found


def _day_then_month(
    text: str, words: list[re.Match[str]], place: int
) -> tuple[int, int, PartialDate, bool] | None:
    at = place + 1
    if at < len(words) and words[at][0].casefold() in _ORDINALS and _beside(text, words, at - 1):
        at += 1
    if at >= len(words) or words[at][0].isdecimal() or not _beside(text, words, at - 1):
        return None
    month = month_named(words[at][0].casefold())
    if month is None:
        return None
    year = _year_beside(text, words, at)
    date = _date(words[year][0] if year else None, month[1], words[place][0], month[0])
    return (words[place].start(), words[year or at].end(), date, True) if date else None


def _month_then_day(
    text: str, words: list[re.Match[str]], place: int
) -> tuple[int, int, PartialDate, bool] | None:
    if place == 0 or words[place - 1][0].isdecimal() or not _beside(text, words, place - 1):
        return None
    month = month_named(words[place - 1][0].casefold())
    if month is None:
        return None
    last = place
    after = place + 1
    if (
        after < len(words)
        and words[after][0].casefold() in _ORDINALS
        and words[after].start() == words[place].end()
    ):
        last = after
    year = _year_beside(text, words, last)
    date = _date(words[year][0] if year else None, month[1], words[place][0], month[0])
    return (words[place - 1].start(), words[year or last].end(), date, True) if date else None


def _year_beside(text: str, words: list[re.Match[str]], at: int) -> int | None:
    place = at + 1
    if place < len(words) and words[place][0].casefold() in ("de", "del"):
        place += 1
    if place < len(words) and len(words[place][0]) == 4 and words[place][0].isdecimal():
        return place if _beside(text, words, place - 1) else None
    return None


def _beside(text: str, words: list[re.Match[str]], place: int) -> bool:
    """Whether nothing but a space or a point stands between this word and the next."""
    start, end = words[place].end(), words[place + 1].start()
    return end - start <= 3 and _APART.fullmatch(text, start, end) is not None


def _calendar(year: str, country: str) -> Calendar:
    persian = "۰" <= year[0] <= "۹" or country in _PERSIAN
    return Calendar.JALALI if persian and 1200 <= int(year) <= 1500 else Calendar.GREGORIAN


def _date(
    year: str | int | None,
    month: str | int | None,
    day: str | int | None,
    calendar: Calendar = Calendar.GREGORIAN,
) -> PartialDate | None:
    years, months, days = (int(part) if part is not None else None for part in (year, month, day))
    try:
        return PartialDate(years, months, days, calendar)
    except ValueError:
        return None

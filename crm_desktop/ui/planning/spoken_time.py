"""Reads a time of day as people type it: "15:00", "3pm", "1530", "in 20 min", "noon". No Qt, no clock."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

# A bare "3" is rarely three at night: hours up to this one, typed alone, are meant after noon.
_LAST_BARE_AFTERNOON_HOUR = 6
_LONGEST_SPAN = timedelta(days=366)

_CLOCK = re.compile(r"(\d{1,2})(?:\s*[:.h٫]\s*(\d{2})|\s*h)?")
_COMPACT = re.compile(r"(\d{1,2})(\d{2})")
_SPAN_PART = re.compile(r"(\d{1,4})\s*([^\W\d_]*)\.?\s*")


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The words that may stand in a time, in lower case; the window adds its language's to English."""

    after: frozenset[str] = frozenset({"in", "+"})
    minutes: frozenset[str] = frozenset({"m", "min", "mins", "minute", "minutes"})
    hours: frozenset[str] = frozenset({"h", "hr", "hrs", "hour", "hours"})
    am: frozenset[str] = frozenset({"am", "a.m.", "a"})
    pm: frozenset[str] = frozenset({"pm", "p.m.", "p"})
    noon: frozenset[str] = frozenset({"noon", "midday"})
    midnight: frozenset[str] = frozenset({"midnight"})
    now: frozenset[str] = frozenset({"now"})

    def with_more(self, **more: str) -> TimeWords:
        """These and, by field, more words, parted by spaces or commas."""
        added = {
            name: getattr(self, name) | frozenset(words.casefold().replace(",", " ").split())
            for name, words in more.items()
        }
        return TimeWords(**{name: added.get(name, getattr(self, name)) for name in self.__slots__})


ENGLISH = TimeWords()


def read_time(text: str, day: date, now: datetime, words: TimeWords = ENGLISH) -> datetime | None:
    """The wall time that `text` means on `day`, or None where it means none.

    A span ("in 2 min") counts from `now`, a naive wall time, and so may fall on another day than `day`.
    Digits of any script are understood.
    """
    typed = _plain(text)
    if not typed:
        return None
    if typed in words.now:
        return now.replace(second=0, microsecond=0)
    span = _read_span(typed, words)
    if span is not None:
        return _rounded_up(now + span)
    clock = _read_clock(typed, words)
    return None if clock is None else datetime.combine(day, clock)


def _plain(text: str) -> str:
    digits = (str(int(ch)) if ch.isdecimal() else ch for ch in text)
    return " ".join("".join(digits).casefold().split())


def _rounded_up(moment: datetime) -> datetime:
    whole = moment.replace(second=0, microsecond=0)
    return whole if whole == moment else whole + timedelta(minutes=1)


def _read_span(typed: str, words: TimeWords) -> timedelta | None:
    rest = _after_word(typed, words.after)
    if rest is None:
        return None
    total, position = timedelta(), 0
    while position < len(rest):
        part = _SPAN_PART.match(rest, position)
        if part is None:
            return None
        amount, unit = int(part[1]), part[2]
        if unit in words.hours:
            total += timedelta(hours=amount)
        elif unit in words.minutes or not unit:
            total += timedelta(minutes=amount)
        else:
            return None
        position = part.end()
    return total if timedelta() < total <= _LONGEST_SPAN else None


def _after_word(typed: str, starts: frozenset[str]) -> str | None:
    for word in starts:
        rest = typed.removeprefix(word)
        # "+5" needs no space, "in5" is not what anyone means.
        if rest != typed and rest and (not word[-1].isalpha() or rest[0] == " "):
            return rest.strip()
    return None


def _read_clock(typed: str, words: TimeWords) -> time | None:
    if typed in words.noon:
        return time(12)
    if typed in words.midnight:
        return time(0)
    clock, half = _without_half(typed, words)
    found = _CLOCK.fullmatch(clock) or _COMPACT.fullmatch(clock)
    if found is None:
        return None
    hour, minutes = int(found[1]), found[2]
    if half is None and clock.isdigit() and minutes is None and 1 <= hour <= _LAST_BARE_AFTERNOON_HOUR:
        hour = hour if clock.startswith("0") else hour + 12
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    minute = int(minutes or 0)
    return time(hour, minute) if hour <= 23 and minute <= 59 else None


def _without_half(typed: str, words: TimeWords) -> tuple[str, str | None]:
    for half, names in (("am", words.am), ("pm", words.pm)):
        for name in sorted(names, key=len, reverse=True):
            clock = typed.removesuffix(name)
            if clock != typed and clock:
                return clock.strip(), half
    return typed, None

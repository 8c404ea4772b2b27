"""Reads a time of day or a length out of a few plain words: "at 3", "15 o'clock", "1h30", "90 min". Pure."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Final

from crm_desktop.ui.planning.plan_days import phrase_at, said_with
from crm_desktop.ui.planning.spoken_time import read_time

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import time

    from crm_desktop.ui.planning.plan_words import PlanWords

_ANY_DAY: Final = datetime.fromisoformat("2000-01-01")
_NUMBER: Final = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,2})?")
_GLUED: Final = re.compile(r"([0-9]{1,3}(?:[.,][0-9]{1,2})?)([^\W\d_]+)\.?(?:([0-9]{1,2})[^\W\d_]*\.?)?")
_CLOCK: Final = re.compile(r"[0-9]{1,2}[:.\u066b][0-9]{2}")
_BARE: Final = re.compile(r"[0-9]{1,2}")


def clock_of(text: str, known: PlanWords) -> time | None:
    """The time of day that a text is."""
    found = read_time(text, _ANY_DAY.date(), _ANY_DAY, known.time)
    return None if found is None else found.time()


def is_hour_clock(word: str, known: PlanWords) -> bool:
    """Whether it is written like "15h" or "15h30"."""
    glued = _GLUED.fullmatch(word)
    return glued is not None and glued[2] in known.time.hours


def clock_at(words: Sequence[str], at: int, known: PlanWords, *, bare: bool) -> tuple[int, time] | None:
    """How many words say a time of day there, and which; `bare`: a number alone is one too."""
    if at >= len(words):
        return None
    word, count, text = words[at], 1, ""
    halves = {half for half in known.time.am | known.time.pm if len(half) > 1}
    if _CLOCK.fullmatch(word) or _BARE.fullmatch(word):
        following = words[at + 1] if at + 1 < len(words) else ""
        half = next((each for each in (following, following.rstrip(".")) if each in halves), "")
        oclock = said_with(words, at + 1, known.oclock)
        if half:
            count, text = 2, f"{word} {half}"
        elif oclock:
            count, text = 1 + oclock, word if _CLOCK.fullmatch(word) else f"{word}:00"
        elif bare or _CLOCK.fullmatch(word):
            text = word
    elif word in known.time.noon | known.time.midnight or (
        word.lstrip("0123456789:.") in halves or ((known.hour_clock or bare) and is_hour_clock(word, known))
    ):
        text = word
    found = clock_of(text, known) if text else None
    return None if found is None else (count, found)


def length_at(words: Sequence[str], at: int, known: PlanWords) -> tuple[int, int] | None:
    """How many words say a length there, and how many minutes it is; more than none."""
    said = phrase_at(words, at, known.lengths)
    if said is not None or at >= len(words):
        return said
    first = _amount_at(words, at, known)
    if first is None:
        return None
    taken, minutes, is_hours = first
    second = _amount_at(words, at + taken, known) if is_hours else None
    if second is not None and not second[2]:
        taken, minutes = taken + second[0], minutes + second[1]
    return (taken, minutes) if minutes > 0 else None


def _amount_at(words: Sequence[str], at: int, known: PlanWords) -> tuple[int, int, bool] | None:
    """ "90 min", "1.5 h", "1h30": words, minutes, and whether they were whole hours."""
    if at >= len(words):
        return None
    number, unit, count, rest = words[at], "", 2, 0
    glued = _GLUED.fullmatch(number)
    if glued:
        number, unit, count, rest = glued[1], glued[2], 1, int(glued[3] or 0)
    elif _NUMBER.fullmatch(number) and at + 1 < len(words):
        unit = words[at + 1].rstrip(".")
    if unit in known.time.hours:
        return count, round(float(number.replace(",", ".")) * 60) + rest, not rest
    if unit in known.time.minutes and not rest:
        return count, round(float(number.replace(",", "."))), False
    return None

"""What the values of a column look like: for columns whose headings do not tell, or that have none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from crm_desktop.domain.contact import BIRTHDAY
from crm_desktop.formats.sheets.meaning import Meaning, Part

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_ENOUGH: Final = 0.7
_FEW_LETTERS: Final = 60
_EMAIL: Final = re.compile(r"[^\s@,;<>()]{1,64}@[^\s@,;<>()]{1,190}\.[^\s@.,;<>()]{2,24}")
_PHONE: Final = re.compile(r"[+(]?[\d(][\d\s().\-/–+]{4,24}\d")
_LINK: Final = re.compile(r"(?:https?://|www\.)\S{3,400}")
_DATE: Final = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}")


def is_email(text: str) -> bool:
    """Whether a text looks like one e-mail address."""
    return _EMAIL.fullmatch(text) is not None


def is_phone(text: str) -> bool:
    """Whether a text looks like one phone number: seven to fifteen digits, and little else."""
    return (
        _PHONE.fullmatch(text) is not None
        and 7 <= sum(ch.isdecimal() for ch in text) <= 15
        and not is_date(text)
    )


def is_date(text: str) -> bool:
    """Whether a text looks like a day written in numbers."""
    return _DATE.fullmatch(text) is not None


def is_link(text: str) -> bool:
    """Whether a text looks like a web address."""
    return _LINK.fullmatch(text) is not None


def is_name(text: str) -> bool:
    """Whether a text could be somebody's name: two to five words of letters."""
    words = text.split()
    return (
        2 <= len(words) <= 5
        and len(text) <= _FEW_LETTERS
        and all(any(ch.isalpha() for ch in word) and not any(ch.isdecimal() for ch in word) for word in words)
    )


def is_word(text: str) -> bool:
    """Whether a text could be what somebody or something is called: a few letters, and no digit."""
    return len(text) <= _FEW_LETTERS and any(map(str.isalpha, text)) and not any(map(str.isdecimal, text))


_LOOKS: Final[tuple[tuple[Callable[[str], bool], Meaning], ...]] = (
    (is_email, Meaning(Part.EMAIL)),
    (is_link, Meaning(Part.LINK)),
    (is_phone, Meaning(Part.PHONE)),
    (is_date, Meaning(Part.DATE, BIRTHDAY)),
    (is_name, Meaning(Part.NAME)),
)


def look_of(values: Sequence[str]) -> Meaning | None:
    """What most of the values look like, empty ones left out; None where they look like nothing special."""
    present = [value.strip() for value in values if value.strip()]
    if not present:
        return None
    for looks, meaning in _LOOKS:
        if sum(map(looks, present)) >= _ENOUGH * len(present):
            return meaning
    return None

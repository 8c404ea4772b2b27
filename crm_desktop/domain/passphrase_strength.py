"""How well a passphrase keeps others out: a cautious guess that no dictionary is loaded for."""

from __future__ import annotations

from enum import IntEnum
from itertools import groupby

from crm_desktop.domain.passphrase import normal, weakness

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "abcdefghijklmnopqrstuvwxyz")
_KNOWN = (
    "password",
    "passwort",
    "passphrase",
    "secret",
    "welcome",
    "letmein",
    "iloveyou",
    "admin",
    "dragon",
    "monkey",
    "crmdesktop",
    "contacts",
)
_WORD_BITS = 2.3  # per letter: people take words, whose letters say each other
_LETTER_BITS = 4.0  # of one that stands in no word
_SIGN_BITS = 3.3
_WORD = 4  # letters in a row
_DENSE = 0x2E80  # scripts from here on have thousands of signs, each worth more than a letter
_DENSE_BITS = 5.0
_FAIR, _STRONG = 36.0, 60.0


class Strength(IntEnum):
    """From what is refused to what needs no second thought."""

    REFUSED = 0
    WEAK = 1
    FAIR = 2
    STRONG = 3


def strength(passphrase: str) -> Strength:
    """What a passphrase is worth against somebody who has the file and time."""
    if weakness(passphrase):
        return Strength.REFUSED
    bits = _bits(normal(passphrase))
    if bits < _FAIR:
        return Strength.WEAK
    return Strength.FAIR if bits < _STRONG else Strength.STRONG


def _bits(passphrase: str) -> float:
    text = passphrase.casefold()
    for word in _KNOWN:
        text = text.replace(word, word[0])
    text = "".join(sign for place, sign in enumerate(text) if not _follows(text, place))
    variety = min(1.0, len(set(text)) / (len(text) * 0.4))
    capitals = min(4, sum(sign.isupper() for sign in passphrase[1:]))
    return variety * sum(_bits_of(list(run)) for _, run in groupby(text, str.isalpha)) + capitals


def _bits_of(run: list[str]) -> float:
    """Of letters in a row, or of other signs in a row."""
    if not run[0].isalpha():
        return len(run) * _SIGN_BITS
    if ord(run[0]) >= _DENSE:
        return len(run) * _DENSE_BITS
    return len(run) * (_WORD_BITS if len(run) >= _WORD else _LETTER_BITS)


def _follows(text: str, place: int) -> bool:
    """Whether a character is what anybody would guess after the two before it."""
    three = text[place - 2 : place + 1] if place > 1 else ""
    if not three:
        return False
    return len(set(three)) == 1 or any(three in row or three in row[::-1] for row in _ROWS)

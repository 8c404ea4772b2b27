"""What a piece of text looks like by its words: a name, a company, a title, a street, a place, a label."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from crm_desktop.domain.fold import fold
from crm_desktop.formats.plain_text import vocabulary
from crm_desktop.formats.plain_text.pieces import What
from crm_desktop.formats.plain_text.places import is_place

_WORD: Final = re.compile(r"\S+")
_AROUND: Final = ' \t\u00a0\u200e\u200f,.;:|•·–—-()[]<>«»“”„"、，。；：（）*'
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_HAN_NAME: Final = re.compile(r"[\u3400-\u9fff·]{2,5}")
_POSTCODE_CITY: Final = re.compile(r"(?:[A-Z]{1,2}-)?\d{4,6}[ ,]{1,2}[^\W\d_][^\d]{1,40}")
_SHORTENED: Final = re.compile(r"[^\W\d_]{1,2}/[^\W\d_]{1,30}")
"""Ethiopian names: "ወ/ሮ", "ገ/ማርያም", "G/Mariam"."""
_LONGEST, _MOST_WORDS = 60, 5
_LONGEST_LABEL: Final = 30
_GREETINGS_AND_NAMES: Final = frozenset(("selam", "salam", "slam", "salom"))
"""What greets in one language is a name in another."""
_SHORT_FORMS: Final = frozenset(("Ltd", "Inc", "Pty", "Co", "Srl", "Sas", "Oy", "Tex", "Bv"))
_KINDS_OF_PHONE: Final = {
    "mobile": "mobile",
    "fax": "fax",
    "work": "work",
    "home": "home",
    "whatsapp": "WhatsApp",
}


def stripped(text: str) -> str:
    """Without the punctuation around it."""
    return text.strip(_AROUND)


def label_of(text: str) -> tuple[What, str] | None:
    """What stands behind such a label, and which one it is: ("phone", "mobile") for "Моб."; None for words
    that label nothing.
    """
    text = stripped(text)
    if not text or len(text) > _LONGEST_LABEL:
        return None
    return _labels().get(fold(text))


def is_title(text: str) -> bool:
    """Whether the words hold a position or a trade."""
    return _holds(_titles(), text, vocabulary.TITLES)


def is_company(text: str) -> bool:
    """Whether the words hold a legal form, or what only companies are called."""
    return has_legal_form(text) or _holds_name_of(_companies(), text, vocabulary.COMPANIES)


def has_legal_form(text: str) -> bool:
    """Whether the words hold what the law calls a company ("GmbH", "ООО")."""
    return _holds_name_of(_legal_forms(), text, vocabulary.LEGAL_FORMS)


def is_address(text: str) -> bool:
    """Whether it holds a street, a house or a postcode with its town."""
    if len(text) > 4 * _LONGEST:
        return False
    if _POSTCODE_CITY.fullmatch(text):
        return True
    has_digit = any(ch.isdecimal() for ch in text)
    if _HAN.search(text):
        return has_digit and any(ch in vocabulary.HAN_STREETS for ch in text)
    folded = fold(text)
    words = folded.split()
    streets = _streets()
    named = any(word in streets for word in words) or any(
        " " in form and f" {form} " in f" {folded} " for form in streets
    )
    if not named:
        ending = any(word.endswith(("strasse", "str", "gasse", "allee", "platz", "weg")) for word in words)
        return ending and has_digit
    return has_digit or (len(words) > 1 and any(len(word) > 2 and word in streets for word in words))


def is_name(text: str) -> bool:
    """Whether it could be what one person is called, and nothing else."""
    text = stripped(text)
    return bool(text) and len(text) <= _LONGEST and leading_name(text) == len(text)


def is_greeting(text: str) -> bool:
    """Whether it begins like a letter."""
    folded = fold(text[:_LONGEST])
    return any(folded == word or folded.startswith(f"{word} ") for word in _greetings())


def _only_greets(word: str) -> bool:
    folded = fold(word)
    return folded in _greetings() and folded not in _GREETINGS_AND_NAMES


def is_sign_off(text: str) -> bool:
    """Whether it is how a letter ends, before the name."""
    return len(text) <= _LONGEST and fold(text) in _sign_offs()


def leading_name(text: str) -> int:
    """How many characters at the beginning are a name; 0 for none."""
    if han := _HAN_NAME.match(text):
        known = is_company(han[0]) or is_title(han[0]) or is_place(han[0]) or label_of(han[0])
        whole = han.end() == len(text) or not text[han.end()].isalnum()
        return 0 if known or not whole else han.end()
    words = list(_WORD.finditer(text[: 2 * _LONGEST]))[: _MOST_WORDS + 1]
    cased = bool(words) and words[0][0].lower() != words[0][0].upper()
    lower = cased and stripped(words[0][0])[:1].islower()
    most = 3 if lower else _MOST_WORDS if cased else 4
    end = 0
    for place, word in enumerate(words[:most]):
        if not _goes_on(words, place, cased=cased, lower=lower):
            break
        end = word.end()
        if word[0].endswith((",", ";", ":", ")")):
            break
    return len(text[:end].rstrip(_AROUND.replace(".", "").replace(")", "")))


def _goes_on(words: list[re.Match[str]], place: int, *, cased: bool, lower: bool) -> bool:
    """Whether this word may still belong to the name."""
    word = stripped(words[place][0])
    if not word or not _is_of_letters(word) or len(word) > 30:
        return False
    small = cased and word[:1].islower() and not _is_particle(word)
    if small is not lower and not (lower and not small):
        return False
    if not place and len(words) > 1 and fold(word) in vocabulary.PREFIXES:
        return True
    if label_of(word) and (place or (len(word) > 1 and not word.isupper())):
        return False
    if is_title(word) or is_company(word) or _only_greets(word):
        return False
    pair = f"{word} {stripped(words[place + 1][0])}" if place + 1 < len(words) else ""
    return not (place and (is_place(word) or (pair and is_place(pair)))) and not (
        not place and (is_place(pair) or (len(words) == 1 and is_place(word)))
    )


def _is_of_letters(word: str) -> bool:
    if _SHORTENED.fullmatch(word):
        return True
    return any(map(str.isalpha, word)) and not any(ch.isdecimal() or ch in "@/\\&+=_#%" for ch in word)


def _is_particle(word: str) -> bool:
    return word.casefold() in vocabulary.PARTICLES or fold(word) in vocabulary.PARTICLES


def _is_company_word(word: str, known: frozenset[str]) -> bool:
    plain = stripped(word)
    if not plain or len(plain) > _LONGEST or _folded(plain) not in known:
        return False
    cased = plain.lower() != plain.upper()
    return (
        len(plain) > 3 or not cased or plain.isupper() or plain in _SHORT_FORMS or plain.casefold() in _ALWAYS
    )


_ALWAYS: Final = frozenset(("gmbh", "ltd", "llc", "inc", "mbh", "mchj", "plc", "ooo", "ооо", "мчж"))


def _holds_name_of(known: frozenset[str], text: str, source: str) -> bool:
    words = text.split()
    if len(text) > 2 * _LONGEST or not words:
        return False
    if _HAN.search(text):
        return any(word in text for word in _han(source))
    if any(_is_company_word(word, known) for word in words):
        return True
    return any(" " in form and f" {form} " in f" {fold(text)} " for form in known)


def _holds(known: frozenset[str], text: str, source: str) -> bool:
    if len(text) > 2 * _LONGEST:
        return False
    if _HAN.search(text):
        return any(word in text for word in _han(source))
    folded = fold(text)
    return any(word in known for word in folded.split()) or any(
        " " in form and f" {form} " in f" {folded} " for form in known
    )


@lru_cache(maxsize=4096)
def _folded(word: str) -> str:
    return fold(word)


def _table(source: str) -> frozenset[str]:
    return frozenset(folded for word in source.split(";") if (folded := fold(word)) and not _HAN.search(word))


@cache
def _han(source: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in source.split(";") if _HAN.search(word))


@cache
def _titles() -> frozenset[str]:
    return _table(vocabulary.TITLES)


@cache
def _companies() -> frozenset[str]:
    return _table(vocabulary.COMPANIES)


@cache
def _legal_forms() -> frozenset[str]:
    return _table(vocabulary.LEGAL_FORMS)


@cache
def _streets() -> frozenset[str]:
    return _table(vocabulary.STREETS)


@cache
def _greetings() -> frozenset[str]:
    return frozenset(fold(word) for word in vocabulary.GREETINGS.split(";"))


@cache
def _sign_offs() -> frozenset[str]:
    return frozenset(fold(word) for word in vocabulary.SIGN_OFFS.split(";"))


@cache
def _labels() -> dict[str, tuple[What, str]]:
    table: dict[str, tuple[What, str]] = {}
    for kind, words in vocabulary.LABELS.items():
        what = What.PHONE if kind in _KINDS_OF_PHONE else What(kind)
        for word in words.split(";"):
            table.setdefault(fold(word), (what, _KINDS_OF_PHONE.get(kind, "")))
    return table

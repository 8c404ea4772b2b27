"""What the heading of a column says, in the words of many programs and languages.

A heading is folded to plain Latin words, so that "E-Mail-Adresse", "Телефон (рабочий)" and "نام" are looked
up alike. Words that say which one ("home", "2", "type") are taken out; what remains is looked up whole.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from crm_desktop.domain.contact import ANNIVERSARY, BIRTHDAY
from crm_desktop.domain.fold import fold
from crm_desktop.formats.sheets.meaning import DATE_PARTS, Meaning, Part
from crm_desktop.formats.sheets.vocabulary import DATES, PARTS, QUALIFIERS

_ALONE: Final = {"mobile": Part.PHONE, "fax": Part.PHONE, "pager": Part.PHONE}
"""Qualifiers that say what they are when nothing else is said: a column "Mobile" holds phones."""
_KIND_WORDS: Final = frozenset(("type", "label", "kind", "typ", "bezeichnung", "tip"))
_VALUE_WORDS: Final = frozenset(("value", "wert", "valeur", "valor", "znachenie"))
_OWNERS: Final = frozenset(("person", "contact", "the", "mailing", "customer", "client"))
_EMPTY_WORDS: Final = _OWNERS | frozenset(
    ("number", "numero", "no", "of", "de", "del", "des", "du", "di", "der", "and", "address", "organization",
     "im", "id", "adresse", "adres")
)  # fmt: skip
_SERVICES: Final = frozenset(
    ("skype", "telegram", "whatsapp", "viber", "signal", "icq", "jabber", "wechat", "line", "linkedin",
     "facebook", "twitter", "instagram", "blog")
)  # fmt: skip


def meaning_of(heading: str) -> Meaning | None:
    """What a column of this heading holds; None where the heading does not tell."""
    whole = fold(heading)
    if not whole:
        return None
    if found := _known(whole):
        return found
    words, label, number, says_label = _taken_apart(whole.split())
    rest = " ".join(words)
    found = _known(rest) if rest else None
    if label in _ALONE and all(word in _EMPTY_WORDS for word in words):
        found = Meaning(_ALONE[label])
    if found is None:
        found = _without(words, _OWNERS) or _without(words, _EMPTY_WORDS)
    if found is None or (found.part is Part.NAME and rest != whole):
        return None  # "Manager's name", "E-mail display name": a name, but not the contact's
    if says_label:
        return Meaning(Part.LABEL, "", number, found.part)
    return Meaning(found.part, found.label or label, number)


def _known(words: str) -> Meaning | None:
    return _table().get(words)


def _without(words: list[str], idle: frozenset[str]) -> Meaning | None:
    return _known(" ".join(word for word in words if word not in idle))


def _taken_apart(words: list[str]) -> tuple[list[str], str, int, bool]:
    """What remains of a heading without the words that say which one: those, the label, the number, and
    whether the column says the label of another."""
    label, number, says_label = "", 0, False
    rest: list[str] = []
    qualifiers = _qualifiers()
    for word in words:
        if word.isdecimal() and len(word) <= 2 and not number:
            number = int(word)
        elif len(words) > 1 and (word in _KIND_WORDS or (word == "service" and "im" in words)):
            says_label = True
        elif word in qualifiers and not (label and qualifiers[word] in ("main", "other")):
            # "Home Fax" and "Business Mobile" are of the kind that is said last.
            label = qualifiers[word] if qualifiers[word] in _ALONE or not label else label
        elif word not in _VALUE_WORDS:
            rest.append(word)
    return rest, label, number, says_label


@cache
def _table() -> dict[str, Meaning]:
    table: dict[str, Meaning] = {}
    for part, words in PARTS.items():
        for word in words.split(";"):
            folded = fold(word)
            label = folded.split()[0] if folded.split()[:1] and folded.split()[0] in _SERVICES else ""
            table.setdefault(folded, Meaning(part, label))
    for label, words in DATES.items():
        for word in words.split(";"):
            table[fold(word)] = Meaning(Part.DATE, label)
    for label, word in ((BIRTHDAY, "birth"), (ANNIVERSARY, "anniversary")):
        for part in DATE_PARTS:
            table[f"{word} {part.value}"] = Meaning(part, label)
    table["refused because"] = Meaning(Part.NOTHING)  # what we wrote over the reasons ourselves
    for word in ("custom field", "own field"):
        table[word] = Meaning(Part.CUSTOM)
    for word in ("event", "date"):
        table[word] = Meaning(Part.DATE)
    table["relation"] = Meaning(Part.FACT)
    table["spouse"] = Meaning(Part.FACT, "Spouse")
    return table


@cache
def _qualifiers() -> dict[str, str]:
    return {
        fold(word): label
        for label, words in QUALIFIERS.items()
        for word in words.split(";")
        if " " not in fold(word)
    }

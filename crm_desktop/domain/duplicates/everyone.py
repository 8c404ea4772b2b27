"""All contacts as rows, read at once: only what tells who is there twice, and profiles of those looked at."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_desktop.domain.duplicates.births import everyones
from crm_desktop.domain.duplicates.choosing import text_of_date
from crm_desktop.domain.duplicates.name_words import name_words, shown_name, words_of
from crm_desktop.domain.duplicates.profile import Profile, email_key, phone_key, place_key
from crm_desktop.domain.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from crm_desktop.domain.partial_date import PartialDate

NameRow = tuple[str, str, str, str, str, str, str]
"""The name as written, prefix, given, middle, family, suffix, nickname."""

_CROWD: Final = 50
"""In longer lists nobody is looked for: they say nothing anyway."""
_STEP: Final = 2_000
_NONE: Final[dict[str, str]] = {}


class Rows(NamedTuple):
    """What the file says, each kind to be read once: a row begins with the number of its contact.

    Phones are the keys under which the file knows them, addresses street, city and postcode. `size` is how
    many contacts there are.
    """

    names: Iterable[tuple[int, NameRow]]
    phones: Iterable[tuple[int, str]] = ()
    emails: Iterable[tuple[int, str]] = ()
    births: Iterable[tuple[int, PartialDate]] = ()
    companies: Iterable[tuple[int, str]] = ()
    places: Iterable[tuple[int, str, str, str]] = ()
    size: int = 0


@dataclass(slots=True)
class Block:
    """Who has one key. Most keys are one contact's alone: those cost a number."""

    who: dict[str, int | list[int]] = field(default_factory=dict)

    def add(self, key: str, number: int) -> None:
        """Note that a contact has a key."""
        known = self.who.setdefault(key, number)
        if isinstance(known, list):
            if known[-1] != number and (len(known) > _CROWD or number not in known):
                known.append(number)
        elif known != number:
            self.who[key] = [known, number]

    def shared(self, most: int) -> Iterator[list[int]]:
        """Who shares a key, for each key of at least two and at most so many contacts."""
        return (who for who in self.who.values() if isinstance(who, list) and len(who) <= most)

    def counts(self, words: Mapping[int, tuple[str, ...]]) -> dict[str, int]:
        """How many have each key that more than one has: people of other names, since ten cards of one person
        make no crowd. Of crowds everyone is counted.
        """
        return {
            key: len(who) if len(who) > _CROWD else len({words[number] for number in who})
            for key, who in self.who.items()
            if isinstance(who, list)
        }


@dataclass(slots=True)
class Everyone:
    """Who shares what. `words` are the folded names in the order of letters; `namesakes` counts who has them.

    `yearless` are the birthdays without a year: day, and who has it.
    """

    phones: Block = field(default_factory=Block)
    emails: Block = field(default_factory=Block)
    births: Block = field(default_factory=Block)
    companies: Block = field(default_factory=Block)
    places: Block = field(default_factory=Block)
    words: dict[int, tuple[str, ...]] = field(default_factory=dict)
    namesakes: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    days: dict[tuple[object, ...], list[int]] = field(default_factory=dict)
    yearless: set[int] = field(default_factory=set)

    def note(self, rows: Rows) -> Iterator[None]:
        """Note what everyone has, bit by bit."""
        for number, (full, *parts, nickname) in rows.names:
            words = words_of(shown_name(full, parts, nickname))
            self.words[number] = tuple(sorted(map(intern, words))) if words else ()
            if not number % _STEP:
                yield
        counts = Counter(words for words in self.words.values() if words)
        self.namesakes = {words: count for words, count in counts.items() if count > 1}
        yield
        folded = lru_cache(maxsize=10_000)(fold)
        yield from self._note(self.phones, ((number, phone_key(key)) for number, key in rows.phones))
        yield from self._note(self.emails, ((number, email_key(address)) for number, address in rows.emails))
        yield from self._note(self.companies, ((number, folded(name)) for number, name in rows.companies))
        yield from self._note(self.places, ((number, place_key(*place)) for number, *place in rows.places))
        yield from self._note(self.births, self._births(rows.births))

    def _note(self, block: Block, keys: Iterable[tuple[int, str]]) -> Iterator[None]:
        there = self.words
        for at, (number, key) in enumerate(keys):
            if key and number in there:
                block.add(key, number)
            if not at % _STEP:
                yield

    def _births(self, births: Iterable[tuple[int, PartialDate]]) -> Iterator[tuple[int, str]]:
        for number, born in births:
            if born.recurs:
                self.days.setdefault((born.calendar, born.month, born.day), []).append(number)
                if born.year is None:
                    self.yearless.add(number)
                yield number, text_of_date(everyones(born))


def profiles(rows: Rows) -> dict[int, Profile]:
    """The profiles of the contacts in some rows."""
    phones = _grouped((number, phone_key(key), key) for number, key in rows.phones)
    emails = _grouped((number, email_key(address), address) for number, address in rows.emails)
    companies = _grouped((number, fold(name), name) for number, name in rows.companies)
    places = _grouped(
        (number, place_key(street, city, code), ", ".join(filter(None, (street, city or code))))
        for number, street, city, code in rows.places
    )
    births: dict[int, PartialDate] = {}
    for number, born in rows.births:
        births.setdefault(number, born)
    found = {}
    for number, (full, *parts, nickname) in rows.names:
        company = next(iter(companies.get(number, _NONE).values()), "")
        found[number] = Profile(
            name_words(full, parts, nickname, fallback=company),
            phones.get(number, _NONE),
            emails.get(number, _NONE),
            births.get(number),
            companies.get(number, _NONE),
            places.get(number, _NONE),
        )
    return found


def _grouped(rows: Iterable[tuple[int, str, str]]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    for number, key, written in rows:
        if key:
            found.setdefault(number, {}).setdefault(key, written)
    return found

"""All contacts as rows, read at once: only what tells who is there twice, and profiles of those looked at."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_desktop.domain.duplicates.births import everyones
from crm_desktop.domain.duplicates.choosing import text_of_date
from crm_desktop.domain.duplicates.name_words import name_words, shown_name, words_of
from crm_desktop.domain.duplicates.profile import Profile, email_key, phone_key, place_key
from crm_desktop.domain.fold import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from crm_desktop.domain.partial_date import PartialDate

NameRow = tuple[str, str, str, str, str, str, str]
"""The name as written, prefix, given, middle, family, suffix, nickname."""

_CROWD: Final = 50
"""In longer lists nobody is looked for: they say nothing anyway."""


class Rows(NamedTuple):
    """What the file says: each row begins with the number of its contact.

    Phones are the keys under which the file knows them, addresses street, city and postcode.
    """

    names: dict[int, NameRow]
    phones: Sequence[tuple[int, str]] = ()
    emails: Sequence[tuple[int, str]] = ()
    births: Sequence[tuple[int, PartialDate]] = ()
    companies: Sequence[tuple[int, str]] = ()
    places: Sequence[tuple[int, str, str, str]] = ()


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

    def shared(self, most: int) -> Iterable[tuple[str, list[int]]]:
        """The keys of at least two and at most so many contacts."""
        return ((key, who) for key, who in self.who.items() if isinstance(who, list) and len(who) <= most)

    def counts(self) -> dict[str, int]:
        """How many have each key that more than one has."""
        return {key: len(who) for key, who in self.who.items() if isinstance(who, list)}


@dataclass(slots=True)
class Everyone:
    """Who shares what. `words` are the folded names; `namesakes` counts who is called alike."""

    rows: Rows
    phones: Block = field(default_factory=Block)
    emails: Block = field(default_factory=Block)
    births: Block = field(default_factory=Block)
    companies: Block = field(default_factory=Block)
    places: Block = field(default_factory=Block)
    words: dict[int, tuple[str, ...]] = field(default_factory=dict)
    namesakes: Mapping[tuple[str, ...], int] = field(default_factory=dict)

    def note_names(self, numbers: Iterable[int]) -> None:
        """Fold the names of these contacts."""
        names = self.rows.names
        for number in numbers:
            full, *parts, nickname = names[number]
            self.words[number] = words_of(shown_name(full, parts, nickname))

    def count_namesakes(self) -> None:
        """Count them, when all names are folded."""
        counts = Counter(tuple(sorted(words)) for words in self.words.values() if words)
        self.namesakes = {words: count for words, count in counts.items() if count > 1}

    def note_keys(self) -> Iterable[int]:
        """Note who has which phones, mailboxes, companies, addresses and birthdays; counts as it goes."""
        there, rows = self.rows.names, self.rows
        for number, key in rows.phones:
            if number in there and (telling := phone_key(key)):
                self.phones.add(telling, number)
        yield 1
        for number, address in rows.emails:
            if number in there and (mailbox := email_key(address)):
                self.emails.add(mailbox, number)
        yield 2
        folded: dict[str, str] = {}
        for number, company in rows.companies:
            if number in there:
                self.companies.add(folded.get(company) or folded.setdefault(company, fold(company)), number)
        yield 3
        for at, (number, street, city, postcode) in enumerate(rows.places):
            if number in there and (place := place_key(street, city, postcode)):
                self.places.add(place, number)
            if at % 20_000 == 0:
                yield 4
        for number, born in rows.births:
            if number in there and born.recurs:
                self.births.add(text_of_date(everyones(born)), number)
        yield 5

    def profiles(self, numbers: Collection[int]) -> dict[int, Profile]:
        """The profiles of these contacts."""
        phones = _grouped(numbers, ((n, phone_key(key), key) for n, key in self.rows.phones if n in numbers))
        emails = _grouped(numbers, ((n, email_key(a), a) for n, a in self.rows.emails if n in numbers))
        companies = _grouped(
            numbers, ((n, fold(name), name) for n, name in self.rows.companies if n in numbers)
        )
        places = _grouped(
            numbers,
            (
                (n, place_key(street, city, code), ", ".join(filter(None, (street, city or code))))
                for n, street, city, code in self.rows.places
                if n in numbers
            ),
        )
        births: dict[int, PartialDate] = {}
        for number, born in self.rows.births:
            if number in numbers:
                births.setdefault(number, born)
        found = {}
        for number in numbers:
            full, *parts, nickname = self.rows.names[number]
            company = next(iter(companies.get(number, {}).values()), "")
            found[number] = Profile(
                name_words(full, parts, nickname, fallback=company),
                phones.get(number, {}),
                emails.get(number, {}),
                births.get(number),
                companies.get(number, {}),
                places.get(number, {}),
            )
        return found


def _grouped(numbers: Collection[int], rows: Iterable[tuple[int, str, str]]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    for number, key, written in rows:
        if key:
            found.setdefault(number, {}).setdefault(key, written)
    return found

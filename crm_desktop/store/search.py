"""Finds contacts by what was typed: names before details, details before notes, notes before what was said.

Among names, whole words come before beginnings, and those spoken to lately before the others; elsewhere
the contacts added last come first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm_desktop.domain.consonants import query_consonants
from crm_desktop.domain.fold import index_words, query_words
from crm_desktop.domain.phone import digits, international, query_windows
from crm_desktop.store.database import chunks, marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crm_desktop.store.database import Database
    from crm_desktop.store.recency import Recency

_FEWEST_DIGITS = 3
"""Fewer digits are in every other phone."""
_SHORT_WORD = 3
"""Words shorter than this are not searched in what was said: they match everything."""
_LOOKED_AT = 1000
_WORDS_LOOKED_AT = 12
"""Of what is typed: so many characters and words. Nobody types more; a pasted page is to cost no more."""
_LONG_ENOUGH_TO_ERR = 4
"""A typing error is only looked for in words of at least so many letters."""
_TOO_LONG_TO_ERR = 40
_WORDS_TO_ERR = 4
_NEAR_WORDS = 8
_BEGINNING = 2
"""An error behind so many letters is looked for among the words that begin alike."""
_MATCHING = "SELECT rowid FROM contact_search WHERE contact_search MATCH ?"
_TEXTS = """
SELECT trim(replace(company.name || ' · ' || title || ' · ' || department, ' ·  · ', ' · '), ' ·')
    FROM role JOIN company ON company.id = company_id WHERE contact_id = ?1
UNION ALL SELECT typed FROM phone WHERE contact_id = ?1
UNION ALL SELECT address FROM email WHERE contact_id = ?1
UNION ALL SELECT tag.name FROM contact_tag JOIN tag ON tag.id = tag_id WHERE contact_id = ?1
UNION ALL SELECT street || ' ' || city || ' ' || region || ' ' || postcode || ' ' || country
    FROM address WHERE contact_id = ?1
UNION ALL SELECT value FROM custom_value WHERE contact_id = ?1
UNION ALL SELECT value FROM link WHERE contact_id = ?1
UNION ALL SELECT notes FROM contact WHERE id = ?1
UNION ALL SELECT value FROM contact, json_each(facts) WHERE contact.id = ?1
UNION ALL SELECT source FROM contact WHERE id = ?1
UNION ALL SELECT status FROM contact WHERE id = ?1
"""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_EXCERPT = 90


@dataclass(frozen=True, slots=True)
class _Asked:
    """How a search is bounded: to a set of contacts, to so many, or not at all."""

    within: set[int] | None
    limit: int | None

    @property
    def enough(self) -> int:
        """So many matches hold as many new ones as are wanted, whatever was found before; -1 for all."""
        return -1 if self.limit is None or self.within is not None else 2 * self.limit

    def only(self, ids: list[int]) -> list[int]:
        """Those of the ids that may be found."""
        return ids if self.within is None else [number for number in ids if number in self.within]


class ContactSearch:
    """Answers with ids only; whoever shows them fetches the rows of a page."""

    def __init__(self, database: Database, recency: Recency) -> None:
        self._database = database
        self._recency = recency

    def find(
        self, text: str, country: str, *, within: set[int] | None = None, limit: int | None = None
    ) -> list[int]:
        """The ids of matching contacts, the best first; `within` narrows, `limit` stops early."""
        words = _wanted(text)
        if not words:
            return []
        asked = _Asked(within, limit)
        found = self._gather(self._tiers(text, words, country, asked), limit)
        if not found and (nearly := self._nearly(words)):
            found = self._gather(iter([self._lately_first(f"name : ({nearly})", asked)]), limit)
        return found[:limit]

    def reasons(self, shown: Mapping[int, Sequence[str]], text: str) -> dict[int, str]:
        """For contacts found outside their name: a few words around what was found.

        `shown` are the contacts with the texts of their row; those are looked at first.
        """
        words = _wanted(text)
        if not words or not shown:
            return {}
        reasons: dict[int, str] = {}
        for number, names in self._names(list(shown)):
            named = names.split()
            elsewhere = [word for word in words if not _sound(named, [word])]
            if elsewhere and (reason := self._reason(number, shown[number], elsewhere)):
                reasons[number] = _excerpt(reason, elsewhere)
        return reasons

    def _reason(self, contact_id: int, shown: Sequence[str], words: Sequence[str]) -> str:
        """The first text that holds all the words, or else the first that holds one of them."""
        written = [text for texts in (shown, self._texts(contact_id)) for text in texts if text]
        for wanted in [words] if len(words) == 1 else [words, *([word] for word in words)]:
            for text in written:
                if _holds(text, wanted):
                    return text
            if said := self._said(contact_id, wanted):
                return said
        return ""

    def _said(self, contact_id: int, words: Sequence[str]) -> str:
        # The folded words are kept beside every text: nothing need be folded again.
        for text, held in self._database.execute(
            "SELECT text || ' ' || came_for || ' ' || offered || ' ' || agreed, words"
            " FROM interaction_contact"
            " JOIN interaction ON interaction.id = interaction_id"
            " JOIN interaction_search ON interaction_search.rowid = interaction_id"
            " WHERE contact_id = ? ORDER BY interaction_contact.at DESC LIMIT 200",
            (contact_id,),
        ):
            if _begin(held.split(), words):
                return str(text)
        return ""

    def _gather(self, tiers: Iterator[list[int]], limit: int | None) -> list[int]:
        found: dict[int, None] = {}
        for tier in tiers:
            found.update(dict.fromkeys(tier))
            if limit is not None and len(found) >= limit:
                break
        return list(found)

    def _tiers(self, text: str, words: Sequence[str], country: str, asked: _Asked) -> Iterator[list[int]]:
        began = _began(words)
        shortest, longest = min(map(len, words)), max(map(len, words))
        if phone := _phone_match(text, country):
            yield self._newest_first(phone, asked)
        yield self._lately_first(f"name : ({_whole(words)})", asked)
        yield self._lately_first(f"name : ({began})", asked)
        if sounding := _sounding(words):
            yield self._lately_first(f"name : ({sounding})", asked)
        if longest > 1:
            yield self._newest_first(f"{{name details}} : ({began})", asked)
            yield self._newest_first(began, asked)
        # A single letter begins too many of the words that were ever said.
        if shortest > 1 and longest >= _SHORT_WORD:
            yield self._spoken(began, asked)

    def _lately_first(self, match: str, asked: _Asked) -> list[int]:
        ids = self._database.column(_MATCHING, (match,))
        return self._recency.first(asked.only(ids), asked.limit)

    def _newest_first(self, match: str, asked: _Asked) -> list[int]:
        # In the order of the index, so that the first ones are found without looking at all.
        return asked.only(
            self._database.column(f"{_MATCHING} ORDER BY rowid DESC LIMIT ?", (match, asked.enough))
        )

    def _names(self, ids: Sequence[int]) -> Iterator[tuple[int, str]]:
        for chunk in chunks(ids):
            yield from self._database.rows(
                f"SELECT rowid, name FROM contact_search WHERE rowid IN ({marks(len(chunk))})", chunk
            )

    def _spoken(self, match: str, asked: _Asked) -> list[int]:
        said = self._database.column(
            "SELECT rowid FROM interaction_search WHERE interaction_search MATCH ?"
            " ORDER BY rowid DESC LIMIT ?",
            (match, asked.enough),
        )
        who = [number for chunk in chunks(said) for number in self._present_at(chunk)]
        return asked.only(list(dict.fromkeys(who)))

    def _present_at(self, interactions: Sequence[int]) -> list[int]:
        return self._database.column(
            "SELECT contact_summary.contact_id FROM interaction_contact JOIN contact_summary"
            " ON contact_summary.contact_id = interaction_contact.contact_id"
            f" WHERE interaction_id IN ({marks(len(interactions))}) ORDER BY interaction_id DESC",
            interactions,
        )

    def _nearly(self, words: Sequence[str]) -> str:
        """The query with unknown words replaced by names one typing error away; empty if there are none."""
        if len(words) > _WORDS_TO_ERR:
            return ""
        alternatives = [self._known_or_near(word) for word in words]
        if not all(alternatives):
            return ""
        return " AND ".join(f"({' OR '.join(_quoted(near))})" for near in alternatives)

    def _known_or_near(self, word: str) -> list[str]:
        if self._is_known(f'"{word}"*'):
            return [word]
        if not _LONG_ENOUGH_TO_ERR <= len(word) <= _TOO_LONG_TO_ERR:
            return []
        return [*self._with_same_beginning(word), *self._with_other_beginning(word)][:_NEAR_WORDS]

    def _with_same_beginning(self, word: str) -> list[str]:
        from rapidfuzz.distance import OSA

        self._database.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_word USING fts5vocab(main, contact_search, col)"
        )
        terms = self._database.column(
            "SELECT term FROM temp.search_word WHERE term >= ?1 AND term < ?1 || char(1114111)"
            " AND col = 'name' AND length(term) BETWEEN ?2 AND ?3",
            (word[:_BEGINNING], len(word) - 1, len(word) + 1),
        )
        return [term for term in terms if OSA.distance(term, word, score_cutoff=1) <= 1]

    def _with_other_beginning(self, word: str) -> list[str]:
        return [other for other in _other_beginnings(word) if self._is_known(f'"{other}"')]

    def _is_known(self, term: str) -> bool:
        found = self._database.value(
            "SELECT 1 FROM contact_search WHERE contact_search MATCH ? LIMIT 1", (f"name : {term}",)
        )
        return bool(found)

    def _texts(self, contact_id: int) -> list[str]:
        return self._database.column(_TEXTS, (contact_id,))


def _wanted(text: str) -> list[str]:
    return list(dict.fromkeys(query_words(text[:_LOOKED_AT])))[:_WORDS_LOOKED_AT]


def _other_beginnings(word: str) -> set[str]:
    """The words that become `word` by one typing error in its first letters."""
    first, rest = word[0], word[1:]
    swapped = {rest[0] + first + rest[1:], first + rest[1] + rest[0] + rest[2:]}
    left_out = {other for ch in _LETTERS for other in (ch + word, first + ch + rest)}
    mistaken = {other for ch in _LETTERS for other in (ch + rest, first + ch + rest[1:])}
    return (swapped | left_out | mistaken | {rest, first + rest[1:]}) - {word}


def _quoted(words: Sequence[str]) -> list[str]:
    return ['"' + word.replace('"', '""') + '"' for word in words]


def _began(words: Sequence[str]) -> str:
    return " AND ".join(f"{word}*" for word in _quoted(words))


def _sounding(words: Sequence[str]) -> str:
    """The query for names in Arabic script that sound so; empty where the words have no sound to go by."""
    sounds = [query_consonants(word) for word in words]
    if not any(sounds):
        return ""
    return " AND ".join(
        f"({' OR '.join(_began([one]) for one in pair if one)})" for pair in zip(words, sounds, strict=True)
    )


def _whole(words: Sequence[str]) -> str:
    return " AND ".join(_quoted(words))


def _phone_match(text: str, country: str) -> str:
    text = text[:_LOOKED_AT]
    rows = query_windows(text)
    if not rows or len(digits(text)) < _FEWEST_DIGITS or any(ch.isalpha() for ch in text):
        return ""
    matches = [f"phones : ({_began(rows)})"]
    if len(digits(text)) > 6 and (number := international(text, country)):
        matches.append(f"phones : ({_whole(query_windows(number))})")
    return " OR ".join(matches)


def _begin(held: Sequence[str], words: Sequence[str]) -> bool:
    return all(any(word.startswith(wanted) for word in held) for wanted in words)


def _sound(held: Sequence[str], words: Sequence[str]) -> bool:
    return all(_begin(held, [word]) or _begin(held, [query_consonants(word) or word]) for word in words)


def _holds(text: str, words: Sequence[str]) -> bool:
    number = digits(text)
    return _begin(index_words(text), [word for word in words if not (word.isdigit() and word in number)])


def _excerpt(text: str, words: Sequence[str]) -> str:
    """One line around the first place where a word begins."""
    line = " ".join(text.split())
    if len(line) <= _EXCERPT:
        return line
    pieces = line.split(" ")
    hit = next(
        (
            at
            for at, piece in enumerate(pieces)
            if any(p.startswith(w) for p in index_words(piece) for w in words)
        ),
        0,
    )
    start = max(0, len(" ".join(pieces[:hit])) - _EXCERPT // 3)
    return ("…" if start else "") + line[start : start + _EXCERPT].strip() + "…"

"""Reads a text that somebody pasted: who is in it, and what of them. Nothing of it is left out."""

from __future__ import annotations

import io
from itertools import islice
from typing import TYPE_CHECKING, Final

from crm_desktop.formats.card import Card
from crm_desktop.formats.plain_text.contacts import card_of
from crm_desktop.formats.plain_text.kinds import is_file, kind_of
from crm_desktop.formats.plain_text.lines import lines_of
from crm_desktop.formats.plain_text.messages import sender_of
from crm_desktop.formats.plain_text.people import alike, people_of_blocks, people_of_lines
from crm_desktop.formats.plain_text.pieces import Pasted, PastedKind, Person, Piece, What
from crm_desktop.formats.plain_text.spans import Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from crm_desktop.formats.card import Fault

MOST_PEOPLE: Final = 2_000
"""In one text. Who has more has them in a file."""
LONGEST_TEXT: Final = 1 << 20
"""Characters that are looked at."""
_MOST_LINES: Final = 10_000


def reader_for(understand: Callable[[str], str | None], *, country: str, today: date) -> Reader:
    """What is known of who pastes, for the readers of pieces. `country` is its ISO 3166 code, "" for none."""
    return Reader(understand, country.upper(), today.year)


def look_at(text: str, reader: Reader, kind: PastedKind | None = None) -> Pasted:
    """Who is in a text. `kind` says how it tells of them; None finds out.

    Of a text that a program wrote nobody is read: it is better imported, with its fields as they are.
    """
    looked_at = text[:LONGEST_TEXT]
    if kind is PastedKind.FILE or (kind is None and is_file(looked_at)):
        return Pasted(text, PastedKind.FILE, rest=len(text))
    lines = list(islice(lines_of(looked_at, reader), _MOST_LINES))
    looked_at = looked_at[: lines[-1].end]
    told = kind or kind_of(looked_at, lines)
    if told is PastedKind.MESSAGE:
        people: list[Person] = []
        if any(not line.is_blank for line in lines):
            people = [sender_of(looked_at, list(lines_of(looked_at, reader, strict=True)))]
        return Pasted(text, told, tuple(people), len(looked_at))
    found = people_of_lines(lines) if told is PastedKind.LIST else people_of_blocks(lines)
    people, rest = _at_most(found, len(looked_at))
    people = alike(people) if told is PastedKind.LIST else people
    return Pasted(text, told, tuple(people), rest)


def read_text(text: str, *, understand: Callable[[str], str | None], country: str, today: date) -> list[Card]:
    """The cards of everyone in a text; what was not understood is in their notes.

    `understand` gives the international form of a phone number, `country` (ISO 3166) and `today` tell how
    days are written and which years of two digits are past. What is too long to be looked at is a note too.
    """
    reader = reader_for(understand, country=country, today=today)
    pasted = look_at(text, reader)
    if pasted.kind is PastedKind.FILE:
        cards = [card for card in _cards_of_file(text, reader) if isinstance(card, Card)]
        if cards:
            return cards
        pasted = look_at(text, reader, PastedKind.LIST)
    cards = [card_of(person.pieces, reader, person.line) for person in pasted.people]
    if left := text[pasted.rest :].strip():
        note = Piece(What.NOTE, left, pasted.rest, len(text))
        last = pasted.people[-1] if pasted.people else Person((), 0, 0)
        cards[-1:] = [card_of((*last.pieces, note), reader, last.line)]
    return cards


def _at_most(people: Iterable[Person], end: int) -> tuple[list[Person], int]:
    """As many as we read, and where in the text the others begin."""
    found: list[Person] = []
    for person in people:
        if len(found) == MOST_PEOPLE:
            return found, person.start
        found.append(person)
    return found, end


def _cards_of_file(text: str, reader: Reader) -> Iterator[Card | Fault]:
    from crm_desktop.formats.ldif import is_ldif, read_ldif
    from crm_desktop.formats.plain_text.days import MONTH_FIRST
    from crm_desktop.formats.sheets.reading import NotASheet, look_at, read_rows
    from crm_desktop.formats.vcard import read_cards

    stream = io.BytesIO(text.lstrip("\ufeff").encode("utf-8", "replace"))
    if text.lstrip()[:5].casefold() == "begin":
        yield from read_cards(stream, understand=reader.understand)
        return
    if is_ldif(stream.getvalue()[:8192]):
        yield from read_ldif(stream, reader.understand, this_year=reader.this_year)
        return
    try:
        layout = look_at(stream)
    except NotASheet:
        return
    stream.seek(0)
    yield from read_rows(
        stream,
        layout,
        reader.understand,
        month_first=reader.country in MONTH_FIRST,
        this_year=reader.this_year,
    )

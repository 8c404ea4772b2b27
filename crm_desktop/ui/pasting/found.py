"""Everyone found in a pasted text, as they were read and as somebody put them right. Knows no widget.

What was put right stays with a person while the text around them changes.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from crm_desktop.formats.plain_text.contacts import card_of
from crm_desktop.formats.plain_text.pieces import Pasted, PastedKind, What
from crm_desktop.formats.plain_text.reading import look_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crm_desktop.domain.draft import JSON
    from crm_desktop.formats.card import Card
    from crm_desktop.formats.plain_text.pieces import Person, Piece
    from crm_desktop.formats.plain_text.spans import Reader

AS_NEW = 0
"""In place of a contact's number: somebody new."""


@dataclass(slots=True)
class FoundPerson:
    """One person. `source` is the stretch of text they were read from; `pieces` are as they stand now.

    `who`: the contact that this is about, `AS_NEW`, or None while nobody said.
    """

    source: str
    read: tuple[Piece, ...]
    pieces: list[Piece] = field(default_factory=list)
    left_out: bool = False
    who: int | None = None

    @property
    def shown(self) -> list[int]:
        """The places of the pieces that say something themselves."""
        return [place for place, piece in enumerate(self.pieces) if piece.what is not What.LABEL]

    @property
    def is_touched(self) -> bool:
        """Whether somebody put something right."""
        return self.left_out or self.who is not None or tuple(self.pieces) != self.read

    @property
    def name(self) -> str:
        """What they are called so far."""
        return " ".join(piece.text for piece in self.pieces if piece.what is What.NAME and piece.text.strip())

    def say(self, place: int, what: What | None = None, text: str | None = None) -> None:
        """Put a piece right: what it is, or what it says."""
        piece = self.pieces[place]
        self.pieces[place] = replace(
            piece, what=piece.what if what is None else what, text=piece.text if text is None else text
        )

    def card(self, reader: Reader, number: int) -> Card:
        """The card as it stands; `number` tells the cards of a text apart."""
        return card_of(self.pieces, reader, number)


class FoundPeople:
    """Reads texts one after the other; people whose words did not change keep what was put right."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.pasted = Pasted("", PastedKind.LIST)
        self.people: list[FoundPerson] = []
        self._waiting: dict[tuple[str, int], dict[str, Any]] = {}

    def look(self, text: str, kind: PastedKind | None) -> Pasted:
        """Read a text, without taking it over: on any thread."""
        return look_at(text, self.reader, kind)

    def take(self, pasted: Pasted) -> None:
        """Show what was read from now on."""
        kept = self._waiting | _by_source(self.people)
        self.pasted = pasted
        self.people = [_found(pasted.text, person) for person in pasted.people]
        for key, person in _keys(self.people):
            if told := kept.get(key):
                _put_right(person, told)
        self._waiting = {}

    def beside(self, person: FoundPerson, place: int, was: What) -> list[tuple[FoundPerson, int]]:
        """The pieces of others in the same column of their lines that were read as the same."""
        column = person.pieces[place].column
        if column < 0:
            return []
        return [
            (other, number)
            for other in self.people
            if other is not person
            for number, piece in enumerate(other.pieces)
            if piece.column == column and piece.what is was
        ]

    @property
    def rest(self) -> str:
        """The end of the text that was not read, since it is too long."""
        return self.pasted.text[self.pasted.rest :].strip() if self.pasted.kind is not PastedKind.FILE else ""

    def wanted(self) -> list[int]:
        """The places of those who are to be added."""
        return [place for place, person in enumerate(self.people) if not person.left_out]

    def nameless(self) -> list[int]:
        """Those of them by whose cards nobody could be known."""
        return [
            place
            for place in self.wanted()
            if not self.people[place].card(self.reader, place + 1).contact.display_name.strip()
        ]

    def cards(self, places: Sequence[int]) -> list[Card]:
        """Their cards, numbered by their place from 1 on."""
        return [self.people[place].card(self.reader, place + 1) for place in places]

    # Drafts

    def touched(self) -> list[JSON]:
        """What was put right, as plain values."""
        return [
            {
                "source": source,
                "number": number,
                "left_out": person.left_out,
                "who": person.who,
                "pieces": [[piece.what.value, piece.text, piece.label] for piece in person.pieces],
            }
            for (source, number), person in _keys(self.people)
            if person.is_touched
        ]

    def expect(self, touched: Any) -> None:
        """Put this right again as soon as the text is read. Raises as `KeepsDraft.restore`."""
        self._waiting = {(str(one["source"]), int(one["number"])): dict(one) for one in touched}
        for told in self._waiting.values():
            for what, text, label in told["pieces"]:
                if not (isinstance(text, str) and isinstance(label, str)):
                    raise TypeError("not a piece")
                What(what)


def _found(text: str, person: Person) -> FoundPerson:
    return FoundPerson(text[person.start : person.end], person.pieces, list(person.pieces))


def _keys(people: Sequence[FoundPerson]) -> Iterator[tuple[tuple[str, int], FoundPerson]]:
    """Each with the words they were read from, and how many of the same stand above."""
    seen: dict[str, int] = {}
    for person in people:
        number = seen.get(person.source, 0)
        seen[person.source] = number + 1
        yield (person.source, number), person


def _by_source(people: Sequence[FoundPerson]) -> dict[tuple[str, int], dict[str, Any]]:
    return {
        key: {
            "left_out": person.left_out,
            "who": person.who,
            "pieces": [(piece.what, piece.text, piece.label) for piece in person.pieces],
            "of": [(piece.what, piece.text) for piece in person.read],
        }
        for key, person in _keys(people)
        if person.is_touched
    }


def _put_right(person: FoundPerson, told: dict[str, Any]) -> None:
    person.left_out, person.who = bool(told["left_out"]), told["who"]
    if "of" in told and told["of"] != [(piece.what, piece.text) for piece in person.read]:
        return  # the same words are read as something else now: as somebody wanted
    if len(told["pieces"]) == len(person.pieces):
        person.pieces = [
            replace(piece, what=What(what), text=text, label=label)
            for piece, (what, text, label) in zip(person.pieces, told["pieces"], strict=True)
        ]

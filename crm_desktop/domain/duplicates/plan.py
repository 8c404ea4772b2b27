"""How several cards become one: what there is to choose, what was chosen, and the card that comes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crm_desktop.domain.contact import Contact
    from crm_desktop.domain.ids import ContactId

NAME, NICKNAME, BIRTHDAY, PHOTO = "name", "nickname", "birthday", "photo"
STATUS, SOURCE, IMPORTANCE, CADENCE = "status", "source", "importance", "cadence"
DO_NOT_CONTACT = "do-not-contact"
CUSTOM: Final = "custom:"
"""Begins what is chosen of one of the user's own fields: "custom:Shoe size"."""


@dataclass(frozen=True, slots=True)
class Option:
    """A value that may be taken, from the first contact that has it. `value` is as `Contact` has it (a Name,
    a PartialDate, a Photo, a text, a number); `text` says it in plain English and ISO dates.
    """

    contact_id: ContactId
    text: str
    value: object


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """A thing of which a card has one: the different values that the cards have of it, and which is taken.

    `what` is one of the words above, or `CUSTOM` with the name of a field.
    """

    what: str
    options: tuple[Option, ...]
    chosen: int = 0

    @property
    def is_open(self) -> bool:
        """Whether there is something to choose."""
        return len(self.options) > 1

    @property
    def taken(self) -> Option:
        """The option that is taken."""
        return self.options[self.chosen]


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A value that was typed and not chosen, and has no other place than the notes."""

    what: str
    text: str


_THINGS: Final = {
    NAME: "Name",
    NICKNAME: "Nickname",
    BIRTHDAY: "Birthday",
    STATUS: "Status",
    SOURCE: "Source",
    IMPORTANCE: "Importance",
    CADENCE: "Cadence in days",
    DO_NOT_CONTACT: "Do not contact",
}


@dataclass(frozen=True, slots=True)
class MergeWords:
    """How what was not chosen is written under the notes: a line above it, and what each thing is called."""

    heading: str = "Kept from the cards that were merged:"
    things: Mapping[str, str] = field(default_factory=lambda: _THINGS)

    def thing(self, what: str) -> str:
        """What a thing is called; the user's own fields and labels by their own names."""
        return self.things.get(what) or what.removeprefix(CUSTOM)


ENGLISH: Final = MergeWords()


@dataclass(frozen=True, slots=True)
class MergePlan:
    """`contacts` become `merged`, which keeps the number of `keep`. `left` are the values that go into the
    notes of `merged`; the pictures that were not chosen are the only thing that is not in it.
    """

    keep: ContactId
    contacts: tuple[Contact, ...]
    fields: tuple[FieldChoice, ...]
    merged: Contact
    left: tuple[LeftOver, ...] = ()
    words: MergeWords = ENGLISH

    @property
    def absorbed(self) -> tuple[ContactId, ...]:
        """The contacts that are gone afterwards."""
        return tuple(one.id for one in self.contacts if one.id is not None and one.id != self.keep)

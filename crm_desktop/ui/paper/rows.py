"""A row of the notebook and the card it makes. Knows no widget and no service.

What a cell says is never thrown away: what is not understood in it goes into the notes of the card.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from crm_desktop.domain import contact as card
from crm_desktop.domain.contact import (
    Address,
    Contact,
    CustomValue,
    Email,
    ImportantDate,
    Name,
    Phone,
    Role,
)
from crm_desktop.domain.custom_field import canonical
from crm_desktop.domain.errors import UserError
from crm_desktop.formats.plain_text.days import read_day
from crm_desktop.ui.paper.columns import (
    BIRTHDAY,
    CITY,
    COMPANY,
    EMAIL,
    NAME,
    NOTE,
    OWN,
    PHONE,
    TAGS,
)

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from crm_desktop.domain.custom_field import CustomField
    from crm_desktop.domain.duplicates.groups import Resemblance
    from crm_desktop.domain.ids import ContactId
    from crm_desktop.domain.partial_date import PartialDate
    from crm_desktop.formats.plain_text.spans import Reader

_SEVERAL: Final = re.compile(r"[,;،、，；\n]|\s/\s")
_EMAIL: Final = re.compile(r"[^\s@]{1,64}@[^\s@]{1,190}\.[^\s@.]{2,24}")
_LISTS: Final = ("phones", "emails", "addresses", "roles", "dates", "tags", "custom")


class RowState(StrEnum):
    """`EMPTY` nothing is typed; `TYPING` it is not kept yet; `KEPT` it is somebody's card; `CHANGED` it was
    kept and is being changed; `REFUSED` it could not be kept; `TAKEN_BACK` it was kept and undone.
    """

    EMPTY = "empty"
    TYPING = "typing"
    KEPT = "kept"
    CHANGED = "changed"
    REFUSED = "refused"
    TAKEN_BACK = "taken back"


WAITING: Final = frozenset((RowState.TYPING, RowState.CHANGED, RowState.REFUSED))
"""Something in the row is not kept yet."""


@dataclass(slots=True)
class PaperRow:
    """`kept` are the cells as they stand on the card of `contact_id`; `likes` whom the row resembles.

    `declined` are the cells in which nothing is proposed any more; `why` is why it could not be kept.
    """

    cells: dict[str, str] = field(default_factory=dict)
    kept: dict[str, str] | None = None
    contact_id: ContactId | None = None
    is_gone: bool = False
    likes: tuple[Resemblance, ...] = ()
    declined: set[str] = field(default_factory=set)
    why: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not any(text.strip() for text in self.cells.values())

    @property
    def state(self) -> RowState:
        """How far it is."""
        if self.why:
            return RowState.REFUSED
        if self.kept is None:
            return RowState.EMPTY if self.is_empty else RowState.TYPING
        if self.cells != self.kept and _stripped(self.cells) != _stripped(self.kept):
            return RowState.CHANGED
        return RowState.TAKEN_BACK if self.is_gone else RowState.KEPT

    @property
    def is_waiting(self) -> bool:
        """Whether something in it is not kept yet."""
        return self.state in WAITING

    def text(self, key: str) -> str:
        """What stands in a cell."""
        return self.cells.get(key, "")


@dataclass(frozen=True, slots=True)
class Understood:
    """What one cell says, as it will be kept. `doubt` says what is not understood, as a key of words."""

    shown: str = ""
    doubt: str = ""


NOT_A_PHONE, NOT_AN_EMAIL, NOT_A_DAY = "phone", "email", "day"


class RowReader:
    """Reads cells. `reader` knows the country of who types; `fields` are the user's own ones."""

    def __init__(self, reader: Reader, fields: Iterable[CustomField]) -> None:
        self.reader = reader
        self._fields = {f"{OWN}{one.name}": one for one in fields}

    def contact(self, cells: Mapping[str, str]) -> Contact:
        """The card that these cells make."""
        notes = [text for text in (cells.get(NOTE, "").strip(),) if text]
        day = self.day(cells.get(BIRTHDAY, ""))
        if day is None:
            notes += _some(cells.get(BIRTHDAY, ""))
        emails = several(cells.get(EMAIL, ""))
        custom = []
        for key, one in self._fields.items():
            value, doubt = self._own(one, cells.get(key, ""))
            if value:
                custom.append(CustomValue(one.name, value))
            elif doubt:
                notes.append(f"{one.name}: {cells[key].strip()}")
        company, city = cells.get(COMPANY, "").strip(), cells.get(CITY, "").strip()
        return Contact(
            name=Name(" ".join(cells.get(NAME, "").split())),
            phones=tuple(
                Phone(text, "", self.reader.understand(text)) for text in several(cells.get(PHONE, ""))
            ),
            emails=tuple(map(Email, emails)),
            addresses=(Address(city=city),) if city else (),
            roles=(Role(company),) if company else (),
            dates=(ImportantDate(card.BIRTHDAY, day),) if day else (),
            tags=tuple(several(cells.get(TAGS, ""))),
            notes="\n".join(notes),
            custom=tuple(custom),
        )

    def day(self, text: str) -> PartialDate | None:
        """The day that a cell says."""
        return read_day(text, country=self.reader.country, this_year=self.reader.this_year)

    def understood(self, key: str, text: str) -> Understood:
        """How a cell is understood, to be shown beside what was typed."""
        if not text.strip():
            return Understood()
        if key == PHONE:
            numbers = [(one, self.reader.understand(one)) for one in several(text)]
            doubt = next((typed for typed, number in numbers if number is None), "")
            shown = ", ".join(number for typed, number in numbers if number and number != typed)
            return Understood(shown, NOT_A_PHONE if doubt else "")
        if key == EMAIL:
            wrong = any(not _EMAIL.fullmatch(one) for one in several(text))
            return Understood("", NOT_AN_EMAIL if wrong else "")
        if key == BIRTHDAY:
            return Understood("", "" if self.day(text) else NOT_A_DAY)
        if one := self._fields.get(key):
            value, doubt = self._own(one, text)
            return Understood(value if value != text.strip() else "", doubt)
        return Understood()

    def _own(self, one: CustomField, text: str) -> tuple[str, str]:
        """The value of a field of the user's own, or why it is none."""
        try:
            return canonical(one, text), ""
        except UserError as error:
            return "", str(error)


def several(text: str) -> list[str]:
    """The pieces of a cell that holds several, each once."""
    return list(dict.fromkeys(piece for one in _SEVERAL.split(text) if (piece := " ".join(one.split()))))


def into_notes(rows: Iterable[PaperRow], known: Container[str]) -> set[str]:
    """Move what stands in columns that are gone into the notes; the columns that were filled by that."""
    filled: set[str] = set()
    for row in rows:
        for key in [key for key in row.cells if key not in known]:
            row.cells[NOTE] = "\n".join(text for text in (row.text(NOTE), row.cells.pop(key)) if text)
            filled.add(NOTE)
    return filled


def changed(current: Contact, before: Contact, after: Contact) -> Contact:
    """A kept card with what was changed in its row: what others wrote on it meanwhile stays.

    `before` is the card that the row made when it was kept, `after` what it makes now, both cleaned.
    """
    new = replace(current)
    if before.name != after.name:
        new = replace(new, name=after.name)
    for name in _LISTS:
        old_items, new_items = getattr(before, name), getattr(after, name)
        if old_items != new_items:
            told: dict[str, Any] = {name: _exchanged(getattr(current, name), old_items, new_items)}
            new = replace(new, **told)
    if before.notes != after.notes:
        new = replace(new, notes=_notes(current.notes, before.notes, after.notes))
    return new


def united(current: Contact, typed: Contact) -> Contact:
    """A card with what a row says besides: nothing on it is replaced."""
    new = changed(current, Contact(name=typed.name), typed)
    if current.birthday is not None and typed.birthday is not None:
        kept = tuple(one for one in new.dates if one not in typed.dates or one in current.dates)
        other = typed.birthday != current.birthday
        note = [text for text in (new.notes, _day_text(typed.birthday) if other else "") if text]
        new = replace(new, dates=kept, notes="\n".join(note))
    return new


def _exchanged(
    current: Sequence[object], before: Sequence[object], after: Sequence[object]
) -> tuple[Any, ...]:
    gone = Counter(_key(item) for item in before)
    gone.subtract(_key(item) for item in after)
    there = {_key(item) for item in current}
    items: list[object] = []
    added = [item for item in after if _key(item) not in there]
    for item in current:
        if gone[_key(item)] > 0:
            gone[_key(item)] -= 1
            if added:
                items.append(added.pop(0))  # what is put right stays at its place
        else:
            items.append(item)
    return (*items, *added)


def _key(item: object) -> object:
    match item:
        case Phone():
            return item.e164 or item.typed
        case Email():
            return item.address.casefold()
        case Role():
            return item.company.casefold()
        case str():
            return item.casefold()
        case _:
            return item


def _notes(current: str, before: str, after: str) -> str:
    if before and before in current:
        return current.replace(before, after, 1).strip()
    return "\n".join(text for text in (current, after) if text)


def _day_text(day: PartialDate) -> str:
    from crm_desktop.formats.vcard.dates import marked

    return marked(day)


def _some(text: str) -> list[str]:
    return [text.strip()] if text.strip() else []


def _stripped(cells: Mapping[str, str]) -> dict[str, str]:
    return {key: text.strip() for key, text in cells.items() if text.strip()}

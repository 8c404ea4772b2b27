"""The lines of a comparison: what each card says of a thing, what may be chosen, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from crm_desktop.domain.contact import BIRTHDAY, Name, Photo
from crm_desktop.domain.duplicates import plan as things
from crm_desktop.domain.importance import Importance
from crm_desktop.domain.match_key import match_key
from crm_desktop.ui.duplicates.words import attached_text, thing_word, value_text
from crm_desktop.ui.models.contact_texts import isolated, left_to_right
from crm_desktop.ui.widgets.plain_text import cut
from crm_desktop.ui.wording.days import partial_text
from crm_desktop.ui.wording.people import label_word

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence

    from crm_desktop.domain.contact import Contact
    from crm_desktop.domain.duplicates.attached import Attached
    from crm_desktop.domain.duplicates.plan import FieldChoice, MergePlan

_LONGEST, _MOST = 400, 12
"""Letters of a value, and entries of a list, that a cell shows."""


class Part(IntEnum):
    """In which part of the comparison a line stands."""

    CHOOSE = 0
    UNITED = 1
    SAME = 2


@dataclass(frozen=True, slots=True)
class Cell:
    """What one card says; `option` is its place among what may be taken, None where it says nothing."""

    text: str
    option: int | None = None
    photo: Photo | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One thing on all cards, `what` it is called inside and on screen; `chosen` is the place of what is
    taken where there is something to choose.
    """

    what: str
    label: str
    part: Part
    cells: tuple[Cell, ...]
    result: Cell
    chosen: int | None = None


def lines(plan: MergePlan, attached: Mapping[int, Attached], together: Attached) -> list[Line]:
    """All lines of a plan, those that ask for a choice first, those that are the same on all cards last."""
    found = [_choice_line(plan, field) for field in plan.fields]
    found += [line for what, texts in _LISTS.items() if (line := _list_line(plan, what, texts)) is not None]
    if together:
        cells = tuple(Cell(attached_text(attached[one.id])) for one in plan.contacts if one.id is not None)
        label = thing_word("attached")
        found.append(Line("attached", label, Part.UNITED, cells, Cell(attached_text(together))))
    return sorted(found, key=lambda line: line.part)


def _choice_line(plan: MergePlan, field: FieldChoice) -> Line:
    cells = tuple(_choice_cell(contact, field) for contact in plan.contacts)
    taken = field.taken.value
    result = Cell(value_text(taken, field.what)) if not isinstance(taken, Photo) else Cell("", photo=taken)
    part = Part.CHOOSE if field.is_open else _part_of(cells)
    return Line(
        field.what, thing_word(field.what), part, cells, result, field.chosen if field.is_open else None
    )


def _choice_cell(contact: Contact, field: FieldChoice) -> Cell:
    value = value_of(contact, field.what)
    if value is None:
        return Cell("")
    option = next((at for at, one in enumerate(field.options) if _key(one.value) == _key(value)), None)
    if isinstance(value, Photo):
        return Cell("", option, value)
    return Cell(cut(value_text(value, field.what), _LONGEST), option)


def value_of(contact: Contact, what: str) -> object | None:
    """What a card says of a thing of which it has one; None where it says nothing."""
    if what.startswith(things.CUSTOM):
        name = match_key(what.removeprefix(things.CUSTOM))
        return next((one.value for one in contact.custom if match_key(one.field) == name), None)
    found = _SINGLE[what](contact)
    return None if found in ("", Name()) else found


_SINGLE: dict[str, Callable[[Contact], object | None]] = {
    things.NAME: lambda card: card.name if card.name.display else None,
    things.NICKNAME: lambda card: card.name.nickname,
    things.BIRTHDAY: lambda card: card.birthday,
    things.PHOTO: lambda card: card.photo,
    things.STATUS: lambda card: card.status,
    things.SOURCE: lambda card: card.source,
    things.IMPORTANCE: lambda card: None if card.importance is Importance.NORMAL else card.importance,
    things.CADENCE: lambda card: card.cadence_days,
    things.DO_NOT_CONTACT: lambda card: card.do_not_contact,
}


def _key(value: object) -> Hashable:
    match value:
        case Name():
            return " ".join(value.display.split())
        case str():
            return match_key(value)
        case Photo():
            return value.data
    return value


def _list_line(plan: MergePlan, what: str, texts: Callable[[Contact], list[str]]) -> Line | None:
    all_texts = [texts(contact) for contact in plan.contacts]
    if not any(all_texts):
        return None
    cells = tuple(Cell(_listed(each)) for each in all_texts)
    result = Cell(_listed(texts(plan.merged)))
    same = len({tuple(each) for each in all_texts}) == 1
    return Line(what, thing_word(what), Part.SAME if same else Part.UNITED, cells, result)


def _part_of(cells: Sequence[Cell]) -> Part:
    return Part.SAME if all(cell.option is not None for cell in cells) else Part.UNITED


def _listed(texts: Sequence[str]) -> str:
    shown = [cut(text, _LONGEST) for text in texts[:_MOST]]
    if len(texts) > _MOST:
        shown.append(f"+{len(texts) - _MOST}")
    return "\n".join(shown)


def _labelled(text: str, label: str) -> str:
    return f"{text} ({isolated(label_word(label))})" if label else text


def _address(contact: Contact) -> list[str]:
    return [
        ", ".join(filter(None, (one.street, one.postcode, one.city, one.region, one.country)))
        for one in contact.addresses
    ]


_LISTS: dict[str, Callable[[Contact], list[str]]] = {
    "phones": lambda card: [_labelled(left_to_right(one.typed), one.label) for one in card.phones],
    "emails": lambda card: [_labelled(one.address, one.label) for one in card.emails],
    "roles": lambda card: [" · ".join(filter(None, (one.title, one.company))) for one in card.roles],
    "addresses": _address,
    "messengers": lambda card: [_labelled(one.handle, one.service) for one in card.messengers],
    "links": lambda card: [one.url for one in card.links],
    "dates": lambda card: [
        _labelled(partial_text(one.date), one.label) for one in card.dates if one.label != BIRTHDAY
    ],
    "tags": lambda card: sorted(card.tags, key=match_key),
    "facts": lambda card: list(card.facts),
    "notes": lambda card: [card.notes] if card.notes else [],
}

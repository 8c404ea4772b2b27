"""Sentences for what was changed on a card: "Phone (work): 0911 … → 0912 …"."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from crm_desktop.domain.card_history import CardPart
from crm_desktop.domain.importance import Importance
from crm_desktop.domain.partial_date import PartialDate
from crm_desktop.domain.relationship import RelationshipKind
from crm_desktop.ui.wording.days import full_day, partial_text
from crm_desktop.ui.wording.people import importance_word, label_word, relationship_word, status_word
from crm_desktop.ui.wording.warmth import cadence_text

if TYPE_CHECKING:
    from crm_desktop.domain.card_history import CardChange

    Value = str | int | PartialDate

_translate = QCoreApplication.translate
_LONGEST = 120


def change_text(change: CardChange) -> str:
    """One change as a line: what it is, what it was and what it became. Its values are data."""
    head = _head(change)
    if change.part is CardPart.PHOTO:
        return head
    if change.part in _SWITCHES:
        return _switch_word(change.part, on=bool(change.after))
    before = None if change.before is None else _value(change, change.before)
    after = None if change.after is None else _value(change, change.after)
    if before is None:
        text = _translate("CardHistory", "{what}: {after}")
    elif after is None:
        text = _translate("CardHistory", "{what}: {before} (removed)")
    else:
        text = _translate("CardHistory", "{what}: {before} → {after}")
    return text.format(what=head, before=before, after=after)


_SWITCHES = frozenset({CardPart.TRASH, CardPart.DO_NOT_CONTACT})


def _switch_word(part: CardPart, *, on: bool) -> str:
    if part is CardPart.TRASH:
        if on:
            return _translate("CardHistory", "Put into the trash")
        return _translate("CardHistory", "Taken out of the trash")
    return (
        _translate("CardHistory", "Do not contact") if on else _translate("CardHistory", "May be contacted")
    )


def _head(change: CardChange) -> str:
    word = _part_word(change.part)
    if not change.label or change.part is CardPart.PHOTO:
        return word
    label = change.label
    if change.part is CardPart.FIELD:
        return label
    if change.part is CardPart.RELATIONSHIP:
        return relationship_word(RelationshipKind(label))
    if change.part is CardPart.DATE:
        return label_word(label)
    return _translate("CardHistory", "{part} ({label})").format(part=word, label=label_word(label))


def _value(change: CardChange, value: Value) -> str:
    if isinstance(value, PartialDate):
        return partial_text(value)
    if isinstance(value, int):
        match change.part:
            case CardPart.IMPORTANCE:
                return importance_word(Importance(value))
            case CardPart.CADENCE:
                return cadence_text(value)
            case _:
                return full_day(date.fromordinal(value))
    if change.part is CardPart.STATUS:
        return status_word(value)
    line = " ".join(value.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}…"


def _part_word(part: CardPart) -> str:
    return {
        CardPart.NAME: _translate("CardHistory", "Name"),
        CardPart.NICKNAME: _translate("CardHistory", "Nickname"),
        CardPart.PHONE: _translate("CardHistory", "Phone"),
        CardPart.EMAIL: _translate("CardHistory", "E-mail"),
        CardPart.ADDRESS: _translate("CardHistory", "Address"),
        CardPart.LINK: _translate("CardHistory", "Link"),
        CardPart.ROLE: _translate("CardHistory", "Role"),
        CardPart.PHOTO: _translate("CardHistory", "Photo"),
        CardPart.TAG: _translate("CardHistory", "Tag"),
        CardPart.NOTES: _translate("CardHistory", "Notes"),
        CardPart.FACTS: _translate("CardHistory", "Little fact"),
        CardPart.SOURCE: _translate("CardHistory", "Source"),
        CardPart.STATUS: _translate("CardHistory", "Status"),
        CardPart.IMPORTANCE: _translate("CardHistory", "Importance"),
        CardPart.CADENCE: _translate("CardHistory", "In touch"),
        CardPart.PAUSE: _translate("CardHistory", "Paused until"),
    }.get(part, "")

"""What was changed on a card, operation by operation, with the values before and after."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crm_desktop.domain.changes import Operation
    from crm_desktop.domain.partial_date import PartialDate


class CardPart(StrEnum):
    """The parts of a card that a change can be told of."""

    NAME = "name"
    NICKNAME = "nickname"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    LINK = "link"
    ROLE = "role"
    DATE = "date"
    PHOTO = "photo"
    TAG = "tag"
    FIELD = "field"
    RELATIONSHIP = "relationship"
    NOTES = "notes"
    FACTS = "facts"
    SOURCE = "source"
    STATUS = "status"
    IMPORTANCE = "importance"
    CADENCE = "cadence"
    DO_NOT_CONTACT = "do-not-contact"
    PAUSE = "pause"
    TRASH = "trash"


@dataclass(frozen=True, slots=True)
class CardChange:
    """One value that came (`before` is None), went (`after` is None) or became another.

    Text stands as it was kept. Numbers are those of an importance, of the days of a cadence, 0 and 1 for no
    and yes, or the local day (a proleptic ordinal) on which a pause ends. `label` is which one: "work", or a
    field's name.
    """

    part: CardPart
    before: str | int | PartialDate | None
    after: str | int | PartialDate | None
    label: str = ""


@dataclass(frozen=True, slots=True)
class CardOperation:
    """An operation that touched a card. It has no changes where only its name tells what it did: a meeting
    planned, an entry written down, or something that is undone."""

    operation: Operation
    changes: tuple[CardChange, ...] = ()

"""What every reader of contact files gives: a contact with what goes with it, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crm_desktop.domain.contact import Contact
    from crm_desktop.domain.custom_field import CustomField
    from crm_desktop.domain.relationship import RelationshipKind


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship that a card of ours tells of, by the other card's uid and name."""

    kind: RelationshipKind
    uid: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A card that was read. `line` is where it begins, from 1; `warnings` say what was doubtful in it.

    `fields` are the custom fields that it uses, `relations` its relationships to other cards. A card
    with `members` is a list of other cards' uids under a name, and no person.
    """

    line: int
    contact: Contact
    warnings: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    fields: tuple[CustomField, ...] = ()
    members: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """A card that cannot be taken over, and why, as a sentence."""

    line: int
    reason: str

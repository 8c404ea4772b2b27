"""Typed, reciprocal links between two contacts: each kind knows how it reads from the other end."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crm_desktop.domain.ids import ContactId


class RelationshipKind(StrEnum):
    """What the other contact is to this one ("their referrer", "their spouse")."""

    SPOUSE = "spouse"
    PARTNER = "partner"
    PARENT = "parent"
    CHILD = "child"
    SIBLING = "sibling"
    RELATIVE = "relative"
    FRIEND = "friend"
    COLLEAGUE = "colleague"
    EMPLOYER = "employer"
    EMPLOYEE = "employee"
    REFERRED_BY = "referred-by"
    REFERRED = "referred"
    OTHER = "other"

    @property
    def inverse(self) -> RelationshipKind:
        """The same link read from the other end."""
        return _INVERSES.get(self, self)


_INVERSES = {
    RelationshipKind.PARENT: RelationshipKind.CHILD,
    RelationshipKind.CHILD: RelationshipKind.PARENT,
    RelationshipKind.EMPLOYER: RelationshipKind.EMPLOYEE,
    RelationshipKind.EMPLOYEE: RelationshipKind.EMPLOYER,
    RelationshipKind.REFERRED_BY: RelationshipKind.REFERRED,
    RelationshipKind.REFERRED: RelationshipKind.REFERRED_BY,
}


@dataclass(frozen=True, slots=True)
class Relationship:
    """`other_id` is the `kind` of the contact whose card this stands on."""

    kind: RelationshipKind
    other_id: ContactId
    other_name: str = ""

"""Something that happened with one or many contacts, and how it went."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from crm_desktop.domain.ids import ContactId, InteractionId


class InteractionKind(StrEnum):
    """What happened. Every kind but a note warms the contact."""

    CALL = "call"
    VISIT = "visit"
    MEETING = "meeting"
    MESSAGE = "message"
    EMAIL = "email"
    PURCHASE = "purchase"
    NOTE = "note"

    @property
    def warms(self) -> bool:
        """Whether it counts as being in touch."""
        return self is not InteractionKind.NOTE


class Outcome(StrEnum):
    """How it went."""

    GOOD = "good"
    NEUTRAL = "neutral"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Interaction:
    """`at` is an aware UTC instant; `minutes` how long it took, None where nobody counted."""

    kind: InteractionKind
    at: datetime
    contact_ids: tuple[ContactId, ...]
    text: str = ""
    id: InteractionId | None = None
    minutes: int | None = None
    outcome: Outcome | None = None
    came_for: str = ""
    offered: str = ""
    agreed: str = ""

"""Something that happened with one or many contacts, and how it went."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from crm_desktop.domain.ids import AppointmentId, ContactId, InteractionId


class InteractionKind(StrEnum):
    """What happened. Every kind but a note warms the contact."""

    CALL = "call"
    VISIT = "visit"
    MEETING = "meeting"
    MESSAGE = "message"
    EMAIL = "email"
    PURCHASE = "purchase"
    COMPLAINT = "complaint"
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
    """`at` is an aware UTC instant; `minutes` how long it took, None where nobody counted.

    `appointment_id` is the meeting that it came of. A complaint is to be settled by the local day `due`,
    where one was named; `settled_at` is the aware UTC instant at which it was, None while it is open.
    """

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
    tags: tuple[str, ...] = ()
    appointment_id: AppointmentId | None = None
    due: date | None = None
    settled_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is a complaint that nobody has settled yet."""
        return self.kind is InteractionKind.COMPLAINT and self.settled_at is None

"""What is shown of a contact beside the card itself: how warm, what was last, what is next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from crm_desktop.domain.appointment import Appointment
    from crm_desktop.domain.contact import Contact
    from crm_desktop.domain.follow_up import FollowUp
    from crm_desktop.domain.ids import ContactId
    from crm_desktop.domain.interaction import Interaction
    from crm_desktop.domain.relationship import Relationship
    from crm_desktop.domain.warmth import Warmth


@dataclass(frozen=True, slots=True)
class ContactCard:
    """`last_contact` is the aware UTC instant of the last real contact; the lists hold what is open.

    `rhythm` is a cadence in days to propose, since the history shows it; None where there is nothing to say.
    """

    contact: Contact
    warmth: Warmth
    last_contact: datetime | None
    last_interaction: Interaction | None
    relationships: tuple[Relationship, ...]
    follow_ups: tuple[FollowUp, ...]
    appointments: tuple[Appointment, ...]
    rhythm: int | None = None


@dataclass(frozen=True, slots=True)
class Twin:
    """Another contact with the same phone or e-mail address; `shared` is that, as typed there."""

    contact_id: ContactId
    name: str
    shared: str


@dataclass(frozen=True, slots=True)
class TrashedContact:
    """A deleted contact that can still be restored."""

    id: ContactId
    name: str
    deleted_at: datetime | None


@dataclass(frozen=True, slots=True)
class TagCount:
    """A tag and how many living contacts wear it."""

    name: str
    count: int

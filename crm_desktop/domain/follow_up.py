"""A promise to do something for a contact by a date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from crm_desktop.domain.ids import ContactId, FollowUpId


@dataclass(frozen=True, slots=True)
class FollowUp:
    """`due` is a day on the user's wall; `done_at` an aware UTC instant, None while it is open."""

    contact_id: ContactId
    text: str
    due: date
    id: FollowUpId | None = None
    done_at: datetime | None = None

"""A promise to do something for a contact, or for oneself, by a date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from crm_desktop.domain.ids import ContactId, FollowUpId


@dataclass(frozen=True, slots=True)
class FollowUp:
    """`due` is a day on the user's wall; `done_at` an aware UTC instant, None while it is open.

    Without a contact it is one's own reminder ("renew the stall permit"). One that repeats has a `rule`
    (RFC 5545 RRULE text) that counts from the day `anchor`; `occurrence` is the day that the rule gave,
    from which `due` may have been moved. Only the next of them stands open.
    """

    contact_id: ContactId | None
    text: str
    due: date
    id: FollowUpId | None = None
    done_at: datetime | None = None
    rule: str = ""
    anchor: date | None = None
    occurrence: date | None = None

"""Who comes to a meeting, with what to remember of them: facts, the last talk, open promises. Reads only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.domain.today import Attendee, Meeting

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from crm_desktop.domain.appointment import Appointment
    from crm_desktop.domain.ids import ContactId
    from crm_desktop.services.ports import ContactReads, FollowUpReads, InteractionReads

ATTENDEES_SHOWN = 12


class MeetingPeople:
    """Names the first of those who are to come; the rest are counted."""

    def __init__(
        self, contacts: ContactReads, interactions: InteractionReads, follow_ups: FollowUpReads
    ) -> None:
        self._contacts = contacts
        self._interactions = interactions
        self._follow_ups = follow_ups

    def meeting(self, appointment: Appointment, now: datetime) -> Meeting:
        """The appointment as seen now, with its people."""
        living = self._contacts.living(appointment.contact_ids)
        wanted = [number for number in appointment.contact_ids if number in living]
        return Meeting(
            appointment=appointment,
            attendees=self._attendees(wanted[:ATTENDEES_SHOWN]),
            is_on=appointment.starts_at <= now,
            others=max(0, len(wanted) - ATTENDEES_SHOWN),
        )

    def _attendees(self, ids: Sequence[ContactId]) -> tuple[Attendee, ...]:
        return tuple(
            Attendee(
                contact_id=number,
                name=contact.display_name,
                facts=contact.facts,
                last_talk=self._interactions.last(number),
                promises=tuple(p for p in self._follow_ups.of_contact(number) if p.done_at is None),
            )
            for number, contact in zip(ids, self._contacts.load(ids), strict=True)
        )

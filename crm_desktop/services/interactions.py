"""The logbook: what happened with whom, written in one line, read newest first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING

from crm_desktop.domain.appointment import AppointmentState
from crm_desktop.domain.changes import Label
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.interaction import InteractionKind
from crm_desktop.domain.match_key import match_key
from crm_desktop.services.clean_text import line, paragraphs

if TYPE_CHECKING:
    from collections.abc import Container, Sequence
    from datetime import datetime

    from crm_desktop.domain.ids import ContactId, InteractionId
    from crm_desktop.domain.interaction import Interaction
    from crm_desktop.domain.timeline import TimelineFilter, TimelineParts
    from crm_desktop.services.ports import Clock, ContactReads, InteractionReads, UnitOfWork

LONGEST_MINUTES = 366 * 24 * 60


class Logbook:
    """Commands and reads about interactions."""

    def __init__(
        self, uow: UnitOfWork, reads: InteractionReads, contacts: ContactReads, clock: Clock
    ) -> None:
        self._clock = clock
        self._uow = uow
        self._reads = reads
        self._contacts = contacts

    def get(self, interaction_id: InteractionId) -> Interaction:
        """One interaction. Raises UserError where there is none."""
        found = self._reads.get(interaction_id)
        if found is None:
            raise UserError("That entry is not there any more.")
        return found

    def timeline(
        self,
        contact_id: ContactId,
        limit: int = 50,
        before: Interaction | None = None,
        wanted: TimelineFilter | None = None,
    ) -> list[Interaction]:
        """A contact's interactions, newest first, from the one before `before` on; all, or those wanted."""
        border = (before.at, before.id) if before is not None and before.id is not None else None
        return self._reads.timeline(contact_id, limit, border, wanted)

    def parts(self, contact_id: ContactId) -> TimelineParts:
        """What there is to choose from in a contact's timeline."""
        return self._reads.parts(contact_id)

    def last_texts(self, contact_ids: Sequence[int]) -> dict[int, str]:
        """The last thing said with each contact, where there is one."""
        return self._reads.last_texts(contact_ids)

    def log(self, interaction: Interaction, *, origin: object | None = None) -> InteractionId:
        """Write down what happened. Raises UserError without a known contact."""
        clean = checked(interaction, self._contacts)
        with self._uow(Label("Log {name}", {"name": self._names(clean)}), origin=origin) as tx:
            return tx.interactions.insert(clean)

    def edit(self, interaction: Interaction, *, origin: object | None = None) -> None:
        """Write an entry anew. Raises UserError where there is none, or for what cannot have been."""
        if interaction.id is None:
            raise ValueError("only an entry that is kept can be edited")
        before = self.get(interaction.id)
        clean = checked(interaction, self._contacts, known=before.contact_ids)
        if clean == before:
            return
        with self._uow(Label("Edit the entry of {name}", {"name": self._names(clean)}), origin=origin) as tx:
            tx.interactions.update(clean)
            if clean.appointment_id is not None and clean.kind.warms and clean.outcome != before.outcome:
                # The meeting went as the entry about it says; a note says only why it did not take place.
                tx.appointments.set_state(clean.appointment_id, AppointmentState.HELD, clean.outcome)

    def settle(self, interaction_id: InteractionId, *, origin: object | None = None) -> None:
        """A complaint is settled now. Raises UserError for an entry that is none."""
        self._set_settled(interaction_id, self._clock.now(), "Settle the complaint of {name}", origin)

    def reopen(self, interaction_id: InteractionId, *, origin: object | None = None) -> None:
        """A complaint is open again after all. Raises UserError for an entry that is none."""
        self._set_settled(interaction_id, None, "Open the complaint of {name} again", origin)

    def open_complaints(self, contact_id: ContactId | None = None) -> list[Interaction]:
        """The complaints that nobody has settled, of one contact or of all, the soonest due first."""
        return self._reads.open_complaints(contact_id)

    def tags(self) -> list[str]:
        """Every tag that an entry or a contact wears, by name."""
        return self._reads.tags()

    def delete(self, interaction_id: InteractionId, *, origin: object | None = None) -> None:
        """Take an entry out of the logbook."""
        name = self._names(self.get(interaction_id))
        with self._uow(Label("Delete an entry of {name}", {"name": name}), origin=origin) as tx:
            tx.interactions.delete(interaction_id)

    def _set_settled(
        self, interaction_id: InteractionId, at: datetime | None, template: str, origin: object | None
    ) -> None:
        entry = self.get(interaction_id)
        if entry.kind is not InteractionKind.COMPLAINT:
            raise UserError("Only a complaint can be settled.")
        with self._uow(Label(template, {"name": self._names(entry)}), origin=origin) as tx:
            tx.interactions.set_settled(interaction_id, at)

    def _names(self, interaction: Interaction) -> str:
        return ", ".join(self._contacts.names(interaction.contact_ids[:3]).values())


def checked(
    interaction: Interaction, contacts: ContactReads, known: Container[ContactId] = ()
) -> Interaction:
    """The entry as it will be kept; contacts who are `known` to have taken part may be in the trash.

    Raises UserError for one that cannot have been, or with nobody.
    """
    if interaction.at.tzinfo is None:
        raise ValueError("an entry needs an instant with a zone")
    if not interaction.contact_ids:
        raise UserError("Say with whom it was.")
    need_living(interaction.contact_ids, contacts, known)
    if not 1900 <= interaction.at.year <= 9000:
        raise UserError(f"The year {interaction.at.year} is too far away for an entry.")
    if interaction.minutes is not None and not 0 <= interaction.minutes <= LONGEST_MINUTES:
        raise UserError("It lasted from 0 minutes to a year.")
    return replace(
        interaction,
        at=interaction.at.astimezone(UTC).replace(microsecond=0),
        contact_ids=tuple(dict.fromkeys(interaction.contact_ids)),
        text=paragraphs(interaction.text),
        tags=tuple(
            {
                match_key(tag): tag for name in interaction.tags if (tag := " ".join(line(name).split()))
            }.values()
        ),
        due=interaction.due if interaction.kind is InteractionKind.COMPLAINT else None,
        settled_at=interaction.settled_at if interaction.kind is InteractionKind.COMPLAINT else None,
        came_for=paragraphs(interaction.came_for),
        offered=paragraphs(interaction.offered),
        agreed=paragraphs(interaction.agreed),
    )


def need_living(ids: Sequence[ContactId], contacts: ContactReads, known: Container[ContactId] = ()) -> None:
    """Raise UserError where one of them neither lives nor is known already."""
    unknown = {number for number in ids if number not in known}.difference(contacts.living(ids))
    if unknown:
        raise UserError(f"There is no contact with the number {min(unknown)}.")

"""Promises to contacts: made, kept, put off."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crm_desktop.domain.changes import Label
from crm_desktop.domain.errors import UserError
from crm_desktop.services.clean_text import line

if TYPE_CHECKING:
    from datetime import date

    from crm_desktop.domain.follow_up import FollowUp
    from crm_desktop.domain.ids import ContactId, FollowUpId
    from crm_desktop.services.ports import ContactReads, FollowUpReads, UnitOfWork


class FollowUps:
    """Commands and reads about follow-ups."""

    def __init__(self, uow: UnitOfWork, reads: FollowUpReads, contacts: ContactReads) -> None:
        self._uow = uow
        self._reads = reads
        self._contacts = contacts

    def get(self, follow_up_id: FollowUpId) -> FollowUp:
        """One follow-up. Raises UserError where there is none."""
        found = self._reads.get(follow_up_id)
        if found is None:
            raise UserError("That promise is not there any more.")
        return found

    def open_until(self, day: date | None = None) -> list[FollowUp]:
        """Open ones due by a local day (all where it is None), the longest overdue first."""
        return self._reads.open_until(day)

    def of(self, contact_id: ContactId) -> list[FollowUp]:
        """A contact's own, open ones first."""
        return self._reads.of_contact(contact_id)

    def promise(self, follow_up: FollowUp, *, origin: object | None = None) -> FollowUpId:
        """Write down a promise. Raises UserError without words or without a known contact."""
        clean = self._checked(follow_up)
        with self._uow(Label("Promise “{text}”", {"text": clean.text}), origin=origin) as tx:
            return tx.follow_ups.insert(clean)

    def edit(self, follow_up: FollowUp, *, origin: object | None = None) -> None:
        """Write a promise anew. Raises UserError where there is none."""
        if follow_up.id is None:
            raise ValueError("only a promise that is kept in the file can be edited")
        before = self.get(follow_up.id)
        clean = replace(self._checked(follow_up), done_at=before.done_at)
        if clean == before:
            return
        with self._uow(Label("Edit “{text}”", {"text": clean.text}), origin=origin) as tx:
            tx.follow_ups.update(clean)

    def done(self, follow_up_id: FollowUpId, *, origin: object | None = None) -> None:
        """It is kept; one that was kept before stays so."""
        found = self.get(follow_up_id)
        if found.done_at is not None:
            return
        with self._uow(Label("Mark “{text}” as done", {"text": found.text}), origin=origin) as tx:
            tx.follow_ups.set_done(follow_up_id, tx.now)

    def reopen(self, follow_up_id: FollowUpId, *, origin: object | None = None) -> None:
        """It is open again."""
        with self._uow(Label("Reopen “{text}”", {"text": self.get(follow_up_id).text}), origin=origin) as tx:
            tx.follow_ups.set_done(follow_up_id, None)

    def delete(self, follow_up_id: FollowUpId, *, origin: object | None = None) -> None:
        """Take it away."""
        with self._uow(Label("Delete “{text}”", {"text": self.get(follow_up_id).text}), origin=origin) as tx:
            tx.follow_ups.delete(follow_up_id)

    def _checked(self, follow_up: FollowUp) -> FollowUp:
        if not self._contacts.living([follow_up.contact_id]):
            raise UserError(f"There is no contact with the number {follow_up.contact_id}.")
        text = line(follow_up.text)
        if not text:
            raise UserError("Write what you promised.")
        return replace(follow_up, text=text)

"""Tidying up: whom to look at, in which order, and what was decided of each; every decision is one undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.domain.changes import Label
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.triage import Tally
from crm_desktop.services.clean_text import line
from crm_desktop.services.local_day import local_today

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from crm_desktop.domain.triage import Verdict
    from crm_desktop.services.ports import Clock, ContactReads, ReviewedReads, Transaction, UnitOfWork

_LONGEST_CADENCE = 36500


class Triage:
    """Reads and commands of tidying up. Who was decided on is remembered; who was put off is not."""

    def __init__(self, uow: UnitOfWork, reads: ReviewedReads, contacts: ContactReads, clock: Clock) -> None:
        self._uow = uow
        self._reads = reads
        self._contacts = contacts
        self._clock = clock

    def queue(self, ids: Collection[int] | None = None, *, again: bool = False) -> list[ContactId]:
        """Whom to look at, of all or of these: who is known least and was silent longest comes first.

        Those looked at before are left out; with `again` they come behind, the longest ago first, but for
        those of today.
        """
        wanted = None if ids is None else frozenset(ids)
        chosen = [entry for entry in self._reads.in_order() if wanted is None or entry[0] in wanted]
        new = [ContactId(number) for number, day in chosen if day is None]
        if not again:
            return new
        today = local_today(self._clock)
        seen = [(day, ContactId(number)) for number, day in chosen if day is not None and day < today]
        seen.sort(key=lambda entry: entry[0])
        return [*new, *(number for _, number in seen)]

    def tally(self, ids: Collection[int] | None = None) -> Tally:
        """How many of all, or of these, are still to be looked at."""
        return self.tallies([ids])[0]

    def tallies(self, groups: Sequence[Collection[int] | None]) -> list[Tally]:
        """The same for several groups at once."""
        days = dict(self._reads.in_order())
        found = []
        for group in groups:
            there = days if group is None else days.keys() & frozenset(group)
            waiting = sum(days[number] is None for number in there)
            found.append(Tally(waiting, len(there) - waiting))
        return found

    def seen(self, ids: Sequence[int]) -> dict[int, date]:
        """On which local day these were last decided on; who was not is left out."""
        return self._reads.days(ids)

    def living(self, ids: Sequence[int]) -> set[int]:
        """Those who are not in the trash."""
        return set(self._contacts.living(ids))

    def decide(self, contact_id: ContactId, verdict: Verdict, *, origin: object | None = None) -> None:
        """Do what was decided, and remember that the contact was looked at. Who is in the trash and
        stays comes out of it. Raises UserError where there is no such contact, or for an impossible cadence.
        """
        found = self._contacts.load([contact_id])
        if not found:
            raise UserError("That contact is not there any more.")
        if verdict.cadence is not None and not 0 <= verdict.cadence <= _LONGEST_CADENCE:
            raise UserError(f"A cadence is a number of days from 0 (never) to {_LONGEST_CADENCE}.")
        tags = [clean for tag in verdict.tags if (clean := " ".join(line(tag).split()))]
        with self._uow(_label(verdict, found[0].display_name), origin=origin) as tx:
            tx.contacts.set_deleted([contact_id], deleted=verdict.delete)
            if not verdict.delete:
                _change(tx, contact_id, tags, verdict.cadence)
            tx.reviewed.note(contact_id)


def _change(tx: Transaction, contact_id: ContactId, tags: Sequence[str], cadence: int | None) -> None:
    for tag in tags:
        tx.contacts.add_tag([contact_id], tag)
    if cadence is not None:
        tx.contacts.set_column([contact_id], "cadence_days", cadence)


def _label(verdict: Verdict, name: str) -> Label:
    if verdict.delete:
        template = "Delete {name}"
    elif verdict.keeps_as_is:
        template = "Keep {name}"
    elif verdict.cadence is None:
        template = "Tag {name}"
    elif not verdict.tags:
        template = "Set the cadence of {name}"
    else:
        template = "Tidy up {name}"
    return Label(template, {"name": name})

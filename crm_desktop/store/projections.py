"""Brings what is derived (lists, search, waiting reminders) up to date with the facts that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.domain.changes import Kind
from crm_desktop.services.progress import no_progress
from crm_desktop.store.database import CHUNK, chunks
from crm_desktop.store.series import prune

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from crm_desktop.domain.changes import Changes
    from crm_desktop.domain.contact import Contact
    from crm_desktop.services.progress import Progress
    from crm_desktop.store.contact_reader import ContactReader
    from crm_desktop.store.database import Database
    from crm_desktop.store.due import DueQueue
    from crm_desktop.store.recency import Recency
    from crm_desktop.store.search_index import SearchIndex
    from crm_desktop.store.summaries import Summaries


class Projections:
    """Called inside the transaction of every change; each derived table can also be made from nothing."""

    def __init__(
        self,
        database: Database,
        *,
        reader: ContactReader,
        summaries: Summaries,
        search: SearchIndex,
        due: DueQueue,
        recency: Recency,
    ) -> None:
        self._database = database
        self._reader = reader
        self._summaries = summaries
        self._search = search
        self._due = due
        self._recency = recency

    def refresh(self, changes: Changes, today: date, step: Progress = no_progress) -> None:
        """Derive anew what hangs on the changed things; `step` is told of every so many contacts."""
        beyond, with_whom = prune(self._database, sorted(changes.ids.get(Kind.SERIES, ())), today)
        appointments = sorted({*changes.ids.get(Kind.APPOINTMENT, ()), *beyond})
        follow_ups = sorted(changes.ids.get(Kind.FOLLOW_UP, ()))
        interactions = sorted(changes.ids.get(Kind.INTERACTION, ()))
        reminders = sorted(changes.ids.get(Kind.REMINDER, ()))
        contacts = sorted({*changes.ids.get(Kind.CONTACT, ()), *with_whom})
        for place, chunk in enumerate(chunks(contacts)):
            step(place * CHUNK, len(contacts))
            self._refresh_contacts(chunk, today)
        self._recency.moved(contacts)
        if interactions:
            self._search.write_interactions(interactions)
        if contacts or appointments or follow_ups or reminders:
            self._due.refresh(
                contact_ids=contacts,
                appointment_ids=appointments,
                follow_up_ids=follow_ups,
                reminder_ids=reminders,
            )

    def write_new(self, contacts: Sequence[tuple[int, Contact]], now: datetime, today: date) -> None:
        """Derive what hangs on new contacts from the cards at hand, without reading them back."""
        self._summaries.write_new(contacts, now, today)
        self._search.write_new(contacts)
        self._due.derive(contact_ids=[number for number, _ in contacts])

    def roll(self, today: date) -> set[int]:
        """Bring rows up to date in which only the passing of days changed something; whose rows they are."""
        return self._summaries.roll(today)

    def rebuild_days(self, today: date) -> None:
        """Derive anew what hangs on preferences: the turning days, the birthdays, the waiting reminders."""
        self._summaries.recount(today)
        self._due.rebuild()

    def rebuild(self, today: date) -> None:
        """Derive everything anew."""
        self._database.execute("DELETE FROM contact_summary")
        self._search.clear()
        for chunk in chunks(self._reader.all_ids()):
            self._refresh_contacts(chunk, today)
        interactions = self._database.column("SELECT id FROM interaction ORDER BY id")
        for start in range(0, len(interactions), CHUNK):
            self._search.write_interactions(interactions[start : start + CHUNK])
        self._due.rebuild()

    def _refresh_contacts(self, ids: Sequence[int], today: date) -> None:
        living = self._reader.living(ids)
        gone = set(ids).difference(living)
        self._summaries.remove(gone)
        self._search.remove(gone)
        contacts = self._reader.load(living)
        self._summaries.write(contacts, today)
        self._search.write(contacts)

"""Takes an archive into the file, inside a unit of work: new things with all that is kept of them.

Rows that come are written with the triggers silent and noted as one range a table at the end; what was there
before and changes is journalled as ever. New contacts keep their order: that of their numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.contact import Contact, Role
from crm_desktop.domain.match_key import match_key
from crm_desktop.store.archive_diary_writing import DiaryWriter
from crm_desktop.store.codec import to_seconds
from crm_desktop.store.database import chunks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crm_desktop.domain.archived import Apart, Beside, Tie
    from crm_desktop.domain.ids import ContactId
    from crm_desktop.store.database import Database
    from crm_desktop.store.journal import Journal
    from crm_desktop.store.transaction import Transaction

_STAMP = "UPDATE contact SET created_at = ?, updated_at = ?, deleted_at = ? WHERE id = ?"


class ArchiveWriter:
    """Writes what an archive holds; `numbers` has the contact of each uid that was met so far."""

    def __init__(self, database: Database, journal: Journal, tx: Transaction) -> None:
        self._database = database
        self._journal = journal
        self._tx = tx
        self._base = tx.contacts.newest_id()
        self.numbers: dict[str, int] = {}
        self._touched: set[int] = set()
        self.diary = DiaryWriter(database, journal, tx, self.numbers, self._base, self._touched)

    def add_names(self, table: str, names: Sequence[str]) -> int:
        """Make these companies ("company") or tags ("tag") known, in their order; how many are new."""
        before = self._count(table)
        for chunk in chunks(names):
            if table == "tag":
                self._tx.contacts.lookups([Contact(tags=tuple(chunk))])
            else:
                self._tx.contacts.lookups([Contact(roles=tuple(Role(name) for name in chunk))])
        return self._count(table) - before

    def add_contacts(self, people: Sequence[tuple[int, Contact, Beside]]) -> None:
        """Add contacts that are not here, each with its place among all of the archive (from 1)."""
        cards = [card for _, card, _ in people]
        lookups = self._tx.contacts.lookups(cards)
        numbers = [self._base + place for place, _, _ in people]
        with self._journal.silent(self._tx.operation_id):
            self._tx.contacts.insert_many(cards, lookups, numbers)
            self._write_beside(numbers, people)
        self._touched.update(numbers)
        self.numbers.update(zip((card.uid for card in cards), numbers, strict=True))

    def _write_beside(self, numbers: Sequence[int], people: Sequence[tuple[int, Contact, Beside]]) -> None:
        stamps, days, uids, looked_at = [], [], [], []
        for number, (_, _, beside) in zip(numbers, people, strict=True):
            deleted = to_seconds(beside.deleted_at) if beside.deleted_at else None
            stamps.append((to_seconds(beside.created_at), to_seconds(beside.updated_at), deleted, number))
            days += [(day.toordinal(), number, place) for place, day in enumerate(beside.noted_on)]
            uids += [(number, uid) for uid in beside.known_uids]
            if beside.reviewed_on:
                looked_at.append((number, beside.reviewed_on.toordinal()))
        self._database.executemany(_STAMP, stamps)
        self._database.executemany(
            "UPDATE important_date SET noted_on = ? WHERE contact_id = ? AND position = ?", days
        )
        self._tx.contacts.known_as(uids)
        self._database.executemany("INSERT INTO reviewed (contact_id, on_day) VALUES (?, ?)", looked_at)

    def meet(self, uid: str, contact_id: ContactId, beside: Beside) -> bool:
        """A contact of the archive is one that is here already; whether more is known of them now."""
        self.numbers[uid] = contact_id
        before = self._beside_of(contact_id)
        self._tx.contacts.known_as([(contact_id, other) for other in (uid, *beside.known_uids)])
        if beside.reviewed_on:
            self._database.execute(
                "INSERT INTO reviewed (contact_id, on_day) VALUES (?1, ?2) ON CONFLICT (contact_id)"
                " DO UPDATE SET on_day = ?2 WHERE on_day < ?2",
                (contact_id, beside.reviewed_on.toordinal()),
            )
        return before != self._beside_of(contact_id)

    def _beside_of(self, contact_id: int) -> tuple[object, ...]:
        known = self._database.value("SELECT count(*) FROM known_uid WHERE contact_id = ?", (contact_id,))
        day = self._database.value("SELECT on_day FROM reviewed WHERE contact_id = ?", (contact_id,))
        return known, day

    def add_ties(self, ties: Sequence[Tie]) -> int:
        """Relate contacts to each other; how many were not."""
        before = self._count("relationship")
        for tie in ties:
            one, other = self.numbers[tie.contact], self.numbers[tie.other]
            if one == other:
                continue
            if max(one, other) > self._base:
                # It goes with the new contact, and need not be noted by itself.
                with self._journal.silent(self._tx.operation_id):
                    self._tx.contacts.relate(one, tie.kind, other)
            else:
                self._tx.contacts.relate(one, tie.kind, other)
        return self._count("relationship") - before

    def add_aparts(self, pairs: Iterable[Apart]) -> int:
        """Note who are two people; how many were not noted yet."""
        before = self._count("apart")
        found = ((self.numbers[pair.contact], self.numbers[pair.other]) for pair in pairs)
        for one, other in found:
            if one != other:
                self._tx.merging.set_apart([(one, other)])
        return self._count("apart") - before

    def add_filters(self, filters: Sequence[tuple[str, str]]) -> int:
        """Keep saved filters whose names are free, behind those that there are; how many that were."""
        before = self._count("saved_filter")
        self._database.executemany(
            "INSERT OR IGNORE INTO saved_filter (name, match_key, condition, position)"
            " SELECT ?, ?, ?, coalesce(max(position), -1) + 1 FROM saved_filter",
            [(name, match_key(name), condition) for name, condition in filters],
        )
        return self._count("saved_filter") - before

    def places_of(self, contact: Contact) -> list[int | None]:
        """For each date that a card of the archive has, the number of the same date on the contact here."""
        rows = self._database.rows(
            "SELECT label, year, month, day, calendar, id FROM important_date WHERE contact_id = ?"
            " ORDER BY position",
            (self.numbers[contact.uid],),
        )
        known = {tuple(row[:5]): int(row[5]) for row in reversed(rows)}
        return [
            known.get((one.label, one.date.year, one.date.month, one.date.day, one.date.calendar.value))
            for one in contact.dates
        ]

    def finish(self) -> None:
        """Note what came, and let all that is derived of it be derived."""
        self._journal.note_since(self._tx.operation_id, "contact", self._base)
        self.diary.finish()
        self._tx.tell(Kind.CONTACT, self._touched)

    def _count(self, table: str) -> int:
        return int(self._database.value(f"SELECT count(*) FROM {table}"))

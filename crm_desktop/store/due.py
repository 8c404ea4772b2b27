"""The queue of waiting reminders: facts minus ledger, derived for every subject that a change touched.

Of a yearly date only the next reminder waits. A snoozed reminder waits at the moment it was put off to.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from crm_desktop.domain.due import Occurrence, of_promise
from crm_desktop.domain.ids import ReminderKey
from crm_desktop.domain.reminder import ReminderKind, ReminderState
from crm_desktop.store.database import Row, chunks, marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crm_desktop.domain.due import PromiseFact, YearlyFact
    from crm_desktop.store.database import Database
    from crm_desktop.store.due_facts import DueFacts

_INSERT = (
    "INSERT INTO due (key, kind, subject_id, contact_id, at, on_day, event_at, event_day, days_ahead)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_LEDGER = (
    "SELECT key, kind, subject_id, state, snoozed_until, event_at, event_day, days_ahead FROM reminder"
    " WHERE kind = ? AND subject_id IN"
)
# What hangs on no single contact: meetings, and promises to oneself.
_DELETE_ALONE = "DELETE FROM due INDEXED BY due_subject_id WHERE contact_id IS NULL AND kind = ?"
_Ledger = dict[str, Row]


class DueQueue:
    """Keeps the table `due`; it can be made anew from facts and ledger at any time, with the same result."""

    def __init__(self, database: Database, facts: DueFacts) -> None:
        self._database = database
        self._facts = facts

    def refresh(
        self,
        *,
        contact_ids: Iterable[int] = (),
        appointment_ids: Iterable[int] = (),
        follow_up_ids: Iterable[int] = (),
        reminder_ids: Iterable[int] = (),
    ) -> None:
        """Derive the waiting reminders of these subjects anew, and of those that rows of the ledger name."""
        contacts, appointments, promises = set(contact_ids), set(appointment_ids), set(follow_up_ids)
        # A contact who is put into the trash takes meetings along; what was said to a reminder does not.
        appointments.update(
            self._column(
                "SELECT appointment_id FROM appointment_contact WHERE contact_id IN", sorted(contacts)
            )
        )
        self._add_subjects_of(sorted(reminder_ids), contacts, appointments, promises)
        for number in self._column("SELECT contact_id FROM follow_up WHERE id IN", sorted(promises)):
            if number is not None:
                contacts.add(number)
        for chunk in chunks(sorted(contacts)):
            self._database.execute(f"DELETE FROM due WHERE contact_id IN ({marks(len(chunk))})", chunk)
            self._derive_contacts(chunk)
        for chunk in chunks(sorted(appointments)):
            self._database.execute(
                f"{_DELETE_ALONE} AND subject_id IN ({marks(len(chunk))})", ("appointment", *chunk)
            )
            self._derive_meetings(chunk)
        for chunk in chunks(sorted(promises)):
            self._database.execute(
                f"{_DELETE_ALONE} AND subject_id IN ({marks(len(chunk))})", ("own", *chunk)
            )
            self._derive_own(chunk)

    def rebuild(self) -> None:
        """Derive all of them anew."""
        self._database.execute("DELETE FROM due")
        self.derive(
            contact_ids=self._database.column("SELECT contact_id FROM contact_summary ORDER BY 1"),
            appointment_ids=self._database.column("SELECT id FROM appointment WHERE state = 'planned'"),
            follow_up_ids=self._database.column("SELECT id FROM follow_up WHERE contact_id IS NULL"),
        )

    def derive(
        self,
        *,
        contact_ids: Sequence[int] = (),
        appointment_ids: Sequence[int] = (),
        follow_up_ids: Sequence[int] = (),
    ) -> None:
        """Add what waits for contacts, meetings, and promises to oneself, of which nothing is there yet."""
        for chunk in chunks(contact_ids):
            self._derive_contacts(chunk)
        for chunk in chunks(appointment_ids):
            self._derive_meetings(chunk)
        for chunk in chunks(follow_up_ids):
            self._derive_own(chunk)

    def _derive_contacts(self, ids: Sequence[int]) -> None:
        dates = self._facts.dates_of(ids)
        date_ids = [fact.id for fact in dates]
        ledger = self._ledger(ReminderKind.BIRTHDAY, date_ids) | self._ledger(ReminderKind.DATE, date_ids)
        waiting = [one for fact in dates for one in self._next(fact, ledger)]
        owners = {fact.id: fact.contact_id for fact in dates}
        waiting += [one._replace(contact_id=owners[one.subject_id]) for one in _put_off(ledger.values())]
        silences = self._facts.silences_of(ids)
        waiting += _left(silences, self._ledger(ReminderKind.COLD, [one.subject_id for one in silences]))
        waiting += self._of_promises(ReminderKind.FOLLOW_UP, self._facts.promises_of(ids))
        self._put(waiting)

    def _derive_meetings(self, ids: Sequence[int]) -> None:
        ledger = self._ledger(ReminderKind.APPOINTMENT, ids)
        starts = self._facts.starts_of(ids)
        waiting = [one for one in self._facts.meetings_of(ids) if one.key not in ledger]
        # What was put off comes again whatever was changed meanwhile, as long as the meeting stands.
        waiting += _put_off(row for row in ledger.values() if starts.get(row[2]) == row[5])
        self._put(waiting)

    def _derive_own(self, ids: Sequence[int]) -> None:
        own = [fact for fact in self._facts.promises(ids) if fact.contact_id is None]
        self._put(self._of_promises(ReminderKind.OWN, own))

    def _of_promises(self, kind: ReminderKind, facts: Sequence[PromiseFact]) -> list[Occurrence]:
        """Of each the next one that was not told, and those that were put off."""
        known = {fact.id: fact for fact in facts}
        ledger = self._ledger(kind, list(known))
        waiting = [one for fact in facts for one in islice(_untold(of_promise(fact), ledger), 1)]
        put_off = [row for row in ledger.values() if row[6] is not None and row[6] >= known[row[2]].due]
        waiting += [
            one._replace(contact_id=known[one.subject_id].contact_id)
            for one in _put_off(row for row in put_off if known[row[2]].rule or row[6] == known[row[2]].due)
        ]
        return waiting

    def _next(self, fact: YearlyFact, ledger: _Ledger) -> list[Occurrence]:
        return list(islice(_untold(self._facts.yearly(fact), ledger), 1))

    def _ledger(self, kind: ReminderKind, subject_ids: Sequence[int]) -> _Ledger:
        return {
            row[0]: row
            for chunk in chunks(subject_ids)
            for row in self._database.rows(f"{_LEDGER} ({marks(len(chunk))})", (kind.value, *chunk))
        }

    def _put(self, waiting: Iterable[Occurrence]) -> None:
        self._database.executemany(_INSERT, [(one[0], one[1]._value_, *one[2:]) for one in waiting])

    def _add_subjects_of(
        self, reminder_ids: Sequence[int], contacts: set[int], appointments: set[int], promises: set[int]
    ) -> None:
        for chunk in chunks(reminder_ids):
            for kind, subject_id, owner in self._database.rows(
                "SELECT kind, subject_id, CASE kind WHEN 'cold' THEN subject_id"
                " WHEN 'follow-up' THEN (SELECT contact_id FROM follow_up WHERE id = subject_id)"
                " WHEN 'own' THEN NULL ELSE (SELECT contact_id FROM important_date WHERE id = subject_id) END"
                f" FROM reminder WHERE id IN ({marks(len(chunk))})",
                chunk,
            ):
                if kind == ReminderKind.APPOINTMENT:
                    appointments.add(subject_id)
                elif kind == ReminderKind.OWN:
                    promises.add(subject_id)
                elif owner is not None:
                    contacts.add(owner)

    def _column(self, sql: str, ids: Sequence[int]) -> list[int]:
        return [
            number
            for chunk in chunks(ids)
            for number in self._database.column(f"{sql} ({marks(len(chunk))})", chunk)
        ]


def _untold(occurrences: Iterable[Occurrence], ledger: _Ledger) -> Iterable[Occurrence]:
    return (one for one in occurrences if one.key not in ledger)


def _left(planned: Iterable[Occurrence], ledger: _Ledger) -> list[Occurrence]:
    """What was not shown yet, and what was put off."""
    left = []
    for one in planned:
        row = ledger.get(one.key)
        if row is None:
            left.append(one)
        elif row[3] == ReminderState.SNOOZED:
            left.append(one._replace(at=row[4], on_day=None))
    return left


def _put_off(ledger: Iterable[Row]) -> list[Occurrence]:
    """Snoozed reminders, as the ledger has them."""
    return [
        Occurrence(
            key=ReminderKey(key),
            kind=ReminderKind(kind),
            subject_id=subject_id,
            at=until,
            event_at=event_at,
            event_day=event_day,
            days_ahead=days_ahead,
        )
        for key, kind, subject_id, state, until, event_at, event_day, days_ahead in ledger
        if state == ReminderState.SNOOZED
    ]

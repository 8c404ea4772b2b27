"""The one way to write: a transaction with a name, told to everyone once it is kept.

Keeps true: nothing is written outside one; a failure leaves nothing behind; what is derived (lists,
search, waiting reminders) is brought up to date inside the same transaction; the change is published
after the commit and only then.
"""

import json
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from crm_desktop.domain.changes import Changes, DataChanged, Kind, Label
from crm_desktop.domain.contact import Contact
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.ids import ContactId
from crm_desktop.services.ports import Clock
from crm_desktop.store.appointments import AppointmentWriter
from crm_desktop.store.codec import to_seconds
from crm_desktop.store.contact_writer import ENTRIES, ContactWriter
from crm_desktop.store.custom_fields import CustomFieldWriter
from crm_desktop.store.database import Database
from crm_desktop.store.erasure import forget
from crm_desktop.store.follow_ups import FollowUpWriter
from crm_desktop.store.interactions import InteractionWriter
from crm_desktop.store.journal import KEPT_OPERATIONS, Journal, counted
from crm_desktop.store.ledger import ReminderWriter
from crm_desktop.store.projections import Projections
from crm_desktop.store.settings import SettingStore

WAIT_SECONDS = 2.0


class Transaction:
    """What a command writes through while its unit of work is open."""

    def __init__(self, database: Database, journal: Journal, projections: Projections, clock: Clock) -> None:
        self._database = database
        self._journal = journal
        self._projections = projections
        self.operation_id: int | None = None
        self.now = clock.now()
        self.today = self.now.astimezone(clock.zone()).date()
        self.contacts = ContactWriter(database, self.now, self.today)
        self.fields = CustomFieldWriter(database)
        self.interactions = InteractionWriter(database)
        self.appointments = AppointmentWriter(database, self.now)
        self.follow_ups = FollowUpWriter(database, self.today)
        self.reminders = ReminderWriter(database)
        self.up_to_date: set[int] = set()
        self.settings = SettingStore(database)
        self._told: dict[Kind, set[int]] = {}

    def tell(self, kind: Kind, ids: Iterable[int]) -> None:
        """Name what changed where the journal does not know it (writes that cannot be undone)."""
        self._told.setdefault(kind, set()).update(ids)

    def add_many(self, contacts: Sequence[Contact]) -> list[ContactId]:
        """New contacts by the hundred: noted as one range, and their derived rows written at once.

        Leaves nothing of them behind where it raises, so that a command can go on without them.
        """
        with self._all_or_nothing():
            with self._journal.ranges(self.operation_id, ("company", "tag", "custom_field", "contact")):
                ids = self.contacts.insert_many(contacts, self.contacts.lookups(contacts))
            kept = self.contacts.as_kept(contacts)
            self._projections.write_new(list(zip(ids, kept, strict=True)), self.now, self.today)
        self.up_to_date.update(ids)
        return ids

    def erase(self, ids: Sequence[int]) -> None:
        """Remove contacts for good, with every trace of them in what could be undone."""
        shared = self.contacts.purge(ids, ENTRIES)
        forget(self._database, ids)
        self.tell(Kind.CONTACT, ids)
        self.tell(Kind.INTERACTION, shared["interaction"])
        self.tell(Kind.APPOINTMENT, shared["appointment"])

    def roll(self) -> None:
        """Bring derived rows up to date in which only the passing of days changed something."""
        self.up_to_date.update(self._projections.roll(self.today))

    def rebuild_days(self) -> None:
        """Derive every day and waiting reminder anew: after a preference that they all hang on."""
        self._projections.rebuild_days(self.today)

    def rebuild(self) -> None:
        """Derive everything anew: lists, search, waiting reminders; mends what `check` finds wrong there."""
        self._projections.rebuild(self.today)

    def told(self) -> Changes:
        """What `tell` was told."""
        return counted(self._told)

    @contextmanager
    def _all_or_nothing(self) -> Iterator[None]:
        self._database.execute("SAVEPOINT batch")
        try:
            yield
        except BaseException:
            # A full disk can make SQLite roll back the whole transaction by itself.
            if self._database.in_transaction:
                self._database.execute("ROLLBACK TO batch")
                self._database.execute("RELEASE batch")
            raise
        self._database.execute("RELEASE batch")


class UnitOfWork:
    """Opens transactions, one at a time for the whole program; other threads wait a moment, then hear why."""

    def __init__(
        self,
        database: Database,
        projections: Projections,
        clock: Clock,
        publish: Callable[[DataChanged], None],
    ) -> None:
        self._database = database
        self._projections = projections
        self._clock = clock
        self._publish = publish
        self._journal = Journal(database)
        self._lock = threading.Lock()
        self._holder: int | None = None

    @contextmanager
    def __call__(self, label: Label | None, *, origin: object | None = None) -> Iterator[Transaction]:
        """A transaction under a label, to be undone as one; without a label it cannot be undone.

        Raises UserError while another long change is running. Any exception rolls everything back.
        """
        with self._one_at_a_time(), self._transaction():
            tx = Transaction(self._database, self._journal, self._projections, self._clock)
            tx.operation_id = self._begin_operation(label) if label else None
            self._journal.begin(tx.operation_id)
            yield tx
            changes = self._finish(tx)
        if changes:
            self._publish(DataChanged(changes, origin))

    def reverse(self, *, undo: bool, origin: object | None = None) -> Label | None:
        """Undo the last operation, or redo the one undone last; None where there is none."""
        with self._one_at_a_time(), self._transaction():
            found = self._database.row(_NEXT_UNDO if undo else _NEXT_REDO)
            if found is None:
                return None
            operation_id, template, values = found
            after = self._journal.reverse(operation_id)
            state = "undone" if undo else "done"
            self._database.execute("UPDATE operation SET state = ? WHERE id = ?", (state, operation_id))
            changes = self._journal.changes(operation_id, after=after)
            self._projections.refresh(changes, self._today())
        self._publish(DataChanged(changes, origin))
        return Label(template, json.loads(values))

    def labels(self) -> tuple[Label | None, Label | None]:
        """The names of what undo and redo would do now."""
        undo, redo = self._database.row(_NEXT_UNDO), self._database.row(_NEXT_REDO)
        return (
            Label(undo[1], json.loads(undo[2])) if undo else None,
            Label(redo[1], json.loads(redo[2])) if redo else None,
        )

    def _finish(self, tx: Transaction) -> Changes:
        self._journal.begin(None)
        changes = tx.told()
        if tx.operation_id is not None:
            if self._journal.is_empty(tx.operation_id):
                self._database.execute("DELETE FROM operation WHERE id = ?", (tx.operation_id,))
            else:
                self._forget_undone()
                changes = _joined(self._journal.changes(tx.operation_id), changes)
        self._projections.refresh(changes, tx.today)
        return _joined(changes, counted({Kind.CONTACT: tx.up_to_date}))

    def _begin_operation(self, label: Label) -> int:
        cursor = self._database.execute(
            "INSERT INTO operation (at, template, label_values, state) VALUES (?, ?, ?, 'done')",
            (
                to_seconds(self._clock.now()),
                label.template,
                json.dumps(dict(label.values), ensure_ascii=False),
            ),
        )
        return int(cursor.lastrowid or 0)

    def _forget_undone(self) -> None:
        self._database.execute("DELETE FROM operation WHERE state = 'undone'")
        self._database.execute(
            "DELETE FROM operation WHERE id <= (SELECT id FROM operation ORDER BY id DESC LIMIT 1 OFFSET ?)",
            (KEPT_OPERATIONS,),
        )

    def _today(self) -> date:
        return self._clock.now().astimezone(self._clock.zone()).date()

    @contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        if self._holder == threading.get_ident():
            raise RuntimeError("a unit of work is already open on this thread")
        if not self._lock.acquire(timeout=WAIT_SECONDS):
            raise UserError("A long change is still running. Wait until it is finished, or cancel it.")
        self._holder = threading.get_ident()
        try:
            yield
        finally:
            self._holder = None
            self._lock.release()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        connection = self._database.connection()
        try:
            connection.execute("BEGIN IMMEDIATE")
            yield
            connection.execute("COMMIT")
        except BaseException:
            _roll_back(connection)
            raise


_NEXT_UNDO = "SELECT id, template, label_values FROM operation WHERE state = 'done' ORDER BY id DESC LIMIT 1"
_NEXT_REDO = "SELECT id, template, label_values FROM operation WHERE state = 'undone' ORDER BY id LIMIT 1"


def _roll_back(connection: sqlite3.Connection) -> None:
    # A full disk can make SQLite roll back by itself; a second rollback would then be an error.
    if connection.in_transaction:
        connection.execute("ROLLBACK")


def _joined(first: Changes, second: Changes) -> Changes:
    kinds = {*first.ids, *second.ids}
    none: frozenset[int] = frozenset()
    return Changes(
        {kind: first.ids.get(kind, none) | second.ids.get(kind, none) for kind in kinds},
        first.everything | second.everything,
    )

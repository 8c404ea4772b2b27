"""The one way to write: a transaction with a name, told to everyone once it is kept.

Keeps true: nothing is written outside one; a failure leaves nothing behind; what is derived (lists,
search, waiting reminders) is brought up to date inside the same transaction; the change is published
after the commit and only then.
"""

from __future__ import annotations

import json
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from crm_desktop.domain.changes import Changes, DataChanged, Label, Operation
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.ids import OperationId
from crm_desktop.services.progress import Cancelled, no_progress
from crm_desktop.store.codec import to_seconds
from crm_desktop.store.elsewhere import gone
from crm_desktop.store.engine import faults

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from datetime import date

    from crm_desktop.services.ports import Clock
    from crm_desktop.services.progress import Cancel, Progress
    from crm_desktop.store.database import Database
    from crm_desktop.store.transaction import Transaction, Writing

WAIT_SECONDS = 2.0
_LOOK_AGAIN = 0.002  # seconds between two looks whether another program has ended its change
KEPT_OPERATIONS = 500


class UnitOfWork:
    """Opens transactions, one at a time for the whole program; other threads wait a moment, then hear why.

    What writing needs is made at the first write: a start only reads. `taken_back` is called when a change
    failed, for whoever keeps in memory what the file says.
    """

    def __init__(
        self,
        database: Database,
        make_writing: Callable[[], Writing],
        clock: Clock,
        publish: Callable[[DataChanged], None],
        taken_back: Callable[[], None],
    ) -> None:
        self._database = database
        self._make_writing = make_writing
        self._clock = clock
        self._publish = publish
        self._taken_back = taken_back
        self._lock = threading.Lock()
        self._holder: int | None = None
        self._watching = threading.local()

    @contextmanager
    def __call__(self, label: Label | None, *, origin: object | None = None) -> Iterator[Transaction]:
        """A transaction under a label, to be undone as one; without a label it cannot be undone.

        Raises UserError while another long change is running. Any exception rolls everything back.
        """
        with self._one_at_a_time(), self._transaction():
            tx = self._writing.begin(self._clock)
            tx.operation_id = self._begin_operation(label) if label else None
            self._writing.journal.begin(tx.operation_id)
            if step := getattr(self._watching, "step", None):
                tx.contacts.between = lambda: step(0, 0)
            yield tx
            changes = self._finish(tx)
        if changes:
            self._publish(DataChanged(changes, origin))

    @contextmanager
    def watched(self, progress: Progress, cancel: Cancel) -> Iterator[None]:
        """Tell how far a long change of this thread is, in contacts whose rows are derived anew; what
        cancels it raises Cancelled out of it, and nothing of it is kept.
        """

        def step(done: int, total: int) -> None:
            if cancel.is_set():
                raise Cancelled
            progress(done, total)

        self._watching.step = step
        try:
            yield
        finally:
            del self._watching.step

    @contextmanager
    def aside(self, *, wait: bool = True) -> Iterator[None]:
        """A transaction for what is nobody's command: nothing of it is undone, derived or told.

        Without `wait` it raises at once where others write, in this program or in another.
        """
        with (
            self._one_at_a_time(WAIT_SECONDS if wait else 0),
            self._patience(wait=wait),
            self._transaction(),
        ):
            yield

    @contextmanager
    def _patience(self, *, wait: bool) -> Iterator[None]:
        if wait:
            yield
            return
        usual = self._database.value("PRAGMA busy_timeout")
        self._database.execute("PRAGMA busy_timeout = 0")
        try:
            yield
        finally:
            self._database.execute(f"PRAGMA busy_timeout = {int(usual)}")

    def reverse(self, *, undo: bool, origin: object | None = None) -> Label | None:
        """Undo the last operation, or redo the one undone last; None where there is none."""
        with self._one_at_a_time(), self._transaction():
            found = self._database.row(_NEXT_UNDO if undo else _NEXT_REDO)
            if found is None:
                return None
            operation_id, template, values = found
            changes = self._reverse(operation_id, undo=undo)
        self._publish(DataChanged(changes, origin))
        return Label(template, json.loads(values))

    def go_to(self, operation_id: OperationId, *, origin: object | None = None) -> int:
        """Undo all that came after an operation, or redo up to it, as one change; how many that were.

        Raises UserError where the operation is not there any more.
        """
        with self._one_at_a_time(), self._transaction():
            if not self._database.value("SELECT 1 FROM operation WHERE id = ?", (operation_id,)):
                raise UserError("That is not in the history any more.")
            later = self._database.column(_DONE_AFTER, (operation_id,))
            undone = self._database.column(_UNDONE_UP_TO, (operation_id,))
            changes = Changes()
            for number in later:
                changes = _joined(changes, self._reverse(number, undo=True))
            for number in undone:
                changes = _joined(changes, self._reverse(number, undo=False))
        if changes:
            self._publish(DataChanged(changes, origin))
        return len(later) + len(undone)

    def newest(self) -> int:
        """The number of the operation that undo would take back; 0 where there is none."""
        found = self._database.row(_NEXT_UNDO)
        return int(found[0]) if found else 0

    def history(self, limit: int) -> list[Operation]:
        """The latest operations, newest first."""
        return [
            Operation(
                OperationId(number),
                _instant(at),
                Label(template, json.loads(values)),
                rows,
                state == "undone",
            )
            for number, at, template, values, state, rows in self._database.rows(_HISTORY, (limit,))
        ]

    def _reverse(self, operation_id: int, *, undo: bool) -> Changes:
        after = self._writing.journal.reverse(operation_id)
        state = "undone" if undo else "done"
        self._database.execute("UPDATE operation SET state = ? WHERE id = ?", (state, operation_id))
        changes = self._writing.journal.changes(operation_id, after=after)
        self._writing.projections.refresh(changes, self._today())
        return changes

    @contextmanager
    def alone(self) -> Iterator[None]:
        """While nobody of this program writes: for what replaces the whole file.

        Raises UserError while another long change is running.
        """
        with self._one_at_a_time():
            yield

    def labels(self) -> tuple[Label | None, Label | None]:
        """The names of what undo and redo would do now."""
        undo, redo = self._database.row(_NEXT_UNDO), self._database.row(_NEXT_REDO)
        return (
            Label(undo[1], json.loads(undo[2])) if undo else None,
            Label(redo[1], json.loads(redo[2])) if redo else None,
        )

    @cached_property
    def _writing(self) -> Writing:
        return self._make_writing()

    def _finish(self, tx: Transaction) -> Changes:
        journal = self._writing.journal
        journal.begin(None)
        changes = tx.told()
        if tx.operation_id is not None:
            if journal.is_empty(tx.operation_id):
                self._database.execute("DELETE FROM operation WHERE id = ?", (tx.operation_id,))
            else:
                self._forget_undone()
                changes = _joined(journal.changes(tx.operation_id), changes)
        step = getattr(self._watching, "step", no_progress)
        self._writing.projections.refresh(changes, tx.today, step)
        return _joined(changes, tx.kept_up_to_date())

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
    def _one_at_a_time(self, seconds: float = WAIT_SECONDS) -> Iterator[None]:
        if self._holder == threading.get_ident():
            raise RuntimeError("a unit of work is already open on this thread")
        if not self._lock.acquire(timeout=seconds):
            raise UserError("A long change is still running. Wait until it is finished, or cancel it.")
        self._holder = threading.get_ident()
        try:
            yield
        finally:
            self._holder = None
            self._lock.release()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._database.refuse_elsewhere()
        connection = self._database.connection()
        try:
            self._begin(connection)
            if self._database.is_elsewhere():  # moved away while this waited for its turn
                raise gone(self._database.path)
            yield
            connection.execute("COMMIT")
        except BaseException as error:
            self._roll_back(connection)
            if isinstance(error, faults()):
                self._database.after_fault(error)
            raise

    def _begin(self, connection: sqlite3.Connection) -> None:
        """Wait for the turn of this writer as long as the connection would, and look for it more often.

        SQLite looks ten times a second at last, and whoever writes without a pause leaves shorter gaps.
        """
        patience = int(self._database.value("PRAGMA busy_timeout"))  # ms; 0 where nobody wants to wait
        give_up = time.monotonic() + patience / 1000
        connection.execute("PRAGMA busy_timeout = 0")
        try:
            while not self._has_begun(connection, give_up):
                time.sleep(_LOOK_AGAIN)
        finally:
            connection.execute(f"PRAGMA busy_timeout = {patience}")

    def _has_begun(self, connection: sqlite3.Connection, give_up: float) -> bool:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except faults() as error:
            if "locked" not in str(error) or time.monotonic() >= give_up:
                raise
            return False
        return True

    def _roll_back(self, connection: sqlite3.Connection) -> None:
        # What stands in memory moved along with what is taken back now.
        self._taken_back()
        # A full disk can make SQLite roll back by itself; a second rollback would then be an error.
        if not connection.in_transaction:
            return
        try:
            connection.execute("ROLLBACK")
        except faults():
            # Nothing of it is kept by a connection that is closed, and the next use opens a new one.
            self._database.close_thread()


_NEXT_UNDO = "SELECT id, template, label_values FROM operation WHERE state = 'done' ORDER BY id DESC LIMIT 1"
_NEXT_REDO = "SELECT id, template, label_values FROM operation WHERE state = 'undone' ORDER BY id LIMIT 1"


_DONE_AFTER = "SELECT id FROM operation WHERE state = 'done' AND id > ? ORDER BY id DESC"
_UNDONE_UP_TO = "SELECT id FROM operation WHERE state = 'undone' AND id <= ? ORDER BY id"
_HISTORY = """SELECT id, at, template, label_values, state,
    (SELECT coalesce(sum(last - row + 1), 0) FROM journal WHERE operation_id = operation.id)
    FROM operation ORDER BY id DESC LIMIT ?"""


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _joined(first: Changes, second: Changes) -> Changes:
    kinds = {*first.ids, *second.ids}
    none: frozenset[int] = frozenset()
    return Changes(
        {kind: first.ids.get(kind, none) | second.ids.get(kind, none) for kind in kinds},
        first.everything | second.everything,
    )

"""Writes what was read into a new file, and fills its gaps from the newest good backup.

Keeps true: a row that was read stands before one of the backup; only what could not be read is filled, so
that what was deleted stays deleted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crm_desktop.store.journal import table_number
from crm_desktop.store.salvage.finding import Gap
from crm_desktop.store.tables import JOURNALLED

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from crm_desktop.store.salvage.completing import Completer
    from crm_desktop.store.salvage.layout import Layout, Row
    from crm_desktop.store.salvage.reading import Reading

_AT_ONCE = 500
FACTS: tuple[str, ...] = tuple(model._meta.table_name for model in JOURNALLED)
HISTORY = ("operation", "journal")
_KEYED = ("setting", "draft")
KEPT = (*FACTS, *_KEYED, *HISTORY)
"""The tables that are read; the others are made anew from these."""
_NOT_NOTED = frozenset({"reminder", *_KEYED})
"""The tables that are written without the journal's knowledge."""


@dataclass(slots=True)
class Tally:
    """How many rows were read, taken from the backup, and lost."""

    read: int = 0
    filled: int = 0
    lost: int = 0


class Rebuilding:
    """A new file at the schema of the damaged one; `backup` is a copy of the newest good one, at the same."""

    def __init__(
        self,
        new: sqlite3.Connection,
        backup: sqlite3.Connection | None,
        layouts: Mapping[str, Layout],
        completer: Completer,
    ) -> None:
        self.new = new
        self.backup = backup
        self.layouts = layouts
        self.tally = Tally()
        self.gaps: dict[str, list[Gap]] = {table: [] for table in KEPT}
        self.has_numbers = False
        """Whether it can be read which numbers were given."""
        self._completer = completer
        self._filled: list[tuple[str, Gap, int]] = []

    def take(self, table: str, reading: Reading) -> None:
        """Write what can be read of a table."""
        layout, gaps = self.layouts[table], []
        waiting: list[list[Any]] = []
        for row in reading.rows(table):
            complete = row if not row.damaged else self._completed(layout, row)
            if complete is None:
                gaps.append(Gap(row.number, row.number))
                continue
            waiting.append(layout.parameters(complete))
            if len(waiting) >= _AT_ONCE:
                self._write(layout, waiting)
                waiting = []
        self._write(layout, waiting)
        self.gaps[table] = [*reading.gaps(table), *gaps]

    def _completed(self, layout: Layout, row: Row) -> Row | None:
        if layout.table in HISTORY:
            return None
        done = self._completer.complete(layout, row, self._older(layout, row.number))
        if done is None:
            return None
        if done.is_whole:
            self.tally.filled += 1
        else:
            self.tally.lost += 1
        return done.row

    def _older(self, layout: Layout, number: int) -> tuple[Any, ...] | None:
        if self.backup is None or layout.table in _KEYED:
            return None
        found: tuple[Any, ...] | None = self.backup.execute(
            f"SELECT {', '.join(layout.names)} FROM {layout.table} WHERE id = ?", (number,)
        ).fetchone()
        return found

    def _write(self, layout: Layout, rows: list[list[Any]]) -> None:
        self.tally.read += self._insert(layout, rows)

    def _insert(self, layout: Layout, rows: Iterable[Sequence[Any]]) -> int:
        before = self.new.total_changes
        self.new.executemany(layout.insert, rows)
        return self.new.total_changes - before

    def keep_history(self) -> None:
        """What can be undone is kept whole or not at all: a step that is missing would mislead the others."""
        if any(self.gaps[table] for table in HISTORY):
            self.new.execute("DELETE FROM journal")
            self.new.execute("DELETE FROM operation")

    def fill(self) -> None:
        """Fill what could not be read. After all tables were taken."""
        for table in (*FACTS, *_KEYED):
            for gap in self.gaps[table]:
                filled = self._fill(self.layouts[table], gap)
                self.tally.filled += filled
                self._filled.append((table, gap, filled))

    def count_lost(self, made_up: Mapping[str, Sequence[int]], missed: Mapping[str, Sequence[int]]) -> None:
        """Count what is lost of the gaps: `made_up` are rows by table that stand there for a lost one,
        `missed` those that are not there and to which others referred.
        """
        since = self._knows_since()
        for table, gap, filled in self._filled:
            stand_ins, gone = (_inside(gap, rows.get(table, ())) for rows in (made_up, missed))
            self.tally.lost += stand_ins + max(gone, self._lost(table, gap, filled + stand_ins, since))

    def take_from_backup(self, table: str, number: int) -> bool:
        """One row that others refer to; whether the backup has it."""
        taken = self._fill(self.layouts[table], Gap(number, number))
        self.tally.filled += taken
        return taken > 0

    def _fill(self, layout: Layout, gap: Gap) -> int:
        if self.backup is None:
            return 0
        if layout.table in _KEYED:
            # Their numbers say nothing: every key that is missing.
            rows = self.backup.execute(f"SELECT NULL, {', '.join(layout.names)} FROM {layout.table}")
        else:
            rows = self.backup.execute(
                f"SELECT {', '.join(layout.names)} FROM {layout.table} WHERE id BETWEEN ? AND ?",
                (gap.first, gap.last),
            )
        return self._insert(layout, rows)

    def _knows_since(self) -> int | None:
        """The last operation in the backup (0 without one), if the journal knows all that came after."""
        if any(self.gaps[table] for table in HISTORY):
            return None
        since = self._newest(self.backup, "operation") if self.backup is not None else 0
        oldest = self.new.execute("SELECT min(id) FROM operation").fetchone()[0]
        if oldest is None:
            return since if self._numbered("operation") <= since else None
        return since if oldest <= since + 1 else None

    def _lost(self, table: str, gap: Gap, filled: int, since: int | None) -> int:
        """How many more rows of a gap are known to be lost, if so many are there again."""
        if since is not None and table not in _NOT_NOTED:
            return self._noted_in(table, gap, since)
        if table in _KEYED:
            return max(0, gap.known - filled)
        known = self._newest(self.backup, table) if self.backup is not None else 0
        low, high = max(gap.first, known + 1), gap.last
        if self.layouts[table].counts and self.has_numbers:
            high = min(high, self._numbered(table))
        if high < gap.first:
            return 0  # no number so high was ever given
        is_newer = high >= low and high - low + 1 > self._there(table, low, high)
        return max(gap.known - filled, 1 if is_newer else 0)

    def _noted_in(self, table: str, gap: Gap, since: int) -> int:
        """The rows of a gap that came after an operation, and neither went nor are there."""
        lost = 0
        for first, last in self.new.execute(
            _CAME, (table_number(table), since, gap.last, gap.first)
        ).fetchall():
            low, high = max(first, gap.first), min(last, gap.last)
            there = self._there(table, low, high)
            went = self.new.execute(_WENT, (table_number(table), since, low, high)).fetchone()[0]
            lost += max(0, high - low + 1 - there - went)
        return lost

    def _there(self, table: str, low: int, high: int) -> int:
        found = self.new.execute(f"SELECT count(*) FROM {table} WHERE id BETWEEN ? AND ?", (low, high))
        return int(found.fetchone()[0])

    def _numbered(self, table: str) -> int:
        """The highest number that the table ever gave, 0 where nobody counted."""
        row = self.new.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
        return int(row[0]) if row else 0

    @staticmethod
    def _newest(connection: sqlite3.Connection, table: str) -> int:
        return connection.execute(f"SELECT max(id) FROM {table}").fetchone()[0] or 0


_CAME = """SELECT row, last FROM journal WHERE table_no = ? AND what = 'I' AND operation_id > ?
    AND operation_id IN (SELECT id FROM operation WHERE state = 'done') AND row <= ? AND last >= ?"""
_WENT = """SELECT count(DISTINCT row) FROM journal WHERE table_no = ? AND what = 'D' AND operation_id > ?
    AND operation_id IN (SELECT id FROM operation WHERE state = 'done') AND row BETWEEN ? AND ?"""


def _inside(gap: Gap, numbers: Iterable[int]) -> int:
    return sum(gap.first <= number <= gap.last for number in numbers)


def take_numbers(rebuilding: Rebuilding, reading: Reading) -> None:
    """Go on counting where the damaged file was, so that no number is given twice."""
    new, known = rebuilding.new, rebuilding.layouts
    for row in reading.rows("sqlite_sequence"):
        name, newest = row.values
        table = name.decode("ascii", "replace") if isinstance(name, bytes) else name
        if row.damaged or table not in known or not isinstance(newest, int) or newest >= 1 << 53:
            continue
        new.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (newest, table))
        new.execute(
            "INSERT INTO sqlite_sequence (name, seq) SELECT ?1, ?2"
            " WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = ?1)",
            (table, newest),
        )
    rebuilding.has_numbers = not reading.gaps("sqlite_sequence")

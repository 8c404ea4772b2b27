"""Reads the rows of a damaged file by asking SQLite for them: of an encrypted one, whose pages nobody else
can read.

Where it stumbles, the rows are sought from the other side, and then between: what lies between two that can
be read and cannot be read itself is a gap.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from crm_desktop.store.engine import faults
from crm_desktop.store.salvage.finding import Gap
from crm_desktop.store.salvage.trees import HIGHEST

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Generator, Iterator, Mapping

    from crm_desktop.store.salvage.layout import Layout, Row

_AT_ONCE = 200
_PROBES = 500
"""How often, for each table, something is sought between rows that cannot be read."""
_FAR = 1 << 40  # beyond any number that was ever given


class AskedReading:
    """`opened` gives a connection to a private copy: SQLCipher's does not get over a page that it cannot
    read. `on_step` is told of every few hundred rows.
    """

    def __init__(
        self,
        opened: Callable[[], sqlite3.Connection],
        layouts: Mapping[str, Layout],
        on_step: Callable[[], None],
    ) -> None:
        self._opened = opened
        self._connection = opened()
        self._connection.text_factory = bytes
        self._layouts = layouts
        self._on_step = on_step
        self._gaps: dict[str, list[Gap]] = {}
        self._probes = 0

    def close(self) -> None:
        """Let go of the copy."""
        self._connection.close()

    def _open_anew(self) -> None:
        self._connection.close()
        self._connection = self._opened()
        self._connection.text_factory = bytes

    def gaps(self, table: str) -> list[Gap]:
        """Which rows of it cannot be read."""
        return self._gaps[table]

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of a table that can be read."""
        self._gaps[table] = []
        self._probes = _PROBES
        parts = [(1, HIGHEST)]
        while parts:
            low, high = yield from self._from_both_ends(self._layouts[table], *parts.pop())
            if low > high:
                continue
            middle = self._somewhere(table, low, high)
            if middle is None:
                self._gaps[table].append(Gap(low, high))
            else:
                # What can be read in the middle is read upward, and what lies before it from its end.
                parts += [(middle, high), (low, middle - 1)]

    def _from_both_ends(self, layout: Layout, first: int, last: int) -> Generator[Row, None, tuple[int, int]]:
        """Yields what can be read from the ends of a range of numbers; returns what is left between."""
        low = yield from self._run(layout, first, last, upward=True)
        if low > last:
            return low, last
        high = yield from self._run(layout, low, last, upward=False)
        return low, high

    def _run(self, layout: Layout, first: int, last: int, *, upward: bool) -> Generator[Row, None, int]:
        """Yields rows from one end of a range on; returns where it stumbled, or where nothing is left."""
        while first <= last:
            got = 0
            try:
                for number, *values in self._page(layout, first, last, upward=upward):
                    got += 1
                    first, last = (number + 1, last) if upward else (first, number - 1)
                    row = layout.row(number, values)
                    if row is None:
                        self._gaps[layout.table].append(Gap(number, number))
                    else:
                        yield row
            except faults():
                self._open_anew()
                row = self._piecemeal(layout, first, last, upward=upward)
                if row is None:
                    return first if upward else last
                first, last = (row.number + 1, last) if upward else (first, row.number - 1)
                yield row
                continue
            self._on_step()
            if got < _AT_ONCE:
                return last + 1 if upward else first - 1
        return last + 1 if upward else first - 1

    def _page(self, layout: Layout, first: int, last: int, *, upward: bool) -> sqlite3.Cursor:
        return self._connection.execute(
            f"SELECT rowid, {', '.join(layout.names)} FROM {layout.table} NOT INDEXED"
            f" WHERE rowid BETWEEN ? AND ? ORDER BY rowid {'' if upward else 'DESC'} LIMIT {_AT_ONCE}",
            (first, last),
        )

    def _piecemeal(self, layout: Layout, first: int, last: int, *, upward: bool) -> Row | None:
        """The row at one end of a range, column by column; None where not even its number can be read."""
        number = self._value(
            f"SELECT rowid FROM {layout.table} NOT INDEXED WHERE rowid BETWEEN ? AND ?"
            f" ORDER BY rowid {'' if upward else 'DESC'} LIMIT 1",
            (first, last),
        )
        if not isinstance(number, int):
            return None
        values: list[Any] = []
        missing = []
        for index, name in enumerate(layout.names):
            value = self._value(f"SELECT {name} FROM {layout.table} WHERE rowid = ?", (number,))
            if value is _UNREADABLE:
                missing.append(index)
            values.append(None if value is _UNREADABLE else value)
        row = layout.row(number, values, missing)
        if row is None:
            self._gaps[layout.table].append(Gap(number, number))
        return row

    def _somewhere(self, table: str, low: int, high: int) -> int | None:
        """The number of a row in a range of which the ends cannot be read; None where none is found."""
        ranges = deque([(low, min(high, _FAR))])
        while ranges and self._probes > 0:
            first, last = ranges.popleft()
            middle = (first + last) // 2
            if not first < middle < last:
                continue
            self._probes -= 1
            found = self._value(
                f"SELECT rowid FROM {table} NOT INDEXED WHERE rowid BETWEEN ? AND ? ORDER BY rowid LIMIT 1",
                (middle, last),
            )
            if isinstance(found, int) and found > low:
                return found
            ranges.append((first, middle - 1))
            if found is _UNREADABLE:
                ranges.append((middle + 1, last))
        return None

    def _value(self, sql: str, parameters: tuple[int, ...]) -> Any:
        """One value, None where there is no row."""
        try:
            row = self._connection.execute(sql, parameters).fetchone()
        except faults():
            self._open_anew()
            return _UNREADABLE
        return row[0] if row else None


_UNREADABLE = object()

"""What a row of each table looks like, and which values of one that was read can be believed.

A value that is cut, zeroed or garbled is told apart from one that was written so, as far as that goes.
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from crm_desktop.domain.importance import Importance
from crm_desktop.store.salvage.trees import varint
from crm_desktop.store.tables import JOURNALLED
from crm_desktop.store.value_check import LISTS, STRAY, WORDS, ZERO, ends_as_it_should

if TYPE_CHECKING:
    import re
    import sqlite3
    from collections.abc import Callable, Sequence

_OBJECTS = {"label_values", "content", "image"}
_DAYS = {"due", "noted_on", "anchor", "event_day", "paused_until"}
_LAST_DAY = 3_652_059  # 31 December 9999, as an ordinal
_SECONDS = {"at", "created_at", "updated_at", "deleted_at", "starts_at", "noted_at", "done_at", "due_at",
            "event_at", "shown_at", "snoozed_until", "announced_at"}  # fmt: skip
_LAST_SECOND = 253_402_300_799  # of the year 9999
_TYPED = frozenset(model._meta.table_name for model in JOURNALLED)
_SMALL = {"importance": (Importance.LOW, Importance.HIGH + 1), "month": (1, 14), "day": (1, 33)}
_PROSE = {"notes", "text", "came_for", "offered", "agreed", "agenda", "title", "place", "street", "name",
          "typed", "address", "value", "label", "full_name", "given", "family", "middle", "prefix", "suffix",
          "nickname", "source", "status", "department", "city", "region", "postcode", "country", "subject",
          "template"}  # fmt: skip
"""Texts of which a part is better than nothing."""

_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}  # how many bytes a number of this type takes
_ZERO, _ONE, _REAL, _FIRST_BYTES = 8, 9, 7, 12
_LONG_NUMBER = 0x80  # the first byte of one that goes on


@dataclass(frozen=True, slots=True)
class Column:
    """`kind` is INTEGER, TEXT or BLOB; `default` what rows have that are older than the column."""

    name: str
    kind: str
    may_be_null: bool
    is_number: bool
    default: object = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row that was read. `values` are in the order of the columns; of those in `damaged` only a part, or
    nothing, could be read: what stands there is that part, or None.
    """

    number: int
    values: list[Any]
    damaged: tuple[int, ...] = ()


@dataclass(frozen=True)
class Layout:
    """The columns of a table in a schema, and where its tree has its root in a file that has nothing else."""

    table: str
    columns: tuple[Column, ...]
    root: int
    counts: bool = False
    """Whether it gives no number twice, so that it is known which were given."""

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    @cached_property
    def insert(self) -> str:
        """The statement that writes a row under its own number; one that stands there already stays."""
        names, places = ", ".join(self.names), ", ".join("?" * len(self.columns))
        numbered = any(column.is_number for column in self.columns)
        if numbered:
            return f"INSERT OR IGNORE INTO {self.table} ({names}) VALUES ({places})"
        return f"INSERT OR IGNORE INTO {self.table} (rowid, {names}) VALUES (?, {places})"

    def parameters(self, row: Row) -> list[Any]:
        """What `insert` takes."""
        return row.values if any(column.is_number for column in self.columns) else [row.number, *row.values]

    @cached_property
    def checks(self) -> tuple[Callable[[Any], bool] | None, ...]:
        """For each column what tells whether a value is one that was written so."""
        return tuple(_check(self.table, column) for column in self.columns)

    def read(self, number: int, content: bytes, length: int) -> Row | None:
        """A row from its bytes, of which there should be `length`; None for what is no row of this table."""
        types = _types(content, length)
        if types is None or len(types[0]) > len(self.columns):
            return None
        values: list[Any] = []
        missing = []
        at = types[1]
        for index, (kind, size) in enumerate(types[0]):
            data = content[at : at + size]
            at += size
            if len(data) < size:
                missing.append(index)
            values.append(_value(kind, data) if len(data) == size or kind >= _FIRST_BYTES else None)
        values += [column.default for column in self.columns[len(values) :]]
        return self.row(number, values, missing)

    def row(self, number: int, values: Sequence[Any], missing: Sequence[int] = ()) -> Row | None:
        """A row from raw values, texts as bytes, of which some are not whole; None where they do not fit."""
        believed: list[Any] = []
        damaged = set(missing)
        broken = False
        stray = STRAY if self.table in _TYPED else ZERO
        for index, (column, value, check) in enumerate(zip(self.columns, values, self.checks, strict=True)):
            if broken and value is not None:
                damaged.add(index)  # where one is broken, those behind it are not to be trusted
            if column.is_number:
                if value is not None and value != number:
                    return None
                believed.append(number)
                continue
            if isinstance(value, bytes) and column.kind == "TEXT":
                whole, value = _text(value, stray)
                if not whole:
                    damaged.add(index)
            broken = broken or index in damaged
            if index in damaged:
                believed.append(value if isinstance(value, str) and column.name in _PROSE else None)
            elif value is None:
                if not column.may_be_null:
                    return None
                believed.append(None)
            elif not isinstance(value, _TYPES[column.kind]):
                return None
            else:
                sound = check is None or check(value)
                if not sound:
                    damaged.add(index)
                    broken = True
                believed.append(value if sound else None)
        return Row(number, believed, tuple(sorted(damaged)))


INDEX_LIKE = "WITHOUT ROWID"
"""The end of what makes a table that is kept as an index is."""

_TYPES: dict[str, type | tuple[type, ...]] = {
    "INTEGER": int,
    "TEXT": str,
    "BLOB": bytes,
    "": (int, str, bytes),
}


def layouts(connection: sqlite3.Connection) -> dict[str, Layout]:
    """Every table of a schema, from an empty file that has it."""
    tables = connection.execute(
        "SELECT name, rootpage, sql LIKE '%AUTOINCREMENT%' FROM sqlite_master"
        f" WHERE type = 'table' AND rootpage > 0 AND sql NOT LIKE '%{INDEX_LIKE}'"
    ).fetchall()
    return {
        table: Layout(table, _columns(connection, table), root, bool(counts))
        for table, root, counts in tables
    }


def _columns(connection: sqlite3.Connection, table: str) -> tuple[Column, ...]:
    found = []
    for _, name, kind, not_null, default, key in connection.execute(f"PRAGMA table_info({table})"):
        value = None if default is None else connection.execute(f"SELECT {default}").fetchone()[0]
        found.append(Column(name, kind, not not_null, bool(key) and kind == "INTEGER", value))
    return tuple(found)


def _types(content: bytes, length: int) -> tuple[list[tuple[int, int]], int] | None:
    """The type and size of each value, and where the first one begins; None for what is no row."""
    end, at = varint(content, 0)
    if not at <= end <= len(content):
        return None
    found, total = [], end
    while at < end:
        kind = content[at]
        if kind < _LONG_NUMBER:
            at += 1
        else:
            kind, at = varint(content, at)
        size = (kind - _FIRST_BYTES) // 2 if kind >= _FIRST_BYTES else _size(kind)
        if size < 0:
            return None
        found.append((kind, size))
        total += size
    return (found, end) if at == end and total == length else None


def _size(kind: int) -> int:
    if kind in (0, _ZERO, _ONE):
        return 0
    return 8 if kind == _REAL else _INTEGERS.get(kind, -1)


def _value(kind: int, data: bytes) -> Any:
    if kind >= _FIRST_BYTES:
        return data
    if kind in _INTEGERS:
        return int.from_bytes(data, "big", signed=True)
    if kind == _REAL:
        return struct.unpack(">d", data)[0]
    return {_ZERO: 0, _ONE: 1}.get(kind)


def _text(data: bytes, stray: re.Pattern[str]) -> tuple[bool, str]:
    """Whether a text can have been written so, and as much of it as can be read."""
    whole = True
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        whole, text = False, data[: error.start].decode()
    found = stray.search(text)
    if found:
        whole, text = False, text[: found.start()]
    return whole, text if whole else text.rstrip()


def _check(table: str, column: Column) -> Callable[[Any], bool] | None:
    words = dict(WORDS.get(table, ())).get(column.name)
    if words is not None:
        return frozenset(word.value for word in words).__contains__
    if table == "photo" and column.kind == "BLOB":
        return _is_whole_picture
    if column.name in LISTS.get(table, ()):
        kind = dict if column.name in _OBJECTS else object if table == "setting" else list
        return lambda text: _is_json(text, kind)
    if column.kind == "TEXT":
        return _CHECKS.get((table, column.name)) or _CHECKS.get(column.name)
    if column.name in _DAYS or (table, column.name) == ("follow_up", "occurrence"):
        return lambda day: 1 <= day <= _LAST_DAY
    if column.name in _SMALL:
        return range(*_SMALL[column.name]).__contains__
    if column.name in _SECONDS:
        return lambda second: -_LAST_SECOND <= second <= _LAST_SECOND
    return None


def _is_whole_picture(data: bytes) -> bool:
    return data[:4] != bytes(4) and (not data.endswith(b"\0") or ends_as_it_should(data))


def _is_json(text: str, kind: type) -> bool:
    if text in ("[]", "{}"):
        return True
    try:
        return isinstance(json.loads(text), kind)
    except ValueError:
        return False


def _is_wall_time(text: str) -> bool:
    from datetime import datetime

    try:
        return datetime.fromisoformat(text).tzinfo is None
    except ValueError:
        return False


@lru_cache(64)
def _is_zone(text: str) -> bool:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _is_partial(text: str) -> bool:
    from crm_desktop.store.codec import to_partial

    try:
        to_partial(text)
    except ValueError:
        return False
    return True


_CHECKS: dict[object, Callable[[Any], bool]] = {
    ("series", "starts"): _is_wall_time,
    ("appointment", "starts"): _is_wall_time,
    ("appointment", "occurrence"): _is_wall_time,
    "zone": _is_zone,
    "since": _is_partial,
    "until": _is_partial,
}

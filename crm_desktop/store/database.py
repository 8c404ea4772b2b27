"""The data file: one connection a thread, opened with the settings that keep what was committed."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING, Any

from peewee import DatabaseError, SqliteDatabase

from crm_desktop.domain.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

FILE_NAME = "contacts.db"

WAIT_SECONDS = 5.0
"""How long another process may hold the file before we say so."""

_PAUSE = 0.02  # seconds between two tries

Row = tuple[Any, ...]

_PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",
    "foreign_keys": 1,
    "temp_store": "memory",
    "cache_size": -16000,  # kB at the most; a search reads pages all over the index
}


class Database:
    """An open data file. Reads go straight through it; writes go through the unit of work only."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._peewee = SqliteDatabase(str(path), pragmas=_PRAGMAS, timeout=WAIT_SECONDS, autoconnect=True)

    def connection(self) -> sqlite3.Connection:
        """This thread's connection, opened on first use."""
        connection: sqlite3.Connection = self._peewee.connection()  # type: ignore[no-untyped-call]
        return connection

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> sqlite3.Cursor:
        """Run one statement on this thread's connection."""
        return self.connection().execute(sql, parameters)

    def executemany(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run one statement for many rows."""
        self.connection().executemany(sql, rows)

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        """All rows of a query."""
        return self.connection().execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Sequence[object] = ()) -> Row | None:
        """The first row of a query."""
        found: Row | None = self.connection().execute(sql, parameters).fetchone()
        return found

    def value(self, sql: str, parameters: Sequence[object] = ()) -> Any:
        """The first column of the first row, None where there is no row."""
        found = self.row(sql, parameters)
        return found[0] if found else None

    def column(self, sql: str, parameters: Sequence[object] = ()) -> list[Any]:
        """The first column of every row."""
        return list(chain.from_iterable(self.connection().execute(sql, parameters).fetchall()))

    @property
    def in_transaction(self) -> bool:
        """Whether this thread has a transaction open."""
        return self.connection().in_transaction

    def close_thread(self) -> None:
        """Close this thread's connection; the next use opens a new one."""
        if not self._peewee.is_closed():
            self._peewee.close()


def open_database(folder: Path) -> Database:
    """Open the data file in `folder`, making it where there is none.

    Raises UserError for a file that is no data file, and for a folder that cannot be written.
    """
    path = folder / FILE_NAME
    _make_private(path)
    database = Database(path)
    give_up = time.monotonic() + WAIT_SECONDS
    while (fault := _fault(database)) is not None:
        database.close_thread()
        if "locked" not in str(fault) or time.monotonic() >= give_up:
            raise UserError(_why(path, fault)) from fault
        time.sleep(_PAUSE)
    return database


def _fault(database: Database) -> Exception | None:
    """What keeps the file from being read, if anything. A file that becomes ours this moment is locked, and
    SQLite does not wait for that by itself.
    """
    try:
        database.execute("SELECT count(*) FROM sqlite_master")
    except (sqlite3.DatabaseError, DatabaseError) as error:
        return error  # peewee tells what happens while it connects in words of its own
    return None


def _make_private(path: Path) -> None:
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise UserError(
            f"The data file {path} cannot be written ({error.strerror}). "
            "Make its folder writable, or name another with --data."
        ) from error
    # A file that came from elsewhere is for its owner's eyes alone too; a memory stick may not know how.
    if os.name == "posix" and path.stat().st_mode & 0o077:
        with suppress(OSError):
            path.chmod(0o600)


def _why(path: Path, error: Exception) -> str:
    if "not a database" in str(error):
        return (
            f"{path} is not a data file of this program. It was left as it is; "
            "name another folder with --data."
        )
    return f"The data file {path} cannot be opened: {error}. Free it or name another folder with --data."


def marks(count: int) -> str:
    """Question marks for an IN list."""
    return ",".join("?" * count)


CHUNK = 500
"""How many values go into one IN list; SQLite's oldest limit is 999."""


def chunks(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    """The values in lists short enough for one statement."""
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]

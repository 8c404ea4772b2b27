"""The data file: one connection a thread, opened with the settings that keep what was committed."""

from __future__ import annotations

import os
import threading
import time
from contextlib import suppress
from itertools import chain, count
from typing import TYPE_CHECKING, Any

from peewee import SqliteDatabase

from crm_desktop.domain.errors import DamagedFileError, PassphraseError, UserError
from crm_desktop.store.elsewhere import gone, identity, let_go
from crm_desktop.store.engine import connect, faults
from crm_desktop.store.identity import looks_encrypted

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from crm_desktop.store.elsewhere import Identity

FILE_NAME = "contacts.db"
BACKUPS = "backups"
"""The folder beside the data file for copies of it."""

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
    """An open data file. Reads go straight through it; writes go through the unit of work only.

    `passphrase` is that of an encrypted one, "" for a plain file.
    """

    def __init__(self, path: Path, passphrase: str = "") -> None:
        self.path = path
        self.passphrase = passphrase
        self._peewee = _Connections(path, passphrase)

    def connection(self) -> sqlite3.Connection:
        """This thread's connection, opened on first use."""
        connection: sqlite3.Connection = self._peewee.connection()  # type: ignore[no-untyped-call]
        return connection

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> sqlite3.Cursor:
        """Run one statement on this thread's connection."""
        try:
            return self.connection().execute(sql, parameters)
        except faults() as error:
            self.after_fault(error)
            raise

    def executemany(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run one statement for many rows."""
        self.connection().executemany(sql, rows)

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        """All rows of a query."""
        try:
            return self.connection().execute(sql, parameters).fetchall()
        except faults() as error:
            self.after_fault(error)
            raise

    def row(self, sql: str, parameters: Sequence[object] = ()) -> Row | None:
        """The first row of a query."""
        try:
            found: Row | None = self.connection().execute(sql, parameters).fetchone()
        except faults() as error:
            self.after_fault(error)
            raise
        return found

    def value(self, sql: str, parameters: Sequence[object] = ()) -> Any:
        """The first column of the first row, None where there is no row."""
        found = self.row(sql, parameters)
        return found[0] if found else None

    def column(self, sql: str, parameters: Sequence[object] = ()) -> list[Any]:
        """The first column of every row."""
        return list(chain.from_iterable(self.rows(sql, parameters)))

    @property
    def in_transaction(self) -> bool:
        """Whether this thread has a transaction open."""
        return self.connection().in_transaction

    @property
    def generation(self) -> int:
        """The number of this thread's connection: another one may see another file."""
        self.connection()
        return self._peewee.here.generation

    def is_elsewhere(self) -> bool:
        """Whether what this thread has open is not the file that has its name any more."""
        self.connection()
        return self._peewee.here.identity != identity(self.path)

    def refuse_elsewhere(self) -> None:
        """Before a change. Raises UserError for a file that is gone, or that another one took the place of;
        the next use opens what is there then.
        """
        if self.is_elsewhere():
            self._peewee.is_suspect = True
            raise let_go(self)

    def look_again(self, look: Callable[[], None]) -> None:
        """What is asked before a file is opened that was not there before under this name."""
        self._peewee.look = look

    def after_fault(self, error: Exception) -> None:
        """A disk that did not answer leaves a connection that never will again: the next use opens a new one.
        What is under way is rolled back by whoever began it.
        """
        words = str(error).lower()
        if any(part in words for part in _UNREACHABLE) and not self._is_under_way():
            self._peewee.is_suspect = True
            self.close_thread()

    def _is_under_way(self) -> bool:
        return not self._peewee.is_closed() and bool(self._peewee.connection().in_transaction)  # type: ignore[no-untyped-call]

    def close_thread(self) -> None:
        """Close this thread's connection; the next use opens a new one."""
        if not self._peewee.is_closed():
            with suppress(*faults()):  # of a file that is gone nothing can be tidied up
                self._peewee.close()


_UNREACHABLE = ("disk i/o error", "unable to open")


class _Here(threading.local):
    """What a thread has open."""

    identity: Identity | None = None
    generation = 0


class _Connections(SqliteDatabase):
    """Peewee's connections, one a thread, made by the library that can read the file."""

    def __init__(self, path: Path, passphrase: str) -> None:
        super().__init__(str(path), pragmas=_PRAGMAS, autoconnect=True)
        self._path, self._passphrase = path, passphrase
        self._numbers = count(1)
        self._known: Identity | None = None
        self.is_suspect = False  # the number of a file that is gone may be another one's by now
        self.here = _Here()
        self.look: Callable[[], None] = lambda: None

    def _connect(self) -> sqlite3.Connection:
        if self._known is not None:
            self._look_again()
        connection = connect(self._path, self._passphrase, timeout=WAIT_SECONDS)
        try:
            self._add_conn_hooks(connection)  # type: ignore[attr-defined]
        except BaseException:
            connection.close()
            raise
        self._known = self.here.identity = identity(self._path)
        self.is_suspect = False
        self.here.generation = next(self._numbers)
        return connection

    def _look_again(self) -> None:
        """SQLite would begin an empty file in the place of one that is gone, and take any for ours."""
        now = identity(self._path)
        if now is None:
            raise gone(self._path)
        if self.is_suspect or now != self._known:
            self.look()


def open_database(folder: Path, passphrase: str = "") -> Database:
    """Open the data file in `folder`, making it where there is none.

    Raises DamagedFileError for one that cannot be read, PassphraseError for a passphrase that does not fit,
    UserError for a folder that cannot be written or a file that somebody else holds.
    """
    path = folder / FILE_NAME
    _make_private(path)
    database = Database(path, passphrase)
    give_up = time.monotonic() + WAIT_SECONDS
    while (fault := _fault(database)) is not None:
        database.close_thread()
        if "locked" not in str(fault) or time.monotonic() >= give_up:
            raise refusal(path, passphrase, fault) from fault
        time.sleep(_PAUSE)
    return database


def _fault(database: Database) -> Exception | None:
    """What keeps the file from being read, if anything. A file that becomes ours this moment is locked, and
    SQLite does not wait for that by itself.
    """
    try:
        database.execute("SELECT count(*) FROM sqlite_master")
    except faults() as error:
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


_DAMAGED = ("not a database", "malformed", "corrupt", "unsupported file format", "utf-8")


def refusal(path: Path, passphrase: str, error: Exception) -> UserError:
    """What a person is told of a file that does not open."""
    words = str(error).lower()
    if passphrase and "not a database" in words:
        return PassphraseError("The data does not open with this passphrase.", was_wrong=True)
    if not passphrase and looks_encrypted(path):  # since a moment ago: another process encrypted it
        return PassphraseError("The data is encrypted: its passphrase is needed.")
    if any(part in words for part in _DAMAGED):
        return DamagedFileError(f"{path} is damaged and cannot be read ({error}).")
    remedy = "Free it" if "locked" in words else "See that the disk can be written and has room,"
    return UserError(
        f"The data file {path} cannot be opened: {error}. {remedy} or name another folder with --data."
    )


def marks(count: int) -> str:
    """Question marks for an IN list."""
    return ",".join("?" * count)


CHUNK = 500
"""How many values go into one IN list; SQLite's oldest limit is 999."""


def chunks(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    """The values in lists short enough for one statement."""
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]

"""SQLite that fails when it is told to: at the k-th statement of whatever goes through the data file.

Everything that the store opens is opened by `engine.connect`; here it gets connections that count.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from crm_desktop.store import engine


@dataclass(frozen=True)
class Fault:
    """What goes wrong: instead of a statement or, with `after`, once it is done; some roll back at once."""

    name: str
    error: Callable[[], BaseException]
    after: bool = False
    rolls_back: bool = False


FAULTS = (
    Fault("full disk", lambda: sqlite3.OperationalError("database or disk is full")),
    Fault("broken disk", lambda: sqlite3.OperationalError("disk I/O error"), rolls_back=True),
    Fault("a bug", lambda: RuntimeError("a bug")),
    Fault("locked", lambda: sqlite3.OperationalError("database is locked")),
    Fault("no memory", MemoryError, after=True),
    Fault("full disk, rolled back", lambda: sqlite3.OperationalError("disk full"), rolls_back=True),
    Fault("interrupted", KeyboardInterrupt),
    Fault("interrupted after it", KeyboardInterrupt, after=True),
)

COPY = "(copy)"
"""How SQLite's backup of one file into another is counted."""


@dataclass
class Faults:
    """Counts statements while it is armed or recording, and fails at one of them."""

    seen: list[str] = field(default_factory=list)
    commits: int = 0
    on_commit: Callable[[], object] = lambda: None
    fired: bool = False
    _watching: bool = False
    _at: int = 0
    _fault: Fault = FAULTS[0]
    _always: tuple[str, ...] = ()

    def record(self, on_commit: Callable[[], object]) -> None:
        """Let everything pass, and remember it."""
        self._begin(0, FAULTS[0])
        self.on_commit = on_commit

    def arm(self, at: int, fault: Fault) -> None:
        """Fail at the statement with this number, counted from 1."""
        self._begin(at, fault)

    def arm_always(self, *beginnings: str) -> None:
        """Fail at every statement that begins so."""
        self._begin(0, FAULTS[0])
        self._always = beginnings

    def rest(self) -> None:
        """Let everything pass."""
        self._watching = False
        self._always = ()
        self.on_commit = lambda: None

    def run(self, sql: str, connection: sqlite3.Connection, statement: Callable[[], Any]) -> Any:
        """Run a statement, or fail with it."""
        if not self._watching:
            return statement()
        self.seen.append(sql)
        hit = len(self.seen) == self._at or (bool(self._always) and sql.startswith(self._always))
        is_commit = sql in ("COMMIT", COPY)
        if hit and not (self._fault.after and not is_commit):
            self._fail(connection)
        done = statement()
        if hit:
            self._fail(connection)
        if sql == "COMMIT" and isinstance(connection, CountingConnection) and connection.is_main:
            self.commits += 1
            self.on_commit()
        return done

    def _begin(self, at: int, fault: Fault) -> None:
        self.seen, self.commits, self.fired = [], 0, False
        self._at, self._fault, self._watching = at, fault, True

    def _fail(self, connection: sqlite3.Connection) -> None:
        self.fired = True
        if self._fault.rolls_back and connection.in_transaction:
            self._watching = False
            connection.execute("ROLLBACK")
            self._watching = True
        raise self._fault.error()


THE_FAULTS = Faults()


class CountingCursor(sqlite3.Cursor):
    def execute(self, sql: str, *parameters: Any) -> Any:
        return THE_FAULTS.run(
            sql, self.connection, lambda: super(CountingCursor, self).execute(sql, *parameters)
        )

    def executemany(self, sql: str, *rows: Any) -> Any:
        return THE_FAULTS.run(
            sql, self.connection, lambda: super(CountingCursor, self).executemany(sql, *rows)
        )


class CountingConnection(sqlite3.Connection):
    """`is_main` says whether it is the data file itself, not a copy of it."""

    is_main = False

    def cursor(self, *_: Any) -> Any:
        return super().cursor(CountingCursor)

    def execute(self, sql: str, *parameters: Any) -> Any:
        return self.cursor().execute(sql, *parameters)

    def executemany(self, sql: str, *rows: Any) -> Any:
        return self.cursor().executemany(sql, *rows)

    def backup(self, target: sqlite3.Connection, **named: Any) -> None:
        copy = super().backup
        THE_FAULTS.run(COPY, self, lambda: copy(target, **named))


def install(monkeypatch: pytest.MonkeyPatch, main: str) -> None:
    """From now on the store opens such connections; `main` is the name of the data file."""

    def connect(name: str, **named: Any) -> CountingConnection:
        connection = sqlite3.connect(name, factory=CountingConnection, **named)
        connection.is_main = Path(name).name == main
        return connection

    stand_in = SimpleNamespace(**vars(sqlite3))
    stand_in.connect = connect
    monkeypatch.setattr(engine, "sqlite3", stand_in)

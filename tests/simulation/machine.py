"""The computer of a life: it opens the file, and it dies or fails at any step of what it does.

A death is what a kill leaves: the files as they stood before some statement are copied while the program
goes on, then it is thrown away and opened again on the copy. Nothing in the program knows of it.
"""

import re
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from random import Random
from typing import Any

from crm_desktop.bootstrap import open_services
from crm_desktop.services.context import Services
from tests.fakes import FakeClock

_FILES = ("contacts.db", "contacts.db-wal")
_WRITE = re.compile(r"\s*(INSERT|REPLACE|UPDATE|DELETE)\b", re.IGNORECASE)
_LEDGER = re.compile(r"\s*(INSERT INTO|UPDATE|DELETE FROM) reminder\b", re.IGNORECASE)


class Fate(Enum):
    """What becomes of the program while it does something."""

    LIVES = "lives"
    DIES = "is killed"
    FAILS = "is told by the disk that it failed"


@dataclass(frozen=True)
class Outcome:
    """What was done: `kept` says whether it stands in the file, `heard` whether anybody got the answer."""

    kept: bool
    heard: bool
    result: Any = None
    step: str = ""


class Machine:
    """One data file, opened as the window opens it."""

    def __init__(self, folder: Path, clock: FakeClock, random: Random) -> None:
        self.folder = folder
        self.clock = clock
        self._random = random
        self._open()

    def _open(self) -> None:
        self.services = open_services(self.folder, clock=self.clock, default_country=lambda: "ET")
        self._reader = sqlite3.connect(self.folder / _FILES[0])

    def close(self) -> None:
        """End as a program ends that is asked to."""
        self._reader.close()
        self.services.close()

    def restart(self) -> None:
        """End, and begin again."""
        self.close()
        self._open()

    def rows(self, sql: str, *parameters: object) -> list[Any]:
        """What stands in the file, read beside the program."""
        return self._reader.execute(sql, parameters).fetchall()

    def run(self, act: Callable[[Services], Any], fate: Fate, *, ledger: bool = False) -> Outcome:
        """Let the program do something. With `ledger`, only what is written there counts as kept."""
        if fate is Fate.LIVES:
            return Outcome(True, True, act(self.services))
        watch = _Watch(self.folder, _LEDGER if ledger else _WRITE, self._random)
        return self._kill(act, watch) if fate is Fate.DIES else self._fail(act, watch)

    def _kill(self, act: Callable[[Services], Any], watch: "_Watch") -> Outcome:
        watch.dies_at = self._random.choice([1, 2, 3, 5, 8, 13, 20, 30, 45, 70, 1000])
        connection = self._connection()
        connection.set_trace_callback(watch.notice)
        try:
            result = act(self.services)
        finally:
            connection.set_trace_callback(None)
        watch.end()
        self.close()
        watch.put_back()
        self._open()
        return Outcome(watch.kept, False, result, watch.where)

    def _fail(self, act: Callable[[Services], Any], watch: "_Watch") -> Outcome:
        connection, left = self._connection(), [self._random.choice([3, 10, 30, 100, 300])]

        def interrupts() -> bool:
            left[0] -= 1
            return left[0] == 0

        connection.set_trace_callback(watch.notice)
        connection.set_progress_handler(interrupts, 20)
        try:
            result = act(self.services)
        except sqlite3.OperationalError as error:
            if "interrupted" not in str(error):
                raise
            watch.end()
            return Outcome(watch.finished > 0, False, None, watch.where)
        finally:
            connection.set_progress_handler(None, 0)
            connection.set_trace_callback(None)
        return Outcome(True, True, result)

    def _connection(self) -> sqlite3.Connection:
        return self.services.file._database.connection()  # type: ignore[attr-defined]


class _Watch:
    """Follows the statements of one call, and copies the files before one of them."""

    def __init__(self, folder: Path, counts: re.Pattern[str], random: Random) -> None:
        self._folder = folder
        self._counts = counts
        self._copy = folder / "as it was"
        self._held: list[Any] = []
        self._steps = 0
        self._writes = self._commits = False
        self.dies_at = 0
        self.finished = 0
        self.where = "at the end"
        self._finished_at_death: int | None = None
        self._trouble: list[Exception] = []

    def notice(self, sql: str) -> None:
        """A statement is about to run."""
        try:
            self._follow(sql)
        except Exception as error:  # noqa: BLE001 - sqlite3 would swallow it
            self._trouble.append(error)

    def _follow(self, sql: str) -> None:
        nested = sql.startswith("--")  # what a trigger does, or the search index in the middle of a commit
        if not nested:
            self._settle(failed=sql == "ROLLBACK")
        self._steps += 1
        if self._steps == self.dies_at:
            self.where = "before " + " ".join(sql.split())[:60]
            self._take_copy()
        if not nested:
            self._writes = self._writes or bool(self._counts.match(sql))
            self._commits = sql == "COMMIT"

    def _settle(self, *, failed: bool = False) -> None:
        if self._commits and not failed:
            self.finished += self._writes
        if self._commits or failed:
            self._writes = self._commits = False

    def end(self) -> None:
        """The call is over; who did not die in it dies now."""
        self._settle()
        if self.dies_at and self._finished_at_death is None:
            self._take_copy()
        if self._trouble:
            raise self._trouble[0]

    @property
    def kept(self) -> bool:
        """Whether all that the call wrote stands in the copy."""
        return self._finished_at_death == self.finished

    def _take_copy(self) -> None:
        self._finished_at_death = self.finished
        self._copy.mkdir(exist_ok=True)
        for name in _FILES:
            source = self._folder / name
            if source.exists():
                # To close it would take SQLite's locks away: it stays open until the program is gone.
                self._held.append(source.open("rb"))
                (self._copy / name).write_bytes(self._held[-1].read())

    def put_back(self) -> None:
        """Make the files what they were."""
        for file in self._held:
            file.close()
        for name in (*_FILES, "contacts.db-shm"):
            (self._folder / name).unlink(missing_ok=True)
            if (self._copy / name).exists():
                shutil.move(self._copy / name, self._folder / name)

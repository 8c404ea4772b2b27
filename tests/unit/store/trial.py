"""One command on one open file: done undisturbed, or with a fault, after which nothing of it may be left."""

import itertools
import shutil
import sqlite3
import uuid
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from crm_desktop.domain.changes import DataChanged
from crm_desktop.domain.contact_query import ContactQuery, ContactSet
from crm_desktop.services.environment import told_words
from crm_desktop.store.database import FILE_NAME
from tests.unit.store.command_world import opened
from tests.unit.store.commands import Command, preferences
from tests.unit.store.faulty import THE_FAULTS, Fault
from tests.unit.store.whole_file import differences

Dump = dict[str, list[tuple[object, ...]]]


def copied(folder: Path, target: Path) -> Path:
    """A copy of a folder with a file."""
    shutil.copytree(folder, target)
    return target


def prepared(world: Path, folder: Path, command: Command) -> Path:
    """A folder in which all is ready for a command; it is to lie beside that of the trial."""
    with closing(opened(copied(world, folder), command.later)) as services:
        command.first(services)
    return folder


@dataclass
class Outcome:
    """A command that nothing disturbed: its statements, and the file before it and after each commit."""

    statements: list[str]
    borders: list[Dump]
    after: Dump


@dataclass
class Trial:
    """One open file, on which a command is tried."""

    command: Command
    folder: Path
    monkeypatch: pytest.MonkeyPatch
    told: list[DataChanged] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.services = opened(self.folder, self.command.later)
        self.outside = sqlite3.connect(self.folder / FILE_NAME, isolation_level=None)
        self.services.bus.subscribe(self.told.append)
        self.services.file.lists.warm_up()
        if not self.command.cold:
            with self.services.uow(None):
                pass
        self.before = self.dump()
        self.seen = self.look()
        self.copies = self._copies()

    def close(self) -> None:
        self.outside.close()
        self.services.close()

    def run_whole(self) -> Outcome:
        """Do it undisturbed."""
        borders = [self.dump()]
        THE_FAULTS.record(lambda: borders.append(self.dump()))
        try:
            self._do()
        finally:
            THE_FAULTS.rest()
        return Outcome(THE_FAULTS.seen, borders, self.dump())

    def fail(self, at: int, fault: Fault, wanted: Outcome) -> None:
        """Do it with a fault, and see that nothing is left of it but what a commit kept."""
        where = f"{fault.name} at {at} of {len(wanted.statements)}: {wanted.statements[at - 1]}"
        THE_FAULTS.arm(at, fault)
        raised = False
        try:
            self._do()
        except BaseException:  # noqa: BLE001 - whatever was injected, and what became of it
            raised = True
        finally:
            THE_FAULTS.rest()
        # What an earlier try has found out, or copied, is not asked for again.
        if not THE_FAULTS.fired:
            assert not raised, where
            assert len(THE_FAULTS.seen) < at, where
        else:
            # Whoever finds the file locked waits for their turn, and has it at the next look.
            waited = fault.name == "locked" and THE_FAULTS.seen[at - 1] == "BEGIN IMMEDIATE"
            assert raised or self.command.quiet or waited, f"{where} was swallowed"
        self.judge(raised, wanted, where)

    def disturb(self, disturbance: AbstractContextManager[object], wanted: Outcome, where: str) -> str | None:
        """Do it while something else goes wrong; what a person is told then, None if it worked."""
        THE_FAULTS.record(lambda: None)
        words: str | None = None
        try:
            with disturbance:
                self._do()
        except Exception as error:  # noqa: BLE001 - whatever the disturbance made of it
            words = told_words(error) or f"nobody put this into words: {error!r}"
        finally:
            THE_FAULTS.rest()
        self.judge(words is not None, wanted, where)
        assert not (words or "").startswith("nobody"), f"{where}: {words}"
        return words

    def judge(self, raised: bool, wanted: Outcome, where: str) -> None:
        """See that nothing is left but what a commit kept, and make ready for the next try."""
        done = THE_FAULTS.commits
        left = self.dump()
        if raised:
            assert _differences(wanted.borders[done], left) == {}, where
        else:
            assert left in (*wanted.borders, wanted.after), where
        assert not raised or len(self.told) <= done, f"{where} was told"
        assert not self._left_over(), where
        if left != self.before:
            self._begin_again()
            return
        assert self.look() == self.seen, f"{where}: what is kept in memory is not what the file says"
        if self._copies() != self.copies:
            self._begin_again()

    def _begin_again(self) -> None:
        """The command kept some of its steps, each of them whole, or it was done: start anew."""
        self.close()
        shutil.rmtree(self.folder)
        copied(self.folder.parent / "prepared", self.folder)
        self.told.clear()
        self.__post_init__()

    def _do(self) -> object:
        numbers = itertools.count(1)
        self.monkeypatch.setattr(uuid, "uuid4", lambda: uuid.UUID(int=next(numbers)))
        self.told.clear()
        return self.command.do(self.services)

    def _left_over(self) -> list[str]:
        kept = {FILE_NAME, f"{FILE_NAME}-wal", f"{FILE_NAME}-shm", "backups"}
        unfinished = [name for name in self._copies() if not name.endswith(".db")]
        return [path.name for path in self.folder.iterdir() if path.name not in kept] + unfinished

    def _copies(self) -> list[str]:
        return sorted(path.name for path in (self.folder / "backups").glob("*"))

    def dump(self) -> Dump:
        """Every row of every table there is, as somebody else sees them."""
        made = self.outside.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()
        found: Dump = {"sqlite_master": made}
        for kind, name, _ in made:
            if kind == "table":
                found[name] = self.outside.execute(f'SELECT * FROM "{name}"').fetchall()
        return found

    def look(self) -> object:
        """What the program says of the file, much of it from memory."""
        services, lists = self.services, self.services.file.lists
        today = services.clock.now().date()
        queries = [*(ContactQuery(which=which) for which in ContactSet), ContactQuery(text="a")]
        return (
            [list(lists.ids(query, today, "ET", None)) for query in queries],
            [getattr(services.settings, name) for name in preferences()],
            services.undo.undo_label(),
            services.undo.redo_label(),
            services.contacts.rows(services.contacts.all_ids()),
            services.contacts.tags(),
            services.custom_fields.all(),
            [(one.key, one.state) for one in services.reminders.inbox()],
        )


def _differences(before: Dump, after: Dump) -> dict[str, tuple[list[object], list[object]]]:
    empty: Dump = {name: [] for name in before.keys() | after.keys()}
    return differences(empty | before, empty | after)

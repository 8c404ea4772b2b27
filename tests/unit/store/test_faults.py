"""A command that fails half way leaves nothing behind: whichever of its statements fails, and however.

Short runs try up to a dozen statements of each command, `--torture` every one.
"""

import inspect
import itertools
import shutil
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from crm_desktop.domain.changes import DataChanged
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.contact_query import ContactQuery, ContactSet
from crm_desktop.services.context import Services
from crm_desktop.store.database import FILE_NAME
from tests.unit.store.command_world import make_world, opened
from tests.unit.store.commands import (
    COMMANDS,
    EXAMPLES,
    READS,
    WHOLE_FILE,
    Command,
    preferences,
    public_names,
    services_of,
)
from tests.unit.store.faulty import FAULTS, THE_FAULTS, Fault, install
from tests.unit.store.whole_file import differences, whole

SHORT = 12
Dump = dict[str, list[tuple[object, ...]]]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the file that every command is tried on."""
    folder = tmp_path_factory.mktemp("world")
    make_world(folder)
    return folder


@pytest.fixture(autouse=True)
def _connections_that_fail(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    install(monkeypatch, FILE_NAME)
    yield
    THE_FAULTS.rest()


# The registry


def test_every_public_method_of_a_service_is_known_as_a_command_or_as_a_question(services: Services) -> None:
    for name, service in services_of(services).items():
        if name in WHOLE_FILE:
            continue
        commands = {key.partition(":")[0].partition(".")[2] for key in COMMANDS if key.startswith(f"{name}.")}
        known = READS.get(name, frozenset()) | commands
        unknown = public_names(service) - known
        assert not unknown, f"add {name}.{sorted(unknown)} to the COMMANDS or the READS of commands.py"


def test_every_preference_has_an_example() -> None:
    assert sorted(EXAMPLES) == sorted(preferences())


def test_what_is_known_as_a_question_opens_no_unit_of_work(services: Services) -> None:
    for name, service in services_of(services).items():
        for method in READS.get(name, frozenset()) & vars(service).keys():
            called = vars(service)[method]
            source = inspect.getsource(called) if inspect.isfunction(called) else ""
            writes = "_uow(" in source or "_uow.reverse" in source or "_uow.go_to" in source
            assert not writes or f"{name}.{method}" == "settings.put", f"{name}.{method} writes"


def test_a_change_that_cannot_even_be_taken_back_is_gone_with_its_connection(
    services: Services, file: sqlite3.Connection
) -> None:
    with services.uow(None):
        pass
    before = whole(file)
    services.file.close()
    THE_FAULTS.arm_always("INSERT INTO operation", "ROLLBACK")
    with pytest.raises(sqlite3.OperationalError):
        services.contacts.add(Contact(Name("Nobody")))
    THE_FAULTS.rest()
    assert whole(file) == before
    services.contacts.add(Contact(Name("Somebody")))
    assert services.contacts.count() == 1


# Every statement of every command


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_that_fails_half_way_leaves_nothing_behind(
    name: str,
    world: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    rounds: Callable[[int, int], int],
    figures: Callable[[str], None],
) -> None:
    command = COMMANDS[name]
    prepared = _prepared(world, tmp_path / "prepared", command)
    clean = Trial(command, _copied(prepared, tmp_path / "clean"), monkeypatch)
    wanted = clean.run_whole()
    clean.close()
    assert wanted.statements, "it does something"
    trial = Trial(command, _copied(prepared, tmp_path / "tried"), monkeypatch)
    start = sum(map(ord, name))
    chosen = _chosen(wanted.statements, rounds(SHORT, len(wanted.statements)))
    for turn, at in enumerate(chosen):
        trial.fail(at, FAULTS[(start + turn) % len(FAULTS)], wanted)
    assert trial.run_whole().after == wanted.after, "it succeeds afterwards as if nothing had been"
    trial.close()
    figures(f"{len(chosen)} faults")


def _copied(folder: Path, target: Path) -> Path:
    shutil.copytree(folder, target)
    return target


def _prepared(world: Path, folder: Path, command: Command) -> Path:
    with closing(opened(_copied(world, folder), command.later)) as services:
        command.first(services)
    return folder


def _chosen(statements: list[str], most: int) -> list[int]:
    """The numbers of the statements to fail at: the first of each kind, then evenly spread."""
    if len(statements) <= most:
        return list(range(1, len(statements) + 1))
    kinds = {sql: at for at, sql in reversed(list(enumerate(statements, 1)))}
    firsts = sorted({*kinds.values(), len(statements)})
    step = len(firsts) / most
    spread = {firsts[int(number * step)] for number in range(most)} if step >= 1 else set(firsts)
    return sorted({*spread, len(statements)})


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
            self._begin_again()
            return
        assert raised or self.command.quiet, f"{where} was swallowed"
        done = THE_FAULTS.commits
        expected = wanted.borders[done] if raised else None
        left = self.dump()
        if expected is not None:
            assert _differences(expected, left) == {}, where
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
        _copied(self.folder.parent / "prepared", self.folder)
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
        tables = self.outside.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
        found: Dump = {"sqlite_master": tables}
        names = [
            name for (name,) in self.outside.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        for name in names:
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

"""A command that fails half way leaves nothing behind: whichever of its statements fails, and however.

Short runs try up to a dozen statements of each command, `--torture` every one.
"""

import inspect
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crm_desktop.domain.contact import Contact, Name
from crm_desktop.services.context import Services
from crm_desktop.store.database import FILE_NAME
from tests.unit.store.command_world import make_world
from tests.unit.store.commands import (
    COMMANDS,
    EXAMPLES,
    READS,
    WHOLE_FILE,
    preferences,
    public_names,
    services_of,
)
from tests.unit.store.faulty import FAULTS, THE_FAULTS, install
from tests.unit.store.trial import Trial, copied, prepared
from tests.unit.store.whole_file import whole

SHORT = 12


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
    ready = prepared(world, tmp_path / "prepared", command)
    clean = Trial(command, copied(ready, tmp_path / "clean"), monkeypatch)
    wanted = clean.run_whole()
    clean.close()
    assert wanted.statements, "it does something"
    trial = Trial(command, copied(ready, tmp_path / "tried"), monkeypatch)
    start = sum(map(ord, name))
    chosen = _chosen(wanted.statements, rounds(SHORT, len(wanted.statements)))
    for turn, at in enumerate(chosen):
        trial.fail(at, FAULTS[(start + turn) % len(FAULTS)], wanted)
    assert trial.run_whole().after == wanted.after, "it succeeds afterwards as if nothing had been"
    trial.close()
    figures(f"{len(chosen)} faults")


def _chosen(statements: list[str], most: int) -> list[int]:
    """The numbers of the statements to fail at: the first of each kind, then evenly spread."""
    if len(statements) <= most:
        return list(range(1, len(statements) + 1))
    kinds = {sql: at for at, sql in reversed(list(enumerate(statements, 1)))}
    firsts = sorted({*kinds.values(), len(statements)})
    step = len(firsts) / most
    spread = {firsts[int(number * step)] for number in range(most)} if step >= 1 else set(firsts)
    return sorted({*spread, len(statements)})

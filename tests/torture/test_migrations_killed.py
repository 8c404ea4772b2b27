"""Every older file, and a new one, killed at each statement of being brought to the present schema: it opens
whole, at the old version or the new one, and what was there before lies beside it in a backup that is sound.
"""

import os
import random
import shutil
import signal
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from crm_desktop.bootstrap import open_services
from crm_desktop.domain.backup import BackupReason
from crm_desktop.store import backups, database, engine, migrations
from crm_desktop.store.database import FILE_NAME
from tests.fakes import FakeClock
from tests.unit.store.whole_file import Rows, connect, derived, facts

SCHEMAS = Path(__file__).resolve().parents[1] / "data" / "schema"
OLDER = [None, *sorted(path for path in SCHEMAS.glob("v*.sql") if int(path.stem[1:]) < migrations.LATEST)]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the other system cannot fork")


@pytest.mark.parametrize("schema", OLDER, ids=lambda path: path.stem if path else "none")
def test_a_migration_that_is_killed_at_any_statement_leaves_the_old_file_or_the_new_one(
    schema: Path | None,
    tmp_path: Path,
    dice: random.Random,
    rounds: Callable[[int, int], int],
    figures: Callable[[str], None],
) -> None:
    before = tmp_path / "before"
    _make(schema, before)
    wanted, statements = _undisturbed(before, tmp_path / "calm")
    places = list(range(1, statements + 1))
    few = rounds(8, statements)
    if few < statements:
        places = sorted({1, statements, *dice.sample(places, few)})
    for place in places:
        folder = tmp_path / f"killed-{place}"
        shutil.copytree(before, folder)
        assert _in_a_child(lambda folder=folder, place=place: _open(folder, kill_at=place)) == -signal.SIGKILL
        _is_whole(folder, before, wanted, new=schema is None)
        shutil.rmtree(folder)
    figures(f"killed at {len(places)} of {statements} statements")


def _make(schema: Path | None, folder: Path) -> None:
    folder.mkdir()
    if schema is None:
        return
    with closing(sqlite3.connect(folder / FILE_NAME)) as file:
        file.execute("PRAGMA journal_mode = WAL")
        file.executescript(schema.read_text(encoding="utf-8"))


def _undisturbed(before: Path, folder: Path) -> tuple[Rows, int]:
    """What the file holds afterwards, and how many statements that takes."""
    shutil.copytree(before, folder)
    seen = folder.with_suffix(".count")
    assert _in_a_child(lambda: seen.write_text(str(_open(folder)))) == 0
    with closing(connect(folder)) as file:
        return facts(file) | derived(file), int(seen.read_text())


def _open(folder: Path, kill_at: int = 0) -> int:
    """Open as the program does, up to a statement; how many there were."""
    plain, seen = engine.connect, 0

    def count(_sql: str) -> None:
        nonlocal seen
        seen += 1
        if seen == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def connect_and_count(*arguments: object, **named: object) -> sqlite3.Connection:
        connection = plain(*arguments, **named)
        connection.set_trace_callback(count)
        return connection

    for module in (database, backups):
        module.connect = connect_and_count
    open_services(folder, clock=FakeClock(), default_country=lambda: "ET")
    return seen


def _in_a_child(work: Callable[[], object]) -> int:
    """Do it in a process of its own; its exit code, or minus the signal that ended it."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def _is_whole(folder: Path, before: Path, wanted: Rows, *, new: bool) -> None:
    version = _version(folder / FILE_NAME)
    old = _version(before / FILE_NAME)
    assert version in (old, migrations.LATEST)
    copies = _copies(folder)
    assert new or version == old or copies, "what was there is copied before anything changes"
    with closing(open_services(folder, clock=FakeClock(), default_country=lambda: "ET")) as services:
        assert services.care.check(deep=True).ok
        with closing(connect(folder)) as file:
            assert facts(file) | derived(file) == wanted
        if not new:
            assert services.backups.all()
            assert all(
                one.reason is BackupReason.UPDATE and not one.problem for one in services.backups.all()
            )
        services.undo.undo()
    for copy in _copies(folder):
        assert _rows(copy) == _rows(before / FILE_NAME)
    assert not list((folder / "backups").glob("*.part"))


def _version(path: Path) -> int:
    if not path.exists():
        return 0
    # A copy is looked at: the file itself is for the program to find as it is.
    with tempfile.TemporaryDirectory() as folder:
        for part in path.parent.glob(f"{path.name}*"):
            shutil.copy(part, folder)
        with closing(sqlite3.connect(Path(folder, path.name))) as file:
            return int(file.execute("PRAGMA user_version").fetchone()[0])


def _copies(folder: Path) -> list[Path]:
    return sorted((folder / "backups").glob("*.db"))


def _rows(path: Path) -> dict[str, object]:
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        tables = file.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {name: file.execute(f'SELECT * FROM "{name}"').fetchall() for (name,) in tables}

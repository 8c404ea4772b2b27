"""The disk fills at a random byte: a sentence that says so, the old data intact, and the next try works."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from crm_desktop.bootstrap import open_services
from crm_desktop.store import migrations
from crm_desktop.store.database import FILE_NAME
from tests.fakes import FakeClock
from tests.torture.full_disk import Commands, in_words, limited
from tests.unit.store.commands import COMMANDS
from tests.unit.store.faulty import install
from tests.unit.store.whole_file import connect

ROOT = Path(__file__).resolve().parents[2]
V1 = ROOT / "tests" / "data" / "schema" / "v1.sql"
SMALL = "16m"
Rounds = Callable[[int, int], int]
Figures = Callable[[str], None]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the other system limits no file's size")


@pytest.fixture
def small_disk(tmp_path: Path) -> list[str]:
    """How to start a program that finds a small disk at `tmp_path/disk`: in a name space of its own, which
    takes the disk along when it ends.
    """
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = f'mount -t tmpfs -o size={SMALL} none "{disk}" && exec "$@"'
    return ["unshare", "--mount", "--map-root-user", "sh", "-c", mount, "sh"]


def test_any_command_on_a_disk_that_fills_changes_nothing_and_works_when_there_is_room(
    tmp_path: Path,
    dice: random.Random,
    monkeypatch: pytest.MonkeyPatch,
    rounds: Rounds,
    figures: Figures,
) -> None:
    install(monkeypatch, FILE_NAME)
    commands = Commands(tmp_path / "work", tmp_path / "home", limited, dice)
    names = list(COMMANDS)
    count = rounds(25, max(200, 3 * len(names)))
    for turn in range(count):
        commands.try_one(names[turn % len(names)] if count > len(names) else dice.choice(names), monkeypatch)
        if turn % 5 == 0:
            commands.open_one()
    for words, often in commands.told.most_common():
        figures(f"{often} x {words}")


def test_any_command_on_a_small_disk_says_that_it_is_full(
    small_disk: list[str], tmp_path: Path, dice: random.Random, rounds: Rounds, figures: Figures
) -> None:
    if shutil.which("unshare") is None or subprocess.run([*small_disk, "true"], check=False).returncode:
        figures("no small disk can be mounted here")
        return
    count = rounds(6, 200)
    program = [sys.executable, "-m", "tests.torture.full_disk", str(tmp_path / "disk")]
    done = subprocess.run(
        [*small_disk, *program, str(dice.random()), str(count)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    for line in done.stdout.splitlines():
        figures(line)


def test_an_older_file_on_a_full_disk_stays_as_it_is_and_opens_when_there_is_room(
    tmp_path: Path, dice: random.Random, rounds: Rounds, figures: Figures
) -> None:
    told = 0
    for turn in range(rounds(6, 200)):
        folder = tmp_path / str(turn)
        folder.mkdir()
        with closing(sqlite3.connect(folder / FILE_NAME)) as file:
            file.execute("PRAGMA journal_mode = WAL")
            file.executescript(V1.read_text(encoding="utf-8"))
        try:
            with limited(folder, dice), closing(_opened(folder)):
                pass
        except Exception as error:  # noqa: BLE001 - whatever the full disk made of it
            told += bool(in_words(error))
            _is_as_it_was(folder)
        with closing(_opened(folder)) as services, closing(connect(folder)) as file:
            assert file.execute("PRAGMA user_version").fetchone() == (migrations.LATEST,)
            assert services.care.check(deep=True).ok
        assert not list((folder / "backups").glob("*.part"))
        shutil.rmtree(folder)
    figures(f"{told} migrations had no room")


def _is_as_it_was(folder: Path) -> None:
    with closing(connect(folder)) as file:
        assert file.execute("PRAGMA user_version").fetchone() == (1,)
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert file.execute("SELECT count(*) FROM contact").fetchone() == (3,)


def _opened(folder: Path) -> object:
    return open_services(folder, clock=FakeClock(), default_country=lambda: "ET")

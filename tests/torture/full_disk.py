"""Every command while the disk fills at a random byte: by a limit on the size of files, or on a small disk.

    python -m tests.torture.full_disk DISK SEED ROUNDS

tries them on a small disk that is mounted at DISK, and prints what came of it.
"""

import os
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

import pytest

from crm_desktop.services.environment import told_words
from crm_desktop.store.database import FILE_NAME
from tests.unit.store.command_world import make_world, opened
from tests.unit.store.commands import COMMANDS
from tests.unit.store.faulty import install
from tests.unit.store.trial import Outcome, Trial, copied, prepared
from tests.unit.store.whole_file import connect

MOST = 120_000
"""Bytes: more than nearly every command writes, so that the disk is full somewhere in it."""

Filled = Callable[[Path, random.Random], AbstractContextManager[int]]
"""Fills the disk of a folder, but for a random number of bytes, which it gives."""


@contextmanager
def limited(folder: Path, dice: random.Random) -> Iterator[int]:
    """No file of this process grows beyond a random size."""
    import resource

    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    border = dice.choice((*sizes, 0)) + dice.randrange(MOST)
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (border, usual[1]))
    try:
        yield border
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)


@contextmanager
def crowded(folder: Path, dice: random.Random) -> Iterator[int]:
    """Something else takes all but a random number of bytes of a small disk."""
    left = dice.randrange(MOST)
    filler = folder.parent / "filler"
    disk = os.statvfs(folder)
    filler.write_bytes(bytes(max(0, disk.f_bavail * disk.f_frsize - left)))
    try:
        yield left
    finally:
        filler.unlink()


class Commands:
    """Tries random commands, each on a file that is ready for it."""

    def __init__(self, work: Path, home: Path, filled: Filled, dice: random.Random) -> None:
        self._work, self._home, self._filled, self._dice = work, home, filled, dice
        make_world(_made(work / "world"))
        self._wanted: dict[str, Outcome] = {}
        self.told: Counter[str] = Counter()

    def try_one(self, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """One command on a disk that fills, and once more when there is room."""
        command = COMMANDS[name]
        ready = self._work / f"prepared {name}"
        if name not in self._wanted:
            prepared(self._work / "world", ready, command)
            clean = Trial(command, copied(ready, self._work / "clean"), monkeypatch)
            self._wanted[name] = clean.run_whole()
            clean.close()
            shutil.rmtree(clean.folder)
        shutil.rmtree(self._home, ignore_errors=True)
        # Beside the trial, for when it begins again.
        shutil.rmtree(self._home.parent / "prepared", ignore_errors=True)
        copied(ready, self._home.parent / "prepared")
        trial = Trial(command, copied(ready, self._home), monkeypatch)
        words = trial.disturb(self._filled(self._home, self._dice), self._wanted[name], name)
        self.told[words or "worked all the same"] += 1
        if words:
            assert trial.run_whole().after == self._wanted[name].after, f"{name}: works when there is room"
        trial.close()

    def open_one(self) -> None:
        """A start on a disk that is full."""
        shutil.rmtree(self._home, ignore_errors=True)
        copied(self._work / "world", self._home)
        try:
            with self._filled(self._home, self._dice), closing(opened(self._home)) as services:
                services.contacts.count()
        except Exception as error:  # noqa: BLE001 - whatever the full disk made of it
            self.told[in_words(error).replace(str(self._home), "FOLDER")] += 1
        with closing(opened(self._home)) as services, closing(connect(self._home)) as file:
            assert services.contacts.count() == 3
            assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def in_words(error: Exception) -> str:
    """What a person is told of it."""
    if words := told_words(error):
        return words
    raise AssertionError("nobody put this into words") from error


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def main(disk: Path, seed: str, count: int) -> None:
    """Print what was told, and how often."""
    dice = random.Random(seed)
    names = list(COMMANDS)
    with tempfile.TemporaryDirectory() as work, pytest.MonkeyPatch.context() as monkeypatch:
        install(monkeypatch, FILE_NAME)
        commands = Commands(Path(work), disk / "home", crowded, dice)
        for turn in range(count):
            commands.try_one(names[turn] if turn < len(names) <= count else dice.choice(names), monkeypatch)
            if turn % 10 == 0:
                commands.open_one()
    for words, often in commands.told.most_common():
        sys.stdout.write(f"{often} x {words}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))

"""Encryption that is stopped at any moment: all is as it was, or all is as it was to be; nothing is left."""

import os
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from crm_desktop.bootstrap import open_encryption, open_services
from crm_desktop.domain.contact_query import ContactQuery
from crm_desktop.domain.errors import PassphraseError
from crm_desktop.services.context import Services
from crm_desktop.store import engine
from tests.fakes import FakeClock
from tests.torture.killing import killed_at, lines_of
from tests.unit.services.reminding import add

MODULES = ("conversion", "copies", "cipher", "exchange", "sole")
OLD, NEW = "an old pass phrase", "the new pass phrase"
NAME = "Zerihun Mekonnen"

Way = tuple[str, str]
WAYS: dict[str, Way] = {"on": ("", NEW), "change": (OLD, NEW), "off": (OLD, "")}


@pytest.fixture(autouse=True)
def _quick_keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A key costs a quarter of a second on purpose; here nobody is to be kept from guessing."""
    monkeypatch.setattr(engine, "_ROUNDS", 1)
    engine.forget_keys()
    yield
    engine.forget_keys()


class Place:
    """A data folder with backups, and a stick with one more, that can be had again as it was."""

    def __init__(self, root: Path, clock: FakeClock, passphrase: str) -> None:
        self._root, self._clock = root / "now", clock
        self._kept = root / "kept"
        self.folder, self.stick = self._root / "data", self._root / "stick"
        self.folder.mkdir(parents=True)
        self.stick.mkdir()
        with closing(self.services(passphrase)) as services:
            services.settings.backup_folder = str(self.stick)
            add(services, NAME)
            services.backups.make()
            add(services, "Almaz")
        shutil.copytree(self._root, self._kept)

    def anew(self) -> None:
        shutil.rmtree(self._root)
        shutil.copytree(self._kept, self._root)

    def services(self, passphrase: str) -> Services:
        return open_services(self.folder, clock=self._clock, passphrase=passphrase)

    def convert(self, old: str, new: str) -> None:
        encryption = open_encryption(self.folder, clock=self._clock)
        if not old:
            told = encryption.turn_on(new)
        elif not new:
            told = encryption.turn_off(old)
        else:
            told = encryption.change(old, new)
        assert not told.left

    def files(self) -> list[Path]:
        return [path for path in self._root.rglob("*") if path.is_file()]


@pytest.fixture
def place(tmp_path: Path, clock: FakeClock) -> Callable[[str], Place]:
    return lambda passphrase: Place(tmp_path, clock, passphrase)


def opens_with(place: Place, passphrases: Way) -> str:
    """Which of two passphrases it has now; a plain file opens with any."""
    found = set()
    for passphrase in passphrases:
        try:
            with closing(place.services(passphrase)) as services:
                found.add(passphrase if services.encryption.is_on else "")
        except PassphraseError:
            continue
    assert len(found) == 1
    return found.pop()


def assert_all_is_well(place: Place, way: Way) -> None:
    opened = opens_with(place, way)
    with closing(place.services(opened)) as services:
        assert services.file.check().ok
        found = services.contacts.ids(ContactQuery(text="Zerihun"))
        assert [row.name for row in services.contacts.rows(found)] == [NAME]
        assert len(services.undo.history()) == 2
        backups = services.backups.all()
        assert backups
        assert not [backup.problem for backup in backups if backup.problem]
    names = sorted(path.name for path in place.files())
    assert not [name for name in names if name.endswith((".part", ".next", ".old", ".converting"))], names
    if opened:
        assert not [path for path in place.files() if NAME.encode() in path.read_bytes()]


@pytest.mark.skipif(os.name != "posix", reason="the other system cannot fork")
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_killed_at_any_line_it_is_done_or_not_begun(
    place: Callable[[str], Place], way: Way, rounds: Callable[[int, int], int], dice: random.Random
) -> None:
    made = place(way[0])
    lines = lines_of(lambda: made.convert(*way), MODULES)
    for number in sorted(dice.sample(range(1, lines + 1), rounds(8, lines))):
        made.anew()
        assert killed_at(number, lambda: made.convert(*way), MODULES)
        assert_all_is_well(made, way)
    made.anew()
    made.convert(*way)
    assert opens_with(made, way) == way[1]
    assert_all_is_well(made, way)


@pytest.mark.skipif(os.name != "posix", reason="the other system cannot fork")
def test_killed_where_no_file_can_have_two_names(
    place: Callable[[str], Place],
    monkeypatch: pytest.MonkeyPatch,
    rounds: Callable[[int, int], int],
    dice: random.Random,
) -> None:
    """As on a memory stick: for a moment there is no file under its name."""

    def no_links(_source: object, _target: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    way = WAYS["change"]
    made = place(way[0])
    lines = lines_of(lambda: made.convert(*way), MODULES)
    for number in sorted(dice.sample(range(1, lines + 1), rounds(6, lines))):
        made.anew()
        assert killed_at(number, lambda: made.convert(*way), MODULES)
        assert_all_is_well(made, way)

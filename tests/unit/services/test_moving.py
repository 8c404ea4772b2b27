"""Moving the data: it is whole in one place at every moment, and the old folder leads to it."""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from crm_desktop.bootstrap import open_moving, open_services
from crm_desktop.domain.backup import BackupReason
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.errors import PassphraseError, UserError
from crm_desktop.services.context import Services
from crm_desktop.services.progress import Cancelled
from crm_desktop.store import moving
from crm_desktop.system.paths import data_dir
from tests.fakes import FakeClock


def _open(folder: Path, passphrase: str = "") -> Services:
    return open_services(folder, clock=FakeClock(), default_country=lambda: "ET", passphrase=passphrase)


def _names(folder: Path, passphrase: str = "") -> list[str]:
    with closing(_open(folder, passphrase)) as services:
        assert services.file.check().ok
        return sorted(card.name.full for card in services.reads.load(services.contacts.all_ids()))


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A folder with two people and two backups."""
    folder = tmp_path / "Dropbox" / "ዳታ"
    folder.mkdir(parents=True)
    with closing(_open(folder)) as services:
        services.contacts.add(Contact(Name("Abebe")))
        services.backups.make(BackupReason.ASKED)
        services.contacts.add(Contact(Name("Sara")))
        services.backups.make(BackupReason.ASKED)
    (folder / "window.ini").write_text("[window]\n")
    (folder / "letter.odt").write_text("not ours")
    return folder


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """Where it is to go."""
    return tmp_path / "this computer" / "crm"


def test_the_data_its_backups_and_its_window_are_at_the_new_place(old: Path, new: Path) -> None:
    backups = {path.name: path.read_bytes() for path in (old / "backups").iterdir()}
    moved = open_moving(old).move(new)
    assert (moved.folder, moved.backups) == (str(new), 2)
    assert {path.name: path.read_bytes() for path in (new / "backups").iterdir()} == backups
    assert sorted(path.name for path in new.iterdir()) == ["backups", "contacts.db", "window.ini"]
    assert _names(new) == ["Abebe", "Sara"]


def test_the_old_file_is_put_aside_and_its_folder_leads_to_the_new_one(old: Path, new: Path) -> None:
    moved = open_moving(old).move(new)
    kept = Path(moved.kept)
    assert kept.parent == old
    assert kept.name.startswith("contacts.db.moved-")
    assert not (old / "contacts.db").exists()
    assert (old / "letter.odt").exists()
    note = (old / "moved-to.txt").read_text(encoding="utf-8")
    assert note.startswith("The contacts of CRM Desktop are not in this folder any more.")
    assert data_dir(str(old)) == new
    with closing(sqlite3.connect(kept)) as file:
        assert file.execute("SELECT count(*) FROM contact").fetchone() == (2,)


@pytest.mark.skipif(os.name != "posix", reason="permissions of files are a matter of POSIX")
def test_all_that_is_written_is_private(old: Path, new: Path) -> None:
    (old / "window.ini").chmod(0o644)
    before = os.umask(0)
    try:
        open_moving(old).move(new)
    finally:
        os.umask(before)
    files = [path for path in new.rglob("*") if path.is_file()]
    assert {path.stat().st_mode & 0o777 for path in [*files, old / "moved-to.txt"]} == {0o600}
    assert {path.stat().st_mode & 0o777 for path in (new, new / "backups")} == {0o700}


def test_backups_can_go_on_being_kept_in_the_old_folder(old: Path, new: Path) -> None:
    open_moving(old).move(new, keep_backups_here=True)
    with closing(_open(new)) as services:
        assert services.settings.backup_folder == str(old / "backups")
        before = len(list((old / "backups").iterdir()))
        services.backups.make(BackupReason.ASKED)
        assert len(list((old / "backups").iterdir())) == before + 1


def test_it_can_move_there_and_back_and_there_again(old: Path, new: Path) -> None:
    for source, target in ((old, new), (new, old), (old, new)):
        open_moving(source).move(target)
        assert data_dir(str(old)) == data_dir(str(new)) == target
        assert _names(target) == ["Abebe", "Sara"]
    assert len(list(old.glob("contacts.db.moved-*"))) == 2


def test_a_folder_that_cannot_take_it_is_refused_and_nothing_changes(old: Path, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.mkdir()
    with closing(_open(taken)):
        pass
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to(old)
    for target, words in (
        (taken, "There is a data file in"),
        (old, "in that folder already"),
        (tmp_path / "link", "in that folder already"),
        (old / "backups", "belongs to the data"),
        (tmp_path / "file", "is a file"),
        (tmp_path / "file" / "below", "cannot be written"),
        (tmp_path / "two\nlines", "cannot be used"),
        (Path("near"), "cannot be used"),
    ):
        with pytest.raises(UserError, match=words):
            open_moving(old).move(target)
    assert not (old / "moved-to.txt").exists()
    assert _names(old) == ["Abebe", "Sara"]
    with pytest.raises(UserError, match="no data file"):
        open_moving(tmp_path / "empty").move(tmp_path / "elsewhere")


def test_a_disk_without_room_is_refused(old: Path, new: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(old)._replace(free=1000)
    monkeypatch.setattr(moving.shutil, "disk_usage", lambda _path: usage)
    with pytest.raises(UserError, match="no room"):
        open_moving(old).move(new)
    assert _names(old) == ["Abebe", "Sara"]


def test_a_file_that_somebody_has_open_is_not_moved(
    old: Path, new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(_open(old)) as services:
        services.contacts.count()
        with pytest.raises(UserError, match="Another program has the data open"):
            open_moving(old).move(new)
        services.contacts.add(Contact(Name("Kebede")))
    assert _names(old) == ["Abebe", "Kebede", "Sara"]


def test_who_waits_for_its_turn_meanwhile_writes_nothing_into_the_file_put_aside(
    old: Path, new: Path
) -> None:
    services, refused = _open(old), []
    services.contacts.count()
    services.close()  # opened before, and not in the way of the move
    started, may_go = threading.Event(), threading.Event()

    def progress(_done: int, _total: int) -> None:
        started.set()
        may_go.wait(0.5)

    def write() -> None:
        started.wait(10)
        try:
            services.contacts.add(Contact(Name("Kebede")))
        except Exception as error:  # noqa: BLE001 - looked at below
            refused.append(error)
        finally:
            services.close()

    thread = threading.Thread(target=write)
    thread.start()
    moved = open_moving(old).move(new, progress=progress)
    thread.join()
    assert refused
    with closing(sqlite3.connect(moved.kept)) as file:
        assert file.execute("SELECT count(*) FROM contact").fetchone() == (2,)
    assert not (old / "contacts.db").exists()
    assert _names(new) == ["Abebe", "Sara"]


def test_one_that_is_stopped_is_where_it_was(old: Path, new: Path) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        open_moving(old).move(new, cancel=stop)
    assert not (new / "contacts.db").exists()
    assert not (new / "contacts.db.moving").exists()
    assert data_dir(str(old)) == old
    assert _names(old) == ["Abebe", "Sara"]


def test_a_damaged_file_is_not_moved(old: Path, new: Path) -> None:
    with closing(sqlite3.connect(old / "contacts.db")) as file:
        file.execute("PRAGMA foreign_keys = OFF")
        file.execute("INSERT INTO contact_tag (contact_id, tag_id) VALUES (4711, 4712)")
        file.commit()
    with pytest.raises(UserError, match="not sound"):
        open_moving(old).move(new)
    assert (old / "contacts.db").exists()
    assert list(new.glob("contacts*")) == []


_KILLED = """
import os, sys
from pathlib import Path
from crm_desktop.bootstrap import open_moving
die_at, calls = int(sys.argv[3]), 0

def watch(event, args):
    global calls
    if event in ("os.rename", "os.remove", "open", "os.mkdir", "sqlite3.connect"):
        calls += 1
        if calls == die_at:
            os._exit(9)

moving = open_moving(Path(sys.argv[1]))
target = Path(sys.argv[2])
moving.why_not(target)
from crm_desktop.store.migrations import LATEST
sys.addaudithook(watch)
moving.move(target)
print(calls)
"""


def test_killed_at_any_moment_the_data_is_whole_in_one_place(
    old: Path, tmp_path: Path, rounds: Callable[[int, int], int]
) -> None:
    def fresh(name: str) -> tuple[Path, Path]:
        shutil.copytree(old, tmp_path / name / "old")
        return tmp_path / name / "old", tmp_path / name / "new"

    def move(source: Path, target: Path, die_at: int) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-c", _KILLED, str(source), str(target), str(die_at)]
        return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)

    whole = move(*fresh("whole"), 0)
    assert whole.returncode == 0, whole.stderr
    moments = int(whole.stdout)
    assert moments > 10
    places = set()
    # The end is what matters: the note, the putting aside, and what follows.
    step = rounds(4, 1)
    for moment in sorted({*range(1, moments + 1, step), *range(max(1, moments - 7), moments + 1)}):
        source, target = fresh(str(moment))
        assert move(source, target, moment).returncode == 9
        place = data_dir(str(source))
        places.add(place.name)
        assert _names(place) == ["Abebe", "Sara"]
        assert len([one for one in (source, target) if (one / "contacts.db").exists()]) == 1
        if place == source:
            open_moving(source).move(target)
            assert _names(data_dir(str(source))) == ["Abebe", "Sara"]
        shutil.rmtree(source.parent)
    assert places == {"old", "new"}


def test_an_encrypted_file_stays_encrypted(tmp_path: Path, new: Path) -> None:
    old = tmp_path / "old"
    old.mkdir()
    with closing(_open(old, "a long passphrase")) as services:
        services.contacts.add(Contact(Name("Abebe")))
    with pytest.raises(PassphraseError):
        open_moving(old).move(new)
    open_moving(old, "a long passphrase").move(new)
    assert not (new / "contacts.db").read_bytes().startswith(b"SQLite format 3")
    assert _names(new, "a long passphrase") == ["Abebe"]

"""What is done for a damaged file: it is put aside as it is, whatever happens; another takes its place."""

import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from crm_desktop.bootstrap import open_rescue, open_services
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.errors import DamagedFileError, PassphraseError, UserError
from crm_desktop.services.progress import Cancelled
from crm_desktop.services.rescue import Rescue
from crm_desktop.store.database import FILE_NAME
from crm_desktop.store.on_disk import kept_aside
from tests.fakes import FakeClock

PAGE = 4096
PASSPHRASE = "a red bicycle in the rain"


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with Abebe in a backup, and Bekele who came a day later."""
    return _live(tmp_path_factory.mktemp("sound"))


@pytest.fixture
def folder(sound: Path, tmp_path: Path) -> Path:
    """A copy of it, to be damaged."""
    return Path(shutil.copytree(sound, tmp_path / "data"))


def _live(folder: Path, passphrase: str = "") -> Path:
    clock = FakeClock()
    with closing(open_services(folder, clock=clock, passphrase=passphrase)) as services:
        services.contacts.add(Contact(Name("Abebe")))
        services.backups.make()
        clock.advance(days=1)
        services.contacts.add(Contact(Name("Bekele")))
        services.contacts.tag([2], "late")
    return folder


def _damage(folder: Path) -> bytes:
    """Zero the root of the contacts; what the file is then."""
    path = folder / FILE_NAME
    path.write_bytes(path.read_bytes()[:PAGE] + bytes(PAGE) + path.read_bytes()[2 * PAGE :])
    return path.read_bytes()


def _rescue(folder: Path, passphrase: str = "") -> Rescue:
    return open_rescue(folder, passphrase, clock=FakeClock())


def _names(folder: Path, passphrase: str = "") -> list[str]:
    with closing(open_services(folder, clock=FakeClock(), passphrase=passphrase)) as services:
        return list(services.contacts.names(services.contacts.all_ids()).values())


def _newest(folder: Path, passphrase: str = "") -> Path:
    return Path(_rescue(folder, passphrase).backups()[0].name)


def test_a_backup_takes_the_place_and_the_damaged_file_is_kept_as_it_is(folder: Path) -> None:
    damaged = _damage(folder)
    aside = _rescue(folder).bring_back(_newest(folder))
    assert aside == folder / f"{FILE_NAME}.damaged-2026-03-02-090000"
    assert aside.read_bytes() == damaged
    assert aside.stat().st_mode & 0o777 == 0o600
    assert (folder / FILE_NAME).stat().st_mode & 0o777 == 0o600
    assert _names(folder) == ["Abebe"]


def test_a_backup_may_lie_anywhere_and_have_any_name(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "stick" / "mine.db"
    elsewhere.parent.mkdir()
    shutil.copy(folder / "backups" / _newest(folder), elsewhere)
    _damage(folder)
    _rescue(folder).bring_back(elsewhere)
    assert _names(folder) == ["Abebe"]


def test_what_is_put_aside_is_never_written_over(folder: Path) -> None:
    first = _damage(folder)
    for _ in range(3):
        _rescue(folder).begin_anew()
    assert len(kept_aside(folder / FILE_NAME)) == 3
    assert kept_aside(folder / FILE_NAME)[-1].read_bytes() == first


def test_the_log_goes_aside_with_its_file(folder: Path) -> None:
    _damage(folder)
    for suffix in ("-wal", "-shm"):
        (folder / f"{FILE_NAME}{suffix}").write_bytes(suffix.encode())
    aside = _rescue(folder).begin_anew()
    assert aside is not None
    assert [aside.with_name(aside.name + end).read_bytes() for end in ("-wal", "-shm")] == [b"-wal", b"-shm"]
    assert _names(folder) == []


def test_what_is_no_sound_backup_is_refused_and_nothing_changes(folder: Path, tmp_path: Path) -> None:
    damaged = _damage(folder)
    before = sorted(folder.iterdir())
    noise = tmp_path / "noise.db"
    noise.write_bytes(b"SQLite format 3\0" + bytes(5000))
    for wrong in (noise, Path("nothing"), folder / FILE_NAME):
        with pytest.raises(UserError):
            _rescue(folder).bring_back(wrong)
    assert sorted(folder.iterdir()) == before
    assert (folder / FILE_NAME).read_bytes() == damaged


def test_an_empty_file_takes_the_place_of_one_that_is_gone(folder: Path) -> None:
    (folder / FILE_NAME).unlink()
    assert _rescue(folder).begin_anew() is None
    assert _names(folder) == []


class _Killed(BaseException):
    """The end of the process."""


@pytest.mark.parametrize("backups", [True, False])
@pytest.mark.parametrize("at", range(4))
def test_killed_at_any_moment_the_damaged_file_is_somewhere_and_none_is_begun_in_its_place(
    folder: Path, monkeypatch: pytest.MonkeyPatch, at: int, backups: bool
) -> None:
    if not backups:
        shutil.rmtree(folder / "backups")
    damaged = _damage(folder)
    (folder / f"{FILE_NAME}-wal").write_bytes(b"the log")
    calls: Iterator[int] = iter(range(9))
    rename = Path.rename

    def killed(path: Path, target: Path) -> Path:
        if next(calls) == at:
            raise _Killed
        return rename(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", killed)
        if at < 3:
            with pytest.raises(_Killed):
                _rescue(folder).begin_anew()
        else:
            _rescue(folder).begin_anew()
    if at == 0:
        assert (folder / FILE_NAME).read_bytes() == damaged
    elif at < 3:
        with pytest.raises(DamagedFileError):
            open_services(folder, clock=FakeClock())
    if at < 3:
        _rescue(folder).begin_anew()
    assert _names(folder) == []
    [aside] = kept_aside(folder / FILE_NAME)
    assert aside.read_bytes() == damaged
    assert aside.with_name(f"{aside.name}-wal").read_bytes() == b"the log"


def test_what_another_program_has_open_is_not_taken_away_under_it(folder: Path) -> None:
    hold = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('SELECT * FROM tag').fetchall();"
        " print(1, flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", hold, str(folder / FILE_NAME)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(UserError, match="Another program"):
            _rescue(folder).begin_anew()
        other.communicate()
    assert _names(folder) == ["Abebe", "Bekele"]


def test_why_says_the_cause(folder: Path) -> None:
    path, rescue = folder / FILE_NAME, _rescue(folder)
    assert rescue.why() == ""
    sound = path.read_bytes()
    _damage(folder)
    assert "part of it cannot be read" in rescue.why()
    path.write_bytes(sound[: 5 * PAGE])
    assert "cut short" in rescue.why()
    path.write_bytes(b"\0" * PAGE)
    assert "not a data file any more" in rescue.why()
    path.write_bytes(b"")
    assert "is empty" in rescue.why()
    path.unlink()
    assert "is gone" in rescue.why()
    assert not list(folder.glob(".rescue-*"))


def test_what_came_after_a_backup_is_counted(folder: Path) -> None:
    [backup] = _rescue(folder).backups()
    lost = _rescue(folder).lost_since(backup)
    assert lost.changes == 2
    assert lost.last_change == FakeClock().now() + timedelta(days=1)
    (folder / FILE_NAME).write_bytes(bytes(PAGE))
    lost = _rescue(folder).lost_since(backup)
    assert lost.changes is None
    assert isinstance(lost.last_change, datetime)
    (folder / FILE_NAME).unlink()
    assert _rescue(folder).lost_since(backup).last_change is None


def test_salvage_replaces_nothing_until_it_is_kept(folder: Path) -> None:
    damaged = _damage(folder)
    rescue = _rescue(folder)
    with pytest.raises(UserError):
        rescue.keep_salvaged()
    assert rescue.salvage().contacts == 2
    assert (folder / FILE_NAME).read_bytes() == damaged
    aside = rescue.keep_salvaged()
    assert aside is not None
    assert aside.read_bytes() == damaged
    assert _names(folder) == ["Abebe", "Bekele"]
    assert {one.name for one in folder.iterdir()} == {FILE_NAME, "backups", aside.name}


def test_what_was_salvaged_and_is_not_wanted_does_not_stay(folder: Path) -> None:
    _damage(folder)
    rescue = _rescue(folder)
    rescue.salvage()
    aside = rescue.bring_back(_newest(folder))
    assert aside is not None
    assert {one.name for one in folder.iterdir()} == {FILE_NAME, "backups", aside.name}


def test_salvage_is_stopped_when_it_is_cancelled(folder: Path) -> None:
    _damage(folder)
    before, told = sorted(folder.iterdir()), list[tuple[int, int]]()
    cancel = threading.Event()

    def progress(done: int, total: int) -> None:
        told.append((done, total))
        cancel.set()

    with pytest.raises(Cancelled):
        _rescue(folder).salvage(progress=progress, cancel=cancel)
    assert told[0][0] == 1 < told[0][1]
    assert sorted(folder.iterdir()) == before


def test_what_was_encrypted_stays_so(tmp_path: Path) -> None:
    folder = _live(tmp_path, PASSPHRASE)
    damaged = _damage(folder)
    rescue = _rescue(folder, PASSPHRASE)
    assert "cannot be read" in rescue.why()
    numbers = rescue.salvage()
    assert (numbers.contacts, numbers.filled, numbers.lost) == (2, 1, 1)
    aside = rescue.keep_salvaged()
    assert aside is not None
    assert aside.read_bytes() == damaged
    assert not (folder / FILE_NAME).read_bytes().startswith(b"SQLite")
    assert _names(folder, PASSPHRASE) == ["Abebe", "Bekele"]
    rescue.bring_back(_newest(folder, PASSPHRASE))
    assert _names(folder, PASSPHRASE) == ["Abebe"]
    rescue.begin_anew()
    assert not (folder / FILE_NAME).read_bytes().startswith(b"SQLite")
    assert _names(folder, PASSPHRASE) == []


def test_an_encrypted_file_needs_its_beginning_and_its_passphrase(tmp_path: Path) -> None:
    folder = _live(tmp_path, PASSPHRASE)
    with pytest.raises(PassphraseError):
        _rescue(folder).salvage()
    with pytest.raises(PassphraseError) as wrong:
        _rescue(folder, "another one").salvage()
    assert wrong.value.was_wrong
    assert "another passphrase" in _rescue(folder, "another one").why()


def test_a_mistyped_passphrase_encrypts_nothing(folder: Path) -> None:
    (folder / FILE_NAME).write_bytes(bytes(range(256)) * 16)
    _rescue(folder, "no such thing").bring_back(_newest(folder))
    with closing(sqlite3.connect(folder / FILE_NAME)) as file:
        assert file.execute("SELECT full_name FROM contact").fetchall() == [("Abebe",)]

"""A log that is damaged in its middle: SQLite would not say it, so it is said before SQLite opens it."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from crm_desktop.bootstrap import open_services
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.errors import DamagedFileError
from crm_desktop.store.database import FILE_NAME
from crm_desktop.store.log import committed_frames, refuse_broken_log
from crm_desktop.store.on_disk import log_of
from tests.fakes import FakeClock

PAGE, HEADER, FRAME = 4096, 32, 24


@pytest.fixture(scope="module")
def off(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as it is when the power goes: five contacts stand in the log only."""
    folder = tmp_path_factory.mktemp("on")
    away = folder.with_name("off")
    open_services(folder, clock=FakeClock()).close()
    with closing(open_services(folder, clock=FakeClock())) as services:
        for number in range(5):
            services.contacts.add(Contact(Name(f"Person {number}"), notes="word " * 2000))
        shutil.copytree(folder, away, ignore=shutil.ignore_patterns("*-shm"))
    return away


@pytest.fixture
def path(off: Path, tmp_path: Path) -> Path:
    """A copy of it; its data file."""
    return Path(shutil.copytree(off, tmp_path / "data"), FILE_NAME)


def _people(path: Path) -> int:
    with closing(open_services(path.parent, clock=FakeClock())) as services:
        return services.contacts.count()


def _garble(path: Path, at: int, length: int = 8) -> None:
    log = log_of(path)
    content = bytearray(log.read_bytes())
    content[at : at + length] = bytes(255 - byte for byte in content[at : at + length])
    log.write_bytes(content)


def _frames(path: Path) -> int:
    return (log_of(path).stat().st_size - HEADER) // (PAGE + FRAME)


def _is_refused(path: Path) -> bool:
    before = log_of(path).read_bytes()
    try:
        open_services(path.parent, clock=FakeClock()).close()
    except DamagedFileError:
        assert log_of(path).read_bytes() == before
        return True
    return False


def test_a_whole_log_is_read(path: Path) -> None:
    assert _people(path) == 5


@pytest.mark.parametrize("at", [0, HEADER, HEADER + 8, HEADER + FRAME + 99, HEADER + 3 * (FRAME + PAGE) + 50])
def test_damage_before_what_was_saved_is_told(path: Path, at: int) -> None:
    _garble(path, at)
    assert _is_refused(path)


def test_the_end_of_the_last_change_may_be_missing(path: Path) -> None:
    log = log_of(path)
    log.write_bytes(log.read_bytes()[:-100])
    assert _people(path) == 4


def test_a_last_change_that_was_being_written_is_no_damage(path: Path) -> None:
    _garble(path, HEADER + (_frames(path) - 2) * (FRAME + PAGE) + 100)
    assert not _is_refused(path)
    assert _people(path) == 4


def test_what_is_left_of_an_earlier_log_is_no_damage(path: Path) -> None:
    log = log_of(path)
    left_over = log.read_bytes()[HEADER:]
    changed = bytearray(left_over)
    for frame in range(0, len(changed), FRAME + PAGE):
        changed[frame + 8 : frame + 16] = b"earlier!"
    log.write_bytes(log.read_bytes() + bytes(changed))
    assert _people(path) == 5


def test_a_log_that_another_program_is_writing_is_no_damage(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _garble(path, HEADER + 50)
    monkeypatch.setattr("time.sleep", lambda _: log_of(path).touch())
    refuse_broken_log(path)


def test_what_is_whole_behind_the_damage_is_found(path: Path) -> None:
    with log_of(path).open("rb") as log:
        whole, count = committed_frames(log, PAGE)
    _garble(path, HEADER + 2 * (FRAME + PAGE) + 50)
    with log_of(path).open("rb") as log:
        found, still = committed_frames(log, PAGE)
    assert still == count
    assert len(found) >= len(whole) - 1
    assert found.items() <= whole.items()

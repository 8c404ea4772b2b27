"""The data file on the disk: private, safe from a crash, and never mistaken for another."""

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from crm_desktop.bootstrap import open_services
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.errors import NewerFileError, UserError
from crm_desktop.services.context import Services
from crm_desktop.store import database
from crm_desktop.store.database import FILE_NAME, open_database
from tests.fakes import FakeClock

posix_only = pytest.mark.skipif(os.name != "posix", reason="permissions of files are a matter of POSIX")


@contextmanager
def _opened(folder: Path) -> Iterator[Services]:
    with closing(open_services(folder, clock=FakeClock(), default_country=lambda: "ET")) as services:
        yield services


def _picture(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


# Kept


def test_what_is_committed_is_on_the_disk_in_every_thread(services: Services) -> None:
    found: list[list[object]] = []
    opened = services.uow._database

    def look() -> None:
        pragmas = ("journal_mode", "synchronous", "foreign_keys")
        found.append([opened.value(f"PRAGMA {pragma}") for pragma in pragmas])
        services.close()

    look()
    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert found == [["wal", 2, 1]] * 2


def test_a_new_file_is_sound(services: Services) -> None:
    health = services.file.check()
    assert health.ok
    assert health.contacts == 0


_WRITER = """
import sys
from pathlib import Path
from crm_desktop.bootstrap import open_services
from crm_desktop.domain.contact import Contact, Name
services = open_services(Path(sys.argv[1]), default_country=lambda: "ET")
for at in range(100_000):
    number = services.contacts.add(Contact(Name(f"N{at}")))
    if at % 3 == 2:
        services.undo.undo()
        number = -number
    print(number, flush=True)
"""


def test_what_was_acknowledged_survives_kill_9(tmp_path: Path) -> None:
    kept: set[int] = set()
    for enough in (7, 20, 33):
        with subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True
        ) as writer:
            assert writer.stdout is not None
            acknowledged = [int(next(writer.stdout)) for _ in range(enough)]
            writer.kill()
            # What was printed before the blow counts too.
            acknowledged += [int(line) for line in writer.stdout if line.endswith("\n")]
        kept.update(number for number in acknowledged if number > 0)
        with _opened(tmp_path) as services:
            there = set(services.contacts.all_ids())
            assert kept <= there
            # At most the command that was under way is there without having been acknowledged.
            assert len(there - kept) <= 1
            assert services.file.check().ok
            kept = there


# Private


@posix_only
def test_nobody_else_can_read_the_file(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with _opened(tmp_path) as services:
            services.contacts.add(Contact(Name("Abebe")))
            modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    finally:
        os.umask(before)
    assert FILE_NAME in modes
    assert set(modes.values()) == {0o600}


@posix_only
def test_a_file_from_elsewhere_is_made_private(tmp_path: Path) -> None:
    with _opened(tmp_path):
        pass
    (tmp_path / FILE_NAME).chmod(0o644)
    with _opened(tmp_path):
        pass
    assert (tmp_path / FILE_NAME).stat().st_mode & 0o777 == 0o600


# Not ours


def _newer(folder: Path, mode: str) -> None:
    with _opened(folder) as services:
        services.contacts.add(Contact(Name("Abebe")))
    with closing(sqlite3.connect(folder / FILE_NAME)) as file:
        file.execute(f"PRAGMA journal_mode = {mode}")
        file.execute("PRAGMA user_version = 4711")


@pytest.mark.parametrize("mode", ["wal", "delete"])
def test_a_file_from_a_newer_version_is_refused_and_not_touched(tmp_path: Path, mode: str) -> None:
    _newer(tmp_path, mode)
    before = _picture(tmp_path)
    with pytest.raises(NewerFileError, match=r"newer version.*not touched"), _opened(tmp_path):
        pass
    assert _picture(tmp_path) == before


def test_a_newer_file_that_crashed_is_refused_too(tmp_path: Path) -> None:
    _newer(tmp_path, "wal")
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as file:
        file.execute("PRAGMA user_version = 1")
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        file.execute("PRAGMA user_version = 4711")
        crashed = _picture(tmp_path)
    for name, content in crashed.items():
        (tmp_path / name).write_bytes(content)
    with pytest.raises(NewerFileError), _opened(tmp_path):
        pass


@pytest.mark.parametrize(
    "content",
    [
        b"x",
        b"no database at all " * 100,
        b"\x00" * 4096,
        b"SQLite format 3\x00",
        b"SQLite format 3\x00" + b"\xff" * 8000,
    ],
)
def test_what_is_no_database_is_refused_and_not_touched(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    with pytest.raises(UserError, match="not a data file"), _opened(tmp_path):
        pass
    assert _picture(tmp_path) == {FILE_NAME: content}


@pytest.mark.parametrize("version", [0, 1, 7])
def test_the_database_of_another_program_is_refused_and_not_touched(tmp_path: Path, version: int) -> None:
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as file:
        file.execute("CREATE TABLE bookmarks (url TEXT)")
        file.execute(f"PRAGMA user_version = {version}")
    before = _picture(tmp_path)
    with pytest.raises(UserError, match="not a data file"), _opened(tmp_path):
        pass
    assert _picture(tmp_path) == before


def test_an_empty_file_becomes_a_data_file(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).touch()
    with _opened(tmp_path) as services:
        services.contacts.add(Contact(Name("Abebe")))


def test_a_first_start_that_was_cut_short_is_begun_again(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as file:
        file.execute("PRAGMA journal_mode = wal")
    with _opened(tmp_path) as services:
        services.contacts.add(Contact(Name("Abebe")))


def test_a_folder_in_the_place_of_the_file_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    with pytest.raises(UserError, match="cannot be written"), _opened(tmp_path):
        pass


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be written"), _opened(tmp_path / "nowhere"):
        pass
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="cannot be written"):
        open_database(tmp_path / "file")


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, *_: object) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(database.os, "open", refuse)
    with pytest.raises(UserError, match="Permission denied"), _opened(tmp_path):
        pass


def test_a_file_that_another_program_holds_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with _opened(tmp_path):
        pass
    monkeypatch.setattr(database, "WAIT_SECONDS", 0.01)
    with closing(sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = exclusive")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(UserError, match="cannot be opened"), _opened(tmp_path):
            pass


def test_two_that_start_at_once_make_one_file(tmp_path: Path) -> None:
    together, faults = threading.Barrier(4), []

    def start() -> None:
        together.wait()
        try:
            with _opened(tmp_path) as services:
                services.contacts.add(Contact(Name("Abebe")))
        except BaseException as error:  # noqa: BLE001 - told to the test's own thread
            faults.append(error)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    with _opened(tmp_path) as services:
        assert services.contacts.count() == 4
        assert services.file.check().ok


# Check and mend


def test_a_check_sees_what_lists_and_search_lack_and_it_can_be_mended(
    services: Services, file: sqlite3.Connection
) -> None:
    for at in range(3):
        services.contacts.add(Contact(Name(f"N{at}")))
    file.execute("DELETE FROM contact_search WHERE rowid = 1")
    file.execute("DELETE FROM contact_summary WHERE contact_id = 2")
    assert services.file.check().search_index == "2 missing, 0 left over"
    assert not services.file.check().ok
    with services.uow(None) as tx:
        tx.rebuild()
    assert services.file.check().ok
    assert services.contacts.count() == 3

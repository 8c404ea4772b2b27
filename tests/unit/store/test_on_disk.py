"""Files as they lie on the disk: private, never written over, nothing of our own left behind."""

import os
import time
from pathlib import Path

import pytest

from crm_desktop.store.on_disk import copy_with_log, make_private, workplace


def test_a_workplace_is_for_its_owner_and_gone_afterwards(tmp_path: Path) -> None:
    with workplace(tmp_path) as place:
        assert place.parent == tmp_path
        assert place.stat().st_mode & 0o777 == 0o700
        (place / "a.db").write_bytes(b"a")
    assert list(tmp_path.iterdir()) == []


def test_what_a_crash_left_of_one_goes_a_day_later(tmp_path: Path) -> None:
    old, new = tmp_path / ".rescue-old", tmp_path / ".rescue-new"
    for left_over in (old, new):
        left_over.mkdir()
        (left_over / "a.db").write_bytes(b"a")
    os.utime(old, (time.time() - 90_000,) * 2)
    with workplace(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == [new]


def test_a_copy_has_the_log_of_its_file_and_is_private(tmp_path: Path) -> None:
    source, place = tmp_path / "a.db", tmp_path / "place"
    place.mkdir()
    for path in (source, tmp_path / "a.db-wal", tmp_path / "a.db-shm"):
        path.write_bytes(path.name.encode())
        path.chmod(0o644)
    copy = copy_with_log(source, place)
    assert copy.read_bytes() == b"a.db"
    assert {one.name for one in place.iterdir()} == {"a.db", "a.db-wal"}
    assert {one.stat().st_mode & 0o777 for one in place.iterdir()} == {0o600}


def test_a_new_file_never_takes_the_place_of_one(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(b"kept")
    with pytest.raises(FileExistsError):
        make_private(path)
    assert path.read_bytes() == b"kept"

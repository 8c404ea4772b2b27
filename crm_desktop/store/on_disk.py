"""A data file as it lies on the disk: up to three files that are moved, removed and made durable together.

Keeps true: no file is written over, and what is told to be on the disk is there.
"""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from datetime import UTC, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.domain.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

PRIVATE = 0o600
LOG, INDEX = "-wal", "-shm"
_ASIDE = ".damaged-"
_SHARED_FIRST, _SHARED_SIZE = 0x4000_0002, 510  # sqlite.org/src, os.h
_IN_COMPANY = "Another program has the data open. Quit CRM Desktop everywhere else, then try again."
_WORK, _A_DAY = ".rescue-", 86_400
_WHEN = "%Y-%m-%d-%H%M%S"


def log_of(path: Path) -> Path:
    """SQLite's write-ahead log of a file."""
    return path.with_name(path.name + LOG)


def remove(path: Path) -> None:
    """Delete a database of our own making, with what SQLite left beside it."""
    for part in (path, log_of(path), path.with_name(path.name + INDEX)):
        with suppress(FileNotFoundError):
            part.unlink()


def flush(path: Path) -> None:
    """Wait until a file's content is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where a system knows how."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_private(path: Path) -> None:
    """Make an empty file that only its owner can read. Raises FileExistsError for one that is there."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, PRIVATE))


@contextmanager
def workplace(folder: Path) -> Iterator[Path]:
    """A folder for its owner's eyes, gone afterwards; what a crash left of one goes a day later."""
    import shutil
    import tempfile
    import time

    for left_over in folder.glob(f"{_WORK}*"):
        with suppress(OSError):
            if left_over.stat().st_mtime < time.time() - _A_DAY:
                shutil.rmtree(left_over)
    with tempfile.TemporaryDirectory(prefix=_WORK, dir=folder) as made:
        yield Path(made)


def copy_with_log(path: Path, folder: Path) -> Path:
    """A private copy of a file and of the log beside it; where it is."""
    import shutil

    target = folder / path.name
    for source, copy in ((path, target), (log_of(path), log_of(target))):
        if source.exists():
            make_private(copy)
            shutil.copyfile(source, copy)
    return target


def kept_aside(data_file: Path) -> list[Path]:
    """The damaged files that were put aside, the newest first."""
    prefix = data_file.name + _ASIDE
    if not data_file.parent.is_dir():
        return []
    found = (
        path
        for path in data_file.parent.iterdir()
        if path.name.startswith(prefix) and not path.name.endswith((LOG, INDEX))
    )
    return sorted(found, reverse=True)


def take_place(prepared: Path, data_file: Path, now: datetime) -> Path | None:
    """Let a prepared file, whole and closed, be the data file; the present one is put aside as it is.

    Returns where that is, None if there was none. Raises UserError while another program has it open. Killed
    at any moment, either the old file or the new one stands in its place, or none and the old one aside.
    """
    flush(prepared)
    with alone(data_file):
        aside = _put_aside(data_file, now)
        if data_file.exists():
            raise UserError(f"Another program made {data_file} anew, so it was left as it is.")
        prepared.rename(data_file)
        flush_folder(data_file.parent)
    return aside


@contextmanager
def alone(data_file: Path) -> Iterator[None]:
    """While no other process has the file open: SQLite holds a lock on these bytes for as long as it has.

    Raises UserError where one has. Where nobody can know, as on some network drives, it is not asked;
    Windows moves no file that is open.
    """
    if os.name != "posix" or not data_file.exists():
        yield
        return
    import fcntl

    with data_file.open("rb+") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, _SHARED_SIZE, _SHARED_FIRST)
        except BlockingIOError as error:
            raise UserError(_IN_COMPANY) from error
        except OSError:
            pass
        yield


def _put_aside(data_file: Path, now: datetime) -> Path | None:
    """The file itself goes first: without its log it could open, and say less than what was written."""
    parts = [suffix for suffix in ("", LOG, INDEX) if data_file.with_name(data_file.name + suffix).exists()]
    if not parts:
        return None
    aside = _name_aside(data_file, now, parts)
    for suffix in parts:
        data_file.with_name(data_file.name + suffix).rename(aside.with_name(aside.name + suffix))
    flush_folder(data_file.parent)
    return aside


def _name_aside(data_file: Path, now: datetime, parts: list[str]) -> Path:
    for path in kept_aside(data_file)[:1]:
        # Whoever put it aside was stopped before its log: they stay together.
        if "" not in parts and not any(path.with_name(path.name + suffix).exists() for suffix in parts):
            return path
    return next(name for name in _names(data_file, now) if not _taken(name))


def _names(data_file: Path, now: datetime) -> Iterator[Path]:
    at = now.astimezone(UTC)
    while True:
        yield data_file.with_name(f"{data_file.name}{_ASIDE}{at:{_WHEN}}")
        at += timedelta(seconds=1)


def _taken(path: Path) -> bool:
    return any(path.with_name(path.name + suffix).exists() for suffix in ("", LOG, INDEX))

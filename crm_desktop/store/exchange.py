"""Lets finished files take the place of others, and puts in order what a crash in the middle of it left.

Keeps true: under the name of a data file or a backup lies, at any moment, the old file or the new one, each
whole; which of the two the data file is decides what becomes of everything else.
"""

from __future__ import annotations

import logging
import os
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING

from crm_desktop.domain.errors import UserError
from crm_desktop.store.cipher import wipe
from crm_desktop.store.engine import connect, faults
from crm_desktop.store.identity import CONVERTING
from crm_desktop.store.on_disk import flush_folder, make_private

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

_log = logging.getLogger(__name__)

_PART, _NEXT, _OLD = ".part", ".next", ".old"
_HEAD = 16
"""What tells two states of a file apart: SQLite's name in a plain one, the salt in one that is encrypted."""


def unfinished(path: Path) -> Path:
    """Where what is to take the place of a file is written."""
    return path.with_name(path.name + _PART)


def ready(path: Path) -> Path:
    """What is to take the place of a file and lacks nothing."""
    return path.with_name(path.name + _NEXT)


def replaced(path: Path) -> Path:
    """What was in the place of a file."""
    return path.with_name(path.name + _OLD)


def make_ready(path: Path) -> None:
    """What was written for a file is whole, and on the disk."""
    unfinished(path).rename(ready(path))
    flush_folder(path.parent)


def exchange(path: Path) -> None:
    """Let what is ready take the place of a file; the file itself is `replaced` then."""
    try:
        os.link(path, replaced(path))
    except FileExistsError:
        raise
    except OSError:  # a stick's file system has no second names; `settle` mends what a crash leaves here
        path.rename(replaced(path))
    ready(path).replace(path)
    flush_folder(path.parent)


def put_back(path: Path) -> None:
    """Let what was replaced have its place again."""
    replaced(path).replace(path)
    flush_folder(path.parent)


def head(path: Path) -> bytes:
    """The first bytes of a file; not to be asked of one that this process has open."""
    with path.open("rb") as file:
        return file.read(_HEAD)


def settle(path: Path) -> None:
    """Finish or take back the exchange of one file that was cut short, by what has its name now."""
    old = replaced(path)
    if old.exists():
        if not path.exists() or not path.stat().st_size:
            old.replace(path)
        elif path.samefile(old):
            old.unlink()
        else:
            wipe(old)
    wipe(unfinished(path))
    wipe(ready(path))


def settle_copies(folder: Path, data_head: bytes) -> None:
    """The same for all backups in a folder. What is ready takes its place if the data file is of its kind."""
    for old in folder.glob(f"*.db{_OLD}"):
        place = old.with_name(old.name.removesuffix(_OLD))
        if not place.exists():
            old.replace(place)
        elif place.samefile(old):
            old.unlink()
        else:
            wipe(old)
    for next_one in folder.glob(f"*.db{_NEXT}"):
        place = next_one.with_name(next_one.name.removesuffix(_NEXT))
        if head(next_one) != data_head:
            wipe(next_one)
        elif place.exists():
            exchange(place)
            wipe(replaced(place))
        else:
            next_one.replace(place)
    for part in folder.glob(f"*.db{_PART}"):
        wipe(part)


def copies_wait(folder: Path) -> bool:
    """Whether there is anything in a folder for `settle_copies`."""
    return any(any(folder.glob(f"*.db{ending}")) for ending in (_PART, _NEXT, _OLD))


@contextmanager
def converting(data_file: Path) -> Iterator[sqlite3.Connection]:
    """Convert a closed data file: nobody else opens it meanwhile; after a crash the next start settles it.

    To the connection that is given, `note` tells which folders hold backups. At its end, however that comes
    about, everything is settled. Raises UserError while another process is converting it.
    """
    with closing(_take(data_file)) as mark:
        _settle_all(data_file, mark)
        try:
            yield mark
        finally:
            _end(data_file, mark)


def _end(data_file: Path, mark: sqlite3.Connection) -> None:
    """Whatever was done is done: what cannot be put in order now is tried again with the next start."""
    try:
        _settle_all(data_file, mark)
        if os.name != "posix":  # there nothing is deleted that somebody has open
            mark.close()
        _unlink(mark_of(data_file))
    except OSError as error:
        _log.warning("what is left of an encryption cannot be removed: %s", type(error).__name__)


def note(mark: sqlite3.Connection, folder: Path) -> None:
    """Another folder whose backups are converted."""
    mark.execute("INSERT OR IGNORE INTO place (folder) VALUES (?)", (str(folder),))


def recover(data_file: Path) -> None:
    """Put in order what a crash while converting left. Raises UserError while somebody still converts it."""
    with closing(_take(data_file)) as mark:
        _end(data_file, mark)


def mark_of(data_file: Path) -> Path:
    """The file that is there while a data file is converted."""
    return data_file.with_name(data_file.name + CONVERTING)


def _take(data_file: Path) -> sqlite3.Connection:
    """A lock that the system lets go of when its holder dies: SQLite's own, on a file with nothing in it."""
    path = mark_of(data_file)
    for attempt in ("as it is", "anew"):
        with suppress(FileExistsError):
            make_private(path)
        mark = connect(path, timeout=0)
        try:
            mark.execute("PRAGMA locking_mode = EXCLUSIVE")
            mark.execute("BEGIN EXCLUSIVE")
            mark.execute("CREATE TABLE IF NOT EXISTS place (folder TEXT PRIMARY KEY)")
            mark.execute(f"PRAGMA user_version = {os.getpid()}")  # refused for one that was deleted meanwhile
            mark.execute("COMMIT")
            flush_folder(data_file.parent)
        except faults() as error:
            mark.close()
            if any(part in str(error) for part in ("locked", "readonly")):
                raise UserError("The data is being encrypted or decrypted. Try again in a moment.") from error
            if attempt == "anew":
                raise
            _unlink(path)  # a power cut has spoilt it, and what it says is only where else to look
        else:
            break
    return mark


def _settle_all(data_file: Path, mark: sqlite3.Connection) -> None:
    settle(data_file)
    if not data_file.exists():
        return
    for (folder,) in mark.execute("SELECT folder FROM place").fetchall():
        place = type(data_file)(folder)
        if place.is_dir():  # a stick that is not there is settled with the next backup on it
            settle_copies(place, head(data_file))


def _unlink(mark: Path) -> None:
    for ending in ("-journal", ""):
        with suppress(FileNotFoundError):
            mark.with_name(mark.name + ending).unlink()

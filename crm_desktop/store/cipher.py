"""Writes what one database holds into a new file that is encrypted, encrypted otherwise, or plain.

Keeps true: what has been written here was compared with its source and is on the disk; the source is not
touched.
"""

from __future__ import annotations

import logging
import os
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING

from crm_desktop.domain.errors import UserError
from crm_desktop.services.progress import Cancelled, NeverCancel, no_progress
from crm_desktop.store.engine import connect, faults, key_for, quoted
from crm_desktop.store.on_disk import PRIVATE, flush, make_private

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from crm_desktop.services.progress import Cancel, Progress

_log = logging.getLogger(__name__)

SALT = 16  # bytes
_OFTEN = 20_000  # steps of SQLite's machine between two looks, some milliseconds
_ZEROS = bytes(1 << 20)
_CARRIED = ("application_id", "user_version")  # sqlcipher_export leaves them behind


class Unsound(Exception):
    """What is to be converted is damaged."""


def write_as(
    source: sqlite3.Connection,
    target: Path,
    passphrase: str,
    salt: bytes,
    progress: Progress,
    cancel: Cancel,
) -> None:
    """Write all that a connection of SQLCipher sees into a new file; `passphrase` is "" for a plain one.

    Raises Unsound, UserError where what was written is not what was read, Cancelled; then the new file is
    gone. FileExistsError where there is a file of that name.
    """
    make_private(target)
    try:
        _export(source, target, key_for(passphrase, salt) if passphrase else "", progress, cancel)
        if cancel.is_set():
            raise Cancelled
        _compare(source, target, passphrase, cancel)
        flush(target)
        progress(1, 1)
    except BaseException:
        with suppress(OSError):
            wipe(target)
        raise


def recast(path: Path, old: str, new: str) -> None:
    """Let a closed file of our own making, which `old` opens, be one that `new` opens. Raises as `write_as`;
    then it is as it was.
    """
    made = path.with_name(path.name + ".part")
    wipe(made)
    with closing(connect(path, old, by_cipher=True)) as source:
        write_as(source, made, new, os.urandom(SALT) if new else b"", no_progress, NeverCancel())
    wipe(path)
    made.replace(path)


def wipe(path: Path) -> None:
    """Overwrite a file, then delete it, so that what it held cannot be read any more.

    Flash storage, and file systems that never write in place (Btrfs, ZFS, APFS), may keep the old blocks for
    a while all the same; against that only an encrypted disk helps. Nothing happens where there is no file.
    """
    with suppress(FileNotFoundError):
        try:
            if path.stat().st_nlink == 1:  # what somebody gave another name is a copy of his own
                _overwrite(path)
        except FileNotFoundError:
            raise
        except OSError as error:
            _log.warning("a file could not be overwritten before it was deleted: %s", type(error).__name__)
        path.unlink()


def _overwrite(path: Path) -> None:
    """It is not cut to nothing as well: whoever has it open still would begin a new database in it, and its
    log beside the file that took its place. Of zeros SQLite says that they are no database.
    """
    left = path.stat().st_size
    with path.open("rb+") as file:
        while left > 0:
            left -= file.write(_ZEROS[:left])
        file.flush()
        os.fsync(file.fileno())


def _export(source: sqlite3.Connection, target: Path, key: str, progress: Progress, cancel: Cancel) -> None:
    source.execute(f"ATTACH {quoted(str(target))} AS made KEY {quoted(key)}")
    size = _value(source, "PRAGMA main.page_count") * _value(source, "PRAGMA main.page_size")

    def look() -> bool:
        progress(min(target.stat().st_size, size), 2 * size)  # the other half is to check it
        return cancel.is_set()

    try:
        # Until it is whole it is nothing: no log for it, and one wait for the disk at the end.
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -8000"):
            source.execute(f"PRAGMA made.{pragma}")
        with _watched(source, look):
            source.execute("BEGIN")
            source.execute("SELECT sqlcipher_export('made')")
            for name in _CARRIED:
                source.execute(f"PRAGMA made.{name} = {_value(source, f'PRAGMA main.{name}')}")
            source.execute("COMMIT")
    finally:
        if source.in_transaction:
            source.execute("ROLLBACK")
        source.execute("DETACH made")
    target.chmod(PRIVATE)


def _compare(source: sqlite3.Connection, target: Path, passphrase: str, cancel: Cancel) -> None:
    """Raises Unsound or UserError unless the new file is sound and holds what its source holds."""
    with (
        closing(connect(target, passphrase, as_it_is=True, by_cipher=True)) as made,
        _watched(made, cancel.is_set),
    ):
        checks = [*made.execute("PRAGMA integrity_check")]
        if passphrase:
            checks += [*made.execute("PRAGMA cipher_integrity_check")]
        loose = made.execute("PRAGMA foreign_key_check").fetchone()
        same = _content(made) == _content(source)
    if checks != [("ok",)] or loose:
        raise Unsound
    if not same:
        raise UserError("What was written is not what was read, so it was left as it is. Check the disk.")


@contextmanager
def _watched(connection: sqlite3.Connection, look: Callable[[], bool]) -> Iterator[None]:
    """Ask often, while statements run, whether they are to stop. Raises Cancelled."""
    connection.set_progress_handler(look, _OFTEN)
    try:
        yield
    except faults() as error:
        if "interrupted" in str(error):
            raise Cancelled from error
        raise
    finally:
        connection.set_progress_handler(None, _OFTEN)


def _content(connection: sqlite3.Connection) -> list[object]:
    """What files with the same content have in common: schema, versions, how many rows a table has."""
    schema = connection.execute("SELECT type, name, tbl_name, sql FROM main.sqlite_master ORDER BY 1, 2")
    tables = connection.execute(
        "SELECT name FROM main.sqlite_master WHERE type = 'table' AND rootpage > 0 ORDER BY name"
    )
    names = [str(name).replace('"', '""') for (name,) in tables.fetchall()]
    counts = [(name, _value(connection, f'SELECT count(*) FROM main."{name}"')) for name in names]
    return [schema.fetchall(), counts, *(_value(connection, f"PRAGMA main.{name}") for name in _CARRIED)]


def _value(connection: sqlite3.Connection, sql: str) -> int:
    return int(connection.execute(sql).fetchone()[0])

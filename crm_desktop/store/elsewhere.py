"""The data file that is open is not the one that has its name any more: a stick was pulled, or another
program put a file in its place. Nothing is written then, and what is open is not lost.
"""

from __future__ import annotations

import logging
import os
from contextlib import closing, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from crm_desktop.domain.errors import UserError
from crm_desktop.store.engine import connect, faults

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from crm_desktop.store.database import Database

_log = logging.getLogger(__name__)

Identity = tuple[int, int]


def identity(path: Path) -> Identity | None:
    """Which file has this name now; None where there is none, or its disk does not answer."""
    try:
        found = os.stat(path)  # noqa: PTH116 - half the price of Path.stat, before every change
    except OSError:
        return None
    return found.st_dev, found.st_ino


def gone(path: Path) -> UserError:
    """What a person is told while the file is not there."""
    return UserError(
        f"The data file {path} is not where it was. If it is on a stick or a network drive, connect it again"
        " and do this once more; nothing was written."
    )


def let_go(database: Database) -> UserError:
    """Close this thread's connection, so that the next use opens what is there then; what to tell.

    Of a file that another one took the place of, what was open is kept in a file beside it first.
    """
    path = database.path
    if identity(path) is None:
        _log.warning("the data file is gone")
        database.close_thread()
        return gone(path)
    _log.warning("another file took the place of the data file")
    kept = _keep(database.connection(), path, database.passphrase)
    _put_log_aside(path)
    database.close_thread()
    where = f" What you had open is kept as {kept}." if kept else ""
    return UserError(
        f"Another program has put another file in the place of {path}: one that syncs or restores folders"
        f" does that. Nothing was written.{where} Look whether everything is there, then do this once more."
    )


def _keep(connection: sqlite3.Connection, path: Path, passphrase: str) -> Path | None:
    """Write what this connection still sees into a file of its own; None where that cannot be."""
    kept = _free(path, "exchanged")
    problems: tuple[type[Exception], ...] = (*faults(), OSError, UserError)
    try:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        os.close(os.open(kept, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        with closing(connect(kept, passphrase)) as copy:
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
    except problems as error:
        _log.warning("what was open cannot be kept: %s", type(error).__name__)
        with suppress(OSError):
            kept.unlink()
        return None
    return kept


def _put_log_aside(path: Path) -> None:
    """The log beside the file belongs to the one that was there before: SQLite would read it into the new
    one. All that it holds is in what was kept; it is put aside all the same.
    """
    log = path.with_name(path.name + "-wal")
    with suppress(OSError):
        log.rename(_free(path, "exchanged-log"))
    with suppress(OSError):
        path.with_name(path.name + "-shm").unlink()


def _free(path: Path, what: str) -> Path:
    name = f"{path.name}.{what}-{datetime.now(UTC):%Y-%m-%d-%H%M%S}"
    return next(
        free
        for number in range(1, 1000)
        if not (free := path.with_name(name if number == 1 else f"{name}-{number}")).exists()
    )

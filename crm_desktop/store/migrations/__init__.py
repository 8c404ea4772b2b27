"""Brings a data file to the present schema: ordered steps, all of them in one transaction, so that nobody
ever sees a file between two versions.

`PRAGMA user_version` says how far a file is. A step is a module `m0001_*` with `migrate(connection)`,
written in SQL of its own: never with today's models.
"""

from __future__ import annotations

import importlib
import pkgutil
import sqlite3
from typing import TYPE_CHECKING

from crm_desktop.domain.errors import NewerFileError, UserError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from crm_desktop.store.database import Database

LATEST = 2
APPLICATION_ID = 0x43524D44
"""What SQLite's header calls a file of this program ("CRMD"). The first step writes it."""

_MAGIC = b"SQLite format 3\0"
_VERSION_IN_HEADER, _APPLICATION_IN_HEADER = slice(60, 64), slice(68, 72)


def refuse_strangers(path: Path) -> None:
    """Look at the file before anything is written into it, if there is one.

    Raises NewerFileError for one from a newer version, UserError for what is no data file of this program.
    Neither is touched.
    """
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError:
        return  # whoever opens the file says why it cannot be
    if not header:
        return
    if not header.startswith(_MAGIC):
        raise _stranger(path)
    version = int.from_bytes(header[_VERSION_IN_HEADER], "big")
    application = int.from_bytes(header[_APPLICATION_IN_HEADER], "big")
    if not application:
        # A first session that crashed has all it wrote in the log beside the file.
        application, version = _identity(path)
    if application != APPLICATION_ID:
        raise _stranger(path)
    _refuse_newer(path, version)


def _stranger(path: Path) -> UserError:
    return UserError(
        f"{path} is not a data file of this program. It was left as it is; name another folder with --data."
    )


def _refuse_newer(path: Path, version: int) -> None:
    if version > LATEST:
        raise NewerFileError(
            f"{path} was written by a newer version of CRM Desktop. "
            "Install that version to open it; the file was not touched."
        )


def _identity(path: Path) -> tuple[int, int]:
    """Whose file it is and how far, its log included; one without a table is ours to begin with."""
    connection = sqlite3.connect(path)
    try:
        if not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
            return APPLICATION_ID, 0
        application: int = connection.execute("PRAGMA application_id").fetchone()[0]
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        return application, version
    except sqlite3.DatabaseError:
        return 0, 0
    finally:
        connection.close()


def schema_version(database: Database) -> int:
    """How far the file is; 0 for an empty one."""
    return int(database.value("PRAGMA user_version"))


def migrate(database: Database, *, before_first: Callable[[], object]) -> None:
    """Bring the file to the present schema, or leave it as it was.

    `before_first` is called once before a file that already has data is changed. Raises NewerFileError
    for a file from a newer version.
    """
    version = schema_version(database)
    _refuse_newer(database.path, version)
    if version == LATEST:
        return
    if version:
        before_first()
    _run(database.connection(), _steps())


def _steps() -> list[tuple[int, str]]:
    names = (info.name for info in pkgutil.iter_modules(__path__))
    return sorted((int(name[1:5]), name) for name in names if name.startswith("m"))


def _run(connection: sqlite3.Connection, steps: list[tuple[int, str]]) -> None:
    # A step that makes a table anew would take along the rows that refer to it (sqlite.org/lang_altertable).
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        connection.execute("BEGIN IMMEDIATE")
        # Another process may have been faster.
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        for number, module in steps:
            if number > version:
                _take(connection, number, module)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def _take(connection: sqlite3.Connection, number: int, module: str) -> None:
    importlib.import_module(f"{__name__}.{module}").migrate(connection)
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise sqlite3.IntegrityError(f"step {number} leaves rows that refer to nothing")
    connection.execute(f"PRAGMA user_version = {number}")

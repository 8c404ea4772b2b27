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

from crm_desktop.store.identity import refuse_newer

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.store.database import Database

LATEST = 5


def schema_version(database: Database) -> int:
    """How far the file is; 0 for an empty one."""
    return int(database.value("PRAGMA user_version"))


def migrate(database: Database, *, before_first: Callable[[], object]) -> None:
    """Bring the file to the present schema, or leave it as it was.

    `before_first` is called once before a file that already has data is changed. Raises NewerFileError
    for a file from a newer version.
    """
    version = schema_version(database)
    refuse_newer(database.path, version, LATEST)
    if version == LATEST:
        return
    if version:
        before_first()
    _run(database.connection(), _steps())


def bring_to(connection: sqlite3.Connection, version: int) -> None:
    """Bring a file of our own making, empty or of an earlier version, to the schema of a version."""
    _run(connection, [step for step in _steps() if step[0] <= version])


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

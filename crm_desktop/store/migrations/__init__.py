"""Brings a data file to the present schema: ordered steps, each in a transaction of its own.

`PRAGMA user_version` says how far a file is. A step is a module `m0001_*` with `migrate(connection)`,
written in SQL of its own: never with today's models.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

from crm_desktop.domain.errors import NewerFileError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from crm_desktop.store.database import Database

LATEST = 1


def schema_version(database: Database) -> int:
    """How far the file is; 0 for an empty one."""
    return int(database.value("PRAGMA user_version"))


def migrate(database: Database, *, before_first: Callable[[], object]) -> None:
    """Bring the file to the present schema, or leave it as it was.

    `before_first` is called once before a file that already has data is changed. Raises NewerFileError
    for a file from a newer version, which stays untouched.
    """
    version = schema_version(database)
    if version > LATEST:
        raise NewerFileError(
            f"{database.path} was written by a newer version of CRM Desktop. "
            "Install that version to open it; the file was not touched."
        )
    if version == LATEST:
        return
    if version:
        before_first()
    for number, module in _steps():
        if number > version:
            _run(database.connection(), number, module)


def _steps() -> list[tuple[int, str]]:
    names = (info.name for info in pkgutil.iter_modules(__path__))
    return sorted((int(name[1:5]), name) for name in names if name.startswith("m"))


def _run(connection: sqlite3.Connection, number: int, module: str) -> None:
    step = importlib.import_module(f"{__name__}.{module}")
    connection.execute("BEGIN IMMEDIATE")
    try:
        step.migrate(connection)
        connection.execute(f"PRAGMA user_version = {number}")
    except BaseException:
        connection.rollback()
        raise
    connection.commit()

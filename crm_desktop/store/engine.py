"""SQLite itself, with encryption or without: the one place that knows which library opens a file.

A file with a passphrase is opened by SQLCipher, which is there only with the `encrypt` extra.
"""

from __future__ import annotations

import importlib
import importlib.util
import sqlite3
import sys
from typing import TYPE_CHECKING, Any, cast

from peewee import DatabaseError as PeeweeError

from crm_desktop.domain.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

_CIPHER = "sqlcipher3.dbapi2"
HOW_TO_INSTALL = 'pip install "crm-desktop[encrypt]"'


def can_encrypt() -> bool:
    """Whether the library for encrypted files is installed."""
    return importlib.util.find_spec("sqlcipher3") is not None


def faults() -> tuple[type[Exception], ...]:
    """What the libraries raise that have opened files so far, for `except faults() as error`."""
    known: list[type[Exception]] = [sqlite3.DatabaseError, PeeweeError]
    if _CIPHER in sys.modules:
        known.append(sys.modules[_CIPHER].DatabaseError)
    return tuple(known)


def connect(
    path: Path, passphrase: str = "", *, timeout: float = 5.0, as_it_is: bool = False
) -> sqlite3.Connection:
    """A connection that begins and ends transactions only when told to.

    With `as_it_is` the file is read and not touched, not even by its log. A wrong passphrase shows at the
    first statement, as "file is not a database". Raises UserError where the library is missing.
    """
    name = f"{path.resolve().as_uri()}?mode=ro&immutable=1" if as_it_is else str(path)
    library = _cipher() if passphrase else sqlite3
    connection = cast(
        "sqlite3.Connection",
        library.connect(name, timeout=timeout, isolation_level=None, uri=as_it_is),
    )
    if passphrase:
        unlock(connection, passphrase)
    return connection


def unlock(connection: sqlite3.Connection, passphrase: str) -> None:
    """Give a fresh connection of SQLCipher its passphrase."""
    connection.execute(f"PRAGMA key = {quoted(passphrase)}")


def quoted(text: str) -> str:
    """A text as a literal, for the few statements that take no parameters."""
    return "'" + text.replace("'", "''") + "'"


def _cipher() -> Any:
    try:
        return importlib.import_module(_CIPHER)
    except ImportError as error:
        raise UserError(
            f"The data is encrypted, and what reads it is not installed: {HOW_TO_INSTALL}"
        ) from error

"""Takes a data file for oneself: while it is held, nobody else has it open, in this process or another."""

from __future__ import annotations

import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from crm_desktop.domain.errors import UserError
from crm_desktop.store.database import WAIT_SECONDS, refusal
from crm_desktop.store.engine import connect, faults

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

_PAUSE = 0.05  # seconds between two tries


def refuse_company(path: Path, passphrase: str) -> None:
    """Look whether the file opens and nobody else has it open; it has no log beside it then.

    By the library that others open it with: two libraries in one process do not see each other's locks.
    Raises UserError where somebody has it open, PassphraseError and DamagedFileError as opening it does.
    """
    with closing(_opened(path, passphrase, by_cipher=False)) as connection:
        _end_log(connection)


@contextmanager
def alone_with(path: Path, passphrase: str) -> Iterator[sqlite3.Connection]:
    """A connection of SQLCipher that shuts everybody else out until it is closed. Raises as `refuse_company`.

    Nobody may open the file in this process by other means meanwhile: closing it then would let others in.
    """
    with closing(_opened(path, passphrase, by_cipher=True)) as connection:
        _end_log(connection)
        connection.execute("PRAGMA main.locking_mode = EXCLUSIVE")
        try:
            connection.execute("BEGIN EXCLUSIVE")
            if connection.execute("PRAGMA main.journal_mode").fetchone()[0] == "wal":
                raise UserError(_IN_COMPANY)
            connection.execute("COMMIT")
        except faults() as error:
            raise _words(error) from error
        yield connection


def _opened(path: Path, passphrase: str, *, by_cipher: bool) -> sqlite3.Connection:
    connection = connect(path, passphrase, timeout=WAIT_SECONDS, by_cipher=by_cipher)
    try:
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except faults() as error:
        connection.close()
        raise refusal(path, passphrase, error) from error
    return connection


def _end_log(connection: sqlite3.Connection) -> None:
    """Write all of the log into the file and be done with it: refused while anybody else is there."""
    give_up = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if connection.execute("PRAGMA main.journal_mode = DELETE").fetchone()[0] == "delete":
                return
        except faults() as error:
            if time.monotonic() >= give_up:
                raise _words(error) from error
        if time.monotonic() >= give_up:
            raise UserError(_IN_COMPANY)
        time.sleep(_PAUSE)


def _words(error: Exception) -> Exception:
    return UserError(_IN_COMPANY) if "locked" in str(error) else error


_IN_COMPANY = "Another program has the data open. Quit CRM Desktop everywhere else, then try again."

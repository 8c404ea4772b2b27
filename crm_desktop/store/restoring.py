"""Brings a copy of the data file back into the open one, whole or not at all.

The copy is checked and brought to the present schema in a file of its own first. Then its pages replace
those of the data file in one transaction of SQLite's backup API: a crash in the middle leaves the old ones.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING

from crm_desktop.domain.errors import UserError
from crm_desktop.store.cipher import recast
from crm_desktop.store.database import WAIT_SECONDS
from crm_desktop.store.engine import connect
from crm_desktop.store.on_disk import remove
from crm_desktop.store.preparing import prepare

if TYPE_CHECKING:
    from pathlib import Path

    from crm_desktop.store.database import Database

_PREPARED = "restoring.db"


def bring_back(database: Database, path: Path, passphrase: str | None = None) -> None:
    """Let the open file hold what a copy holds; `passphrase` is that of the copy where it is another.

    The file stays encrypted, or plain, as it was. Raises UserError for a file that is no sound copy,
    PassphraseError for one that does not open, NewerFileError for one from a newer version; then nothing has
    changed. Neither the copy nor anything beside it is touched.
    """
    if path.exists() and path.samefile(database.path):
        raise UserError(f"{path} is the data file itself; choose a backup.")
    prepared = database.path.with_name(_PREPARED)
    try:
        opens = prepare(path, prepared, database.passphrase if passphrase is None else passphrase)
        if bool(opens) != bool(database.passphrase):
            # SQLite's backup API does not lead from a plain file to an encrypted one, nor back.
            recast(prepared, opens, database.passphrase)
            opens = database.passphrase
        _replace(database, prepared, opens)
    finally:
        remove(prepared)


def _replace(database: Database, prepared: Path, passphrase: str) -> None:
    give_up = time.monotonic() + WAIT_SECONDS

    def wait(status: int, _remaining: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > give_up:
            raise UserError("Another program is writing to the data file. Wait a moment and try again.")

    with closing(connect(prepared, passphrase)) as source:
        source.backup(database.connection(), progress=wait, sleep=0.05)

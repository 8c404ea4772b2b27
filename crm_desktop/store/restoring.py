"""Brings a copy of the data file back into the open one, whole or not at all.

The copy is checked and brought to the present schema in a file of its own first. Then its pages replace
those of the data file in one transaction of SQLite's backup API: a crash in the middle leaves the old ones.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from crm_desktop.domain.errors import UserError
from crm_desktop.store import migrations
from crm_desktop.store.backups import opened
from crm_desktop.store.database import WAIT_SECONDS, Database
from crm_desktop.store.engine import connect, faults
from crm_desktop.store.identity import is_plain, refuse_strangers

if TYPE_CHECKING:
    from pathlib import Path

_PREPARED = "restoring.db"
_PRIVATE = 0o600


def bring_back(database: Database, path: Path) -> None:
    """Let the open file hold what a copy holds.

    Raises UserError for a file that is no sound copy, NewerFileError for one from a newer version; then
    nothing has changed. Neither the copy nor anything beside it is touched.
    """
    _look_at(path, database.passphrase)
    prepared = database.path.with_name(_PREPARED)
    _remove(prepared)
    try:
        shutil.copyfile(path, prepared)
        prepared.chmod(_PRIVATE)
        passphrase = "" if is_plain(prepared) else database.passphrase
        _bring_up_to_date(prepared, passphrase)
        _replace(database, prepared, passphrase)
    finally:
        _remove(prepared)


def _look_at(path: Path, passphrase: str) -> None:
    if not path.is_file():
        raise UserError(f"There is no file {path}.")
    refuse_strangers(path, migrations.LATEST, passphrase)
    with closing(opened(path, passphrase)) as copy:
        try:
            sound = copy.execute("PRAGMA integrity_check").fetchone()[0]
            loose = copy.execute("PRAGMA foreign_key_check").fetchone()
            empty = not copy.execute("PRAGMA user_version").fetchone()[0]
        except faults() as error:
            sound, loose, empty = str(error), None, False
    if empty:
        raise UserError(f"{path} is empty; choose another backup.")
    if sound != "ok" or loose:
        raise UserError(f"{path} is damaged and was not brought back; choose another backup.")


def _bring_up_to_date(prepared: Path, passphrase: str) -> None:
    copy = Database(prepared, passphrase)
    try:
        migrations.migrate(copy, before_first=lambda: None)
        copy.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        copy.close_thread()


def _replace(database: Database, prepared: Path, passphrase: str) -> None:
    give_up = time.monotonic() + WAIT_SECONDS

    def wait(status: int, _remaining: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > give_up:
            raise UserError("Another program is writing to the data file. Wait a moment and try again.")

    with closing(connect(prepared, passphrase)) as source:
        source.backup(database.connection(), progress=wait, sleep=0.05)


def _remove(prepared: Path) -> None:
    for path in (
        prepared,
        prepared.with_name(prepared.name + "-wal"),
        prepared.with_name(prepared.name + "-shm"),
    ):
        with suppress(FileNotFoundError):
            path.unlink()

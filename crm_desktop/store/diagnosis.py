"""Says what is wrong with a damaged file, and what it had that a backup lacks, without touching it."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from crm_desktop.domain.damage import LostSince
from crm_desktop.domain.errors import UserError
from crm_desktop.store import migrations
from crm_desktop.store.codec import to_instant, to_seconds
from crm_desktop.store.engine import connect, faults
from crm_desktop.store.identity import is_plain, refuse_strangers
from crm_desktop.store.log import refuse_broken_log
from crm_desktop.store.on_disk import copy_with_log, kept_aside, log_of, workplace

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from crm_desktop.domain.backup import Backup


def diagnosis(path: Path, passphrase: str) -> str:
    """What is wrong, in one sentence by its cause; "" for a file in which nothing can be found."""
    if not path.exists():
        put_aside = kept_aside(path)
        return f"{path} is gone." if not put_aside else f"{path} is gone; {put_aside[0].name} lies beside it."
    if not path.stat().st_size:
        return f"{path} is empty."
    try:
        refuse_strangers(path, migrations.LATEST, passphrase)
        refuse_broken_log(path)
        with (
            workplace(path.parent) as place,
            closing(connect(copy_with_log(path, place), passphrase)) as connection,
        ):
            return _what_sqlite_finds(connection, path, passphrase)
    except UserError as error:
        return str(error)
    except OSError as error:
        return f"{path} cannot be read from the disk: {error.strerror}."


def _what_sqlite_finds(connection: sqlite3.Connection, path: Path, passphrase: str) -> str:
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except faults() as error:
        if passphrase and not is_plain(path):
            return f"{path} does not open: another passphrase belongs to it, or its beginning is damaged."
        return f"{path} is damaged at its beginning ({error})."
    try:
        found = str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])
        loose = connection.execute("PRAGMA foreign_key_check").fetchone() if found == "ok" else None
    except faults() as error:
        found, loose = str(error), None
    if found != "ok":
        return f"{path} is damaged: a part of it cannot be read."
    return f"{path} is damaged: some of its rows refer to rows that are gone." if loose else ""


def lost_since(path: Path, passphrase: str, backup: Backup) -> LostSince:
    """What the damaged file had that a backup lacks, as far as it can be told."""
    try:
        with (
            workplace(path.parent) as place,
            closing(connect(copy_with_log(path, place), passphrase)) as connection,
        ):
            since = -1 if backup.last_change is None else to_seconds(backup.last_change)
            changes, last = connection.execute(_SINCE, (since,)).fetchone()
    except (OSError, UserError):
        return LostSince(None, _written_at(path))
    except faults():
        return LostSince(None, _written_at(path))
    return LostSince(changes, to_instant(last) or _written_at(path))


_SINCE = "SELECT count(*) FILTER (WHERE at > ?), max(at) FROM operation WHERE state = 'done'"


def _written_at(path: Path) -> datetime | None:
    """When anything of it was last written."""
    times = [one.stat().st_mtime for one in (path, log_of(path)) if one.exists()]
    return datetime.fromtimestamp(max(times), UTC).replace(microsecond=0) if times else None

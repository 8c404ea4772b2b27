"""Copies of the data file, made by SQLite's backup API and checked after they were written."""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

from crm_desktop.domain.errors import UserError

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from crm_desktop.store.database import Database


def take_snapshot(database: Database, reason: str, now: datetime) -> Path:
    """Copy the open file into `snapshots/` beside it and check the copy.

    Raises UserError where the copy does not hold what the file holds; then nothing should go on.
    """
    folder = database.path.parent / "snapshots"
    folder.mkdir(mode=0o700, exist_ok=True)
    target = folder / f"{now:%Y-%m-%d-%H%M%S}-{reason}.db"
    os.close(os.open(target, os.O_RDWR | os.O_CREAT, 0o600))
    try:
        sound = _copy(database, target)
    except BaseException:
        target.unlink()
        raise
    if not sound:
        target.unlink()
        raise UserError("The copy of the data file made before the change is not sound: nothing was changed.")
    return target


def _copy(database: Database, target: Path) -> bool:
    copy = sqlite3.connect(target)
    try:
        database.connection().backup(copy)
        sound = copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        same = copy.execute("PRAGMA user_version").fetchone() == database.row("PRAGMA user_version")
    finally:
        copy.close()
    return bool(sound and same)

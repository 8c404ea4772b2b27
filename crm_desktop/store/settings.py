"""Preferences, as JSON beside the data, so that they travel with it. They are not part of undo."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crm_desktop.store.database import Database


class SettingStore:
    """Reads and writes single preferences."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> dict[str, object]:
        """Every preference that was ever set, but for those that cannot be read."""
        rows = self._database.rows("SELECT key, value FROM setting")
        return {key: read for key, value in rows if (read := _read(value)) is not None}

    def put(self, key: str, value: object) -> None:
        """Set one; only inside a unit of work."""
        self._database.execute(
            "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value ="
            " excluded.value",
            (key, json.dumps(value, ensure_ascii=False)),
        )


def _read(value: str) -> object | None:
    try:
        read: object = json.loads(value)
    except ValueError:
        return None
    return read

"""Drafts as rows of JSON beside the data. They are nobody's command: not undone, and told to no page."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, cast

from crm_desktop.domain.draft import Draft
from crm_desktop.store.codec import to_instant, to_seconds

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from crm_desktop.domain.draft import JSON
    from crm_desktop.store.database import Database
    from crm_desktop.store.unit_of_work import UnitOfWork

_VERSION, _CONTENT = "version", "content"


class DraftStore:
    """Reads and writes drafts, each write a transaction of its own."""

    def __init__(self, database: Database, uow: UnitOfWork) -> None:
        self._database = database
        self._uow = uow

    def all(self) -> list[Draft]:
        """Every draft, the newest first; what cannot be read is there as a text."""
        rows = self._database.rows(
            "SELECT key, kind, title, content, at FROM draft ORDER BY at DESC, rowid DESC"
        )
        return [_read(*row) for row in rows]

    def put(self, draft: Draft, *, wait: bool) -> None:
        """Write one, over the one of its key. Without `wait` it raises at once where others are writing."""
        # Escapes for all that is not ASCII: half of an emoji may be typed, and is no text to SQLite.
        content = json.dumps({_VERSION: draft.version, _CONTENT: draft.content}, separators=(",", ":"))
        title = draft.title.encode("utf-8", "replace").decode("utf-8").replace("\0", "")
        with self._uow.aside(wait=wait):
            self._database.execute(_PUT, (draft.key, draft.kind, to_seconds(draft.at), title, content))

    def remove(self, key: str, *, wait: bool) -> None:
        """Take one away, if it is there."""
        with self._uow.aside(wait=wait):
            self._database.execute("DELETE FROM draft WHERE key = ?", (key,))


_PUT = """INSERT INTO draft (key, kind, at, title, content) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET kind = excluded.kind, at = excluded.at, title = excluded.title,
    content = excluded.content"""


def _read(key: str, kind: str, title: str, written: str, at: int) -> Draft:
    version, content = _unfolded(written)
    return Draft(key, kind, title, content, cast("datetime", to_instant(at)), version)


def _unfolded(written: str) -> tuple[int, Mapping[str, JSON]]:
    """The version and the content; 0 and the bare text for what another program or a fault left there."""
    with suppress(ValueError, RecursionError):
        whole = json.loads(written)
        if isinstance(whole, dict):
            version, content = whole.get(_VERSION), whole.get(_CONTENT)
            if isinstance(version, int) and isinstance(content, dict):
                return version, content
            return 0, whole
    return 0, {"text": str(written)}

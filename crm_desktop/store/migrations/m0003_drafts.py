"""Drafts: what was typed and not saved yet, so that a crash does not take it along. And an index by which
a card finds its own history.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

_DRAFT = """CREATE TABLE draft (
    key TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    title TEXT NOT NULL,
    content TEXT NOT NULL
)"""


def migrate(connection: sqlite3.Connection) -> None:
    """Add the table of drafts, and the index over the journal."""
    connection.execute(_DRAFT)
    connection.execute("CREATE INDEX journal_owner_table_no ON journal (owner, table_no)")

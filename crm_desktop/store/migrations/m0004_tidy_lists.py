"""Saved filters, contacts that are known to be two people, uids of merged cards, what was looked at when
tidying up, and a name for ever for every meeting that repeats.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

_STEPS = """
CREATE TABLE saved_filter (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    match_key TEXT NOT NULL,
    condition TEXT NOT NULL,
    position INTEGER NOT NULL
);
CREATE UNIQUE INDEX savedfilter_match_key ON saved_filter (match_key);
CREATE TABLE known_uid (
    id INTEGER NOT NULL PRIMARY KEY,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    uid TEXT NOT NULL
);
CREATE INDEX knownuid_contact_id ON known_uid (contact_id);
CREATE UNIQUE INDEX knownuid_uid ON known_uid (uid);
CREATE TABLE apart (
    id INTEGER NOT NULL PRIMARY KEY,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    other_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX apart_contact_id_other_id ON apart (contact_id, other_id);
CREATE INDEX apart_other_id ON apart (other_id);
CREATE TABLE reviewed (
    id INTEGER NOT NULL PRIMARY KEY,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    on_day INTEGER NOT NULL
);
CREATE UNIQUE INDEX reviewed_contact_id ON reviewed (contact_id);
ALTER TABLE series ADD COLUMN uid TEXT NOT NULL DEFAULT '';
UPDATE series SET uid = lower(hex(randomblob(16))) || '@crm-desktop';
CREATE UNIQUE INDEX series_uid ON series (uid) WHERE uid != ''
"""


def migrate(connection: sqlite3.Connection) -> None:
    """Add what is new; nothing that stands in the file changes its meaning."""
    for statement in _STEPS.split(";\n"):
        connection.execute(statement.strip())

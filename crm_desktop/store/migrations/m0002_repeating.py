"""Appointments and promises that repeat, promises to oneself, pauses, and what the desktop was told."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

# A promise without a contact needs a column that may be null, which only a new table can have.
_STEPS = """
CREATE TABLE series (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    rule TEXT NOT NULL,
    starts TEXT NOT NULL,
    zone TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    title TEXT NOT NULL,
    place TEXT NOT NULL,
    agenda TEXT NOT NULL,
    remind TEXT NOT NULL,
    contact_ids TEXT NOT NULL,
    left_out TEXT NOT NULL,
    noted_at INTEGER NOT NULL,
    planned_until INTEGER NOT NULL
);
CREATE INDEX series_planned_until ON series (planned_until);
ALTER TABLE appointment ADD COLUMN series_id INTEGER REFERENCES series (id) ON DELETE CASCADE;
ALTER TABLE appointment ADD COLUMN occurrence TEXT;
ALTER TABLE appointment ADD COLUMN own INTEGER NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX appointment_series_id_occurrence ON appointment (series_id, occurrence)
    WHERE series_id IS NOT NULL;
CREATE TABLE promise (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER REFERENCES contact (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    due INTEGER NOT NULL,
    noted_on INTEGER NOT NULL,
    done_at INTEGER,
    rule TEXT NOT NULL DEFAULT '',
    anchor INTEGER,
    occurrence INTEGER
);
INSERT INTO promise (id, contact_id, text, due, noted_on, done_at)
    SELECT id, contact_id, text, due, noted_on, done_at FROM follow_up;
UPDATE sqlite_sequence SET seq = (SELECT old.seq FROM sqlite_sequence AS old WHERE old.name = 'follow_up')
    WHERE name = 'promise' AND EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'follow_up');
INSERT INTO sqlite_sequence (name, seq) SELECT 'promise', seq FROM sqlite_sequence
    WHERE name = 'follow_up' AND NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'promise');
DROP TABLE follow_up;
ALTER TABLE promise RENAME TO follow_up;
CREATE INDEX followup_contact_id ON follow_up (contact_id);
CREATE INDEX followup_due ON follow_up (due);
CREATE INDEX followup_done_at_due ON follow_up (done_at, due);
ALTER TABLE contact ADD COLUMN paused_until INTEGER;
ALTER TABLE contact ADD COLUMN declined_rhythm INTEGER;
ALTER TABLE contact_summary ADD COLUMN paused_until INTEGER;
DROP INDEX contactsummary_importance_next_step_cold_on_cooling_on;
CREATE INDEX contactsummary_importance_next_step_cold_on_cooling_on_paused_until
    ON contact_summary (importance, next_step, cold_on, cooling_on, paused_until);
ALTER TABLE reminder ADD COLUMN announced_at INTEGER;
UPDATE reminder SET announced_at = shown_at;
CREATE INDEX reminder_announced_at ON reminder (announced_at);
CREATE INDEX reminder_kind ON reminder (kind) WHERE state = 'shown';
DROP INDEX due_subject_id;
CREATE INDEX due_subject_id ON due (subject_id) WHERE contact_id IS NULL
"""


_COLD_SINCE = "(SELECT cold_on FROM contact_summary WHERE contact_summary.contact_id = subject_id)"


def migrate(connection: sqlite3.Connection) -> None:
    """Add what is new; nothing that stands in the file changes its meaning."""
    for statement in _STEPS.split(";\n"):
        connection.execute(statement.strip())
    # A reminder of a silence says from now on since when the contact has been cold.
    for table in ("reminder", "due"):
        connection.execute(f"UPDATE {table} SET event_day = {_COLD_SINCE} WHERE kind = 'cold'")

"""What came of a meeting and what it came from, complaints, tags of entries, a page a day, attachments, and
what calendars elsewhere say of a meeting that is not modelled here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

_STEPS = """
ALTER TABLE appointment ADD COLUMN outcome TEXT;
ALTER TABLE appointment ADD COLUMN came_from_id INTEGER REFERENCES appointment (id) ON DELETE SET NULL;
ALTER TABLE appointment ADD COLUMN extra TEXT NOT NULL DEFAULT '[]';
CREATE INDEX appointment_came_from_id ON appointment (came_from_id);
ALTER TABLE series ADD COLUMN extra TEXT NOT NULL DEFAULT '[]';
ALTER TABLE interaction ADD COLUMN appointment_id INTEGER REFERENCES appointment (id) ON DELETE SET NULL;
ALTER TABLE interaction ADD COLUMN due INTEGER;
ALTER TABLE interaction ADD COLUMN settled_at INTEGER;
CREATE INDEX interaction_appointment_id ON interaction (appointment_id);
CREATE INDEX interaction_due ON interaction (due);
CREATE TABLE interaction_tag (
    id INTEGER NOT NULL PRIMARY KEY,
    interaction_id INTEGER NOT NULL REFERENCES interaction (id) ON DELETE CASCADE,
    tag_id INTEGER NOT NULL REFERENCES tag (id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX interactiontag_interaction_id_tag_id ON interaction_tag (interaction_id, tag_id);
CREATE INDEX interactiontag_tag_id ON interaction_tag (tag_id);
CREATE TABLE day_note (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    day INTEGER NOT NULL,
    text TEXT NOT NULL
);
CREATE UNIQUE INDEX daynote_day ON day_note (day);
CREATE TABLE attachment (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    appointment_id INTEGER NOT NULL REFERENCES appointment (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    link TEXT NOT NULL,
    media_type TEXT NOT NULL,
    data BLOB
);
CREATE INDEX attachment_appointment_id ON attachment (appointment_id)
"""
# The entry that was written when a meeting took place began with it, or when it was written, and is with
# the same people; the newest such entry is the one.
_ENTRY_OF = """
UPDATE interaction SET appointment_id = (
    SELECT appointment.id FROM appointment
    JOIN appointment_contact AS invited ON invited.appointment_id = appointment.id
    JOIN interaction_contact AS present ON present.contact_id = invited.contact_id
        AND present.interaction_id = interaction.id
    WHERE appointment.state = 'held' AND appointment.starts_at = interaction.at LIMIT 1
) WHERE kind = 'meeting'
"""
_ENDED = """
UPDATE appointment SET outcome = (
    SELECT outcome FROM interaction WHERE appointment_id = appointment.id AND outcome IS NOT NULL
    ORDER BY interaction.id DESC LIMIT 1
) WHERE state = 'held'
"""


def migrate(connection: sqlite3.Connection) -> None:
    """Add what is new, and tell of what was held before which entry came of it."""
    for statement in _STEPS.split(";\n"):
        connection.execute(statement.strip())
    connection.execute(_ENTRY_OF)
    connection.execute(_ENDED)

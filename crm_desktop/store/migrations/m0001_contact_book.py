"""The first schema: contacts, what happened and is planned, the ledger, the journal, the search index."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

_TABLES = """
CREATE TABLE contact (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    full_name TEXT NOT NULL,
    prefix TEXT NOT NULL,
    given TEXT NOT NULL,
    middle TEXT NOT NULL,
    family TEXT NOT NULL,
    suffix TEXT NOT NULL,
    nickname TEXT NOT NULL,
    notes TEXT NOT NULL,
    facts TEXT NOT NULL,
    source TEXT NOT NULL,
    status TEXT NOT NULL,
    importance INTEGER NOT NULL,
    cadence_days INTEGER,
    do_not_contact INTEGER NOT NULL,
    extra TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER
);
CREATE UNIQUE INDEX contact_uid ON contact (uid);
CREATE TABLE phone (
    id INTEGER NOT NULL PRIMARY KEY,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    label TEXT NOT NULL,
    typed TEXT NOT NULL,
    e164 TEXT,
    match_key TEXT NOT NULL
);
CREATE INDEX phone_contact_id ON phone (contact_id);
CREATE INDEX phone_match_key ON phone (match_key);
CREATE TABLE email (
    id INTEGER NOT NULL PRIMARY KEY,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    label TEXT NOT NULL,
    address TEXT NOT NULL,
    match_key TEXT NOT NULL
);
CREATE INDEX email_contact_id ON email (contact_id);
CREATE INDEX email_match_key ON email (match_key);
CREATE TABLE address (
    id INTEGER NOT NULL PRIMARY KEY,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    label TEXT NOT NULL,
    street TEXT NOT NULL,
    city TEXT NOT NULL,
    region TEXT NOT NULL,
    postcode TEXT NOT NULL,
    country TEXT NOT NULL
);
CREATE INDEX address_contact_id ON address (contact_id);
CREATE TABLE link (
    id INTEGER NOT NULL PRIMARY KEY,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    value TEXT NOT NULL
);
CREATE INDEX link_contact_id ON link (contact_id);
CREATE TABLE company (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    match_key TEXT NOT NULL
);
CREATE UNIQUE INDEX company_match_key ON company (match_key);
CREATE TABLE role (
    id INTEGER NOT NULL PRIMARY KEY,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    company_id INTEGER NOT NULL REFERENCES company (id),
    title TEXT NOT NULL,
    department TEXT NOT NULL,
    since TEXT,
    until TEXT
);
CREATE INDEX role_contact_id ON role (contact_id);
CREATE INDEX role_company_id ON role (company_id);
CREATE TABLE important_date (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    label TEXT NOT NULL,
    year INTEGER,
    month INTEGER,
    day INTEGER,
    calendar TEXT NOT NULL,
    noted_on INTEGER NOT NULL
);
CREATE INDEX importantdate_contact_id ON important_date (contact_id);
CREATE INDEX importantdate_month_day ON important_date (month, day);
CREATE TABLE photo (
    id INTEGER NOT NULL PRIMARY KEY,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    media_type TEXT NOT NULL,
    data BLOB NOT NULL
);
CREATE UNIQUE INDEX photo_contact_id ON photo (contact_id);
CREATE TABLE tag (
    id INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    match_key TEXT NOT NULL
);
CREATE UNIQUE INDEX tag_match_key ON tag (match_key);
CREATE TABLE contact_tag (
    id INTEGER NOT NULL PRIMARY KEY,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    tag_id INTEGER NOT NULL REFERENCES tag (id) ON DELETE CASCADE
);
CREATE INDEX contacttag_tag_id ON contact_tag (tag_id);
CREATE UNIQUE INDEX contacttag_contact_id_tag_id ON contact_tag (contact_id, tag_id);
CREATE TABLE custom_field (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    match_key TEXT NOT NULL,
    type TEXT NOT NULL,
    choices TEXT NOT NULL
);
CREATE UNIQUE INDEX customfield_match_key ON custom_field (match_key);
CREATE TABLE custom_value (
    id INTEGER NOT NULL PRIMARY KEY,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    field_id INTEGER NOT NULL REFERENCES custom_field (id) ON DELETE CASCADE,
    value TEXT NOT NULL
);
CREATE INDEX customvalue_contact_id ON custom_value (contact_id);
CREATE INDEX customvalue_field_id_value ON custom_value (field_id, value);
CREATE TABLE relationship (
    id INTEGER NOT NULL PRIMARY KEY,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    other_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE
);
CREATE INDEX relationship_contact_id ON relationship (contact_id);
CREATE INDEX relationship_other_id ON relationship (other_id);
CREATE TABLE interaction (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    minutes INTEGER,
    outcome TEXT,
    text TEXT NOT NULL,
    came_for TEXT NOT NULL,
    offered TEXT NOT NULL,
    agreed TEXT NOT NULL
);
CREATE TABLE interaction_contact (
    id INTEGER NOT NULL PRIMARY KEY,
    interaction_id INTEGER NOT NULL REFERENCES interaction (id) ON DELETE CASCADE,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    warms INTEGER NOT NULL
);
CREATE INDEX interactioncontact_interaction_id ON interaction_contact (interaction_id);
CREATE INDEX interactioncontact_contact_id_at ON interaction_contact (contact_id, at);
CREATE TABLE appointment (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL,
    title TEXT NOT NULL,
    starts TEXT NOT NULL,
    zone TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    place TEXT NOT NULL,
    agenda TEXT NOT NULL,
    remind TEXT NOT NULL,
    state TEXT NOT NULL,
    starts_at INTEGER NOT NULL,
    noted_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX appointment_uid ON appointment (uid);
CREATE INDEX appointment_starts_at ON appointment (starts_at);
CREATE INDEX appointment_state_starts_at ON appointment (state, starts_at);
CREATE TABLE appointment_contact (
    id INTEGER NOT NULL PRIMARY KEY,
    appointment_id INTEGER NOT NULL REFERENCES appointment (id) ON DELETE CASCADE,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE
);
CREATE INDEX appointmentcontact_appointment_id ON appointment_contact (appointment_id);
CREATE INDEX appointmentcontact_contact_id ON appointment_contact (contact_id);
CREATE TABLE follow_up (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    due INTEGER NOT NULL,
    noted_on INTEGER NOT NULL,
    done_at INTEGER
);
CREATE INDEX followup_contact_id ON follow_up (contact_id);
CREATE INDEX followup_due ON follow_up (due);
CREATE INDEX followup_done_at_due ON follow_up (done_at, due);
CREATE TABLE reminder (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject_id INTEGER NOT NULL,
    contact_ids TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    event_at INTEGER,
    event_day INTEGER,
    days_ahead INTEGER NOT NULL,
    turns INTEGER,
    subject TEXT NOT NULL,
    state TEXT NOT NULL,
    shown_at INTEGER NOT NULL,
    snoozed_until INTEGER
);
CREATE UNIQUE INDEX reminder_key ON reminder (key);
CREATE INDEX reminder_kind_subject_id ON reminder (kind, subject_id);
CREATE INDEX reminder_state_due_at ON reminder (state, due_at);
CREATE TABLE setting (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
CREATE TABLE operation (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    template TEXT NOT NULL,
    label_values TEXT NOT NULL,
    state TEXT NOT NULL
);
CREATE TABLE journal (
    id INTEGER NOT NULL PRIMARY KEY,
    operation_id INTEGER NOT NULL REFERENCES operation (id) ON DELETE CASCADE,
    table_no INTEGER NOT NULL,
    row INTEGER NOT NULL,
    last INTEGER NOT NULL,
    owner INTEGER,
    what TEXT NOT NULL,
    image TEXT
);
CREATE INDEX journal_operation_id ON journal (operation_id);
CREATE TABLE contact_summary (
    contact_id INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    initials TEXT NOT NULL,
    company TEXT NOT NULL,
    company_key TEXT NOT NULL,
    city TEXT NOT NULL,
    city_key TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    status TEXT NOT NULL,
    importance INTEGER NOT NULL,
    tags TEXT NOT NULL,
    has_photo INTEGER NOT NULL,
    added INTEGER NOT NULL,
    last_contact INTEGER,
    since INTEGER NOT NULL,
    cadence INTEGER NOT NULL,
    cooling_on INTEGER,
    cold_on INTEGER,
    lost_on INTEGER,
    next_step INTEGER,
    birthday_on INTEGER
);
CREATE INDEX contactsummary_sort_key_cooling_on_cold_on_next_step_birthday_on
    ON contact_summary (sort_key, cooling_on, cold_on, next_step, birthday_on);
CREATE INDEX contactsummary_company_key_sort_key ON contact_summary (company_key, sort_key);
CREATE INDEX contactsummary_city_key_sort_key ON contact_summary (city_key, sort_key);
CREATE INDEX contactsummary_status_sort_key ON contact_summary (status, sort_key);
CREATE INDEX contactsummary_importance_sort_key ON contact_summary (importance, sort_key);
CREATE INDEX contactsummary_importance_next_step_cold_on_cooling_on
    ON contact_summary (importance, next_step, cold_on, cooling_on);
CREATE INDEX contactsummary_last_contact ON contact_summary (last_contact);
CREATE INDEX contactsummary_cold_on ON contact_summary (cold_on);
CREATE INDEX contactsummary_next_step ON contact_summary (next_step);
CREATE INDEX contactsummary_birthday_on ON contact_summary (birthday_on);
CREATE TABLE due (
    id INTEGER NOT NULL PRIMARY KEY,
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject_id INTEGER NOT NULL,
    contact_id INTEGER,
    at INTEGER,
    on_day INTEGER,
    event_at INTEGER,
    event_day INTEGER,
    days_ahead INTEGER NOT NULL
);
CREATE INDEX due_contact_id ON due (contact_id);
CREATE INDEX due_at ON due (at) WHERE at IS NOT NULL;
CREATE INDEX due_on_day ON due (on_day) WHERE on_day IS NOT NULL;
CREATE INDEX due_subject_id ON due (subject_id) WHERE kind = 'appointment';
"""

_SEARCH = """
CREATE VIRTUAL TABLE contact_search USING fts5(
    name, details, phones, notes, tokenize = 'ascii', prefix = '1 2 3', detail = 'column'
);
CREATE VIRTUAL TABLE interaction_search USING fts5(
    words, tokenize = 'ascii', prefix = '2 3', detail = 'column'
);
"""


def migrate(connection: sqlite3.Connection) -> None:
    """Make every table of an empty file, and say in its header whose it is ("CRMD")."""
    connection.execute("PRAGMA application_id = 0x43524D44")
    for statement in (_TABLES + _SEARCH).split(";\n"):
        if statement.strip():
            connection.execute(statement)

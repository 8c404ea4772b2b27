PRAGMA application_id = 1129467204;
PRAGMA user_version = 5;
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
, paused_until INTEGER, declined_rhythm INTEGER);
INSERT INTO contact (id, uid, full_name, prefix, given, middle, family, suffix, nickname, notes, facts, source, status, importance, cadence_days, do_not_contact, extra, created_at, updated_at, deleted_at, paused_until, declined_rhythm) VALUES (1, 'urn:uuid:00000000-0000-4000-8000-000000000001', 'Abebe Bikila', '', 'Abebe', '', 'Bikila', '', 'Abe', '# Rome

barefoot; it''s "true"', '["drinks tea"]', 'market', 'customer', 3, 30, 0, '[["X-FOO", "X-FOO;P=1:bar"]]', 1772442000, 1772442000, NULL, NULL, NULL);
INSERT INTO contact (id, uid, full_name, prefix, given, middle, family, suffix, nickname, notes, facts, source, status, importance, cadence_days, do_not_contact, extra, created_at, updated_at, deleted_at, paused_until, declined_rhythm) VALUES (2, 'urn:uuid:00000000-0000-4000-8000-000000000002', 'Сергей Иванов', '', '', '', '', '', '', '', '[]', '', '', 2, NULL, 1, '[]', 1772442000, 1772442000, NULL, NULL, NULL);
INSERT INTO contact (id, uid, full_name, prefix, given, middle, family, suffix, nickname, notes, facts, source, status, importance, cadence_days, do_not_contact, extra, created_at, updated_at, deleted_at, paused_until, declined_rhythm) VALUES (3, 'urn:uuid:00000000-0000-4000-8000-000000000003', 'كريم', '', '', '', '', '', '', '', '[]', '', '', 2, NULL, 0, '[]', 1772442000, 1772442000, 1772442000, NULL, NULL);
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
INSERT INTO phone (id, contact_id, position, label, typed, e164, match_key) VALUES (1, 1, 0, 'mobile', '0911 234 567', '+251911234567', '+251911234567');
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
INSERT INTO email (id, contact_id, position, label, address, match_key) VALUES (1, 1, 0, 'work', 'abebe@run.example', 'abebe@run.example');
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
INSERT INTO address (id, contact_id, position, label, street, city, region, postcode, country) VALUES (1, 1, 0, 'home', '1 Bole Rd', 'Addis Ababa', 'AA', '1000', 'Ethiopia');
CREATE INDEX address_contact_id ON address (contact_id);
CREATE TABLE link (
    id INTEGER NOT NULL PRIMARY KEY,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    value TEXT NOT NULL
);
INSERT INTO link (id, contact_id, position, kind, label, value) VALUES (1, 1, 0, 'link', 'club', 'https://run.example');
INSERT INTO link (id, contact_id, position, kind, label, value) VALUES (2, 1, 1, 'messenger', 'Telegram', '@abe');
CREATE INDEX link_contact_id ON link (contact_id);
CREATE TABLE company (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    match_key TEXT NOT NULL
);
INSERT INTO company (id, name, match_key) VALUES (1, 'Marathon', 'marathon');
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
INSERT INTO role (id, contact_id, position, company_id, title, department, since, until) VALUES (1, 1, 0, 1, 'Runner', '', 'gregorian 1956-?-?', 'gregorian 1969-3-?');
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
INSERT INTO important_date (id, contact_id, position, label, year, month, day, calendar, noted_on) VALUES (1, 1, 0, 'birthday', NULL, 13, 5, 'ethiopian', 739677);
CREATE INDEX importantdate_contact_id ON important_date (contact_id);
CREATE INDEX importantdate_month_day ON important_date (month, day);
CREATE TABLE photo (
    id INTEGER NOT NULL PRIMARY KEY,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    media_type TEXT NOT NULL,
    data BLOB NOT NULL
);
INSERT INTO photo (id, contact_id, media_type, data) VALUES (1, 1, 'image/png', X'89504E4700FF');
CREATE UNIQUE INDEX photo_contact_id ON photo (contact_id);
CREATE TABLE tag (
    id INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    match_key TEXT NOT NULL
);
INSERT INTO tag (id, name, match_key) VALUES (1, 'runner', 'runner');
INSERT INTO tag (id, name, match_key) VALUES (2, 'ሯጭ', 'ሯጭ');
INSERT INTO tag (id, name, match_key) VALUES (3, 'boots', 'boots');
CREATE UNIQUE INDEX tag_match_key ON tag (match_key);
CREATE TABLE contact_tag (
    id INTEGER NOT NULL PRIMARY KEY,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    tag_id INTEGER NOT NULL REFERENCES tag (id) ON DELETE CASCADE
);
INSERT INTO contact_tag (id, contact_id, tag_id) VALUES (1, 1, 1);
INSERT INTO contact_tag (id, contact_id, tag_id) VALUES (2, 1, 2);
CREATE INDEX contacttag_tag_id ON contact_tag (tag_id);
CREATE UNIQUE INDEX contacttag_contact_id_tag_id ON contact_tag (contact_id, tag_id);
CREATE TABLE custom_field (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    match_key TEXT NOT NULL,
    type TEXT NOT NULL,
    choices TEXT NOT NULL
);
INSERT INTO custom_field (id, name, match_key, type, choices) VALUES (1, 'shoe size', 'shoe size', 'number', '[]');
CREATE UNIQUE INDEX customfield_match_key ON custom_field (match_key);
CREATE TABLE custom_value (
    id INTEGER NOT NULL PRIMARY KEY,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    field_id INTEGER NOT NULL REFERENCES custom_field (id) ON DELETE CASCADE,
    value TEXT NOT NULL
);
INSERT INTO custom_value (id, contact_id, field_id, value) VALUES (1, 1, 1, '42');
CREATE INDEX customvalue_contact_id ON custom_value (contact_id);
CREATE INDEX customvalue_field_id_value ON custom_value (field_id, value);
CREATE TABLE relationship (
    id INTEGER NOT NULL PRIMARY KEY,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    other_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE
);
INSERT INTO relationship (id, contact_id, kind, other_id) VALUES (1, 1, 'friend', 2);
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
, appointment_id INTEGER REFERENCES appointment (id) ON DELETE SET NULL, due INTEGER, settled_at INTEGER);
INSERT INTO interaction (id, kind, at, minutes, outcome, text, came_for, offered, agreed, appointment_id, due, settled_at) VALUES (1, 'call', 1768986000, 5, 'good', 'about shoes', '', '', 'boots', NULL, NULL, NULL);
INSERT INTO interaction (id, kind, at, minutes, outcome, text, came_for, offered, agreed, appointment_id, due, settled_at) VALUES (2, 'complaint', 1772442000, NULL, NULL, 'too tight', '', '', '', NULL, 739682, NULL);
CREATE TABLE interaction_contact (
    id INTEGER NOT NULL PRIMARY KEY,
    interaction_id INTEGER NOT NULL REFERENCES interaction (id) ON DELETE CASCADE,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    warms INTEGER NOT NULL
);
INSERT INTO interaction_contact (id, interaction_id, contact_id, at, warms) VALUES (1, 1, 1, 1768986000, 1);
INSERT INTO interaction_contact (id, interaction_id, contact_id, at, warms) VALUES (2, 1, 2, 1768986000, 1);
INSERT INTO interaction_contact (id, interaction_id, contact_id, at, warms) VALUES (3, 2, 1, 1772442000, 1);
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
, series_id INTEGER REFERENCES series (id) ON DELETE CASCADE, occurrence TEXT, own INTEGER NOT NULL DEFAULT 0, outcome TEXT, came_from_id INTEGER REFERENCES appointment (id) ON DELETE SET NULL, extra TEXT NOT NULL DEFAULT '[]');
INSERT INTO appointment (id, uid, title, starts, zone, minutes, place, agenda, remind, state, starts_at, noted_at, series_id, occurrence, own, outcome, came_from_id, extra) VALUES (1, 'lunch@crm-desktop', 'Lunch', '2026-03-03T09:00:00', 'Africa/Addis_Ababa', 60, 'Piazza', '', '[0,60]', 'planned', 1772517600, 1772442000, NULL, NULL, 0, NULL, NULL, '[]');
CREATE UNIQUE INDEX appointment_uid ON appointment (uid);
CREATE INDEX appointment_starts_at ON appointment (starts_at);
CREATE INDEX appointment_state_starts_at ON appointment (state, starts_at);
CREATE TABLE appointment_contact (
    id INTEGER NOT NULL PRIMARY KEY,
    appointment_id INTEGER NOT NULL REFERENCES appointment (id) ON DELETE CASCADE,
    contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE
);
INSERT INTO appointment_contact (id, appointment_id, contact_id) VALUES (1, 1, 1);
CREATE INDEX appointmentcontact_appointment_id ON appointment_contact (appointment_id);
CREATE INDEX appointmentcontact_contact_id ON appointment_contact (contact_id);
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
, announced_at INTEGER);
INSERT INTO reminder (id, key, kind, subject_id, contact_ids, due_at, event_at, event_day, days_ahead, turns, subject, state, shown_at, snoozed_until, announced_at) VALUES (1, 'appointment:1:2026-03-03T06:00Z:60', 'appointment', 1, '[1]', 1772514000, 1772517600, NULL, 0, NULL, 'Lunch', 'dismissed', 0, NULL, 0);
CREATE UNIQUE INDEX reminder_key ON reminder (key);
CREATE INDEX reminder_kind_subject_id ON reminder (kind, subject_id);
CREATE INDEX reminder_state_due_at ON reminder (state, due_at);
CREATE TABLE setting (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
INSERT INTO setting (key, value) VALUES ('cadence_normal', '60');
INSERT INTO setting (key, value) VALUES ('zone_of_days', '"UTC"');
CREATE TABLE operation (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    template TEXT NOT NULL,
    label_values TEXT NOT NULL,
    state TEXT NOT NULL
);
INSERT INTO operation (id, at, template, label_values, state) VALUES (1, 1772442000, 'Add the field {name}', '{"name": "shoe size"}', 'done');
INSERT INTO operation (id, at, template, label_values, state) VALUES (2, 1772442000, 'Add {name}', '{"name": "Abebe Bikila"}', 'done');
INSERT INTO operation (id, at, template, label_values, state) VALUES (3, 1772442000, 'Import {file}', '{"file": "a.vcf"}', 'done');
INSERT INTO operation (id, at, template, label_values, state) VALUES (4, 1772442000, 'Relate {count} contacts', '{"count": 2}', 'done');
INSERT INTO operation (id, at, template, label_values, state) VALUES (5, 1772442000, 'Log {name}', '{"name": "Abebe Bikila, Сергей Иванов"}', 'done');
INSERT INTO operation (id, at, template, label_values, state) VALUES (6, 1772442000, 'Plan {title}', '{"title": "Lunch"}', 'done');
INSERT INTO operation (id, at, template, label_values, state) VALUES (7, 1772442000, 'Promise “{text}”', '{"text": "send shoes"}', 'done');
INSERT INTO operation (id, at, template, label_values, state) VALUES (8, 1772442000, 'Mark “{text}” as done', '{"text": "send shoes"}', 'done');
INSERT INTO operation (id, at, template, label_values, state) VALUES (9, 1772442000, 'Promise “{text}”', '{"text": "write"}', 'done');
INSERT INTO operation (id, at, template, label_values, state) VALUES (10, 1772442000, 'Dismiss the reminder of {name}', '{"name": "Abebe Bikila"}', 'done');
INSERT INTO operation (id, at, template, label_values, state) VALUES (11, 1772442000, 'Save the filter {name}', '{"name": "Tea & boots"}', 'done');
INSERT INTO operation (id, at, template, label_values, state) VALUES (12, 1772442000, 'Save the filter {name}', '{"name": "ሯጮች"}', 'done');
INSERT INTO operation (id, at, template, label_values, state) VALUES (13, 1772442000, 'Log {name}', '{"name": "Abebe Bikila"}', 'done');
INSERT INTO operation (id, at, template, label_values, state) VALUES (14, 1772442000, 'Write on {day}', '{"day": "2026-03-03"}', 'done');
INSERT INTO operation (id, at, template, label_values, state) VALUES (15, 1772442000, 'Delete {name}', '{"name": "كريم"}', 'done');
INSERT INTO operation (id, at, template, label_values, state) VALUES (16, 1772442000, 'Tag {name}', '{"name": "Abebe Bikila"}', 'undone');
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
INSERT INTO journal (id, operation_id, table_no, row, last, owner, what, image) VALUES (1, 1, 11, 1, 1, 1, 'I', NULL);
INSERT INTO journal (id, operation_id, table_no, row, last, owner, what, image) VALUES (2, 2, 5, 1, 1, 1, 'I', NULL);
INSERT INTO journal (id, operation_id, table_no, row, last, owner, what, image) VALUES (3, 2, 9, 1, 1, 1, 'I', NULL);
INSERT INTO journal (id, operation_id, table_no, row, last, owner, what, image) VALUES (4, 2, 9, 2, 2, 2, 'I', NULL);
INSERT INTO journal (id, operation_id, table_no, row, last, owner, what, image) VALUES (5, 2, 0, 1, 1, 1, 'I', NULL);
INSERT INTO journal (id, operation_id, table_no, row, last, owner, what, image) VALUES (6, 2, 1, 1, 1, 1, 'I', NULL);
INSERT INTO journal (id, operation_id, table_no, row, last, owner, what, image) VALUES (7, 2, 2, 1, 1, 1, 'I', NULL);
INSERT INTO journal (id, operation_id, table_no, row, last, owner, what, image) VALUES (8, 2, 3, 1, 1, 1, 'I', NULL);
INSERT INTO journal (id, operation_id, table_no, row, last, owner, what, image) VALUES (9, 2, 4, 1, 1, 1, 'I', NULL);
INSERT INTO journal (id, operation_id, table_no, row, last, owner, what, image) VALUES (10, 2, 4, 2, 2, 1, 'I', NULL);
INSERT INTO journal (id, operation_id, table_no, row, last, owner, what, image) VALUES (11, 2, 6, 1, 1, 1, 'I', NULL);
INSERT INTO journal (id, operation_id, table_no, row, last, owner, what, image) VALUES (12, 2, 7, 1, 1, 1, 'I', NULL);
INSERT INTO journal (id, operation_id, table_no, row, last, owner, what, image) VALUES (13, 2, 8, 1, 1, 1, 'I', NULL);
INSERT INTO journal (id, operation_id, table_no, row, last, owner, what, image) VALUES (14, 2, 10, 1, 1, 1, 'I', NULL);
INSERT INTO journal (id, operation_id, table_no, row, last, owner, what, image) VALUES (15, 2, 10, 2, 2, 1, 'I', NULL);
INSERT INTO journal (id, operation_id, table_no, row, last, owner, what, image) VALUES (16, 2, 12, 1, 1, 1, 'I', NULL);
INSERT INTO journal (id, operation_id, table_no, row, last, owner, what, image) VALUES (17, 3, 0, 2, 3, NULL, 'I', NULL);
INSERT INTO journal (id, operation_id, table_no, row, last, owner, what, image) VALUES (18, 4, 13, 1, 1, 1, 'I', NULL);
INSERT INTO journal (id, operation_id, table_no, row, last, owner, what, image) VALUES (19, 5, 14, 1, 1, 1, 'I', NULL);
INSERT INTO journal (id, operation_id, table_no, row, last, owner, what, image) VALUES (20, 5, 15, 1, 1, 1, 'I', NULL);
INSERT INTO journal (id, operation_id, table_no, row, last, owner, what, image) VALUES (21, 5, 15, 2, 2, 2, 'I', NULL);
INSERT INTO journal (id, operation_id, table_no, row, last, owner, what, image) VALUES (22, 6, 16, 1, 1, 1, 'I', NULL);
INSERT INTO journal (id, operation_id, table_no, row, last, owner, what, image) VALUES (23, 6, 17, 1, 1, 1, 'I', NULL);
INSERT INTO journal (id, operation_id, table_no, row, last, owner, what, image) VALUES (24, 7, 18, 1, 1, 1, 'I', NULL);
INSERT INTO journal (id, operation_id, table_no, row, last, owner, what, image) VALUES (25, 8, 18, 1, 1, 1, 'U', '{"id":1,"contact_id":1,"text":"send shoes","due":739679,"noted_on":739677,"done_at":null,"rule":"","anchor":null,"occurrence":null}');
INSERT INTO journal (id, operation_id, table_no, row, last, owner, what, image) VALUES (26, 9, 18, 2, 2, 2, 'I', NULL);
INSERT INTO journal (id, operation_id, table_no, row, last, owner, what, image) VALUES (27, 10, 19, 1, 1, 1, 'I', NULL);
INSERT INTO journal (id, operation_id, table_no, row, last, owner, what, image) VALUES (28, 11, 21, 1, 1, 1, 'I', NULL);
INSERT INTO journal (id, operation_id, table_no, row, last, owner, what, image) VALUES (29, 12, 21, 2, 2, 2, 'I', NULL);
INSERT INTO journal (id, operation_id, table_no, row, last, owner, what, image) VALUES (30, 13, 14, 2, 2, 2, 'I', NULL);
INSERT INTO journal (id, operation_id, table_no, row, last, owner, what, image) VALUES (31, 13, 15, 3, 3, 1, 'I', NULL);
INSERT INTO journal (id, operation_id, table_no, row, last, owner, what, image) VALUES (32, 13, 9, 3, 3, 3, 'I', NULL);
INSERT INTO journal (id, operation_id, table_no, row, last, owner, what, image) VALUES (33, 13, 25, 1, 1, 2, 'I', NULL);
INSERT INTO journal (id, operation_id, table_no, row, last, owner, what, image) VALUES (34, 14, 26, 1, 1, 1, 'I', NULL);
INSERT INTO journal (id, operation_id, table_no, row, last, owner, what, image) VALUES (35, 15, 0, 3, 3, 3, 'U', '{"id":3,"uid":"urn:uuid:00000000-0000-4000-8000-000000000003","full_name":"كريم","prefix":"","given":"","middle":"","family":"","suffix":"","nickname":"","notes":"","facts":"[]","source":"","status":"","importance":2,"cadence_days":null,"do_not_contact":0,"extra":"[]","created_at":1772442000,"updated_at":1772442000,"deleted_at":null,"paused_until":null,"declined_rhythm":null}');
INSERT INTO journal (id, operation_id, table_no, row, last, owner, what, image) VALUES (38, 16, 10, 3, 3, 1, 'D', '{"id":3,"contact_id":1,"tag_id":4}');
INSERT INTO journal (id, operation_id, table_no, row, last, owner, what, image) VALUES (39, 16, 9, 4, 4, 4, 'D', '{"id":4,"name":"undone","match_key":"undone"}');
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
, paused_until INTEGER);
INSERT INTO contact_summary (contact_id, name, sort_key, initials, company, company_key, city, city_key, phone, email, status, importance, tags, has_photo, added, last_contact, since, cadence, cooling_on, cold_on, lost_on, next_step, birthday_on, paused_until) VALUES (1, 'Abebe Bikila', 'abebe bikila', 'AB', '', '', 'Addis Ababa', 'addis ababa', '0911 234 567', 'abebe@run.example', 'customer', 3, '["runner", "ሯጭ"]', 1, 1772442000, 1772442000, 739677, 30, 739698, 739707, 739737, 739678, 739869, NULL);
INSERT INTO contact_summary (contact_id, name, sort_key, initials, company, company_key, city, city_key, phone, email, status, importance, tags, has_photo, added, last_contact, since, cadence, cooling_on, cold_on, lost_on, next_step, birthday_on, paused_until) VALUES (2, 'Сергей Иванов', 'сергей иванов', 'СИ', '', '', '', '', '', '', '', 2, '[]', 0, 1772442000, 1768986000, 739637, 0, NULL, NULL, NULL, NULL, NULL, NULL);
CREATE INDEX contactsummary_sort_key_cooling_on_cold_on_next_step_birthday_on
    ON contact_summary (sort_key, cooling_on, cold_on, next_step, birthday_on);
CREATE INDEX contactsummary_company_key_sort_key ON contact_summary (company_key, sort_key);
CREATE INDEX contactsummary_city_key_sort_key ON contact_summary (city_key, sort_key);
CREATE INDEX contactsummary_status_sort_key ON contact_summary (status, sort_key);
CREATE INDEX contactsummary_importance_sort_key ON contact_summary (importance, sort_key);
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
INSERT INTO due (id, key, kind, subject_id, contact_id, at, on_day, event_at, event_day, days_ahead) VALUES (11, 'birthday:1:2018:ahead', 'birthday', 1, 1, NULL, 739862, NULL, 739869, 7);
INSERT INTO due (id, key, kind, subject_id, contact_id, at, on_day, event_at, event_day, days_ahead) VALUES (12, 'cold:1:2026-03-02:30', 'cold', 1, 1, NULL, 739707, NULL, 739707, 0);
INSERT INTO due (id, key, kind, subject_id, contact_id, at, on_day, event_at, event_day, days_ahead) VALUES (13, 'appointment:1:2026-03-03T06:00Z:0', 'appointment', 1, NULL, 1772517600, NULL, 1772517600, NULL, 0);
CREATE INDEX due_contact_id ON due (contact_id);
CREATE INDEX due_at ON due (at) WHERE at IS NOT NULL;
CREATE INDEX due_on_day ON due (on_day) WHERE on_day IS NOT NULL;
CREATE VIRTUAL TABLE contact_search USING fts5(
    name, details, phones, notes, tokenize = 'ascii', prefix = '1 2 3', detail = 'column'
);
INSERT INTO contact_search (rowid, name, details, phones, notes) VALUES (1, 'abebe bikila abe', 'marathon runner rwach abebe run example 1 bole rd addis ababa aa 1000 ethiopia 42 https abe customer market', '091123 911234 112345 123456 234567 251911 519112 191123', 'rome barefoot its true drinks tea s');
INSERT INTO contact_search (rowid, name, details, phones, notes) VALUES (2, 'sergey ivanov', '', '', '');
CREATE VIRTUAL TABLE interaction_search USING fts5(
    words, tokenize = 'ascii', prefix = '2 3', detail = 'column'
);
INSERT INTO interaction_search (rowid, words) VALUES (1, 'about shoes boots');
INSERT INTO interaction_search (rowid, words) VALUES (2, 'too tight');
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
, uid TEXT NOT NULL DEFAULT '', extra TEXT NOT NULL DEFAULT '[]');
CREATE INDEX series_planned_until ON series (planned_until);
CREATE UNIQUE INDEX appointment_series_id_occurrence ON appointment (series_id, occurrence)
    WHERE series_id IS NOT NULL;
CREATE TABLE "follow_up" (
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
INSERT INTO follow_up (id, contact_id, text, due, noted_on, done_at, rule, anchor, occurrence) VALUES (1, 1, 'send shoes', 739679, 739677, 1772442000, '', NULL, NULL);
INSERT INTO follow_up (id, contact_id, text, due, noted_on, done_at, rule, anchor, occurrence) VALUES (2, 3, 'write', 739684, 739677, NULL, '', NULL, NULL);
CREATE INDEX followup_contact_id ON follow_up (contact_id);
CREATE INDEX followup_due ON follow_up (due);
CREATE INDEX followup_done_at_due ON follow_up (done_at, due);
CREATE INDEX contactsummary_importance_next_step_cold_on_cooling_on_paused_until
    ON contact_summary (importance, next_step, cold_on, cooling_on, paused_until);
CREATE INDEX reminder_announced_at ON reminder (announced_at);
CREATE INDEX reminder_kind ON reminder (kind) WHERE state = 'shown';
CREATE INDEX due_subject_id ON due (subject_id) WHERE contact_id IS NULL;
CREATE TABLE draft (
    key TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    title TEXT NOT NULL,
    content TEXT NOT NULL
);
INSERT INTO draft (key, kind, at, title, content) VALUES ('log/1', 'log', 1772442000, 'Note about Abebe', '{"version":1,"content":{"text":"\u1230\u120b\u121d"}}');
CREATE INDEX journal_owner_table_no ON journal (owner, table_no);
CREATE TABLE saved_filter (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    match_key TEXT NOT NULL,
    condition TEXT NOT NULL,
    position INTEGER NOT NULL
);
INSERT INTO saved_filter (id, name, match_key, condition, position) VALUES (1, 'Tea & boots', 'tea & boots', 'fact ~ tea and field:"shoe size" > 41', 0);
INSERT INTO saved_filter (id, name, match_key, condition, position) VALUES (2, 'ሯጮች', 'ሯጮች', 'tag = ሯጭ', 1);
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
CREATE UNIQUE INDEX series_uid ON series (uid) WHERE uid != '';
CREATE INDEX appointment_came_from_id ON appointment (came_from_id);
CREATE INDEX interaction_appointment_id ON interaction (appointment_id);
CREATE INDEX interaction_due ON interaction (due);
CREATE TABLE interaction_tag (
    id INTEGER NOT NULL PRIMARY KEY,
    interaction_id INTEGER NOT NULL REFERENCES interaction (id) ON DELETE CASCADE,
    tag_id INTEGER NOT NULL REFERENCES tag (id) ON DELETE CASCADE
);
INSERT INTO interaction_tag (id, interaction_id, tag_id) VALUES (1, 2, 3);
CREATE UNIQUE INDEX interactiontag_interaction_id_tag_id ON interaction_tag (interaction_id, tag_id);
CREATE INDEX interactiontag_tag_id ON interaction_tag (tag_id);
CREATE TABLE day_note (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    day INTEGER NOT NULL,
    text TEXT NOT NULL
);
INSERT INTO day_note (id, day, text) VALUES (1, 739678, 'market day
ገበያ');
CREATE UNIQUE INDEX daynote_day ON day_note (day);
CREATE TABLE attachment (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    appointment_id INTEGER NOT NULL REFERENCES appointment (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    link TEXT NOT NULL,
    media_type TEXT NOT NULL,
    data BLOB
);
CREATE INDEX attachment_appointment_id ON attachment (appointment_id);

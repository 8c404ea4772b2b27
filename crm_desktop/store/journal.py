"""The journal: what every operation did to every row, written by SQLite's own triggers.

Temporary triggers, made from the models for each writing connection, note the image of a row before it
changes. So no command needs code of its own to be undone, and what cascades is noted too. An operation
that is applied backwards writes its own inverse: undo and redo are one mechanism.
See sqlite.org/undoredo.html for the idea of undo by triggers.
"""

from __future__ import annotations

import json
from collections import defaultdict
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from peewee import BlobField

from crm_desktop.domain.changes import Changes, Kind
from crm_desktop.store.tables import JOURNALLED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from peewee import Model

    from crm_desktop.store.database import Database

COUNTED_CHANGES = 5000
"""A change of more things than this is told as "everything" of their kind."""

_KINDS = {
    "contact": Kind.CONTACT, "phone": Kind.CONTACT, "email": Kind.CONTACT, "address": Kind.CONTACT,
    "link": Kind.CONTACT, "role": Kind.CONTACT, "important_date": Kind.CONTACT, "photo": Kind.CONTACT,
    "contact_tag": Kind.CONTACT, "custom_value": Kind.CONTACT, "relationship": Kind.CONTACT,
    "company": Kind.COMPANY, "tag": Kind.TAG, "custom_field": Kind.FIELD,
    "interaction": Kind.INTERACTION, "interaction_contact": Kind.CONTACT,
    "appointment": Kind.APPOINTMENT, "appointment_contact": Kind.CONTACT,
    "follow_up": Kind.FOLLOW_UP, "reminder": Kind.REMINDER, "series": Kind.SERIES,
    "saved_filter": Kind.FILTER, "known_uid": Kind.CONTACT, "apart": Kind.CONTACT, "reviewed": Kind.CONTACT,
    "interaction_tag": Kind.INTERACTION, "day_note": Kind.DAY_NOTE, "attachment": Kind.APPOINTMENT,
}  # fmt: skip
"""What it means to the listeners when a row of a table changes; `owner` is then the id."""


_NUMBERS = {model._meta.table_name: number for number, model in enumerate(JOURNALLED)}


def table_number(table: str) -> int:
    """Under which number the journal names a table."""
    return _NUMBERS[table]


CONTACT_TABLES = tuple(table_number(table) for table, kind in _KINDS.items() if kind is Kind.CONTACT)
"""The tables whose rows belong to one contact: their `owner` is that contact."""


_OWNERS = {"interaction_tag": "interaction_id", "attachment": "appointment_id"}


def _owner_column(table: str) -> str:
    if _KINDS[table] is Kind.CONTACT and table != "contact":
        return "contact_id"
    return _OWNERS.get(table, "id")


def counted(ids: Mapping[Kind, Collection[int]]) -> Changes:
    """These ids as changes; a kind of which there are very many changed beyond counting."""
    return Changes(
        {kind: frozenset(found) for kind, found in ids.items()},
        frozenset(kind for kind, found in ids.items() if len(found) > COUNTED_CHANGES),
    )


class Journal:
    """Notes and applies changes on the connection of the thread that uses it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, operation_id: int | None) -> None:
        """Note every change from here on under an operation; with None, note nothing."""
        if not self._database.value("SELECT 1 FROM temp.sqlite_master WHERE name = 'journal_now'"):
            self._make_triggers()
        self._database.execute("UPDATE temp.journal_now SET operation_id = ?", (operation_id,))

    @contextmanager
    def ranges(self, operation_id: int | None, tables: Sequence[str]) -> Iterator[None]:
        """A bulk load: what is inserted into these tables meanwhile is noted as one range of rows each.

        Nothing else may change meanwhile, but for what hangs on the new rows and goes when they go. A table
        stands behind those that its rows refer to.
        """
        before = [self._last_row(table) for table in tables]
        self.begin(None)
        try:
            yield
        finally:
            self.begin(operation_id)
        for table, last in zip(tables, before, strict=True):
            newest = self._last_row(table)
            if newest > last and operation_id is not None:
                self._note_range(operation_id, table, last + 1, newest)

    @contextmanager
    def silent(self, operation_id: int | None) -> Iterator[None]:
        """What is inserted meanwhile is not noted: whoever does it notes it as a range at the end."""
        self.begin(None)
        try:
            yield
        finally:
            self.begin(operation_id)

    def note_since(self, operation_id: int | None, table: str, last: int) -> None:
        """Note all rows of a table behind one as a range that came: see `ranges`."""
        newest = self._last_row(table)
        if newest > last and operation_id is not None:
            self._note_range(operation_id, table, last + 1, newest)

    def _last_row(self, table: str) -> int:
        return self._database.value(f"SELECT max(id) FROM {table}") or 0

    def _note_range(self, operation_id: int, table: str, first: int, last: int) -> None:
        self._database.execute(
            "INSERT INTO journal (operation_id, table_no, row, last, owner, what) VALUES (?, ?, ?, ?,"
            " NULL, 'I')",
            (operation_id, table_number(table), first, last),
        )

    def changes(self, operation_id: int, *, after: int = 0) -> Changes:
        """What the operation changed since the journal row `after`, but for contacts that came by the range:
        who loads them tells of them.

        Among the contacts are all whose rows in lists or whose cards show what changed.
        """
        ids: dict[Kind, set[int]] = defaultdict(set)
        for number, first, last in self._database.rows(
            "SELECT DISTINCT table_no, coalesce(owner, row), CASE WHEN owner IS NULL THEN last ELSE owner END"
            " FROM journal WHERE operation_id = ? AND id > ? AND (owner IS NOT NULL OR table_no <> ?)",
            (operation_id, after, table_number("contact")),
        ):
            ids[_KINDS[_table_name(number)]].update(range(first, last + 1))
        ids[Kind.CONTACT].update(self._database.column(_CONCERNED, (operation_id, after)))
        ids[Kind.APPOINTMENT].update(self._database.column(_REMINDED, (operation_id, after, "appointment")))
        ids[Kind.FOLLOW_UP].update(self._database.column(_REMINDED, (operation_id, after, "own")))
        return counted(ids)

    def is_empty(self, operation_id: int) -> bool:
        """Whether the operation changed nothing."""
        return not self._database.value(
            "SELECT 1 FROM journal WHERE operation_id = ? LIMIT 1", (operation_id,)
        )

    def newest(self) -> int:
        """The number of the newest journal row."""
        return self._database.value("SELECT max(id) FROM journal") or 0

    def reverse(self, operation_id: int) -> int:
        """Apply an operation backwards and keep, in its place, what leads forward again.

        Returns the journal row after which the inverse begins. Constraints between rows are checked at
        the commit, since images come back in the order in which they went.
        """
        border = self.newest()
        self._database.execute("PRAGMA defer_foreign_keys = ON")
        self.begin(operation_id)
        for number, first, last, what, image in self._database.rows(
            "SELECT table_no, row, last, what, image FROM journal WHERE operation_id = ? ORDER BY id DESC",
            (operation_id,),
        ):
            self._reverse_row(JOURNALLED[number], first, last, what, image)
        self._database.execute(
            "DELETE FROM journal WHERE operation_id = ? AND id <= ?", (operation_id, border)
        )
        self.begin(None)
        return border

    def _reverse_row(self, model: type[Model], first: int, last: int, what: str, image: str | None) -> None:
        table = model._meta.table_name
        if what == "I":
            self._database.execute(f"DELETE FROM {table} WHERE id BETWEEN ? AND ?", (first, last))
            return
        values = _values(model, json.loads(image or "{}"))
        names = list(values)
        if what == "U":
            if table == "reminder":
                # A merge gives a row of the ledger another key, under which time may have written meanwhile.
                self._database.execute(
                    "DELETE FROM reminder WHERE key = ? AND id <> ?", (values["key"], first)
                )
            self._database.execute(
                f"UPDATE {table} SET {', '.join(f'{name} = ?' for name in names)} WHERE id = ?",
                (*values.values(), first),
            )
        else:
            if table == "reminder":
                # The passing of time may have written the same occurrence meanwhile: that is undone with it.
                self._database.execute("DELETE FROM reminder WHERE key = ?", (values["key"],))
            places = ", ".join("?" * len(names))
            self._database.execute(
                f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})", tuple(values.values())
            )

    def _make_triggers(self) -> None:
        self._database.execute("CREATE TEMP TABLE journal_now (operation_id INTEGER)")
        self._database.execute("INSERT INTO temp.journal_now VALUES (NULL)")
        for number, model in enumerate(JOURNALLED):
            for statement in _triggers(number, model):
                self._database.execute(statement)


def _triggers(number: int, model: type[Model]) -> list[str]:
    table = model._meta.table_name
    columns = [field.column_name for field in model._meta.sorted_fields]
    owner = _owner_column(table)
    image = ", ".join(f"'{name}', {_image(model, name)}" for name in columns)
    changed = " OR ".join(f"old.{name} IS NOT new.{name}" for name in columns)
    return [
        _trigger(table, "insert", "", number, f"new.id, new.id, new.{owner}, 'I', NULL"),
        _trigger(
            table,
            "update",
            f" AND ({changed})",
            number,
            f"old.id, old.id, old.{owner}, 'U', json_object({image})",
        ),
        _trigger(table, "delete", "", number, f"old.id, old.id, old.{owner}, 'D', json_object({image})"),
    ]


def _trigger(table: str, event: str, condition: str, number: int, values: str) -> str:
    return (
        f"CREATE TEMP TRIGGER journal_{table}_{event} AFTER {event.upper()} ON main.{table}"
        f" WHEN (SELECT operation_id FROM journal_now) IS NOT NULL{condition}"
        " BEGIN INSERT INTO journal (operation_id, table_no, row, last, owner, what, image)"
        f" VALUES ((SELECT operation_id FROM journal_now), {number}, {values}); END"
    )


def _image(model: type[Model], column: str) -> str:
    blob = isinstance(model._meta.columns[column], BlobField)
    return f"hex(old.{column})" if blob else f"old.{column}"


def _values(model: type[Model], image: dict[str, Any]) -> dict[str, Any]:
    known = model._meta.columns
    return {
        name: bytes.fromhex(value) if isinstance(known[name], BlobField) else value
        for name, value in image.items()
        if name in known
    }


def _table_name(number: int) -> str:
    name: str = JOURNALLED[number]._meta.table_name
    return name


_CONCERNED = f"""
WITH noted AS (SELECT table_no, row, what, image FROM journal WHERE operation_id = ?1 AND id > ?2),
promised AS (SELECT row, image FROM noted WHERE table_no = {table_number("follow_up")}),
related AS (SELECT row, image FROM noted WHERE table_no = {table_number("relationship")})
SELECT contact_id FROM follow_up WHERE id IN (SELECT row FROM promised) AND contact_id IS NOT NULL
UNION SELECT json_extract(image, '$.contact_id') FROM promised
    WHERE json_extract(image, '$.contact_id') IS NOT NULL
UNION SELECT other_id FROM relationship WHERE id IN (SELECT row FROM related)
UNION SELECT json_extract(image, '$.other_id') FROM related WHERE image IS NOT NULL
UNION SELECT contact_id FROM appointment_contact
    WHERE appointment_id IN (SELECT row FROM noted WHERE table_no = {table_number("appointment")})
UNION SELECT contact_id FROM interaction_contact
    WHERE interaction_id IN (SELECT row FROM noted WHERE table_no = {table_number("interaction")})
UNION SELECT value FROM noted, json_each(json_extract(image, '$.contact_ids'))
    WHERE table_no = {table_number("reminder")} AND image IS NOT NULL
UNION SELECT contact_id FROM role
    WHERE company_id IN (SELECT row FROM noted WHERE table_no = {table_number("company")} AND what = 'U')
UNION SELECT contact_id FROM contact_tag
    WHERE tag_id IN (SELECT row FROM noted WHERE table_no = {table_number("tag")} AND what = 'U')
UNION SELECT contact_id FROM custom_value
    WHERE field_id IN (SELECT row FROM noted WHERE table_no = {table_number("custom_field")} AND what = 'U')
"""
"""The contacts behind what an operation changed beside their own rows: of a promise, a meeting, an entry,
the other end of a relationship, of a reminder, and all who wear a name that is spelled anew."""

_REMINDED = f"""
SELECT json_extract(image, '$.subject_id') FROM journal WHERE operation_id = ? AND id > ?
    AND table_no = {table_number("reminder")} AND json_extract(image, '$.kind') = ?
"""
"""The meetings, or the promises to oneself, of which a row of the ledger changed or went: their reminders
may wait again."""

"""Looks at a whole data file from outside: every row of every table, in an order that does not change."""

import sqlite3
from pathlib import Path

from crm_desktop.services.context import Services
from crm_desktop.store.database import FILE_NAME
from crm_desktop.store.tables import JOURNALLED

Rows = dict[str, list[tuple[object, ...]]]

FACTS = tuple(model._meta.table_name for model in JOURNALLED)
DERIVED = {
    "contact_summary": "*",
    "contact_search": "rowid, name, details, phones, notes",
    "interaction_search": "rowid, words",
    "due": "key, kind, subject_id, contact_id, at, on_day, event_at, event_day, days_ahead",
}


def connect(folder: Path) -> sqlite3.Connection:
    """A connection of the test's own, which sees what was committed."""
    return sqlite3.connect(folder / FILE_NAME, isolation_level=None)


def facts(connection: sqlite3.Connection) -> Rows:
    """Everything that undo is answerable for."""
    return {table: connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in FACTS}


def derived(connection: sqlite3.Connection) -> Rows:
    """Everything that is made from the facts."""
    return {
        table: connection.execute(f"SELECT {columns} FROM {table} ORDER BY 1").fetchall()
        for table, columns in DERIVED.items()
    }


def whole(connection: sqlite3.Connection) -> Rows:
    """Facts, preferences, undo and all that is derived."""
    kept = {
        table: connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
        for table in ("setting", "operation", "journal")
    }
    return facts(connection) | kept | derived(connection)


def differences(before: Rows, after: Rows) -> dict[str, tuple[list[object], list[object]]]:
    """For each table that is not the same: the rows that went and those that came."""
    return {
        table: (
            [row for row in before[table] if row not in after[table]],
            [row for row in after[table] if row not in before[table]],
        )
        for table in before
        if before[table] != after[table]
    }


def derived_anew(services: Services, connection: sqlite3.Connection) -> Rows:
    """What the derived tables would hold if they were made from nothing."""
    with services.uow(None) as tx:
        tx.rebuild()
    return derived(connection)

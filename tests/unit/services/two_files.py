"""Two data files side by side, table by table: equal where only the row numbers differ.

A number is one file's own and cannot be the same in another that was not empty from the first day. So each
stands for what bears it: a contact, a talk, a promise and so on for its place among all in the order in which
they were added, a meeting or a series for its uid, a part of a card for its place on it. What has no meaning
without the history of undo (a reminder of what is gone), and what belongs to one computer, is left out.
"""

import json
import re
import sqlite3
from collections.abc import Callable
from typing import Any

from crm_desktop.services.archiving.writing import OF_THIS_COMPUTER
from crm_desktop.store.derived_tables import ALL_TABLES
from crm_desktop.store.summaries import ZONE_OF_DAYS

Tables = dict[str, list[tuple[object, ...]]]

LEFT_OUT = frozenset(("operation", "journal", "draft"))
"""Undo, and what was typed and not saved, are no part of an archive."""
_BY_PLACE = ("contact", "company", "tag", "custom_field", "interaction", "follow_up")
_POINTS: dict[str, str] = {
    "contact_id": "contact", "other_id": "contact", "company_id": "company", "tag_id": "tag",
    "field_id": "custom_field", "interaction_id": "interaction", "appointment_id": "appointment",
    "series_id": "series", "came_from_id": "appointment",
}  # fmt: skip
_OF_KIND = {
    "appointment": "appointment", "birthday": "important_date", "date": "important_date", "cold": "contact",
    "follow-up": "follow_up", "own": "follow_up",
}  # fmt: skip
_PARTS = (
    "phone", "email", "address", "link", "role", "important_date", "photo", "contact_tag", "custom_value",
    "known_uid", "reviewed",
)  # fmt: skip
_OF_OTHERS = {
    "appointment_contact": "appointment_id", "attachment": "appointment_id",
    "interaction_contact": "interaction_id", "interaction_tag": "interaction_id",
}  # fmt: skip
_SEARCH = {"contact_search": "name, details, phones, notes", "interaction_search": "words"}


def as_told(file: sqlite3.Connection) -> Tables:
    """Every table of facts and every derived one, with what numbers stand for in their place."""
    told = _Telling(file)
    tables = [model._meta.table_name for model in ALL_TABLES]
    found = {table: told.table(table) for table in tables if table not in LEFT_OUT}
    for table, columns in _SEARCH.items():
        bearer = table.partition("_")[0]
        rows = file.execute(f"SELECT rowid, {columns} FROM {table} ORDER BY rowid").fetchall()
        found[table] = [(told.name(bearer, number), *rest) for number, *rest in rows]
    return found


class _Telling:
    def __init__(self, file: sqlite3.Connection) -> None:
        self._file = file
        self._names: dict[str, dict[int, object]] = {
            table: {number: place for place, (number,) in enumerate(self._all(f"SELECT id FROM {table}"))}
            for table in _BY_PLACE
        }
        for table in ("appointment", "series"):
            self._names[table] = dict(file.execute(f"SELECT id, uid FROM {table}"))
        self._names["important_date"] = {
            number: (self.name("contact", contact), position)
            for number, contact, position in file.execute(
                "SELECT id, contact_id, position FROM important_date"
            )
        }

    def _all(self, sql: str) -> list[Any]:
        return self._file.execute(f"{sql} ORDER BY id").fetchall()

    def name(self, table: str, number: int) -> object:
        """What a number stands for; None where nothing bears it."""
        return self._names[table].get(number)

    def table(self, table: str) -> list[tuple[object, ...]]:
        order = "key" if table == "setting" else "contact_id" if table == "contact_summary" else "id"
        cursor = self._file.execute(f"SELECT * FROM {table} ORDER BY {order}")
        columns = [column[0] for column in cursor.description]
        rows = [dict(zip(columns, row, strict=True)) for row in cursor]
        make = _SPECIAL.get(table, _Telling._plain)
        return [told for row in make(self, rows, table) if (told := tuple(row.items()))]

    def _plain(self, rows: list[dict[str, Any]], table: str) -> list[dict[str, Any]]:
        found = [self._pointing(row, table) for row in rows]
        if table in _PARTS:
            # Those of one card in their places, or as they came where they have none.
            found.sort(key=lambda row: (row["contact_id"], row.get("position", 0)))
        if table == "appointment":
            found.sort(key=lambda row: row["uid"])
        if table in _OF_OTHERS:
            found.sort(key=lambda row: row[_OF_OTHERS[table]])
        return found

    def _pointing(self, row: dict[str, Any], table: str) -> dict[str, Any]:
        told = {
            column: self.name(_POINTS[column], value) if column in _POINTS and value is not None else value
            for column, value in row.items()
            if column != "id" or table in _BY_PLACE
        }
        if table in _BY_PLACE:
            told["id"] = self.name(table, row["id"])
        if table == "series":
            told["contact_ids"] = [self.name("contact", number) for number in json.loads(row["contact_ids"])]
        return told

    def _reminders(self, rows: list[dict[str, Any]], table: str) -> list[dict[str, Any]]:
        found = []
        for row in rows:
            subject = self.name(_OF_KIND[row["kind"]], row["subject_id"])
            if subject is None:
                continue
            told = self._pointing(row, table)
            if "contact_ids" in row:
                known = [self.name("contact", number) for number in json.loads(row["contact_ids"])]
                told["contact_ids"] = [one for one in known if one is not None]
            told["subject_id"] = subject
            told["key"] = re.sub(r":\d+:", f":{subject}:", row["key"], count=1)
            found.append(told)
        return found if table == "reminder" else sorted(found, key=lambda row: row["key"])

    def _filters(self, rows: list[dict[str, Any]], _: str) -> list[dict[str, Any]]:
        ordered = sorted(rows, key=lambda row: (row["position"], row["id"]))
        return [{**row, "id": 0, "position": place} for place, row in enumerate(ordered)]

    def _settings(self, rows: list[dict[str, Any]], _: str) -> list[dict[str, Any]]:
        # In which zone days were counted last is written with the first contact, and stays when it goes.
        return [row for row in rows if row["key"] not in (*OF_THIS_COMPUTER, ZONE_OF_DAYS)]


_SPECIAL: dict[str, Callable[[_Telling, list[dict[str, Any]], str], list[dict[str, Any]]]] = {
    "reminder": _Telling._reminders,
    "due": _Telling._reminders,
    "saved_filter": _Telling._filters,
    "setting": _Telling._settings,
}


def assert_same(one: Tables, other: Tables) -> None:
    """The same rows in every table; else which are not."""
    assert one.keys() == other.keys()
    for table in one:
        mine = [row for row in one[table] if row not in other[table]]
        theirs = [row for row in other[table] if row not in one[table]]
        assert (mine, theirs) == ([], []), f"{table}: only in the first {mine}, only in the second {theirs}"
        assert one[table] == other[table], f"{table}: in another order"

"""Mends what refers to rows that are lost: the backup's row, a placeholder, or nothing any more.

Nothing that was written by a person is dropped for want of a card: it gets one with a name that says so.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from crm_desktop.domain.match_key import match_key
from crm_desktop.store.codec import to_seconds

if TYPE_CHECKING:
    from datetime import datetime

    from crm_desktop.store.salvage.writing import Rebuilding

_PARENTS = {
    "interaction": (("interaction_contact", "interaction_id"),),
    "appointment": (("appointment_contact", "appointment_id"),),
    "series": (("appointment", "series_id"),),
    "tag": (("contact_tag", "tag_id"), ("interaction_tag", "tag_id")),
    "company": (("role", "company_id"),),
    "custom_field": (("custom_value", "field_id"),),
}
"""Who refers to whom, without the contacts."""

_OF_CONTACTS = (
    ("phone", "contact_id"), ("email", "contact_id"), ("address", "contact_id"), ("link", "contact_id"),
    ("role", "contact_id"), ("important_date", "contact_id"), ("photo", "contact_id"),
    ("custom_value", "contact_id"), ("relationship", "contact_id"), ("relationship", "other_id"),
    ("interaction_contact", "contact_id"), ("appointment_contact", "contact_id"), ("follow_up", "contact_id"),
)  # fmt: skip
"""What says something of a contact; a tag alone does not."""

_SHARED: dict[str, tuple[str, dict[str, str]]] = {
    "company": ("company", {}),
    "tag": ("tag", {}),
    "custom_field": ("field", {"type": "text", "choices": "[]"}),
}
_NOTED = (
    ("contact_tag", "contact_id", "contact"), ("known_uid", "contact_id", "contact"),
    ("reviewed", "contact_id", "contact"), ("apart", "contact_id", "contact"),
    ("apart", "other_id", "contact"),
)  # fmt: skip
_LINKS = (
    ("interaction_contact", "interaction_id", "interaction"),
    ("appointment_contact", "appointment_id", "appointment"),
    ("attachment", "appointment_id", "appointment"),
    ("interaction_tag", "interaction_id", "interaction"),
)
_MAY_LACK = (("interaction", "appointment_id"), ("appointment", "came_from_id"))
"""What came of a meeting, or after it, stays without it."""
_NOTE = "The card of this contact was damaged. This is what could be read of it."
_ENTRIES = "Recovered entries"


Numbers = dict[str, list[int]]


def mend(rebuilding: Rebuilding, names: dict[int, str], now: datetime) -> tuple[Numbers, Numbers]:
    """Let no row refer to nothing. `names` are those of contacts, from the lists of the damaged file.

    Returns the rows that were made up, and those that are missed for good, by table.
    """
    mending = _Mending(rebuilding, now)
    for parent, children in _PARENTS.items():
        mending.parents(parent, children)
    mending.name_what_is_shared()
    mending.drop_links(_LINKS)
    mending.contacts(names)
    mending.lonely("interaction")
    mending.drop_links(_NOTED)
    mending.let_go_of_series()
    mending.let_go_of_meetings()
    return mending.made_up, mending.missed


class _Mending:
    def __init__(self, rebuilding: Rebuilding, now: datetime) -> None:
        self._rebuilding = rebuilding
        self._new = rebuilding.new
        self._now = to_seconds(now)
        self.made_up: Numbers = {}
        self.missed: Numbers = {}

    def parents(self, parent: str, children: tuple[tuple[str, str], ...]) -> None:
        """What is referred to and missing, from the backup."""
        for number in self._missing(parent, children):
            self._rebuilding.take_from_backup(parent, number)

    def name_what_is_shared(self) -> None:
        """A role, a tag or a value whose company, name or field is lost keeps one that says so."""
        for table, (what, more) in _SHARED.items():
            for number in self._missing(table, _PARENTS[table]):
                name = self._free_name(table, f"Recovered {what} {number}")
                self._insert(table, {"id": number, "name": name, "match_key": match_key(name), **more})
                self.made_up.setdefault(table, []).append(number)

    def contacts(self, names: dict[int, str]) -> None:
        """A lost contact of whom something is left keeps a card."""
        missing = self._missing("contact", _OF_CONTACTS)
        gaps = self._rebuilding.gaps["contact"]
        listed = {number for number in names if any(gap.first <= number <= gap.last for gap in gaps)}
        there = {number for (number,) in self._new.execute("SELECT id FROM contact")}
        for number in sorted({*missing, *(listed - there)}):
            if not self._rebuilding.take_from_backup("contact", number):
                self._placeholder(number, names.get(number) or f"Recovered contact {number}")
                self.made_up.setdefault("contact", []).append(number)

    def _placeholder(self, number: int | None, name: str) -> int:
        texts = dict.fromkeys(
            ("prefix", "given", "middle", "family", "suffix", "nickname", "source", "status"), ""
        )
        return self._insert(
            "contact",
            {
                "id": number,
                "uid": f"urn:uuid:{uuid.uuid4()}",
                "full_name": name,
                "notes": _NOTE,
                "facts": "[]",
                "extra": "[]",
                "importance": 2,
                "do_not_contact": 0,
                "created_at": self._now,
                "updated_at": self._now,
                **texts,
            },
        )

    def lonely(self, thing: str) -> None:
        """What happened with somebody who is not known any more stays to be read, on a card of its own."""
        if not self._rebuilding.gaps[f"{thing}_contact"]:
            return
        lonely = self._new.execute(
            f"SELECT id, at, kind <> 'note' FROM {thing} WHERE id NOT IN"
            f" (SELECT {thing}_id FROM {thing}_contact)"
        ).fetchall()
        if not lonely:
            return
        contact = self._placeholder(None, _ENTRIES)
        links = self.made_up.setdefault(f"{thing}_contact", [])
        for number, at, warms in lonely:
            link = {f"{thing}_id": number, "contact_id": contact, "at": at, "warms": warms}
            links.append(self._insert(f"{thing}_contact", link))

    def drop_links(self, links: tuple[tuple[str, str, str], ...]) -> None:
        """What links to nothing says nothing, but that something is lost."""
        for table, column, parent in links:
            if not self._has(table, column):
                continue
            self.missed.setdefault(parent, []).extend(self._missing(parent, ((table, column),)))
            self._new.execute(f"DELETE FROM {table} WHERE {column} NOT IN (SELECT id FROM {parent})")

    def let_go_of_series(self) -> None:
        """A meeting whose series is lost goes on by itself."""
        if not self._has("appointment", "series_id"):
            return
        self._new.execute(
            "UPDATE appointment SET series_id = NULL, occurrence = NULL, own = 0"
            " WHERE series_id IS NOT NULL AND series_id NOT IN (SELECT id FROM series)"
        )

    def let_go_of_meetings(self) -> None:
        """What a lost meeting led to is there without it."""
        for table, column in _MAY_LACK:
            if self._has(table, column):
                self._new.execute(
                    f"UPDATE {table} SET {column} = NULL WHERE {column} NOT IN (SELECT id FROM appointment)"
                )

    def _missing(self, parent: str, children: tuple[tuple[str, str], ...]) -> list[int]:
        found: set[int] = set()
        for table, column in children:
            if not self._has(parent, "id") or not self._has(table, column):
                continue
            found.update(
                number
                for (number,) in self._new.execute(
                    f"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL"
                    f" AND {column} NOT IN (SELECT id FROM {parent})"
                )
            )
        return sorted(found)

    def _has(self, table: str, column: str) -> bool:
        """Whether the schema has it: an earlier one may not."""
        layout = self._rebuilding.layouts.get(table)
        return layout is not None and column in layout.names

    def _free_name(self, table: str, name: str) -> str:
        while self._new.execute(f"SELECT 1 FROM {table} WHERE match_key = ?", (match_key(name),)).fetchone():
            name += " *"
        return name

    def _insert(self, table: str, values: dict[str, object]) -> int:
        columns = self._rebuilding.layouts[table].names
        used = {name: value for name, value in values.items() if name in columns}
        cursor = self._new.execute(
            f"INSERT INTO {table} ({', '.join(used)}) VALUES ({', '.join('?' * len(used))})",
            tuple(used.values()),
        )
        return int(cursor.lastrowid or 0)

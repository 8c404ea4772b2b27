"""Writes cards inside a unit of work. A row of a list that stays the same keeps its number, so that what
refers to it (a birthday's reminders) does not start anew."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from crm_desktop.domain.custom_field import FieldType
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.match_key import match_key
from crm_desktop.store.codec import to_list, to_seconds
from crm_desktop.store.contact_parts import PARTS, Lookups
from crm_desktop.store.database import chunks, marks

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from crm_desktop.domain.contact import Contact
    from crm_desktop.domain.relationship import RelationshipKind
    from crm_desktop.store.contact_parts import Part
    from crm_desktop.store.database import Database, Row

_COLUMNS = (
    "uid", "full_name", "prefix", "given", "middle", "family", "suffix", "nickname", "notes", "facts",
    "source", "status", "importance", "cadence_days", "do_not_contact", "extra",
    "paused_until", "declined_rhythm",
)  # fmt: skip
_INSERT = (
    f"INSERT INTO contact (id, {', '.join(_COLUMNS)}, created_at, updated_at)"
    f" VALUES ({marks(len(_COLUMNS) + 3)})"
)
ENTRIES = (
    ("interaction", "interaction_contact", "interaction_id"),
    ("appointment", "appointment_contact", "appointment_id"),
)
SHARED = (*ENTRIES, ("company", "role", "company_id"), ("tag", "contact_tag", "tag_id"))
"""What contacts have in common, and the table and column that say with whom: gone when the last one is."""
_UPDATE = f"UPDATE contact SET {', '.join(f'{name} = ?' for name in _COLUMNS)}, updated_at = ? WHERE id = ?"


_PLAIN = frozenset(
    {
        "status", "source", "importance", "cadence_days", "do_not_contact", "paused_until", "declined_rhythm",
    }
)  # fmt: skip


_WORKS = """SELECT contact_id, role.id, company.match_key, title = '' AND department = '' AND since IS NULL
    FROM role JOIN company ON company.id = company_id
    WHERE until IS NULL AND contact_id IN ({}) ORDER BY position DESC"""
_BEGIN_ROLE = """INSERT INTO role (contact_id, position, company_id, title, department)
    SELECT ?1, coalesce(max(position), -1) + 1, ?2, '', '' FROM role WHERE contact_id = ?1"""


class ContactWriter:
    """Inserts, changes and hides contacts. Phones come with their E.164 form already found."""

    def __init__(self, database: Database, now: datetime, today: date) -> None:
        self._database = database
        self._now = to_seconds(now)
        self._today = today.toordinal()
        self.between: Callable[[], object] = lambda: None
        """Called between two portions of very many, by whoever may want it to stop."""

    def newest_id(self) -> int:
        """The highest number that a contact ever had."""
        return self._database.value("SELECT seq FROM sqlite_sequence WHERE name = 'contact'") or 0

    def insert(self, contact: Contact) -> ContactId:
        """Keep a new contact."""
        return self.insert_many([contact], self.lookups([contact]))[0]

    def insert_many(
        self, contacts: Sequence[Contact], lookups: Lookups, numbers: Sequence[int] | None = None
    ) -> list[ContactId]:
        """Keep new contacts; `lookups` must know every company, tag and field they name.

        `numbers` are ids that nobody ever had; without them they follow on the newest.
        """
        first = self.newest_id() + 1
        numbered = list(zip(numbers, contacts, strict=True) if numbers else enumerate(contacts, first))
        self._database.executemany(
            _INSERT, [(number, *_columns(contact), self._now, self._now) for number, contact in numbered]
        )
        for part in PARTS:
            rows = [
                row
                for number, contact in numbered
                for row in self._part_rows(part, number, part.rows(contact, lookups))
            ]
            if rows:
                self._database.executemany(_insert_part(part), rows)
        return [ContactId(number) for number, _ in numbered]

    def update(self, contact: Contact) -> None:
        """Write the whole card of a contact that is there."""
        if contact.id is None:
            raise ValueError("a contact without an id cannot be updated")
        self._database.execute(_UPDATE, (*_columns(contact), self._now, contact.id))
        lookups = self.lookups([contact])
        self._respell("company", [role.company for role in contact.roles])
        self._respell("tag", contact.tags)
        for part in PARTS:
            self._replace(part, contact.id, part.rows(contact, lookups))

    def set_column(self, ids: Iterable[int], column: str, value: str | int | None) -> None:
        """Set one plain column of many contacts; `column` is a name of ours, never outside text."""
        if column not in _PLAIN:
            raise ValueError(f"not a plain column: {column}")
        statement = f"UPDATE contact SET {column} = ?1, updated_at = ?2 WHERE {column} IS NOT ?1 AND id IN "
        self._each(ids, lambda places: f"{statement}({places})", value, self._now)

    def set_deleted(self, ids: Iterable[int], *, deleted: bool) -> None:
        """Put contacts into the trash, or take them out; who is there already stays as they are."""
        value = self._now if deleted else None
        statement = f"UPDATE contact SET deleted_at = ? WHERE deleted_at IS {'' if deleted else 'NOT '}NULL"
        self._each(ids, lambda places: f"{statement} AND id IN ({places})", value)

    def purge(
        self, ids: Iterable[int], shared: Sequence[tuple[str, str, str]] = SHARED
    ) -> Mapping[str, set[int]]:
        """Remove contacts with all that hangs on them and on nobody else; the numbers of what they shared."""
        gone = list(ids)
        numbers = {table: self._linked(gone, link, column) for table, link, column in shared}
        self._each(gone, lambda places: f"DELETE FROM contact WHERE id IN ({places})")
        for table, link, column in shared:
            self._delete_unused(table, link, column, numbers[table])
        return numbers

    def _there(self, ids: Sequence[int]) -> list[int]:
        return [
            number
            for chunk in chunks(ids)
            for number in self._database.column(
                f"SELECT id FROM contact WHERE id IN ({marks(len(chunk))})", chunk
            )
        ]

    def _linked(self, contacts: Sequence[int], link: str, column: str) -> set[int]:
        return {
            number
            for chunk in chunks(contacts)
            for number in self._database.column(
                f"SELECT {column} FROM {link} WHERE contact_id IN ({marks(len(chunk))})", chunk
            )
        }

    def _delete_unused(self, table: str, link: str, column: str, numbers: Iterable[int]) -> None:
        unused = f"NOT EXISTS (SELECT 1 FROM {link} WHERE {column} = {table}.id)"
        self._each(numbers, lambda places: f"DELETE FROM {table} WHERE id IN ({places}) AND {unused}")

    def known_as(self, uids: Iterable[tuple[int, str]]) -> None:
        """Let contacts be known by other uids too; one that is somebody's already stays theirs."""
        self._database.executemany(
            "INSERT OR IGNORE INTO known_uid (contact_id, uid)"
            " SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM contact WHERE uid = ?2)",
            list(uids),
        )

    def add_tag(self, ids: Sequence[int], name: str) -> None:
        """Put a tag on contacts; those that wear it keep it."""
        there = self._there(ids)
        if not there:
            return
        tag = self._numbers("tag", [name])[match_key(name)]
        self._database.executemany(
            "INSERT OR IGNORE INTO contact_tag (contact_id, tag_id) VALUES (?, ?)",
            [(number, tag) for number in there],
        )

    def remove_tag(self, ids: Sequence[int], name: str) -> None:
        """Take a tag off contacts; a tag that nobody wears any more goes away."""
        tag = self._database.value("SELECT id FROM tag WHERE match_key = ?", (match_key(name),))
        self._database.executemany(
            "DELETE FROM contact_tag WHERE contact_id = ? AND tag_id = ?", [(number, tag) for number in ids]
        )
        self._database.execute(
            "DELETE FROM tag WHERE id = ? AND NOT EXISTS (SELECT 1 FROM contact_tag WHERE tag_id = tag.id)",
            (tag,),
        )

    def set_company(self, ids: Sequence[int], name: str) -> None:
        """Write a company over that of the first role that has not ended, or over none; "" takes it away, and
        the role too where nothing else is known of it.
        """
        there, key = self._there(ids), match_key(name)
        works = {row[0]: row[1:] for row in self._rows_of(there, _WORKS)}
        moved = {number: role for number, role in works.items() if role[1] != key}
        begun = [number for number in there if number not in works] if name else []
        if not moved and not begun:
            return
        company = self._numbers("company", [name])[key]
        self._respell("company", [name])
        ended = [(role,) for role, _, is_bare in moved.values() if is_bare and not name]
        self._database.executemany("DELETE FROM role WHERE id = ?", ended)
        kept = [(company, role) for role, _, is_bare in moved.values() if name or not is_bare]
        self._database.executemany("UPDATE role SET company_id = ? WHERE id = ?", kept)
        self._database.executemany(_BEGIN_ROLE, [(number, company) for number in begun])
        self._touch([*moved, *begun])

    def set_value(self, ids: Sequence[int], field_id: int, value: str) -> None:
        """Give contacts one value of a field in place of what they have; "" takes it away."""
        there = self._there(ids)
        held: dict[int, list[str]] = {number: [] for number in there}
        of_field = f"FROM custom_value WHERE field_id = {field_id:d}"
        for number, text in self._rows_of(
            there, f"SELECT contact_id, value {of_field} AND contact_id IN ({{}})"
        ):
            held[number].append(text)
        changed = [number for number, texts in held.items() if texts != ([value] if value else [])]
        self._database.executemany(
            "DELETE FROM custom_value WHERE field_id = ? AND contact_id = ?",
            [(field_id, number) for number in changed if held[number]],
        )
        if value:
            self._database.executemany(
                "INSERT INTO custom_value (contact_id, field_id, value) VALUES (?, ?, ?)",
                [(number, field_id, value) for number in changed],
            )
        self._touch(changed)

    def _rows_of(self, contacts: Sequence[int], query: str) -> Iterator[Row]:
        for chunk in chunks(contacts):
            yield from self._database.rows(query.format(marks(len(chunk))), chunk)

    def _touch(self, contacts: Iterable[int]) -> None:
        self._each(
            contacts, lambda places: f"UPDATE contact SET updated_at = ? WHERE id IN ({places})", self._now
        )

    def relate(self, contact_id: int, kind: RelationshipKind, other_id: int) -> None:
        """Note that `other_id` is the `kind` of the contact, unless it is noted from either end."""
        known = self._database.value(
            "SELECT 1 FROM relationship WHERE (contact_id, kind, other_id) IN (VALUES (?, ?, ?), (?, ?, ?))",
            (contact_id, kind.value, other_id, other_id, kind.inverse.value, contact_id),
        )
        if not known:
            self._database.execute(
                "INSERT INTO relationship (contact_id, kind, other_id) VALUES (?, ?, ?)",
                (contact_id, kind.value, other_id),
            )

    def unrelate(self, contact_id: int, kind: RelationshipKind, other_id: int) -> None:
        """Take a relationship away, from whichever end it was noted."""
        self._database.execute(
            "DELETE FROM relationship WHERE (contact_id, kind, other_id) IN (VALUES (?, ?, ?), (?, ?, ?))",
            (contact_id, kind.value, other_id, other_id, kind.inverse.value, contact_id),
        )

    def lookups(self, contacts: Sequence[Contact]) -> Lookups:
        """The numbers of all that the cards name; what is new is made."""
        return Lookups(
            companies=self._numbers("company", [role.company for card in contacts for role in card.roles]),
            tags=self._numbers("tag", [tag for card in contacts for tag in card.tags]),
            fields=self._numbers("custom_field", [value.field for card in contacts for value in card.custom]),
        )

    def _numbers(self, table: str, names: Iterable[str]) -> Mapping[str, int]:
        wanted = {match_key(name): name for name in reversed(list(names))}
        found = self._known(table, list(wanted))
        new = [(name, key) for key, name in reversed(wanted.items()) if key not in found]
        if not new:
            return found
        extra = (", type", f", '{FieldType.TEXT.value}'") if table == "custom_field" else ("", "")
        choices = (", choices", ", '[]'") if table == "custom_field" else ("", "")
        self._database.executemany(
            f"INSERT INTO {table} (name, match_key{extra[0]}{choices[0]}) VALUES (?,"
            f" ?{extra[1]}{choices[1]})",
            new,
        )
        return found | self._known(table, [key for _, key in new])

    def as_kept(self, contacts: Sequence[Contact]) -> Sequence[Contact]:
        """The cards with companies and tags spelled as they stand in the file, where they were first."""
        companies = self._spelled_otherwise(
            "company", {role.company for card in contacts for role in card.roles}
        )
        tags = self._spelled_otherwise("tag", {tag for card in contacts for tag in card.tags})
        if not companies and not tags:
            return contacts
        return [
            replace(
                card,
                roles=tuple(
                    replace(role, company=companies.get(role.company, role.company)) for role in card.roles
                ),
                tags=tuple(tags.get(tag, tag) for tag in card.tags),
            )
            for card in contacts
        ]

    def _spelled_otherwise(self, table: str, names: Collection[str]) -> dict[str, str]:
        keys = {name: match_key(name) for name in names}
        kept = {
            key: name
            for chunk in chunks(list(keys.values()))
            for key, name in self._database.rows(
                f"SELECT match_key, name FROM {table} WHERE match_key IN ({marks(len(chunk))})", chunk
            )
        }
        return {name: kept[key] for name, key in keys.items() if kept[key] != name}

    def _respell(self, table: str, names: Iterable[str]) -> None:
        # Who writes "ACME" over "Acme" on one card wants it so on every card.
        spelled = {match_key(name): name for name in reversed(list(names))}
        self._database.executemany(
            f"UPDATE {table} SET name = ?1 WHERE match_key = ?2 AND name IS NOT ?1",
            [(name, key) for key, name in spelled.items()],
        )

    def _known(self, table: str, keys: Sequence[str]) -> dict[str, int]:
        return {
            key: number
            for chunk in chunks(keys)
            for key, number in self._database.rows(
                f"SELECT match_key, id FROM {table} WHERE match_key IN ({marks(len(chunk))})", chunk
            )
        }

    def _replace(self, part: Part, contact_id: int, wanted: list[Row]) -> None:
        position = ", position" if part.ordered else ", 0"
        stored = self._database.rows(
            f"SELECT id{position}, {', '.join(part.columns)} FROM {part.table} WHERE contact_id = ? ORDER"
            " BY 2, 1",
            (contact_id,),
        )
        free: dict[Row, list[tuple[int, int]]] = {}
        for number, place, *values in stored:
            free.setdefault(tuple(values), []).append((number, place))
        new: list[tuple[int, Row]] = []
        for place, row in enumerate(wanted):
            if not free.get(row):
                new.append((place, row))
                continue
            number, old_place = free[row].pop(0)
            if part.ordered and old_place != place:
                self._database.execute(f"UPDATE {part.table} SET position = ? WHERE id = ?", (place, number))
        gone = [(number,) for rows in free.values() for number, _ in rows]
        self._database.executemany(f"DELETE FROM {part.table} WHERE id = ?", gone)
        rows = [line for place, row in new for line in self._part_rows(part, contact_id, [row], place)]
        self._database.executemany(_insert_part(part), rows)

    def _part_rows(self, part: Part, contact_id: int, rows: Iterable[Row], first: int = 0) -> list[Row]:
        stamp = (self._today,) if part.stamped else ()
        if part.ordered:
            return [(contact_id, place, *row, *stamp) for place, row in enumerate(rows, first)]
        return [(contact_id, *row, *stamp) for row in rows]

    def _each(self, ids: Iterable[int], statement: Callable[[str], str], *values: object) -> None:
        for chunk in chunks(list(ids)):
            self.between()
            self._database.execute(statement(marks(len(chunk))), (*values, *chunk))


def _columns(contact: Contact) -> Row:
    name = contact.name
    return (
        contact.uid,
        name.full,
        *name.parts,
        name.nickname,
        contact.notes,
        to_list(contact.facts),
        contact.source,
        contact.status,
        int(contact.importance),
        contact.cadence_days,
        int(contact.do_not_contact),
        json.dumps([(extra.name, extra.raw) for extra in contact.extra], ensure_ascii=False)
        if contact.extra
        else "[]",
        contact.paused_until.toordinal() if contact.paused_until else None,
        contact.declined_rhythm,
    )


def _insert_part(part: Part) -> str:
    columns = ["contact_id", *(["position"] if part.ordered else []), *part.columns]
    if part.stamped:
        columns.append("noted_on")
    return f"INSERT INTO {part.table} ({', '.join(columns)}) VALUES ({marks(len(columns))})"

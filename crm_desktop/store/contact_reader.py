"""Reads whole cards, one or many at a time: a query a table, never a query a contact."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from crm_desktop.domain.contact import Contact, ExtraProperty, Name, Photo
from crm_desktop.domain.contact_card import TrashedContact, Twin
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.importance import Importance
from crm_desktop.domain.match_key import match_key
from crm_desktop.domain.phone import digits
from crm_desktop.domain.relationship import Relationship, RelationshipKind
from crm_desktop.store.codec import from_list, to_day, to_instant, to_seconds
from crm_desktop.store.contact_parts import PART_QUERIES, PART_VALUES
from crm_desktop.store.database import chunks, marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from crm_desktop.store.database import Database, Row

_COLUMNS = (
    "id, uid, full_name, prefix, given, middle, family, suffix, nickname, notes, facts, source, status,"
    " importance, cadence_days, do_not_contact, extra, created_at, updated_at, paused_until,"
    " declined_rhythm"
)


class ContactReader:
    """Whole cards as they are in the file; those in the trash only where asked for by id."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load(self, ids: Sequence[int]) -> list[Contact]:
        """The cards with these ids, in this order; unknown ids are left out."""
        found: dict[int, Contact] = {}
        for chunk in chunks(list(ids)):
            parts = self._parts(chunk)
            for row in self._database.rows(
                f"SELECT {_COLUMNS} FROM contact WHERE id IN ({marks(len(chunk))})", chunk
            ):
                found[row[0]] = _contact(row, parts)
        return [found[wanted] for wanted in ids if wanted in found]

    def living(self, ids: Iterable[int]) -> list[int]:
        """Those of the ids that are not in the trash."""
        return [
            found
            for chunk in chunks(list(ids))
            for found in self._database.column(
                f"SELECT id FROM contact WHERE deleted_at IS NULL AND id IN ({marks(len(chunk))})", chunk
            )
        ]

    def all_ids(self) -> list[int]:
        """Every living contact, oldest first."""
        return self._database.column("SELECT id FROM contact WHERE deleted_at IS NULL ORDER BY id")

    def photo(self, contact_id: ContactId) -> Photo | None:
        """The picture alone."""
        row = self._database.row("SELECT media_type, data FROM photo WHERE contact_id = ?", (contact_id,))
        return Photo(*row) if row else None

    def trash(self) -> list[TrashedContact]:
        """What was deleted, newest first."""
        deleted = self._database.rows(
            "SELECT id, deleted_at FROM contact WHERE deleted_at IS NOT NULL ORDER BY deleted_at DESC, id"
        )
        return [
            TrashedContact(ContactId(number), contact.display_name, to_instant(at))
            for chunk in chunks(deleted)
            for (number, at), contact in zip(chunk, self.load([row[0] for row in chunk]), strict=True)
        ]

    def expired_trash(self, before: datetime) -> list[int]:
        """Those that were deleted before an instant."""
        return self._database.column("SELECT id FROM contact WHERE deleted_at < ?", (to_seconds(before),))

    def twins(self, phones: Sequence[str], emails: Sequence[str], except_id: int | None) -> list[Twin]:
        """Living contacts that share a phone (E.164 or digits) or an e-mail address with these."""
        shared: dict[int, tuple[str, str]] = {}
        for table, column, keys in (
            ("phone", "typed", [key for phone in phones for key in {phone, digits(phone)} if key]),
            ("email", "address", [match_key(email) for email in emails if email]),
        ):
            for number, name, value in self._database.rows(
                f"SELECT contact_summary.contact_id, name, {table}.{column} FROM {table}"
                f" JOIN contact_summary ON contact_summary.contact_id = {table}.contact_id"
                f" WHERE match_key IN ({marks(len(keys))}) LIMIT 20",
                keys,
            ):
                if number != except_id:
                    shared.setdefault(number, (name, value))
        return [Twin(ContactId(number), name, value) for number, (name, value) in shared.items()]

    def relationships(self, contact_id: ContactId) -> tuple[Relationship, ...]:
        """What others are to this contact, from whichever end it was written down."""
        rows = self._database.rows(
            "SELECT kind, other_id, 0 FROM relationship WHERE contact_id = ?1"
            " UNION SELECT kind, contact_id, 1 FROM relationship WHERE other_id = ?1",
            (contact_id,),
        )
        names = self.names([row[1] for row in rows])
        read = ((RelationshipKind(kind), other, turned) for kind, other, turned in rows)
        return tuple(
            Relationship(kind.inverse if turned else kind, ContactId(other), names[other])
            for kind, other, turned in read
            if other in names
        )

    def related(self, ids: Sequence[int]) -> dict[int, list[tuple[RelationshipKind, str, str]]]:
        """For each of the contacts, what living others are to it: kind, the other's uid and name."""
        found: dict[int, list[tuple[RelationshipKind, str, str]]] = defaultdict(list)
        for chunk in chunks(list(ids)):
            places = marks(len(chunk))
            for number, kind, turned, uid, name in self._database.rows(
                "SELECT one, kind, turned, uid, name FROM ("
                "SELECT contact_id AS one, kind, 0 AS turned, other_id AS other FROM relationship"
                f" WHERE contact_id IN ({places}) UNION ALL"
                f" SELECT other_id, kind, 1, contact_id FROM relationship WHERE other_id IN ({places})"
                ") JOIN contact ON contact.id = other JOIN contact_summary ON contact_id = other",
                [*chunk, *chunk],
            ):
                known = RelationshipKind(kind)
                found[number].append((known.inverse if turned else known, uid, name))
        return found

    def names(self, ids: Iterable[int]) -> dict[int, str]:
        """The names of living contacts."""
        return {
            number: name
            for chunk in chunks(list(ids))
            for number, name in self._database.rows(
                f"SELECT contact_id, name FROM contact_summary WHERE contact_id IN ({marks(len(chunk))})",
                chunk,
            )
        }

    def by_uid(self, uids: Sequence[str]) -> dict[str, int]:
        """Which contact, in the trash or not, has which uid, or was merged with the one that had it."""
        return {
            uid: number
            for table, column in (("known_uid", "contact_id"), ("contact", "id"))
            for chunk in chunks(list(uids))
            for uid, number in self._database.rows(
                f"SELECT uid, {column} FROM {table} WHERE uid IN ({marks(len(chunk))})", chunk
            )
        }

    def by_sort_key(self, keys: Sequence[str], most: int) -> dict[str, list[int]]:
        """Living contacts whose names sort alike (`domain.sort_key`), the first few of each."""
        found: dict[str, list[int]] = defaultdict(list)
        for chunk in chunks(list(keys)):
            for key, number in self._database.rows(
                f"SELECT sort_key, contact_id FROM contact_summary WHERE sort_key IN ({marks(len(chunk))})",
                chunk,
            ):
                if len(found[key]) < most:
                    found[key].append(number)
        return found

    def by_uid_prefix(self, prefix: str) -> list[int]:
        """The contacts, in the trash or not, whose uid begins so."""
        return self._database.column(
            "SELECT id FROM contact WHERE uid >= ? AND uid < ? ORDER BY id", (prefix, prefix + "\U0010ffff")
        )

    def by_phone_or_email(self, phone_keys: Sequence[str], emails: Sequence[str]) -> dict[str, list[int]]:
        """Which living contacts have which phone key or casefolded e-mail address."""
        found: dict[str, list[int]] = defaultdict(list)
        for table, keys in (("phone", phone_keys), ("email", emails)):
            for chunk in chunks(list(keys)):
                for key, number in self._database.rows(
                    f"SELECT match_key, contact_id FROM {table} JOIN contact ON contact.id = contact_id"
                    f" WHERE deleted_at IS NULL AND match_key IN ({marks(len(chunk))})",
                    chunk,
                ):
                    found[key].append(number)
        return found

    def _parts(self, ids: Sequence[int]) -> dict[str, dict[int, list[Any]]]:
        parts: dict[str, dict[int, list[Any]]] = {}
        for attribute, query in PART_QUERIES.items():
            value = PART_VALUES[attribute]
            lists: dict[int, list[Any]] = defaultdict(list)
            for row in self._database.rows(query.format(marks(len(ids))), ids):
                lists[row[0]].append(value(row[1:]))
            parts[attribute] = lists
        return parts


def _contact(row: Row, parts: dict[str, dict[int, list[Any]]]) -> Contact:
    number = row[0]
    lists = {name: tuple(found[number]) for name, found in parts.items() if number in found}
    photo = lists.pop("photo", (None,))[0]
    return Contact(
        id=ContactId(number),
        uid=row[1],
        name=Name(*row[2:9]),
        notes=row[9],
        facts=from_list(row[10]),
        source=row[11],
        status=row[12],
        importance=Importance(row[13]),
        cadence_days=row[14],
        do_not_contact=bool(row[15]),
        extra=() if row[16] == "[]" else tuple(ExtraProperty(*pair) for pair in json.loads(row[16])),
        created_at=to_instant(row[17]),
        updated_at=to_instant(row[18]),
        paused_until=to_day(row[19]),
        declined_rhythm=row[20],
        photo=photo,
        **lists,
    )

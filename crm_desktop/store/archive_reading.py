"""Reads a whole file for an archive: every fact, tied by uid, a few hundred at a time, from one snapshot."""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

from crm_desktop.domain.archived import Apart, Beside, Tie
from crm_desktop.domain.custom_field import CustomField, FieldType
from crm_desktop.domain.relationship import RelationshipKind
from crm_desktop.store.archive_diary import DiaryReads, Windows, at_of
from crm_desktop.store.codec import to_day, to_instant
from crm_desktop.store.contact_reader import ContactReader
from crm_desktop.store.database import chunks, marks
from crm_desktop.store.summaries import ZONE_OF_DAYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crm_desktop.domain.contact import Contact
    from crm_desktop.store.database import Database

_COUNTED = {
    "contacts": "contact",
    "relationships": "relationship",
    "companies": "company",
    "interactions": "interaction",
    "follow-ups": "follow_up",
    "tags": "tag",
    "custom fields": "custom_field",
    "filters": "saved_filter",
    "photos": "photo",
    "appointments": "appointment",
    "series": "series",
    "reminders": "reminder",
    "day notes": "day_note",
    "attachments": "attachment",
}
_ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp"}
_OTHER_ENDING = "bin"


class ArchiveReads(Windows):
    """Every fact of the file, for an archive."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._contacts = ContactReader(database)
        self.diary = DiaryReads(database)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """What is read within is one moment of the file, whatever others write meanwhile."""
        self._database.execute("BEGIN")
        try:
            yield
        finally:
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")

    def is_empty(self) -> bool:
        """Whether nobody has put anything into the file: only preferences may have been set."""
        tables = (
            "contact",
            "interaction",
            "appointment",
            "series",
            "follow_up",
            "custom_field",
            "saved_filter",
            "day_note",
        )
        found = " UNION ALL ".join(f"SELECT 1 FROM (SELECT 1 FROM {table} LIMIT 1)" for table in tables)
        return not self._database.value(f"SELECT EXISTS ({found})")

    def counts(self) -> dict[str, int]:
        """How many things there are of each kind."""
        return {
            what: int(self._database.value(f"SELECT count(*) FROM {table}"))
            for what, table in _COUNTED.items()
        }

    def cards(self, *, deleted: bool) -> Iterator[list[Contact]]:
        """Whole cards: those in the trash, or the others."""
        wanted = "NOT NULL" if deleted else "NULL"
        for rows in self._windows(f"SELECT id FROM contact WHERE deleted_at IS {wanted}"):
            yield self._contacts.load([row[0] for row in rows])

    def beside(self) -> Iterator[Beside]:
        """What is known of contacts beside their cards, in the order in which they were added."""
        place = 0
        for rows in self._windows("SELECT id, uid, created_at, updated_at, deleted_at FROM contact"):
            ids = [row[0] for row in rows]
            dates = self._lists("SELECT contact_id, noted_on FROM important_date", ids, "position")
            uids = self._lists("SELECT contact_id, uid FROM known_uid", ids, "id")
            days: dict[int, int] = dict(
                self._in("SELECT contact_id, on_day FROM reviewed WHERE contact_id IN", ids)
            )
            photos: dict[int, str] = dict(
                self._in("SELECT contact_id, media_type FROM photo WHERE contact_id IN", ids)
            )
            for number, uid, created, updated, deleted in rows:
                place += 1
                yield Beside(
                    uid=uid,
                    created_at=at_of(created),
                    updated_at=at_of(updated),
                    deleted_at=to_instant(deleted),
                    noted_on=tuple(map(date.fromordinal, dates.get(number, ()))),
                    known_uids=tuple(uids.get(number, ())),
                    reviewed_on=to_day(days.get(number)),
                    photo=photo_name(place, photos[number]) if number in photos else "",
                )

    def photos(self) -> Iterator[tuple[int, str]]:
        """The number of each contact with a picture, and the name of the file that it goes into."""
        place = 0
        for rows in self._windows(
            "SELECT contact.id, media_type FROM contact LEFT JOIN photo ON contact_id = contact.id",
            "contact.id",
        ):
            for number, media_type in rows:
                place += 1
                if media_type is not None:
                    yield number, photo_name(place, media_type)

    def picture(self, contact_id: int) -> bytes:
        """The bytes of a picture."""
        data: bytes = self._database.value("SELECT data FROM photo WHERE contact_id = ?", (contact_id,))
        return data

    def ties(self) -> Iterator[Tie]:
        """What contacts are to each other, each said once."""
        for _, one, kind, other in self._each(
            "SELECT relationship.id, one.uid, kind, other.uid FROM relationship"
            " JOIN contact AS one ON one.id = contact_id JOIN contact AS other ON other.id = other_id",
            "relationship.id",
        ):
            yield Tie(one, RelationshipKind(kind), other)

    def aparts(self) -> Iterator[Apart]:
        """Who are two people."""
        for _, one, other in self._each(
            "SELECT apart.id, one.uid, other.uid FROM apart"
            " JOIN contact AS one ON one.id = contact_id JOIN contact AS other ON other.id = other_id",
            "apart.id",
        ):
            yield Apart(one, other)

    def names(self, table: str) -> Iterator[str]:
        """The names of all companies, or of all tags."""
        return (row[1] for row in self._each(f"SELECT id, name FROM {table}"))

    def fields(self) -> Iterator[CustomField]:
        """The user's own fields, as they came."""
        for _, name, kind, choices in self._each("SELECT id, name, type, choices FROM custom_field"):
            yield CustomField(name, FieldType(kind), tuple(json.loads(choices)))

    def filters(self) -> list[tuple[str, str]]:
        """Name and condition of the saved filters, in the order of the side bar."""
        return [tuple(row) for row in self._database.rows(_FILTERS)]

    def settings(self) -> dict[str, Any]:
        """The preferences that were set, as JSON values."""
        return {
            name: json.loads(value)
            for name, value in self._database.rows("SELECT key, value FROM setting ORDER BY key")
            if name != ZONE_OF_DAYS
        }

    def people(self, uids: Sequence[str]) -> dict[str, tuple[str, str]]:
        """The names and first e-mail addresses of living contacts."""
        return {
            uid: (name, email)
            for chunk in chunks(list(uids))
            for uid, name, email in self._database.rows(
                "SELECT uid, name, email FROM contact JOIN contact_summary ON contact_id = contact.id"
                f" WHERE uid IN ({marks(len(chunk))})",
                chunk,
            )
        }

    def _lists(self, sql: str, ids: Sequence[int], order: str) -> dict[int, list[Any]]:
        found: dict[int, list[Any]] = {}
        for number, value in self._database.rows(
            f"{sql} WHERE contact_id IN ({marks(len(ids))}) ORDER BY {order}", ids
        ):
            found.setdefault(number, []).append(value)
        return found


_FILTERS = "SELECT name, condition FROM saved_filter ORDER BY position, id"


def photo_name(place: int, media_type: str) -> str:
    """The file of a picture, by the place of the contact among all."""
    return f"photos/{place:06}.{_ENDINGS.get(media_type, _OTHER_ENDING)}"

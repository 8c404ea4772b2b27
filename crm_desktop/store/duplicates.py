"""What is read of contacts to find out who is there twice: rows of everyone, keys of somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crm_desktop.domain.contact import BIRTHDAY
from crm_desktop.domain.duplicates.everyone import Rows
from crm_desktop.domain.duplicates.likeness import CROWD, Alike
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.match_key import match_key
from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.store.attached import attached, attached_to_all
from crm_desktop.store.database import chunks, marks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from crm_desktop.domain.duplicates.attached import Attached
    from crm_desktop.domain.duplicates.likeness import Keys
    from crm_desktop.store.database import Database, Row

_AT_ONCE = 5_000
_MANY = 500


class DuplicateReader:
    """Reads living contacts only."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def attached(self, ids: Sequence[int]) -> dict[int, Attached]:
        """What hangs on each of these contacts."""
        return attached(self._database, ids)

    def attached_to_all(self, ids: Sequence[int]) -> Attached:
        """What hangs on these few together."""
        return attached_to_all(self._database, ids)

    def apart(self) -> list[tuple[ContactId, ContactId]]:
        """Pairs that are known to be two people, the smaller number first."""
        rows = self._database.rows("SELECT contact_id, other_id FROM apart ORDER BY 1, 2")
        return [(ContactId(one), ContactId(other)) for one, other in rows]

    def everyone(self) -> Rows:
        """What all contacts have that tells who is there twice; it is read as it is asked for."""

        def read(sql: str, make: Callable[[Row], Any] = tuple) -> Iterator[Any]:
            cursor = self._database.execute(sql.format(""))
            while rows := cursor.fetchmany(_AT_ONCE):
                yield from map(make, rows)

        count = self._database.value("SELECT count(*) FROM contact_summary")
        return _rows(read, dict(read("SELECT id, name FROM company")))._replace(size=count)

    def rows_of(self, ids: Sequence[int]) -> Rows:
        """The same of a few contacts."""

        def read(sql: str, make: Callable[[Row], Any] = tuple) -> Iterator[Any]:
            which = "id" if "FROM contact " in sql else "contact_id"
            for chunk in chunks(ids):
                among = f"AND {which} IN ({marks(len(chunk))})"
                yield from map(make, self._database.rows(sql.format(among), chunk))

        companies = "SELECT id, name FROM company WHERE id IN (SELECT company_id FROM role WHERE 1 {})"
        return _rows(read, dict(read(companies)))

    def alike(self, keys: Keys) -> Alike:
        """Living contacts that share one of these keys, but for crowds: those are only counted."""
        phones = self._sharing("phone", keys.phones)
        emails = self._sharing("email", keys.emails)
        named = self._named(keys.name_words)
        born = [] if keys.born is None else self._born_on(keys.born)
        company = self._working_at(keys.company) if keys.company else []
        found = {*(number for who in (*phones.values(), *emails.values()) for number in who)}
        for who in (named[:CROWD], born, company):
            found.update(who if len(who) < _MANY else named[:CROWD])
        return Alike(
            sorted(found),
            {key: len(who) for key, who in phones.items()},
            {key: len(who) for key, who in emails.items()},
            len(named),
            len(born),
            len(company),
        )

    def _sharing(self, table: str, keys: Sequence[str]) -> dict[str, list[int]]:
        return {
            key: self._database.column(
                f"SELECT DISTINCT contact_id FROM {table} JOIN contact ON contact.id = contact_id"
                " WHERE match_key = ? AND deleted_at IS NULL LIMIT ?",
                (key, CROWD),
            )
            for key in keys
        }

    def _named(self, words: Sequence[str]) -> list[int]:
        if not words:
            return []
        quoted = " AND ".join('"' + word.replace('"', '""') + '"' for word in words)
        return self._database.column(
            "SELECT rowid FROM contact_search WHERE contact_search MATCH ? LIMIT ?",
            (f"name : ({quoted})", _MANY),
        )

    def _born_on(self, born: PartialDate) -> list[int]:
        return self._database.column(
            "SELECT contact_id FROM important_date JOIN contact ON contact.id = contact_id"
            f" WHERE month = ? AND day = ? AND label = '{BIRTHDAY}' AND calendar = ?"
            " AND (year = ?4 OR year IS NULL OR ?4 IS NULL) AND deleted_at IS NULL LIMIT ?",
            (born.month, born.day, born.calendar.value, born.year, _MANY),
        )

    def _working_at(self, company: str) -> list[int]:
        return self._database.column(
            "SELECT DISTINCT contact_id FROM role JOIN contact ON contact.id = contact_id WHERE company_id ="
            " (SELECT id FROM company WHERE match_key = ?) AND deleted_at IS NULL LIMIT ?",
            (match_key(company), CROWD),
        )


def _rows(read: Callable[..., Iterator[Any]], companies: dict[int, str]) -> Rows:
    return Rows(
        read(
            "SELECT id, full_name, prefix, given, middle, family, suffix, nickname FROM contact"
            " WHERE deleted_at IS NULL {} ORDER BY id",
            lambda row: (row[0], row[1:]),
        ),
        read("SELECT contact_id, match_key FROM phone WHERE 1 {}"),
        read("SELECT contact_id, match_key FROM email WHERE 1 {}"),
        read(
            "SELECT contact_id, year, month, day, calendar FROM important_date"
            f" WHERE label = '{BIRTHDAY}' {{}} ORDER BY position, id",
            _born,
        ),
        read(
            "SELECT contact_id, company_id FROM role WHERE 1 {} ORDER BY until IS NOT NULL, position, id",
            lambda row: (row[0], companies[row[1]]),
        ),
        read("SELECT contact_id, street, city, postcode FROM address WHERE street <> '' {}"),
    )


def _born(row: Row) -> tuple[int, PartialDate]:
    number, year, month, day, calendar = row
    return number, PartialDate(year, month, day, Calendar(calendar))

"""What is read of contacts to find out who is there twice: rows of everyone, keys of somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crm_desktop.domain.contact import BIRTHDAY
from crm_desktop.domain.duplicates.everyone import Rows
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.store.attached import attached, attached_to_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from crm_desktop.domain.duplicates.attached import Attached
    from crm_desktop.store.database import Database, Row

_AT_ONCE = 5_000


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

    def everyone(self, go_on: Callable[[], None]) -> Rows:
        """What all contacts have that tells who is there twice; `go_on` is called every now and then."""

        def read(sql: str, make: Callable[[Row], Any] = lambda row: row) -> Iterator[Any]:
            cursor = self._database.execute(sql)
            while rows := cursor.fetchmany(_AT_ONCE):
                go_on()
                yield from map(make, rows)

        names = {
            number: tuple(name)
            for number, *name in read(
                "SELECT id, full_name, prefix, given, middle, family, suffix, nickname FROM contact"
                " WHERE deleted_at IS NULL ORDER BY id"
            )
        }
        companies = dict(read("SELECT id, name FROM company"))
        return Rows(
            names,
            list(read("SELECT contact_id, match_key FROM phone")),
            list(read("SELECT contact_id, match_key FROM email")),
            list(
                read(
                    "SELECT contact_id, year, month, day, calendar FROM important_date"
                    f" WHERE label = '{BIRTHDAY}' ORDER BY position, id",
                    _born,
                )
            ),
            list(
                read(
                    "SELECT contact_id, company_id FROM role ORDER BY until IS NOT NULL, position, id",
                    lambda row: (row[0], companies[row[1]]),
                )
            ),
            list(read("SELECT contact_id, street, city, postcode FROM address WHERE street <> ''")),
        )


def _born(row: Row) -> tuple[int, PartialDate]:
    number, year, month, day, calendar = row
    return number, PartialDate(year, month, day, Calendar(calendar))

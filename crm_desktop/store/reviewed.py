"""Who was looked at when tidying up, and on which day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from crm_desktop.store.database import chunks, marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.store.database import Database

# Those of whom next to nothing is known come first: they are decided soonest. Then whoever was silent for
# the longest, those never spoken to before all others.
_KNOWN = (
    "(phone <> '') + (email <> '') + (company <> '') + (city <> '') + (tags <> '[]')"
    " + (birthday_on IS NOT NULL) + (last_contact IS NOT NULL)"
)
_IN_ORDER = (
    "SELECT contact_summary.contact_id, on_day FROM contact_summary"
    " LEFT JOIN reviewed ON reviewed.contact_id = contact_summary.contact_id"
    f" ORDER BY {_KNOWN}, last_contact, added, contact_summary.contact_id"
)


class ReviewedReader:
    """Asks the list's rows, so that it costs the same whatever hangs on the contacts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def in_order(self) -> list[tuple[int, date | None]]:
        """Every living contact in the order to look at them, with the day on which that was done last."""
        return [
            (number, None if day is None else date.fromordinal(day))
            for number, day in self._database.rows(_IN_ORDER)
        ]

    def days(self, ids: Sequence[int]) -> dict[int, date]:
        """On which day these were looked at; who was not is left out."""
        return {
            number: date.fromordinal(day)
            for chunk in chunks(ids)
            for number, day in self._database.rows(
                f"SELECT contact_id, on_day FROM reviewed WHERE contact_id IN ({marks(len(chunk))})", chunk
            )
        }


class ReviewedWriter:
    """Notes inside a unit of work that somebody was looked at today."""

    def __init__(self, database: Database, today: date) -> None:
        self._database = database
        self._today = today.toordinal()

    def note(self, contact_id: int) -> None:
        """The contact was looked at."""
        # An upsert, not a REPLACE: what that removes passes the journal by.
        self._database.execute(
            "INSERT INTO reviewed (contact_id, on_day) VALUES (?, ?)"
            " ON CONFLICT (contact_id) DO UPDATE SET on_day = excluded.on_day",
            (contact_id, self._today),
        )

"""Promises: open ones by their day, a contact's own, and their writing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.ids import ContactId, FollowUpId
from crm_desktop.store.codec import to_instant, to_seconds

if TYPE_CHECKING:
    from datetime import datetime

    from crm_desktop.store.database import Database, Row

_SELECT = (
    "SELECT follow_up.id, contact_id, text, due, done_at FROM follow_up"
    " JOIN contact ON contact.id = contact_id AND deleted_at IS NULL"
)


class FollowUpReader:
    """Follow-ups of living contacts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, follow_up_id: FollowUpId) -> FollowUp | None:
        """One follow-up, None where there is none."""
        row = self._database.row(f"{_SELECT} WHERE follow_up.id = ?", (follow_up_id,))
        return _follow_up(row) if row else None

    def open_until(self, day: date | None) -> list[FollowUp]:
        """Open ones due by a day (all where it is None), the longest overdue first."""
        return [
            _follow_up(row)
            for row in self._database.rows(
                f"{_SELECT} WHERE done_at IS NULL AND due <= ? ORDER BY due, follow_up.id",
                (day.toordinal() if day else 2**31,),
            )
        ]

    def of_contact(self, contact_id: ContactId) -> list[FollowUp]:
        """A contact's own, open ones first, each by its day."""
        return [
            _follow_up(row)
            for row in self._database.rows(
                f"{_SELECT} WHERE contact_id = ? ORDER BY done_at IS NOT NULL, due, follow_up.id",
                (contact_id,),
            )
        ]


class FollowUpWriter:
    """Writes follow-ups inside a unit of work."""

    def __init__(self, database: Database, today: date) -> None:
        self._database = database
        self._today = today.toordinal()

    def insert(self, follow_up: FollowUp) -> FollowUpId:
        """Keep a new one."""
        cursor = self._database.execute(
            "INSERT INTO follow_up (contact_id, text, due, noted_on, done_at) VALUES (?, ?, ?, ?, NULL)",
            (follow_up.contact_id, follow_up.text, follow_up.due.toordinal(), self._today),
        )
        return FollowUpId(cursor.lastrowid or 0)

    def update(self, follow_up: FollowUp) -> None:
        """Write one that is there anew."""
        self._database.execute(
            "UPDATE follow_up SET contact_id = ?, text = ?, due = ?, noted_on = ? WHERE id = ?",
            (follow_up.contact_id, follow_up.text, follow_up.due.toordinal(), self._today, follow_up.id),
        )

    def set_done(self, follow_up_id: FollowUpId, at: datetime | None) -> None:
        """Note that it is kept, or with None that it is open again."""
        self._database.execute(
            "UPDATE follow_up SET done_at = ? WHERE id = ?", (to_seconds(at) if at else None, follow_up_id)
        )

    def delete(self, follow_up_id: FollowUpId) -> None:
        """Remove one."""
        self._database.execute("DELETE FROM follow_up WHERE id = ?", (follow_up_id,))


def _follow_up(row: Row) -> FollowUp:
    number, contact_id, text, due, done_at = row
    return FollowUp(
        ContactId(contact_id), text, date.fromordinal(due), FollowUpId(number), to_instant(done_at)
    )

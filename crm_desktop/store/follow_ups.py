"""Promises to contacts and to oneself: open ones by their day, a contact's own, and their writing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.ids import ContactId, FollowUpId
from crm_desktop.store.codec import to_day, to_instant, to_seconds

if TYPE_CHECKING:
    from datetime import datetime

    from crm_desktop.store.database import Database, Row

LIVING_PROMISE = (
    "(contact_id IS NULL OR EXISTS (SELECT 1 FROM contact WHERE contact.id = contact_id"
    " AND deleted_at IS NULL))"
)
"""A promise goes into the trash with its contact; one to oneself has none."""

_SELECT = (
    "SELECT id, contact_id, text, due, done_at, rule, anchor, occurrence FROM follow_up"
    f" WHERE {LIVING_PROMISE}"
)


class FollowUpReader:
    """Follow-ups of living contacts, and one's own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, follow_up_id: FollowUpId) -> FollowUp | None:
        """One follow-up, None where there is none."""
        row = self._database.row(f"{_SELECT} AND id = ?", (follow_up_id,))
        return _follow_up(row) if row else None

    def open_until(self, day: date | None) -> list[FollowUp]:
        """Open ones due by a day (all where it is None), the longest overdue first."""
        return [
            _follow_up(row)
            for row in self._database.rows(
                f"{_SELECT} AND done_at IS NULL AND due <= ? ORDER BY due, id",
                (day.toordinal() if day else 2**31,),
            )
        ]

    def of_contact(self, contact_id: ContactId) -> list[FollowUp]:
        """A contact's own, open ones first, each by its day."""
        return [
            _follow_up(row)
            for row in self._database.rows(
                f"{_SELECT} AND contact_id = ? ORDER BY done_at IS NOT NULL, due, id",
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
            "INSERT INTO follow_up (contact_id, text, due, rule, anchor, occurrence, noted_on, done_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, NULL)",
            (*_values(follow_up), self._today),
        )
        return FollowUpId(cursor.lastrowid or 0)

    def update(self, follow_up: FollowUp) -> None:
        """Write one that is there anew."""
        self._database.execute(
            "UPDATE follow_up SET contact_id = ?, text = ?, due = ?, rule = ?, anchor = ?, occurrence = ?,"
            " noted_on = ? WHERE id = ?",
            (*_values(follow_up), self._today, follow_up.id),
        )

    def set_done(self, follow_up_id: FollowUpId, at: datetime | None) -> None:
        """Note that it is kept, or with None that it is open again."""
        self._database.execute(
            "UPDATE follow_up SET done_at = ? WHERE id = ?", (to_seconds(at) if at else None, follow_up_id)
        )

    def delete(self, follow_up_id: FollowUpId) -> None:
        """Remove one."""
        self._database.execute("DELETE FROM follow_up WHERE id = ?", (follow_up_id,))


def _values(follow_up: FollowUp) -> Row:
    return (
        follow_up.contact_id,
        follow_up.text,
        follow_up.due.toordinal(),
        follow_up.rule,
        follow_up.anchor.toordinal() if follow_up.anchor else None,
        follow_up.occurrence.toordinal() if follow_up.occurrence else None,
    )


def _follow_up(row: Row) -> FollowUp:
    number, contact_id, text, due, done_at, rule, anchor, occurrence = row
    return FollowUp(
        contact_id=None if contact_id is None else ContactId(contact_id),
        text=text,
        due=date.fromordinal(due),
        id=FollowUpId(number),
        done_at=to_instant(done_at),
        rule=rule,
        anchor=to_day(anchor),
        occurrence=to_day(occurrence),
    )

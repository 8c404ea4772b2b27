"""Writes the ledger of reminders: each occurrence once, for ever, by its key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.domain.reminder import ReminderKind, ReminderState
from crm_desktop.store.codec import to_list, to_seconds
from crm_desktop.store.database import chunks, marks

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from crm_desktop.domain.ids import ReminderKey
    from crm_desktop.domain.reminder import Reminder
    from crm_desktop.store.database import Database, Row

_COLUMNS = (
    "key, kind, subject_id, contact_ids, due_at, event_at, event_day, days_ahead, turns, subject, state,"
    " shown_at, snoozed_until, announced_at"
)
_INSERT = f"INSERT INTO reminder ({_COLUMNS}) VALUES ({marks(14)})"
_NEVER = 0
"""`announced_at` of what the desktop is not to be asked to show."""

# A key that is there already was shown by somebody else, unless it was put off.
_SHOW = (
    f"{_INSERT} ON CONFLICT (key) DO UPDATE"
    " SET state = excluded.state, shown_at = max(shown_at, excluded.shown_at), announced_at = NULL"
    " WHERE state = 'snoozed'"
)
_DECIDE = (
    f"{_INSERT} ON CONFLICT (key) DO UPDATE"
    " SET state = excluded.state, snoozed_until = excluded.snoozed_until"
)


class ReminderWriter:
    """Writes inside a unit of work."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def show(self, reminders: Sequence[Reminder], now: datetime) -> list[int]:
        """Note that these are shown now; what was open of the same subjects goes with them."""
        self._database.executemany(
            _SHOW, [_row(one, ReminderState.SHOWN, to_seconds(now)) for one in reminders]
        )
        self._database.executemany(
            "UPDATE reminder SET state = 'passed'"
            " WHERE kind = ? AND subject_id = ? AND key <> ? AND state = 'shown'",
            [(one.kind.value, one.subject_id, one.key) for one in reminders],
        )
        return self._ids(reminders)

    def let_pass(self, reminders: Sequence[Reminder]) -> list[int]:
        """Note that these came and went before anyone could be told: a later one of their subject says it."""
        self._database.executemany(_SHOW, [_row(one, ReminderState.PASSED, 0) for one in reminders])
        return self._ids(reminders)

    def decide(self, reminder: Reminder, state: ReminderState, until: datetime | None = None) -> None:
        """Note what the user said: done, dismissed, or snoozed until an instant."""
        self._database.execute(_DECIDE, _row(reminder, state, 0, until))

    def announce(self, keys: Sequence[ReminderKey], at: datetime | None) -> None:
        """Note that the desktop is asked to show these; with None that it did not take them."""
        self._note_announced(keys, None if at is None else to_seconds(at))

    def pass_over(self, keys: Sequence[ReminderKey]) -> None:
        """Note that the desktop is not to be asked to show these, now or later."""
        self._note_announced(keys, _NEVER)

    def _note_announced(self, keys: Sequence[ReminderKey], seconds: int | None) -> None:
        self._database.executemany(
            "UPDATE reminder SET announced_at = ? WHERE key = ?", [(seconds, key) for key in keys]
        )

    def forget_ahead_of(self, now: datetime) -> tuple[list[int], list[int], list[int]]:
        """The clock was set back: what passed unseen in that future is to come again.

        Returns the appointments, contacts and promises whose waiting reminders must be derived anew.
        """
        where = "FROM reminder WHERE state = 'passed' AND due_at > ? AND NOT shown_at"
        parameters = (to_seconds(now),)
        rows = self._database.rows(f"SELECT kind, subject_id {where}", parameters)
        self._database.execute(f"DELETE {where}", parameters)
        dates = [subject for kind, subject in rows if kind in (ReminderKind.BIRTHDAY, ReminderKind.DATE)]
        contacts = [
            number
            for chunk in chunks(dates)
            for number in self._database.column(
                f"SELECT contact_id FROM important_date WHERE id IN ({marks(len(chunk))})", chunk
            )
        ]
        meetings = [subject for kind, subject in rows if kind == ReminderKind.APPOINTMENT]
        promises = [subject for kind, subject in rows if kind in (ReminderKind.FOLLOW_UP, ReminderKind.OWN)]
        return meetings, contacts, promises

    def _ids(self, reminders: Sequence[Reminder]) -> list[int]:
        return [
            number
            for chunk in chunks([one.key for one in reminders])
            for number in self._database.column(
                f"SELECT id FROM reminder WHERE key IN ({marks(len(chunk))})", chunk
            )
        ]


def _row(one: Reminder, state: ReminderState, shown_at: int, until: datetime | None = None) -> Row:
    return (
        one.key,
        one.kind.value,
        one.subject_id,
        to_list(one.contact_ids),
        to_seconds(one.due_at),
        to_seconds(one.event_at) if one.event_at and not one.event_day else None,
        one.event_day.toordinal() if one.event_day else None,
        one.days_ahead,
        one.turns,
        one.subject,
        state.value,
        shown_at,
        to_seconds(until) if until else None,
        None if state is ReminderState.SHOWN else _NEVER,
    )

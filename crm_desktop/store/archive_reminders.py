"""Takes the ledger of an archive into the file: the same reminders, under the numbers of things here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.domain.reminder import ReminderKind, ReminderState
from crm_desktop.store.codec import to_list, to_seconds
from crm_desktop.store.database import marks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crm_desktop.domain.archived import KeptReminder
    from crm_desktop.store.database import Database

_COLUMNS = (
    "key, kind, subject_id, contact_ids, due_at, event_at, event_day, days_ahead, turns, subject, state,"
    " shown_at, snoozed_until, announced_at"
)


class ReminderWriter:
    """`places` has, for contacts that were here, the number of our date for each date of the archive."""

    def __init__(self, database: Database, numbers: Mapping[str, int], promises: Mapping[int, int]) -> None:
        self._database = database
        self._numbers = numbers
        self._promises = promises
        self.places: dict[int, tuple[int | None, ...]] = {}

    def key_of(self, one: KeptReminder) -> tuple[str, int | None]:
        """The key that a reminder has here, and the number of what it is of; None where that is not here."""
        number = self._subject(one)
        return f"{one.kind.value}:{number}:{one.rest}", number

    def state_of(self, key: str) -> ReminderState | None:
        """What became of one here; None where it was never shown."""
        state = self._database.value("SELECT state FROM reminder WHERE key = ?", (key,))
        return None if state is None else ReminderState(state)

    def insert(self, one: KeptReminder, key: str, subject: int) -> None:
        """Note one."""
        self._database.execute(
            f"INSERT INTO reminder ({_COLUMNS}) VALUES ({marks(14)})",
            (
                key,
                one.kind.value,
                subject,
                to_list(self._numbers[uid] for uid in one.who),
                to_seconds(one.due_at),
                to_seconds(one.event_at) if one.event_at else None,
                one.event_day.toordinal() if one.event_day else None,
                one.days_ahead,
                one.turns,
                one.subject,
                one.state.value,
                to_seconds(one.shown_at),
                to_seconds(one.snoozed_until) if one.snoozed_until else None,
                to_seconds(one.announced_at) if one.announced_at else None,
            ),
        )

    def settle(self, one: KeptReminder, key: str) -> None:
        """What is open here was answered there."""
        self._database.execute("UPDATE reminder SET state = ? WHERE key = ?", (one.state.value, key))

    def _subject(self, one: KeptReminder) -> int | None:
        match one.kind:
            case ReminderKind.APPOINTMENT:
                return self._number("SELECT id FROM appointment WHERE uid = ?", one.of.meeting)
            case ReminderKind.FOLLOW_UP | ReminderKind.OWN:
                return self._promises.get(one.of.follow_up or 0)
            case ReminderKind.COLD:
                return self._numbers.get(one.of.contact)
            case _:
                return self._date(self._numbers.get(one.of.contact), one.of.date)

    def _date(self, contact: int | None, place: int | None) -> int | None:
        if contact is None or place is None:
            return None
        if contact in self.places:
            known = self.places[contact]
            return known[place] if place < len(known) else None
        return self._number(
            "SELECT id FROM important_date WHERE contact_id = ? ORDER BY position LIMIT 1 OFFSET ?",
            contact,
            place,
        )

    def _number(self, sql: str, *values: object) -> int | None:
        found: int | None = self._database.value(sql, values)
        return found

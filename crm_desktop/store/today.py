"""What the Today page asks the file. Each question is answered from an index, however much the file holds."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from crm_desktop.domain.ids import AppointmentId, ContactId, FollowUpId, ReminderKey
from crm_desktop.domain.importance import Importance
from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.domain.reminder import ReminderState
from crm_desktop.domain.today import NotedDate, ReachOut
from crm_desktop.domain.warmth import warmth
from crm_desktop.store.appointments import LIVING_MEETING, AppointmentReader
from crm_desktop.store.codec import to_seconds
from crm_desktop.store.database import chunks, marks
from crm_desktop.store.follow_ups import LIVING_PROMISE, FollowUpReader
from crm_desktop.store.reminders import SILENCE_KEY

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from crm_desktop.domain.appointment import Appointment
    from crm_desktop.domain.follow_up import FollowUp
    from crm_desktop.domain.today import CalendarDay
    from crm_desktop.store.database import Database, Row

_SILENT = (
    "SELECT contact_id, name, since, cadence, last_contact IS NULL, importance, company, phone, email,"
    " cold_on FROM contact_summary"
)
# A next step that went by since the row was written: a promise may still be open, a meeting is over.
_WENT_BY = (
    "next_step < ?2 AND contact_id NOT IN"
    " (SELECT contact_id FROM follow_up WHERE done_at IS NULL AND contact_id IS NOT NULL)"
    " AND contact_id NOT IN (SELECT contact_id FROM appointment_contact JOIN appointment"
    " ON appointment.id = appointment_id WHERE +state = 'planned' AND starts_at >= ?1)"
)
_NOT_PAUSED = "(paused_until IS NULL OR paused_until <= ?2)"
# The user has had a say on it: for good, or until later. ?1 is now.
_ANSWERED = "(state IN ('done', 'dismissed') OR state = 'snoozed' AND snoozed_until > ?1)"
_TO_REACH = f"{_NOT_PAUSED} AND NOT EXISTS (SELECT 1 FROM reminder WHERE key = {SILENCE_KEY} AND {_ANSWERED})"
_PLANNED = f"state = 'planned' AND {LIVING_MEETING}"
_LONGEST = 366 * 24 * 60 * 60
_STARTS = "starts_at >= ?2 AND starts_at < ?3 AND starts_at + minutes * 60 > ?1"
_OPEN = f"done_at IS NULL AND {LIVING_PROMISE}"
_PUT_OFF = (
    "EXISTS (SELECT 1 FROM reminder WHERE kind IN ('follow-up', 'own') AND subject_id = follow_up.id"
    " AND event_day = due AND state = 'snoozed' AND snoozed_until > ?1)"
)
_NOTED = (
    "FROM wanted CROSS JOIN important_date AS noted ON noted.month = wanted.month"
    " AND noted.day = wanted.day AND noted.calendar = wanted.calendar"
    " JOIN contact_summary ON contact_summary.contact_id = noted.contact_id"
    " JOIN contact ON contact.id = noted.contact_id AND NOT do_not_contact"
)


class TodayReader:
    """Lists that are cut come with their whole length. Contacts in the trash are left out."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._appointments = AppointmentReader(database)
        self._follow_ups = FollowUpReader(database)

    def on(self, now: datetime, end: datetime) -> list[Appointment]:
        """Planned appointments that are not over and start before `end`, soonest first."""
        return self._planned(
            "starts_at < ? AND starts_at + minutes * 60 > ? ORDER BY starts_at, id",
            (to_seconds(end), to_seconds(now)),
        )

    def unanswered(self, now: datetime, limit: int) -> tuple[list[Appointment], int]:
        """Appointments that are over and still planned, the newest first."""
        over = "starts_at <= ?1 AND starts_at + minutes * 60 <= ?1"
        seconds = to_seconds(now)
        total = self._database.value(
            f"SELECT count(*) FROM appointment WHERE {_PLANNED} AND {over}", (seconds,)
        )
        return self._planned(f"{over} ORDER BY starts_at DESC, id LIMIT ?2", (seconds, limit)), int(total)

    def ended(self, since: datetime | None, now: datetime) -> tuple[Appointment | None, int]:
        """Of those still planned that ended by now and after an instant, if there is one: the newest, and
        how many they are.
        """
        first = 0 if since is None else to_seconds(since)
        ends = "starts_at + minutes * 60"
        # No meeting is longer than a year, so the index over the start serves.
        span = f"starts_at BETWEEN ?1 - {_LONGEST} AND ?2 AND {ends} > ?1 AND {ends} <= ?2"
        values = (first, to_seconds(now))
        total = self._database.value(f"SELECT count(*) FROM appointment WHERE {_PLANNED} AND {span}", values)
        newest = self._planned(f"{span} ORDER BY starts_at DESC, id LIMIT 1", values) if total else []
        return next(iter(newest), None), int(total)

    def planned(
        self, now: datetime, start: datetime, end: datetime, limit: int
    ) -> tuple[list[Appointment], int]:
        """Planned appointments that are not over and start in a span of instants, soonest first."""
        values = (to_seconds(now), to_seconds(start), to_seconds(end), limit)
        total = self._database.value(
            f"SELECT count(*) FROM appointment WHERE {_PLANNED} AND {_STARTS}", values[:3]
        )
        return self._planned(f"{_STARTS} ORDER BY starts_at, id LIMIT ?4", values), int(total)

    def count_planned(self, now: datetime, borders: Sequence[datetime]) -> list[int]:
        """How many of them start between each border and the next."""
        return [
            int(
                self._database.value(
                    f"SELECT count(*) FROM appointment WHERE {_PLANNED} AND {_STARTS}",
                    (to_seconds(now), to_seconds(start), to_seconds(end)),
                )
            )
            for start, end in pairwise(borders)
        ]

    def missed(self, appointment_ids: Sequence[int]) -> set[int]:
        """Those of which the user could not be reminded before they were over."""
        return set(
            self._database.column(
                "SELECT subject_id FROM reminder JOIN appointment ON appointment.id = subject_id"
                " AND starts_at = event_at WHERE kind = 'appointment'"
                f" AND subject_id IN ({marks(len(appointment_ids))})"
                " GROUP BY subject_id HAVING NOT max(shown_at > 0 AND shown_at < starts_at + minutes * 60)"
                " AND max(shown_at > 0 OR reminder.state = 'passed')",
                appointment_ids,
            )
        )

    def promised(self, now: datetime, day: date, limit: int) -> tuple[list[FollowUp], int]:
        """Open follow-ups that are due by a local day, those put off beyond now left out, oldest first."""
        return self._promised(f"due <= ?2 AND NOT {_PUT_OFF}", (to_seconds(now), day.toordinal()), limit)

    def promised_on(self, day: date, limit: int) -> tuple[list[FollowUp], int]:
        """Open follow-ups that are due on a local day, in the order in which they were made."""
        return self._promised("due = ?1", (day.toordinal(),), limit)

    def count_promised(self, first: date, last: date) -> tuple[dict[date, int], dict[date, int]]:
        """How many open follow-ups are due on each day from `first` to `last`: promises, and one's own."""
        promises: dict[date, int] = {}
        own: dict[date, int] = {}
        for due, is_own, count in self._database.rows(
            f"SELECT due, contact_id IS NULL, count(*) FROM follow_up WHERE {_OPEN}"
            " AND due BETWEEN ? AND ? GROUP BY 1, 2",
            (first.toordinal(), last.toordinal()),
        ):
            (own if is_own else promises)[date.fromordinal(due)] = count
        return promises, own

    def silent(self, now: datetime, today: date, limit: int) -> tuple[list[ReachOut], int]:
        """Who to reach: the cold and lost, then the cooling, important ones first, the longest silent first.

        Left out are those with whom something is planned or to whom something is promised, who are paused,
        and of whom the user wants to hear no more or later.
        """
        day = today.toordinal()
        moment = (to_seconds(now), day)
        rows: list[Row] = []
        for range_ in ("cold_on <= ?2", "cold_on > ?2 AND cooling_on <= ?2"):
            for importance in sorted(Importance, reverse=True):
                rows += self._silent_in(range_, importance, moment, limit - len(rows))
        went_by = self._database.rows(
            f"{_SILENT} WHERE {_WENT_BY} AND cooling_on <= ?2 AND {_TO_REACH}", moment
        )
        total = len(went_by) + (len(rows) if len(rows) < limit else self._count_silent(moment))
        rows = sorted(rows + went_by, key=lambda row: (row[9] > day, -row[5], row[9], row[0]))[:limit]
        keys = self._open_silences([row[0] for row in rows])
        return [_reach_out(row, today, keys.get(row[0])) for row in rows], total

    def noted_on(self, days: Sequence[CalendarDay], limit: int) -> list[NotedDate]:
        """Dates with one of these months and days, by name; of living contacts who want to hear from us."""
        return [
            NotedDate(ContactId(row[0]), row[1], row[2], _partial(*row[3:7]), row[7])
            for row in self._database.rows(
                f"{_wanted(days)} SELECT noted.contact_id, name, label, year, noted.month, noted.day,"
                f" noted.calendar, noted.id {_NOTED} ORDER BY sort_key, noted.position LIMIT ?",
                (limit,),
            )
        ]

    def answered(self, keys: Sequence[ReminderKey], now: datetime) -> dict[ReminderKey, ReminderState]:
        """Those of the reminders on which the user has had a say: done, dismissed, or put off beyond now."""
        return {
            ReminderKey(key): ReminderState(state)
            for chunk in chunks(keys)
            for key, state in self._database.rows(
                f"SELECT key, state FROM reminder WHERE {_ANSWERED} AND key IN ({marks(len(chunk))})",
                (to_seconds(now), *chunk),
            )
        }

    def count_noted_on(self, days: Sequence[CalendarDay], label: str) -> dict[CalendarDay, tuple[int, int]]:
        """How many such dates there are of each of these months and days: with this label, and in all."""
        return {
            (Calendar(calendar), month, day): (labelled, count)
            for calendar, month, day, labelled, count in self._database.rows(
                f"{_wanted(days)} SELECT wanted.calendar, wanted.month, wanted.day, sum(label = ?), count(*)"
                f" {_NOTED} GROUP BY 1, 2, 3",
                (label,),
            )
        }

    def _promised(self, which: str, values: tuple[object, ...], limit: int) -> tuple[list[FollowUp], int]:
        numbers = self._database.column(
            f"SELECT id FROM follow_up WHERE {_OPEN} AND {which} ORDER BY due, id LIMIT {limit:d}", values
        )
        total = self._database.value(f"SELECT count(*) FROM follow_up WHERE {_OPEN} AND {which}", values)
        found = (self._follow_ups.get(FollowUpId(number)) for number in numbers)
        return [follow_up for follow_up in found if follow_up is not None], int(total)

    def _silent_in(
        self, range_: str, importance: Importance, moment: tuple[int, int], limit: int
    ) -> list[Row]:
        if limit <= 0:
            return []
        return self._database.rows(
            f"{_SILENT} WHERE importance = ?3 AND next_step IS NULL AND {range_} AND {_TO_REACH}"
            " ORDER BY cold_on, contact_id LIMIT ?4",
            (*moment, int(importance), limit),
        )

    def _count_silent(self, moment: tuple[int, int]) -> int:
        # Naming every importance lets the index answer alone.
        every = ", ".join(str(int(importance)) for importance in Importance)
        silent = (
            f"importance IN ({every}) AND next_step IS NULL AND cold_on > 0 AND cooling_on <= ?2"
            f" AND {_NOT_PAUSED}"
        )
        all_of_them = self._database.value(
            f"SELECT count(*) FROM contact_summary WHERE ?1 AND {silent}", moment
        )
        answered = self._database.value(
            "SELECT count(*) FROM reminder CROSS JOIN contact_summary ON contact_id = subject_id"
            " WHERE +kind = 'cold' AND state IN ('done', 'dismissed', 'snoozed')"
            f" AND key = {SILENCE_KEY} AND {_ANSWERED} AND {silent}",
            moment,
        )
        return int(all_of_them) - int(answered)

    def _open_silences(self, ids: Sequence[int]) -> dict[int, ReminderKey]:
        """The open reminder of each of these contacts, where there is one."""
        rows = self._database.rows(
            "SELECT subject_id, key FROM reminder JOIN contact_summary ON contact_id = subject_id"
            f" WHERE kind = 'cold' AND subject_id IN ({marks(len(ids))}) AND state = 'shown'"
            f" AND key = {SILENCE_KEY}",
            ids,
        )
        return {number: ReminderKey(key) for number, key in rows}

    def _planned(self, condition: str, values: tuple[object, ...]) -> list[Appointment]:
        numbers = self._database.column(
            f"SELECT id FROM appointment WHERE {_PLANNED} AND {condition}", values
        )
        found = (self._appointments.get(AppointmentId(number)) for number in numbers)
        return [appointment for appointment in found if appointment is not None]


def _wanted(days: Sequence[CalendarDay]) -> str:
    values = ", ".join(f"('{calendar.value}', {month:d}, {day:d})" for calendar, month, day in days)
    return f"WITH wanted (calendar, month, day) AS (VALUES {values})"


def _partial(year: int | None, month: int, day: int, calendar: str) -> PartialDate:
    return PartialDate(year, month, day, Calendar(calendar))


def _reach_out(row: Row, today: date, reminder: ReminderKey | None) -> ReachOut:
    why = warmth(date.fromordinal(row[2]), row[3], today, never=bool(row[4]))
    return ReachOut(
        contact_id=ContactId(row[0]),
        name=row[1],
        why=why,
        importance=Importance(row[5]),
        company=row[6],
        phone=row[7],
        email=row[8],
        reminder=reminder,
    )

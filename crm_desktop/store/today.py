"""What the Today page asks the file. Each question is answered from an index, however much the file holds."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.ids import AppointmentId, ContactId, FollowUpId
from crm_desktop.domain.importance import Importance
from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.domain.today import NotedDate, ReachOut
from crm_desktop.domain.warmth import warmth
from crm_desktop.store.appointments import LIVING_MEETING, AppointmentReader
from crm_desktop.store.codec import to_seconds

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from crm_desktop.domain.appointment import Appointment
    from crm_desktop.domain.today import CalendarDay
    from crm_desktop.store.database import Database, Row

_SILENT = (
    "SELECT contact_id, name, since, cadence, last_contact IS NULL, importance, company, phone, email,"
    " cold_on FROM contact_summary"
)
# A next step that went by since the row was written: a promise may still be open, a meeting is over.
_WENT_BY = (
    "next_step < ? AND contact_id NOT IN (SELECT contact_id FROM follow_up WHERE done_at IS NULL)"
    " AND contact_id NOT IN (SELECT contact_id FROM appointment_contact JOIN appointment"
    " ON appointment.id = appointment_id WHERE state = 'planned' AND starts_at >= ?)"
)
_PLANNED = f"state = 'planned' AND {LIVING_MEETING}"
_STARTS = "starts_at >= ?2 AND starts_at < ?3 AND starts_at + minutes * 60 > ?1"
_OPEN = (
    "FROM follow_up LEFT JOIN contact ON contact.id = contact_id"
    " WHERE done_at IS NULL AND (contact_id IS NULL OR deleted_at IS NULL AND contact.id)"
)
_NOTED = (
    "FROM wanted CROSS JOIN important_date AS noted ON noted.month = wanted.month"
    " AND noted.day = wanted.day AND noted.calendar = wanted.calendar"
    " JOIN contact_summary ON contact_summary.contact_id = noted.contact_id"
)


class TodayReader:
    """Lists that are cut come with their whole length. Contacts in the trash are left out."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._appointments = AppointmentReader(database)

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

    def promised(self, day: date, limit: int) -> tuple[list[FollowUp], int]:
        """Open follow-ups that are due by a local day, the longest overdue first."""
        return self._promised("due <= ?1", day, limit)

    def promised_on(self, day: date, limit: int) -> tuple[list[FollowUp], int]:
        """Open follow-ups that are due on a local day, in the order in which they were made."""
        return self._promised("due = ?1", day, limit)

    def count_promised(self, first: date, last: date) -> tuple[dict[date, int], dict[date, int]]:
        """How many open follow-ups are due on each day from `first` to `last`: promises, and one's own."""
        promises: dict[date, int] = {}
        own: dict[date, int] = {}
        for due, is_own, count in self._database.rows(
            f"SELECT due, contact_id IS NULL, count(*) {_OPEN} AND due BETWEEN ? AND ? GROUP BY 1, 2",
            (first.toordinal(), last.toordinal()),
        ):
            (own if is_own else promises)[date.fromordinal(due)] = count
        return promises, own

    def silent(self, now: datetime, today: date, limit: int) -> tuple[list[ReachOut], int]:
        """Who to reach: the cold and lost, then the cooling, important ones first, the longest silent first.

        Left out are those with whom something is planned or to whom something is promised.
        """
        day = today.toordinal()
        rows: list[Row] = []
        for range_ in ("cold_on <= ?2", "cold_on > ?2 AND cooling_on <= ?2"):
            for importance in sorted(Importance, reverse=True):
                rows += self._silent_in(range_, importance, day, limit - len(rows))
        went_by = self._database.rows(
            f"{_SILENT} WHERE {_WENT_BY} AND cooling_on <= ?", (day, to_seconds(now), day)
        )
        total = len(went_by) + (len(rows) if len(rows) < limit else self._count_silent(day))
        rows = sorted(rows + went_by, key=lambda row: (row[9] > day, -row[5], row[9], row[0]))
        return [_reach_out(row, today) for row in rows[:limit]], total

    def noted_on(self, days: Sequence[CalendarDay], limit: int) -> list[NotedDate]:
        """Dates on living contacts' cards with one of these months and days, by name."""
        return [
            NotedDate(ContactId(row[0]), row[1], row[2], _partial(*row[3:7]))
            for row in self._database.rows(
                f"{_wanted(days)} SELECT noted.contact_id, name, label, year, noted.month, noted.day,"
                f" noted.calendar {_NOTED} ORDER BY sort_key, noted.position LIMIT ?",
                (limit,),
            )
        ]

    def count_noted_on(self, days: Sequence[CalendarDay]) -> dict[CalendarDay, int]:
        """How many such dates there are of each of these months and days."""
        return {
            (Calendar(calendar), month, day): count
            for calendar, month, day, count in self._database.rows(
                f"{_wanted(days)} SELECT wanted.calendar, wanted.month, wanted.day, count(*) {_NOTED}"
                " GROUP BY 1, 2, 3"
            )
        }

    def _promised(self, which: str, day: date, limit: int) -> tuple[list[FollowUp], int]:
        rows = self._database.rows(
            f"SELECT contact_id, text, due, follow_up.id {_OPEN} AND {which}"
            " ORDER BY due, follow_up.id LIMIT ?2",
            (day.toordinal(), limit),
        )
        total = self._database.value(f"SELECT count(*) {_OPEN} AND {which}", (day.toordinal(),))
        return [_follow_up(row) for row in rows], int(total)

    def _silent_in(self, range_: str, importance: Importance, day: int, limit: int) -> list[Row]:
        if limit <= 0:
            return []
        return self._database.rows(
            f"{_SILENT} WHERE importance = ?1 AND next_step IS NULL AND {range_}"
            " ORDER BY cold_on, contact_id LIMIT ?3",
            (int(importance), day, limit),
        )

    def _count_silent(self, day: int) -> int:
        # Naming every importance lets the index answer alone.
        every = ", ".join(str(int(importance)) for importance in Importance)
        return int(
            self._database.value(
                f"SELECT count(*) FROM contact_summary WHERE importance IN ({every})"
                " AND next_step IS NULL AND cold_on > 0 AND cooling_on <= ?",
                (day,),
            )
        )

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


def _follow_up(row: Row) -> FollowUp:
    return FollowUp(ContactId(row[0]), row[1], date.fromordinal(row[2]), FollowUpId(row[3]))


def _reach_out(row: Row, today: date) -> ReachOut:
    why = warmth(date.fromordinal(row[2]), row[3], today, never=bool(row[4]))
    return ReachOut(
        contact_id=ContactId(row[0]),
        name=row[1],
        why=why,
        importance=Importance(row[5]),
        company=row[6],
        phone=row[7],
        email=row[8],
    )

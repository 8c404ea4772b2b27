"""The facts that call for reminders, read from the file by subject or by span; `domain.due` plans them."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import takewhile
from typing import TYPE_CHECKING

from crm_desktop.domain.due import (
    PromiseFact,
    Silence,
    YearlyFact,
    of_appointment,
    of_date,
    of_promise,
    of_silence,
)
from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.store.appointments import LIVING_MEETING
from crm_desktop.store.codec import to_instant
from crm_desktop.store.database import chunks, marks
from crm_desktop.store.follow_ups import LIVING_PROMISE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from crm_desktop.domain.due import Occurrence
    from crm_desktop.domain.yearly import Feb29
    from crm_desktop.services.ports import Clock
    from crm_desktop.store.database import Database, Row

LONGEST_LEAD = 366 * 86400
"""In seconds; the services allow no reminder earlier before a meeting."""

_MEETINGS = "SELECT id, starts_at, remind, noted_at FROM appointment"
_STANDING = f"WHERE +state = 'planned' AND {LIVING_MEETING} AND id IN"
_DATES = (
    "SELECT important_date.id, contact_id, label, year, month, day, calendar, noted_on FROM important_date"
    " JOIN contact ON contact.id = contact_id AND deleted_at IS NULL AND NOT do_not_contact"
    " WHERE month IS NOT NULL AND day IS NOT NULL"
)
_SILENCES = (
    "SELECT contact_id, coalesce(last_contact, added), cadence, cold_on, paused_until FROM contact_summary"
    " WHERE cold_on IS NOT NULL"
)
_PROMISES = (
    "SELECT id, contact_id, due, rule, anchor, occurrence FROM follow_up"
    f" WHERE done_at IS NULL AND {LIVING_PROMISE}"
)
# Here and elsewhere a plus keeps SQLite from walking all that is planned for the few that are asked for.
_BUSY = (
    "SELECT contact_id, max(starts_at + minutes * 60) FROM appointment_contact"
    " JOIN appointment ON appointment.id = appointment_id AND +state = 'planned'"
)


class DueFacts:
    """Reads facts as occurrences. Nothing here knows what was shown already."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        days_ahead: Callable[[], int],
        feb_29: Callable[[], Feb29],
    ) -> None:
        self._database = database
        self._clock = clock
        self._days_ahead = days_ahead
        self._feb_29 = feb_29

    def yearly(self, fact: YearlyFact) -> Iterable[Occurrence]:
        """All occurrences of a date, without an end."""
        return of_date(fact, self._days_ahead(), self._feb_29())

    def dates_of(self, contact_ids: Sequence[int]) -> list[YearlyFact]:
        """The yearly dates of contacts who may be reminded of."""
        return [_yearly(row) for row in self._in(f"{_DATES} AND contact_id IN", contact_ids)]

    def dates(self, numbers: Sequence[int]) -> list[YearlyFact]:
        """Yearly dates by their own numbers."""
        return [_yearly(row) for row in self._in(f"{_DATES} AND important_date.id IN", numbers)]

    def silences_of(self, contact_ids: Sequence[int]) -> list[Occurrence]:
        """When contacts go cold; none for those with an open promise."""
        return self._silences(self._in(f"{_SILENCES} AND contact_id IN", contact_ids))

    def promises_of(self, contact_ids: Sequence[int]) -> list[PromiseFact]:
        """The open promises to contacts."""
        return [PromiseFact(*row) for row in self._in(f"{_PROMISES} AND contact_id IN", contact_ids)]

    def promises(self, numbers: Sequence[int]) -> list[PromiseFact]:
        """Open promises by their own numbers."""
        return [PromiseFact(*row) for row in self._in(f"{_PROMISES} AND id IN", numbers)]

    def meetings_of(self, appointment_ids: Sequence[int]) -> list[Occurrence]:
        """The reminders of planned meetings."""
        return _meetings(self._in(f"{_MEETINGS} {_STANDING}", appointment_ids))

    def starts_of(self, appointment_ids: Sequence[int]) -> dict[int, int]:
        """When planned meetings start, in seconds since 1970."""
        return dict(self._in(f"SELECT id, starts_at FROM appointment {_STANDING}", appointment_ids))

    def meetings_due(self, start: datetime, end: datetime) -> list[Occurrence]:
        """The reminders of meetings that come from `start` on and before `end`."""
        first, last = start.timestamp(), end.timestamp()
        rows = self._database.rows(
            f"{_MEETINGS} WHERE state = 'planned' AND {LIVING_MEETING} AND starts_at >= ? AND starts_at < ?",
            (first, last + LONGEST_LEAD),
        )
        return [found for found in _meetings(rows) if found.at is not None and first <= found.at < last]

    def days_due(self, first: int, last: int) -> list[Occurrence]:
        """The reminders of days (dates, silences, promises) from one local day to another, inclusive."""
        promises = self._database.rows(
            f"{_PROMISES} AND due <= ?2 AND (due >= ?1 OR rule <> '')", (first, last)
        )
        silences = self._database.rows(
            f"{_SILENCES} AND (cold_on BETWEEN ?1 AND ?2 OR cold_on < ?1 AND (paused_until >= ?1"
            " OR contact_id IN (SELECT contact_id FROM appointment_contact JOIN appointment"
            " ON appointment.id = appointment_id AND +state = 'planned')))",
            (first, last),
        )
        found = [one for row in promises for one in until(of_promise(PromiseFact(*row)), last)]
        found += self._silences(silences)
        found += self._dates_due(first, last)
        return [one for one in found if one.on_day is not None and first <= one.on_day <= last]

    def _dates_due(self, first: int, last: int) -> list[Occurrence]:
        found: list[Occurrence] = []
        where, values = _near(first, last + self._days_ahead())
        for row in self._database.rows(f"{_DATES} AND {where}", values):
            fact = _yearly(row)
            for one in self.yearly(fact._replace(noted_on=max(fact.noted_on, first))):
                if one.event_day is None or one.event_day - one.days_ahead > last:
                    break
                found.append(one)
        return found

    def _silences(self, rows: Sequence[Row]) -> list[Occurrence]:
        silences = [Silence(*row) for row in rows]
        ids = [silence.contact_id for silence in silences]
        promised = set(
            self._column("SELECT contact_id FROM follow_up WHERE done_at IS NULL AND contact_id IN", ids)
        )
        busy = {
            number: self._local_day(end)
            for number, end in self._in(f"{_BUSY} WHERE contact_id IN", ids, " GROUP BY contact_id")
        }
        return [
            of_silence(silence, busy.get(silence.contact_id))
            for silence in silences
            if silence.contact_id not in promised
        ]

    def _local_day(self, seconds: int) -> int:
        instant = to_instant(seconds)
        assert instant is not None
        return instant.astimezone(self._clock.zone()).date().toordinal()

    def _in(self, sql: str, ids: Sequence[int], rest: str = "") -> list[Row]:
        return [
            row
            for chunk in chunks(ids)
            for row in self._database.rows(f"{sql} ({marks(len(chunk))}){rest}", chunk)
        ]

    def _column(self, sql: str, ids: Sequence[int]) -> list[int]:
        return [row[0] for row in self._in(sql, ids)]


def until(occurrences: Iterable[Occurrence], last_day: int) -> Iterable[Occurrence]:
    """Those of a fact's own occurrences, in their order, that are due by a local day."""
    return takewhile(lambda one: one.on_day is not None and one.on_day <= last_day, occurrences)


def _meetings(rows: Iterable[Row]) -> list[Occurrence]:
    return [
        occurrence
        for number, starts_at, remind, noted_at in rows
        for occurrence in of_appointment(number, starts_at, json.loads(remind), noted_at)
    ]


def _yearly(row: Row) -> YearlyFact:
    number, contact_id, label, year, month, day, calendar, noted_on = row
    return YearlyFact(number, contact_id, label, PartialDate(year, month, day, Calendar(calendar)), noted_on)


def _near(first: int, last: int) -> tuple[str, tuple[int, ...]]:
    """A condition that leaves out the Gregorian dates that cannot fall between two days."""
    if last - first > 360:
        return "1", ()
    # A day more at either end: 29 February may be kept on its neighbours.
    start, end = date.fromordinal(first) - timedelta(days=1), date.fromordinal(last) + timedelta(days=1)
    low, high = start.month * 100 + start.day, end.month * 100 + end.day
    joined = "AND" if low <= high else "OR"
    return (
        f"(calendar <> 'gregorian' OR month * 100 + day >= ? {joined} month * 100 + day <= ?)",
        (low, high),
    )

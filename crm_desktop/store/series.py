"""Meetings that repeat: the rule in a row of its own, every occurrence of the months to come in another.

So whoever reads appointments sees plain ones. Keeps true: what the rule gives until `planned_until` is
there, once; an occurrence that was changed or answered stays whatever becomes of the rule.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.ids import AppointmentId, ContactId, SeriesId
from crm_desktop.domain.recurrence import ended_before, next_after, occurrences, parse
from crm_desktop.domain.series import Series, following
from crm_desktop.store.appointments import AppointmentReader
from crm_desktop.store.codec import to_list
from crm_desktop.store.database import chunks, marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crm_desktop.store.appointments import AppointmentWriter
    from crm_desktop.store.database import Database, Row

HORIZON = 400
"""Days ahead for which occurrences are written down; of what comes more seldom the next one is."""
_LEAST = 365
"""When fewer days than this are left, the next ones are written."""
NEVER = 2**31 - 1
"""`planned_until` of a series that is over."""

_COLUMNS = "rule, starts, zone, minutes, title, place, agenda, remind, contact_ids, left_out, uid, extra"
_OPEN = "series_id = ? AND state = 'planned'"


class SeriesReader:
    """Reads what repeats."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._appointments = AppointmentReader(database)

    def get(self, series_id: SeriesId) -> Series | None:
        """One series, None where there is none."""
        row = self._database.row(f"SELECT {_COLUMNS}, id FROM series WHERE id = ?", (series_id,))
        return _series(row) if row else None

    def behind(self, today: date) -> bool:
        """Whether some series is not written down far enough."""
        return bool(
            self._database.value(
                "SELECT EXISTS (SELECT 1 FROM series WHERE planned_until < ?)", (_enough(today),)
            )
        )

    def planned(self, series_id: SeriesId, since: datetime | None = None) -> list[Appointment]:
        """The meetings of a series that are still planned, from the one for a wall time on, in order."""
        numbers = self._database.column(
            f"SELECT id FROM appointment WHERE {_OPEN} AND occurrence >= ? ORDER BY occurrence",
            (series_id, since.isoformat() if since else ""),
        )
        found = (self._appointments.get(AppointmentId(number)) for number in numbers)
        return [meeting for meeting in found if meeting is not None]


class SeriesWriter:
    """Writes inside a unit of work; `today` is the local day of the change."""

    def __init__(
        self, database: Database, appointments: AppointmentWriter, now: datetime, today: date
    ) -> None:
        self._database = database
        self._appointments = appointments
        self._now = now
        self._today = today

    def begin(
        self, series: Series, taking: Sequence[Appointment] = (), before: Appointment | None = None
    ) -> SeriesId:
        """Keep a new series with its occurrences. Planned meetings that it takes over follow it.

        See `domain.series.following` for `before`.
        """
        series = self._without_answered(series, taking)
        cursor = self._database.execute(
            f"INSERT INTO series ({_COLUMNS}, noted_at, planned_until) VALUES ({marks(14)})",
            (*_values(series), int(self._now.timestamp()), self._today.toordinal()),
        )
        number = SeriesId(cursor.lastrowid or 0)
        kept = Series(series.pattern, series.rule, number, series.left_out)
        moments, until = self._moments(kept, kept.starts)
        plan = following(kept, moments, taking, before)
        # Two of them may change places, and no two may stand for one moment meanwhile.
        self._loosen(taking)
        for meeting in plan.gone:
            self.remove(meeting)
        for meeting in plan.changed:
            self._appointments.update(meeting)
        for meeting in plan.new:
            self._appointments.insert(meeting)
        self._plan_until(number, until)
        return number

    def keep(self, series: Series, noted_at: datetime, planned_until: date | None) -> SeriesId:
        """Write one down as it was elsewhere, without its meetings; None is for one that is over."""
        until = NEVER if planned_until is None else planned_until.toordinal()
        cursor = self._database.execute(
            f"INSERT INTO series ({_COLUMNS}, noted_at, planned_until) VALUES ({marks(14)})",
            (*_values(series), int(noted_at.timestamp()), until),
        )
        return SeriesId(cursor.lastrowid or 0)

    def rewrite(
        self, series: Series, planned: Sequence[Appointment], before: Appointment, first: datetime
    ) -> None:
        """Write a series that is there anew; `planned`, its meetings from a wall time on, follow it."""
        columns = ", ".join(f"{name} = ?" for name in _COLUMNS.split(", "))
        self._database.execute(
            f"UPDATE series SET {columns}, noted_at = ? WHERE id = ?",
            (*_values(series), int(self._now.timestamp()), series.id),
        )
        moments, until = self._moments(series, max(first, series.starts))
        mine = {(one.occurrence or one.starts).isoformat() for one in planned}
        others = set(self._known(series)) - mine
        plan = following(series, [at for at in moments if at.isoformat() not in others], planned, before)
        kept = {one.id: one for one in planned}
        changed = [one for one in plan.changed if one != kept[one.id]]
        self._loosen(changed)
        for meeting in plan.gone:
            self.remove(meeting)
        for meeting in changed:
            self._appointments.update(meeting)
        for meeting in plan.new:
            self._appointments.insert(meeting)
        self._plan_until(series.id, until)

    def _without_answered(self, series: Series, taking: Sequence[Appointment]) -> Series:
        """What was held, missed or cancelled of the meetings that it follows does not come again."""
        if not taking or taking[0].series_id is None:
            return series
        first = taking[0].occurrence or taking[0].starts
        followed = {(meeting.occurrence or meeting.starts).isoformat() for meeting in taking}
        answered = self._database.column(
            "SELECT occurrence FROM appointment WHERE series_id = ? AND occurrence >= ?",
            (taking[0].series_id, first.isoformat()),
        )
        over = {datetime.fromisoformat(at) for at in answered if at not in followed}
        shift = series.starts - first
        return replace(series, left_out=tuple(sorted(at + shift for at in {*series.left_out, *over})))

    def end_before(self, series: Series, occurrence: datetime) -> None:
        """Let a series end before one of its moments; its meetings are left to whoever asks."""
        if occurrence <= series.starts:
            shortened = series.rule
        else:
            shortened = ended_before(parse(series.rule), series.starts, occurrence).text
        self._database.execute(
            "UPDATE series SET rule = ?, planned_until = ? WHERE id = ?", (shortened, NEVER, series.id)
        )

    def remove(self, meeting: Appointment) -> None:
        """Take a planned meeting of a series away; one that was changed by itself is cancelled instead."""
        if meeting.own:
            self._database.execute("UPDATE appointment SET state = 'cancelled' WHERE id = ?", (meeting.id,))
        else:
            self._database.execute("DELETE FROM appointment WHERE id = ?", (meeting.id,))

    def plan_ahead(self, today: date) -> tuple[list[AppointmentId], set[ContactId]]:
        """Write down what the rules give for the days to come; the new meetings, and with whom they are."""
        numbers: list[AppointmentId] = []
        people: set[ContactId] = set()
        for planned_until, noted_at, *row in self._database.rows(
            f"SELECT planned_until, noted_at, {_COLUMNS}, id FROM series WHERE planned_until < ?",
            (_enough(today),),
        ):
            series = _series(tuple(row))
            since = max(series.starts, datetime.combine(date.fromordinal(planned_until + 1), time()))
            moments, until = self._moments(series, since)
            people_there = self._living(series.pattern.contact_ids)
            if series.pattern.contact_ids and not people_there:
                moments, until = [], NEVER
            known = set(self._known(series))
            missing = [at for at in moments if at.isoformat() not in known]
            numbers += [self._insert(series.at(at), people_there, noted_at) for at in missing]
            people.update(people_there)
            self._plan_until(series.id, until)
        return numbers, people

    def _insert(self, meeting: Appointment, people: tuple[ContactId, ...], noted_at: int) -> AppointmentId:
        return self._appointments.insert(replace(meeting, contact_ids=people), noted_at=noted_at)

    def _moments(self, series: Series, since: datetime) -> tuple[list[datetime], int]:
        """What the rule gives from a wall time on, and the day until which that is then written down."""
        rule = parse(series.rule)
        horizon = self._today + timedelta(days=HORIZON)
        end = datetime.combine(horizon + timedelta(days=1), time())
        moments = occurrences(rule, series.starts, since, end)
        last = max((*moments, since - timedelta(seconds=1)))
        coming = next_after(rule, series.starts, last)
        if coming is None:
            until = NEVER
        elif coming.date() > horizon and (not moments or moments[-1].date() < self._today):
            moments.append(coming)
            until = coming.toordinal()
        else:
            until = min(horizon.toordinal(), coming.toordinal() - 1)
        return [at for at in moments if at not in series.left_out], until

    def _known(self, series: Series) -> list[str]:
        return self._database.column("SELECT occurrence FROM appointment WHERE series_id = ?", (series.id,))

    def _living(self, ids: Sequence[ContactId]) -> tuple[ContactId, ...]:
        there = {
            number
            for chunk in chunks(ids)
            for number in self._database.column(
                f"SELECT id FROM contact WHERE id IN ({marks(len(chunk))})", chunk
            )
        }
        return tuple(number for number in ids if number in there)

    def _loosen(self, meetings: Iterable[Appointment]) -> None:
        self._database.executemany(
            "UPDATE appointment SET series_id = NULL, occurrence = NULL WHERE id = ?",
            [(meeting.id,) for meeting in meetings],
        )

    def _plan_until(self, series_id: SeriesId | None, day: int) -> None:
        self._database.execute("UPDATE series SET planned_until = ? WHERE id = ?", (day, series_id))


def prune(database: Database, series_ids: Iterable[int], today: date) -> tuple[list[int], list[int]]:
    """Take away what a series that ends earlier now had planned beyond its end while nobody looked.

    The meetings and the contacts that were concerned.
    """
    gone: list[int] = []
    people: list[int] = []
    for number in series_ids:
        rule = database.value("SELECT rule FROM series WHERE id = ?", (number,))
        until = parse(rule).until if rule else None
        if until is None:
            continue
        beyond = database.column(
            f"SELECT id FROM appointment WHERE {_OPEN} AND own = 0 AND occurrence >= ?",
            (number, (max(until, today) + timedelta(days=1)).isoformat()),
        )
        for chunk in chunks(beyond):
            people += database.column(
                f"SELECT contact_id FROM appointment_contact WHERE appointment_id IN ({marks(len(chunk))})",
                chunk,
            )
            database.execute(f"DELETE FROM appointment WHERE id IN ({marks(len(chunk))})", chunk)
        gone += beyond
    return gone, people


def _enough(today: date) -> int:
    return today.toordinal() + _LEAST


def _values(series: Series) -> Row:
    pattern = series.pattern
    return (
        series.rule,
        pattern.starts.isoformat(),
        pattern.zone,
        pattern.minutes,
        pattern.title,
        pattern.place,
        pattern.agenda,
        to_list(pattern.remind),
        to_list(pattern.contact_ids),
        to_list(at.isoformat() for at in series.left_out),
        series.uid or f"{uuid.uuid4()}@crm-desktop",
        to_list(pattern.extra),
    )


def _series(row: Row) -> Series:
    rule, starts, zone, minutes, title, place, agenda, remind, contact_ids, left_out, *more = row
    uid, extra, number = more
    pattern = Appointment(
        title=title,
        starts=datetime.fromisoformat(starts),
        zone=zone,
        contact_ids=tuple(ContactId(who) for who in json.loads(contact_ids)),
        minutes=minutes,
        place=place,
        agenda=agenda,
        remind=tuple(json.loads(remind)),
        rule=rule,
        extra=tuple(json.loads(extra)),
    )
    moments = tuple(map(datetime.fromisoformat, json.loads(left_out)))
    return Series(pattern, rule, SeriesId(number), moments, uid)

"""What is planned: the wall time and zone as planned, the instant beside them for the index."""

from __future__ import annotations

import json
import uuid
from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING

from crm_desktop.domain.appointment import Appointment, AppointmentState
from crm_desktop.domain.ids import AppointmentId, ContactId, SeriesId
from crm_desktop.domain.interaction import Outcome
from crm_desktop.store.codec import to_list, to_seconds
from crm_desktop.store.database import chunks, marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crm_desktop.store.database import Database, Row

_COLUMNS = (
    "id, title, starts, zone, uid, minutes, place, agenda, remind, state, series_id, occurrence, own,"
    " outcome, came_from_id, extra"
)
_SELECT = f"SELECT {', '.join('appointment.' + name for name in _COLUMNS.split(', '))} FROM appointment"


_NEXT_OF_SERIES = (
    "SELECT min(other.starts_at) FROM appointment AS other WHERE other.series_id = appointment.series_id"
    " AND NOT other.own AND other.state = 'planned' AND other.starts_at + other.minutes * 60 > ?2"
)

LIVING_MEETING = (
    "(NOT EXISTS (SELECT 1 FROM appointment_contact WHERE appointment_id = appointment.id)"
    " OR EXISTS (SELECT 1 FROM appointment_contact JOIN contact ON contact.id = contact_id"
    " WHERE appointment_id = appointment.id AND deleted_at IS NULL))"
)
"""A meeting goes into the trash with the last of those who were to come."""

_LONGEST = 366 * 24 * 3600  # seconds that a meeting takes at most


class AppointmentReader:
    """Appointments with all who are to come; in lists only those that are not in the trash."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, appointment_id: AppointmentId) -> Appointment | None:
        """One appointment, None where there is none."""
        return next(
            iter(self._whole(self._database.rows(f"{_SELECT} WHERE id = ?", (appointment_id,)))), None
        )

    def all_of(self, ids: Sequence[int]) -> list[Appointment]:
        """Those with these numbers, by number; at most a few hundred at a time."""
        return self._whole(self._database.rows(f"{_SELECT} WHERE id IN ({marks(len(ids))}) ORDER BY id", ids))

    def between(self, start: datetime, end: datetime) -> list[Appointment]:
        """Those that start from `start` on and before `end`, cancelled ones left out, soonest first."""
        return self._whole(
            self._database.rows(
                f"{_SELECT} WHERE starts_at >= ? AND starts_at < ? AND state <> 'cancelled'"
                f" AND {LIVING_MEETING} ORDER BY starts_at, id",
                (to_seconds(start), to_seconds(end)),
            )
        )

    def overlapping(self, start: datetime, end: datetime) -> list[Appointment]:
        """Those that take up some of a span of instants, cancelled ones left out, soonest first.

        One without a length takes up nothing.
        """
        return self._whole(
            self._database.rows(
                f"{_SELECT} WHERE starts_at >= ?1 - {_LONGEST} AND starts_at < ?2"
                " AND starts_at + minutes * 60 > ?1 AND minutes > 0 AND state <> 'cancelled'"
                f" AND {LIVING_MEETING} ORDER BY starts_at, id",
                (to_seconds(start), to_seconds(end)),
            )
        )

    def coming(self, contact_id: ContactId, now: datetime) -> list[Appointment]:
        """A contact's planned appointments that are not over, soonest first.

        Of one that repeats the next, and those that were changed by themselves.
        """
        return self._whole(
            self._database.rows(
                f"{_SELECT} JOIN appointment_contact ON appointment_id = appointment.id"
                " WHERE contact_id = ?1 AND +state = 'planned' AND starts_at + minutes * 60 > ?2"
                f" AND (series_id IS NULL OR own OR starts_at = ({_NEXT_OF_SERIES}))"
                " ORDER BY starts_at, appointment.id",
                (contact_id, to_seconds(now)),
            )
        )

    def _whole(self, rows: list[Row]) -> list[Appointment]:
        ids = [row[0] for row in rows]
        who: dict[int, list[ContactId]] = defaultdict(list)
        for chunk in chunks(ids):
            for number, contact_id in self._database.rows(
                "SELECT appointment_id, contact_id FROM appointment_contact"
                f" WHERE appointment_id IN ({marks(len(chunk))}) ORDER BY id",
                chunk,
            ):
                who[number].append(ContactId(contact_id))
        rules = self._rules({row[10] for row in rows if row[10] is not None})
        return [_appointment(row, tuple(who[row[0]]), rules.get(row[10], "")) for row in rows]

    def _rules(self, series_ids: Iterable[int]) -> dict[int, str]:
        return {
            number: rule
            for chunk in chunks(sorted(series_ids))
            for number, rule in self._database.rows(
                f"SELECT id, rule FROM series WHERE id IN ({marks(len(chunk))})", chunk
            )
        }


_WRITTEN = (
    "title", "starts", "zone", "uid", "minutes", "place", "agenda", "remind", "state", "starts_at",
    "series_id", "occurrence", "own", "outcome", "came_from_id", "extra",
)  # fmt: skip


class AppointmentWriter:
    """Writes appointments inside a unit of work."""

    def __init__(self, database: Database, now: datetime) -> None:
        self._database = database
        self._now = to_seconds(now)

    def insert(self, appointment: Appointment, *, noted_at: int | None = None) -> AppointmentId:
        """Keep a new one; one of a series was noted when that was, in seconds since 1970."""
        cursor = self._database.execute(
            f"INSERT INTO appointment ({', '.join(_WRITTEN)}, noted_at) VALUES ({marks(len(_WRITTEN) + 1)})",
            (*_values(appointment), self._now if noted_at is None else noted_at),
        )
        number = AppointmentId(cursor.lastrowid or 0)
        self._link(number, appointment)
        return number

    def update(self, appointment: Appointment) -> None:
        """Write an appointment that is there anew; what was noted of it counts from now."""
        if appointment.id is None:
            raise ValueError("an appointment without an id cannot be updated")
        self._database.execute(
            f"UPDATE appointment SET {', '.join(f'{name} = ?' for name in _WRITTEN)}, noted_at = ?"
            " WHERE id = ?",
            (*_values(appointment), self._now, appointment.id),
        )
        self._database.execute("DELETE FROM appointment_contact WHERE appointment_id = ?", (appointment.id,))
        self._link(appointment.id, appointment)

    def set_state(
        self, appointment_id: AppointmentId, state: AppointmentState, outcome: Outcome | None = None
    ) -> None:
        """Note what became of it, and how it went."""
        self._database.execute(
            "UPDATE appointment SET state = ?, outcome = ? WHERE id = ?",
            (state.value, outcome.value if outcome else None, appointment_id),
        )

    def _link(self, number: int, appointment: Appointment) -> None:
        self._database.executemany(
            "INSERT INTO appointment_contact (appointment_id, contact_id) VALUES (?, ?)",
            [(number, contact_id) for contact_id in dict.fromkeys(appointment.contact_ids)],
        )


def _values(appointment: Appointment) -> Row:
    return (
        appointment.title,
        appointment.starts.isoformat(),
        appointment.zone,
        appointment.uid or f"{uuid.uuid4()}@crm-desktop",
        appointment.minutes,
        appointment.place,
        appointment.agenda,
        to_list(appointment.remind),
        appointment.state.value,
        to_seconds(appointment.starts_at),
        appointment.series_id,
        appointment.occurrence.isoformat() if appointment.occurrence else None,
        int(appointment.own),
        appointment.outcome.value if appointment.outcome else None,
        appointment.came_from,
        to_list(appointment.extra),
    )


def _appointment(row: Row, contact_ids: tuple[ContactId, ...], rule: str) -> Appointment:
    number, title, starts, zone, uid, minutes, place, agenda, remind, state, *more = row
    series_id, occurrence, own, outcome, came_from, extra = more
    return Appointment(
        title=title,
        starts=datetime.fromisoformat(starts),
        zone=zone,
        contact_ids=contact_ids,
        id=AppointmentId(number),
        uid=uid,
        minutes=minutes,
        place=place,
        agenda=agenda,
        remind=tuple(json.loads(remind)),
        state=AppointmentState(state),
        rule=rule,
        series_id=None if series_id is None else SeriesId(series_id),
        occurrence=datetime.fromisoformat(occurrence) if occurrence else None,
        own=bool(own),
        outcome=Outcome(outcome) if outcome else None,
        came_from=None if came_from is None else AppointmentId(came_from),
        extra=() if extra == "[]" else tuple(json.loads(extra)),
    )

"""The days of a calendar from the file: a few queries for however many days, rows as they are shown."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from crm_desktop.domain.agenda import AgendaComplaint, AgendaMeeting, AgendaPromise
from crm_desktop.domain.appointment import AppointmentState
from crm_desktop.domain.ids import AppointmentId, ContactId, FollowUpId, InteractionId
from crm_desktop.domain.interaction import Outcome
from crm_desktop.store.appointments import LIVING_MEETING
from crm_desktop.store.codec import to_seconds
from crm_desktop.store.database import chunks, marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.store.database import Database, Row

_NAMED: Final = 3
_LONGEST: Final = 31 * 24 * 60 * 60  # seconds for which what began is looked for
_WITHIN = f"starts_at >= ?1 AND starts_at < ?2 AND state <> 'cancelled' AND {LIVING_MEETING}"


class AgendaReader:
    """Contacts in the trash are left out, and what was cancelled."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def starts(self, start: datetime, end: datetime) -> list[tuple[AppointmentId, datetime]]:
        """Which meetings start in a span of instants, and when, in order."""
        return [
            (AppointmentId(number), datetime.fromtimestamp(seconds, UTC))
            for number, seconds in self._database.rows(
                f"SELECT id, starts_at FROM appointment WHERE {_WITHIN} ORDER BY starts_at, id",
                (to_seconds(start), to_seconds(end)),
            )
        ]

    def lasting(self, at: datetime) -> list[AppointmentId]:
        """Which meetings began in the month before an instant and last beyond it, in order."""
        start = to_seconds(at)
        rows = self._database.rows(
            f"SELECT id FROM appointment WHERE {_WITHIN} AND starts_at + 60 * minutes > ?2"
            " ORDER BY starts_at, id",
            (start - _LONGEST, start),
        )
        return [AppointmentId(number) for (number,) in rows]

    def meetings(self, ids: Sequence[AppointmentId]) -> dict[AppointmentId, AgendaMeeting]:
        """These meetings as a calendar shows them."""
        found: dict[AppointmentId, AgendaMeeting] = {}
        for chunk in chunks(ids):
            who: dict[int, list[str]] = defaultdict(list)
            for number, name in self._database.rows(
                "SELECT appointment_id, name FROM appointment_contact JOIN contact_summary USING (contact_id)"
                f" WHERE appointment_id IN ({marks(len(chunk))}) ORDER BY appointment_contact.id",
                chunk,
            ):
                who[number].append(name)
            for row in self._database.rows(
                "SELECT id, title, starts_at, minutes, zone, state, outcome, series_id, place"
                f" FROM appointment WHERE id IN ({marks(len(chunk))})",
                chunk,
            ):
                found[AppointmentId(row[0])] = _meeting(row, who[row[0]])
        return found

    def promises(self, first: date, last: date) -> list[AgendaPromise]:
        """The promises by these days, kept ones too, in the order of days."""
        return [
            AgendaPromise(
                FollowUpId(number),
                None if contact_id is None else ContactId(contact_id),
                name or "",
                text,
                date.fromordinal(due),
                done_at is not None,
            )
            for number, contact_id, name, text, due, done_at in self._database.rows(
                "SELECT follow_up.id, follow_up.contact_id, name, text, due, done_at FROM follow_up"
                " LEFT JOIN contact_summary ON contact_summary.contact_id = follow_up.contact_id"
                " WHERE due BETWEEN ? AND ? AND (follow_up.contact_id IS NULL OR name IS NOT NULL)"
                " ORDER BY due, follow_up.id",
                (first.toordinal(), last.toordinal()),
            )
        ]

    def complaints(self, first: date, last: date) -> list[AgendaComplaint]:
        """The open complaints that are to be settled on these days."""
        return [
            AgendaComplaint(InteractionId(number), ContactId(contact_id), name, text, date.fromordinal(due))
            for number, contact_id, name, text, due in self._database.rows(
                "SELECT interaction.id, min(contact_id), name, text, due FROM interaction"
                " JOIN interaction_contact ON interaction_id = interaction.id"
                " JOIN contact_summary USING (contact_id) WHERE due BETWEEN ? AND ?"
                " AND kind = 'complaint' AND settled_at IS NULL GROUP BY interaction.id ORDER BY due, 1",
                (first.toordinal(), last.toordinal()),
            )
        ]


def _meeting(row: Row, names: Sequence[str]) -> AgendaMeeting:
    number, title, starts, minutes, zone, state, outcome, series, place = row
    return AgendaMeeting(
        id=AppointmentId(number),
        title=title,
        starts_at=datetime.fromtimestamp(starts, UTC),
        ends_at=datetime.fromtimestamp(starts + 60 * minutes, UTC),
        zone=zone,
        state=AppointmentState(state),
        outcome=Outcome(outcome) if outcome else None,
        repeats=series is not None,
        place=place,
        names=tuple(names[:_NAMED]),
        others=max(len(names) - _NAMED, 0),
    )

"""What the questions to the notebook ask of the file; each is answered from the index of the appointments."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from crm_desktop.domain.ids import AppointmentId, ContactId
from crm_desktop.domain.questions import Again, Ended, Ending, PlannedMeeting
from crm_desktop.store.appointments import LIVING_MEETING
from crm_desktop.store.codec import to_instant, to_seconds
from crm_desktop.store.database import chunks, marks

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from crm_desktop.store.database import Database

_WITHIN = f"starts_at >= ?1 AND starts_at < ?2 AND {LIVING_MEETING}"
_MET = (
    "FROM appointment JOIN appointment_contact ON appointment_id = appointment.id"
    " JOIN contact_summary USING (contact_id)"
    " WHERE state = 'held' AND starts_at >= ?1 AND starts_at < ?2"
)
_NEXT_OF = (
    "SELECT min(starts_at) FROM appointment JOIN appointment_contact ON appointment_id = appointment.id"
    " WHERE appointment_contact.contact_id = met.contact_id AND starts_at > met.at"
    " AND state <> 'cancelled'"
)


class QuestionReader:
    """Spans are of instants, their end is not part of them. Contacts in the trash are left out."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ended(self, start: datetime, end: datetime, now: datetime) -> list[Ended]:
        """The appointments of a span that are over or answered, in order, cancelled ones left out."""
        rows = self._database.rows(
            f"SELECT id, title, starts_at, state, outcome FROM appointment WHERE {_WITHIN}"
            " AND (state IN ('held', 'missed') OR state = 'planned' AND starts_at + minutes * 60 <= ?3)"
            " ORDER BY starts_at, id",
            (to_seconds(start), to_seconds(end), to_seconds(now)),
        )
        names = self._names([row[0] for row in rows])
        return [
            Ended(
                AppointmentId(row[0]),
                row[1],
                _instant(row[2]),
                _ending(row[3], row[4]),
                names[row[0]],
                was_held=row[3] == "held",
            )
            for row in rows
        ]

    def met(self, start: datetime, end: datetime) -> dict[ContactId, str]:
        """Whom one met in a span, with their names, in the order of the first meeting."""
        return {
            ContactId(number): name
            for number, name in self._database.rows(
                f"SELECT contact_id, name {_MET} GROUP BY contact_id ORDER BY min(starts_at), contact_id",
                (to_seconds(start), to_seconds(end)),
            )
        }

    def again(self, start: datetime, end: datetime) -> list[Again]:
        """Those of them with another appointment after the last one of the span, the soonest first."""
        rows = self._database.rows(
            f"WITH met AS (SELECT contact_id, name, max(starts_at) AS at {_MET} GROUP BY contact_id)"
            f" SELECT contact_id, name, ({_NEXT_OF}) AS following FROM met WHERE following IS NOT NULL"
            " ORDER BY following, name",
            (to_seconds(start), to_seconds(end)),
        )
        return [Again(ContactId(row[0]), row[1], _instant(row[2])) for row in rows]

    def planned(self, start: datetime, end: datetime) -> list[PlannedMeeting]:
        """The appointments of a span that take place or took place, in order."""
        rows = self._database.rows(
            f"SELECT id, title, starts_at FROM appointment WHERE {_WITHIN} AND state IN ('planned', 'held')"
            " ORDER BY starts_at, id",
            (to_seconds(start), to_seconds(end)),
        )
        names = self._names([row[0] for row in rows])
        return [
            PlannedMeeting(AppointmentId(row[0]), row[1], _instant(row[2]), names[row[0]]) for row in rows
        ]

    def last_and_next(self, contact_id: ContactId, now: datetime) -> tuple[datetime | None, datetime | None]:
        """The last meeting with somebody, held or written down, and the next that is planned."""
        seconds = to_seconds(now)
        last = self._database.value(
            "SELECT max(at) FROM (SELECT max(starts_at) AS at FROM appointment_contact"
            " JOIN appointment ON appointment.id = appointment_id"
            " WHERE contact_id = ?1 AND state = 'held' AND starts_at <= ?2"
            " UNION ALL SELECT max(interaction_contact.at) FROM interaction_contact"
            " JOIN interaction ON interaction.id = interaction_id"
            " WHERE contact_id = ?1 AND kind = 'meeting' AND interaction_contact.at <= ?2)",
            (contact_id, seconds),
        )
        coming = self._database.value(
            "SELECT min(starts_at) FROM appointment_contact"
            " JOIN appointment ON appointment.id = appointment_id"
            " WHERE contact_id = ?1 AND +state = 'planned' AND starts_at + minutes * 60 > ?2",
            (contact_id, seconds),
        )
        return to_instant(last), to_instant(coming)

    def _names(self, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
        found: dict[int, tuple[str, ...]] = defaultdict(tuple)
        for chunk in chunks(ids):
            for number, name in self._database.rows(
                "SELECT appointment_id, name FROM appointment_contact JOIN contact_summary USING (contact_id)"
                f" WHERE appointment_id IN ({marks(len(chunk))}) ORDER BY appointment_contact.id",
                chunk,
            ):
                found[number] += (name,)
        return found


def _ending(state: str, outcome: str | None) -> Ending:
    if state == "missed":
        return Ending.NOT_HELD
    return Ending(outcome) if state == "held" and outcome else Ending.UNANSWERED


def _instant(seconds: int) -> datetime:
    instant = to_instant(seconds)
    assert instant is not None
    return instant

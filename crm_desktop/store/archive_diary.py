"""Reads for an archive what happened, is planned and promised, and what was reminded of, tied by uid."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from crm_desktop.domain.archived import (
    DayNote,
    KeptAttachment,
    KeptFollowUp,
    KeptInteraction,
    KeptMeeting,
    KeptReminder,
    KeptSeries,
    Subject,
)
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.ids import SeriesId
from crm_desktop.domain.reminder import ReminderKind, ReminderState
from crm_desktop.store.appointments import AppointmentReader
from crm_desktop.store.codec import to_day, to_instant
from crm_desktop.store.database import CHUNK, chunks, marks
from crm_desktop.store.interactions import InteractionReader
from crm_desktop.store.series import NEVER, SeriesReader

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crm_desktop.domain.appointment import Appointment
    from crm_desktop.domain.series import Series
    from crm_desktop.store.database import Database, Row


class Windows:
    """Reads long tables a few hundred rows at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def _uids(self, ids: Sequence[int]) -> dict[int, str]:
        return dict(self._in("SELECT id, uid FROM contact WHERE id IN", list(dict.fromkeys(ids))))

    def _in(self, sql: str, ids: Sequence[int]) -> list[Row]:
        return [
            row for chunk in chunks(ids) for row in self._database.rows(f"{sql} ({marks(len(chunk))})", chunk)
        ]

    def _each(self, sql: str, key: str = "id") -> Iterator[Row]:
        for rows in self._windows(sql, key):
            yield from rows

    def _windows(self, sql: str, key: str = "id") -> Iterator[list[Row]]:
        """The rows of a query, whose first column is its key, in its order and a few hundred at a time."""
        word = "AND" if " WHERE " in sql else "WHERE"
        last = 0
        while rows := self._database.rows(f"{sql} {word} {key} > ? ORDER BY {key} LIMIT {CHUNK}", (last,)):
            yield rows
            last = rows[-1][0]


class DiaryReads(Windows):
    """The diary of the file, for an archive."""

    def interactions(self) -> Iterator[KeptInteraction]:
        """What happened."""
        reader = InteractionReader(self._database)
        for rows in self._windows("SELECT id FROM interaction"):
            found = reader.all_of([row[0] for row in rows])
            uids = self._uids([who for one in found for who in one.contact_ids])
            meetings = self._meeting_uids([one.appointment_id for one in found])
            for one in found:
                bare = replace(one, id=None, contact_ids=(), appointment_id=None)
                meeting = meetings.get(one.appointment_id or 0, "")
                yield KeptInteraction(bare, tuple(uids[who] for who in one.contact_ids), meeting)

    def zones(self) -> dict[str, tuple[date, date]]:
        """The zones in which something is planned, with the first and the last day of each."""
        found: dict[str, tuple[date, date]] = {}
        for zone, first, last in self._database.rows(_ZONES):
            found[zone] = (date.fromisoformat(first[:10]), date.fromisoformat(last[:10]))
        return found

    def meetings(self) -> Iterator[KeptMeeting]:
        """What is planned once."""
        for rows in self._windows("SELECT id FROM appointment WHERE series_id IS NULL"):
            yield from self._meetings([row[0] for row in rows])

    def series(self) -> Iterator[KeptSeries]:
        """What repeats, with its meetings."""
        reader = SeriesReader(self._database)
        for number, noted_at, planned_until in self._each("SELECT id, noted_at, planned_until FROM series"):
            found = reader.get(SeriesId(number))
            assert found is not None
            ids = self._database.column(
                "SELECT id FROM appointment WHERE series_id = ? ORDER BY id", (number,)
            )
            uids = self._uids(found.pattern.contact_ids)
            yield KeptSeries(
                _bare_series(found),
                tuple(uids[who] for who in found.pattern.contact_ids if who in uids),
                at_of(noted_at),
                None if planned_until == NEVER else date.fromordinal(planned_until),
                tuple(self._meetings(ids)),
            )

    def day_notes(self) -> Iterator[DayNote]:
        """The pages of the notebook."""
        for _, day, text in self._each("SELECT id, day, text FROM day_note"):
            yield DayNote(date.fromordinal(day), text)

    def attachments(self) -> Iterator[KeptAttachment]:
        """What belongs to meetings."""
        for place, row in enumerate(self._each(_ATTACHMENTS, "attachment.id"), 1):
            _, uid, name, link, media_type, has_copy = row
            file = attachment_name(place, name) if has_copy else ""
            yield KeptAttachment(uid, name, link, media_type, file)

    def copies(self) -> Iterator[tuple[int, str]]:
        """The number of each attachment that is a copy, and the name of the file that it goes into."""
        for place, row in enumerate(self._each(_ATTACHMENTS, "attachment.id"), 1):
            if row[5]:
                yield row[0], attachment_name(place, row[2])

    def copy_of(self, number: int) -> bytes:
        """The bytes of an attachment."""
        data: bytes = self._database.value("SELECT data FROM attachment WHERE id = ?", (number,))
        return data

    def follow_ups(self) -> Iterator[KeptFollowUp]:
        """What was promised."""
        for number, text, due, done_at, rule, anchor, occurrence, noted_on, uid in self._each(
            "SELECT follow_up.id, text, due, done_at, rule, anchor, occurrence, noted_on, uid"
            " FROM follow_up LEFT JOIN contact ON contact.id = contact_id",
            "follow_up.id",
        ):
            promise = FollowUp(
                contact_id=None,
                text=text,
                due=date.fromordinal(due),
                done_at=to_instant(done_at),
                rule=rule,
                anchor=to_day(anchor),
                occurrence=to_day(occurrence),
            )
            yield KeptFollowUp(number, promise, uid or "", date.fromordinal(noted_on))

    def reminders(self) -> Iterator[KeptReminder]:
        """The ledger, but for what is gone and cannot come back."""
        for rows in self._windows(f"SELECT {_LEDGER} FROM reminder"):
            subjects = self._subjects([(row[2], row[3]) for row in rows])
            people = {number for row in rows for number in json.loads(row[4])}
            uids = self._uids(list(people))
            for row in rows:
                subject = subjects.get((_sort(row[2]), row[3]))
                if subject is not None:
                    yield _reminder(row, subject, tuple(uids[n] for n in json.loads(row[4]) if n in uids))

    def _meetings(self, ids: Sequence[int]) -> Iterator[KeptMeeting]:
        reader = AppointmentReader(self._database)
        for chunk in chunks(list(ids)):
            noted: dict[int, int] = dict(self._in("SELECT id, noted_at FROM appointment WHERE id IN", chunk))
            found = reader.all_of(chunk)
            uids = self._uids([who for one in found for who in one.contact_ids])
            before = self._meeting_uids([one.came_from for one in found])
            for one in found:
                who = tuple(uids[number] for number in one.contact_ids)
                came_from = before.get(one.came_from or 0, "")
                yield KeptMeeting(_bare(one), who, at_of(noted[one.id or 0]), came_from)

    def _meeting_uids(self, ids: Sequence[int | None]) -> dict[int, str]:
        known = sorted({number for number in ids if number is not None})
        return dict(self._in("SELECT id, uid FROM appointment WHERE id IN", known))

    def _subjects(self, wanted: Sequence[tuple[str, int]]) -> dict[tuple[str, int], Subject]:
        found: dict[tuple[str, int], Subject] = {}
        for sort, sql in _SUBJECTS.items():
            ids = list({number for kind, number in wanted if _sort(kind) == sort})
            for number, uid, place in self._in(sql, ids):
                found[sort, number] = _subject(sort, uid, place)
        return found


_ZONES = (
    "SELECT zone, min(starts), max(starts) FROM (SELECT zone, starts FROM appointment"
    " UNION ALL SELECT zone, starts FROM series) GROUP BY zone ORDER BY zone"
)
_ATTACHMENTS = (
    "SELECT attachment.id, uid, name, link, media_type, data IS NOT NULL FROM attachment"
    " JOIN appointment ON appointment.id = appointment_id"
)
_LEDGER = (
    "id, key, kind, subject_id, contact_ids, due_at, event_at, event_day, days_ahead, turns, subject, state,"
    " shown_at, snoozed_until, announced_at"
)
_PLACE = (
    "(SELECT count(*) FROM important_date AS other WHERE other.contact_id = important_date.contact_id"
    " AND other.position < important_date.position)"
)
_SUBJECTS = {
    "meeting": "SELECT id, uid, 0 FROM appointment WHERE id IN",
    "contact": "SELECT id, uid, 0 FROM contact WHERE id IN",
    "promise": "SELECT id, id, 0 FROM follow_up WHERE id IN",
    "date": f"SELECT important_date.id, uid, {_PLACE} FROM important_date"
    " JOIN contact ON contact.id = contact_id WHERE important_date.id IN",
}


def attachment_name(place: int, name: str) -> str:
    """The file of a copy: numbered, for names may be alike, with the ending that its name has."""
    ending = name.rpartition(".")[2]
    known = ending.isascii() and ending.isalnum() and 0 < len(ending) < 9 and "." in name
    return f"attachments/{place:06}" + (f".{ending.lower()}" if known else "")


def at_of(seconds: int) -> datetime:
    """Seconds since 1970 as an aware UTC instant."""
    return datetime.fromtimestamp(seconds, UTC)


def _sort(kind: str) -> str:
    """The sort of thing that a kind of reminder is of."""
    match ReminderKind(kind):
        case ReminderKind.APPOINTMENT:
            return "meeting"
        case ReminderKind.COLD:
            return "contact"
        case ReminderKind.FOLLOW_UP | ReminderKind.OWN:
            return "promise"
        case _:
            return "date"


def _subject(sort: str, name: str | int, place: int) -> Subject:
    match sort:
        case "meeting":
            return Subject(meeting=str(name))
        case "promise":
            return Subject(follow_up=int(name))
        case "date":
            return Subject(contact=str(name), date=place)
        case _:
            return Subject(contact=str(name))


def _reminder(row: Row, subject: Subject, who: tuple[str, ...]) -> KeptReminder:
    _, key, kind, _, _, due, event_at, event_day, ahead, turns, words, state, shown, snoozed, announced = row
    return KeptReminder(
        kind=ReminderKind(kind),
        of=subject,
        rest=key.split(":", 2)[2],
        who=who,
        due_at=at_of(due),
        state=ReminderState(state),
        shown_at=at_of(shown),
        event_at=to_instant(event_at),
        event_day=to_day(event_day),
        days_ahead=ahead,
        turns=turns,
        subject=words,
        snoozed_until=to_instant(snoozed),
        announced_at=to_instant(announced),
    )


def _bare(one: Appointment) -> Appointment:
    """Without the numbers and the rule, which stand elsewhere in the archive."""
    return replace(one, id=None, contact_ids=(), series_id=None, came_from=None)


def _bare_series(found: Series) -> Series:
    return replace(found, id=None, pattern=replace(found.pattern, contact_ids=()))

"""Takes the diary of an archive into the file: what is not here comes, what is here is known again.

A talk or a promise is known by all that it says, a meeting or a series by its uid, a reminder by its key.
What became of a meeting, a promise or a reminder only ever goes on: planned to held, open to done.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from crm_desktop.domain.appointment import AppointmentState
from crm_desktop.domain.contact import Contact
from crm_desktop.domain.ids import AppointmentId, ContactId, FollowUpId
from crm_desktop.domain.reminder import ReminderKind, ReminderState
from crm_desktop.store.appointments import AppointmentReader
from crm_desktop.store.archive_reminders import ReminderWriter
from crm_desktop.store.codec import to_seconds
from crm_desktop.store.interactions import InteractionReader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.domain.appointment import Appointment
    from crm_desktop.domain.archived import (
        DayNote,
        KeptAttachment,
        KeptFollowUp,
        KeptInteraction,
        KeptMeeting,
        KeptReminder,
        KeptSeries,
    )
    from crm_desktop.domain.ids import SeriesId
    from crm_desktop.domain.interaction import Interaction
    from crm_desktop.store.database import Database
    from crm_desktop.store.journal import Journal
    from crm_desktop.store.transaction import Transaction

_TABLES = ("series", "appointment", "interaction", "follow_up", "reminder")
_SAME_PROMISE = (
    "SELECT id, done_at FROM follow_up WHERE contact_id IS ? AND due = ? AND text = ? AND rule = ?"
    " AND anchor IS ? AND occurrence IS ? AND id <= ? ORDER BY id"
)

_SAME_ATTACHMENT = (
    "SELECT 1 FROM attachment WHERE appointment_id = ? AND name = ? AND link = ? AND media_type = ?"
    " AND data IS ? AND id <= ?"
)


class DiaryWriter:
    """Writes what happened, is planned, promised, and was reminded of. Each method tells what is new and what
    is changed, in that order.
    """

    def __init__(
        self,
        database: Database,
        journal: Journal,
        tx: Transaction,
        numbers: dict[str, int],
        base: int,
        touched: set[int],
    ) -> None:
        self._database = database
        self._journal = journal
        self._tx = tx
        self._numbers = numbers
        self._base = base
        self._touched = touched
        self._before = {table: self._newest(table) for table in (*_TABLES, "attachment")}
        self._used_entries: set[int] = set()
        self._used_promises: set[int] = set()
        self._promises: dict[int, int] = {}
        self._came_from: dict[int, str] = {}
        self._interactions = InteractionReader(database)
        self._appointments = AppointmentReader(database)
        self._reminders = ReminderWriter(database, numbers, self._promises)

    def add_interactions(self, kept: Sequence[KeptInteraction]) -> tuple[int, int]:
        """What happened."""
        found = [
            replace(
                one.interaction, contact_ids=self._people(one.who), appointment_id=self._meeting(one.meeting)
            )
            for one in kept
        ]
        # Tags come with a journal of their own: a tag that is new may be worn by others later.
        self._tx.contacts.lookups(
            [Contact(tags=one.interaction.tags) for one in kept if one.interaction.tags]
        )
        new: list[Interaction] = []
        changed = 0
        for one in found:
            known = self._known_entry(one)
            if known is None:
                new.append(one)
            elif known.id is not None and one.settled_at and known.settled_at is None:
                self._tx.interactions.set_settled(known.id, one.settled_at)
                changed += 1
        with self._silent():
            self._tx.interactions.insert_many(new)
        for one in new:
            self._touched.update(one.contact_ids)
        return len(new), changed

    def _meeting(self, uid: str) -> AppointmentId | None:
        if not uid:
            return None
        found = self._database.value("SELECT id FROM appointment WHERE uid = ?", (uid,))
        return None if found is None else AppointmentId(found)

    def _known_entry(self, one: Interaction) -> Interaction | None:
        """Just this as it was written down before; each that was stands for one of the archive."""
        if not one.contact_ids or max(one.contact_ids) > self._base:
            return None
        rows = self._database.column(
            "SELECT interaction_id FROM interaction_contact WHERE contact_id = ? AND at = ?"
            " AND interaction_id <= ? ORDER BY interaction_id",
            (one.contact_ids[0], to_seconds(one.at), self._before["interaction"]),
        )
        for known in self._interactions.all_of(rows) if rows else ():
            if known.id is not None and known.id not in self._used_entries and _same(known, one):
                self._used_entries.add(known.id)
                return known
        return None

    def add_meeting(self, kept: KeptMeeting, series: SeriesId | None = None) -> tuple[int, int]:
        """A meeting, of a series that is here or by itself."""
        meeting = replace(kept.appointment, contact_ids=self._people(kept.who), series_id=series)
        known = self._known_meeting(meeting)
        if known is not None:
            return 0, int(self._brought_up_to_date(known, meeting, to_seconds(kept.noted_at)))
        with self._silent():
            number = self._tx.appointments.insert(meeting, noted_at=to_seconds(kept.noted_at))
        if kept.came_from:
            self._came_from[number] = kept.came_from
        self._touched.update(meeting.contact_ids)
        return 1, 0

    def _known_meeting(self, meeting: Appointment) -> Appointment | None:
        occurrence = meeting.occurrence.isoformat() if meeting.occurrence else None
        number = self._database.value(
            "SELECT id FROM appointment WHERE uid = ? UNION ALL"
            " SELECT id FROM appointment WHERE series_id = ? AND occurrence = ? LIMIT 1",
            (meeting.uid, meeting.series_id, occurrence),
        )
        return None if number is None else self._appointments.get(AppointmentId(number))

    def _brought_up_to_date(self, known: Appointment, other: Appointment, noted_at: int) -> bool:
        """Take over what became of a meeting that is still planned here, and what was changed later."""
        if known.state is not AppointmentState.PLANNED or known.id is None:
            return False
        ours = self._database.value("SELECT noted_at FROM appointment WHERE id = ?", (known.id,))
        wanted = replace(
            other,
            id=known.id,
            uid=known.uid,
            rule=known.rule,
            series_id=known.series_id,
            came_from=known.came_from,
            occurrence=known.occurrence,
        )
        if noted_at > ours and wanted != known:
            self._tx.appointments.update(wanted)
        elif other.state is not AppointmentState.PLANNED:
            self._tx.appointments.set_state(known.id, other.state, other.outcome)
        else:
            return False
        self._touched.update((*known.contact_ids, *other.contact_ids))
        return True

    def add_series(self, kept: KeptSeries) -> tuple[Counter[str], Counter[str]]:
        """What repeats, with its meetings; new ones and changed ones of "series" and "appointments".

        One that is here already stays as it is: of its meetings those come that were changed by themselves
        or are over, for the others it has its own rule.
        """
        new: Counter[str] = Counter()
        changed: Counter[str] = Counter()
        number = self._database.value("SELECT id FROM series WHERE uid = ?", (kept.series.uid,))
        is_here = number is not None
        if number is None:
            people = self._people(kept.who)
            series = replace(kept.series, pattern=replace(kept.series.pattern, contact_ids=people))
            with self._silent():
                number = self._tx.series.keep(series, kept.noted_at, kept.planned_until)
            new["series"] += 1
        for one in kept.meetings:
            told = one.appointment.own or one.appointment.state is not AppointmentState.PLANNED
            if (
                is_here
                and not told
                and self._known_meeting(replace(one.appointment, series_id=number)) is None
            ):
                continue
            added, bettered = self.add_meeting(one, number)
            new["appointments"] += added
            changed["appointments"] += bettered
        return new, changed

    def add_follow_ups(self, kept: Sequence[KeptFollowUp]) -> tuple[int, int]:
        """What was promised."""
        new = changed = 0
        for one in kept:
            who = self._numbers[one.who] if one.who else None
            found = self._known_promise(one, who)
            if found is None:
                self._promises[one.number] = self._insert_promise(one, who)
                new += 1
                continue
            number, done_at = found
            self._promises[one.number] = number
            if done_at is None and one.follow_up.done_at is not None:
                self._tx.follow_ups.set_done(FollowUpId(number), one.follow_up.done_at)
                changed += 1
        return new, changed

    def _known_promise(self, kept: KeptFollowUp, who: int | None) -> tuple[int, int | None] | None:
        if who is not None and who > self._base:
            return None
        one = kept.follow_up
        for number, done_at in self._database.rows(
            _SAME_PROMISE,
            (
                who,
                one.due.toordinal(),
                one.text,
                one.rule,
                _day(one.anchor),
                _day(one.occurrence),
                self._before["follow_up"],
            ),
        ):
            if number not in self._used_promises:
                self._used_promises.add(number)
                return number, done_at
        return None

    def _insert_promise(self, kept: KeptFollowUp, who: int | None) -> int:
        contact = None if who is None else ContactId(who)
        with self._silent():
            number = self._tx.follow_ups.insert(replace(kept.follow_up, contact_id=contact))
            done_at = to_seconds(kept.follow_up.done_at) if kept.follow_up.done_at else None
            self._database.execute(
                "UPDATE follow_up SET noted_on = ?, done_at = ? WHERE id = ?",
                (kept.noted_on.toordinal(), done_at, number),
            )
        if who is not None:
            self._touched.add(who)
        return number

    def add_reminders(self, kept: Sequence[KeptReminder]) -> tuple[int, int]:
        """What was reminded of; of subjects that are not here nothing comes."""
        new = changed = 0
        for one in kept:
            key, subject = self._reminders.key_of(one)
            if subject is None:
                continue
            state = self._reminders.state_of(key)
            if state is None:
                with self._silent():
                    self._reminders.insert(one, key, subject)
                new += 1
            elif state in _OPEN and one.state not in _OPEN:
                self._reminders.settle(one, key)
                changed += 1
            if one.kind is not ReminderKind.OWN:
                self._touched.update(self._numbers[uid] for uid in one.who)
        return new, changed

    def add_day_notes(self, notes: Sequence[DayNote]) -> tuple[int, int]:
        """Pages of the notebook; where something else stands on a day already, theirs is put below it."""
        new = changed = 0
        for note in notes:
            ours = self._database.value("SELECT text FROM day_note WHERE day = ?", (note.day.toordinal(),))
            if ours is None:
                self._tx.day_notes.put(note.day, note.text)
                new += 1
            elif f"\n{note.text}\n" not in f"\n{ours}\n":
                self._tx.day_notes.put(note.day, f"{ours}\n\n{note.text}")
                changed += 1
        return new, changed

    def add_attachment(self, kept: KeptAttachment, data: bytes | None) -> tuple[int, int]:
        """What belongs to a meeting, unless just that hangs on it already."""
        number = self._meeting(kept.meeting)
        if number is None:
            return 0, 0
        values = (number, kept.name, kept.link, kept.media_type, data)
        if self._database.value(_SAME_ATTACHMENT, (*values, self._before["attachment"])):
            return 0, 0
        sql = "INSERT INTO attachment (appointment_id, name, link, media_type, data) VALUES (?, ?, ?, ?, ?)"
        if number > self._before["appointment"]:
            with self._silent():
                self._database.execute(sql, values)
        else:
            self._database.execute(sql, values)
        return 1, 0

    def note_dates(self, contact_id: int, places: Sequence[int | None]) -> None:
        """Which of our dates the dates of an archived card are, for a contact that was here already."""
        self._reminders.places[contact_id] = tuple(places)

    def finish(self) -> None:
        """Note what came as ranges. A table stands behind those that its rows refer to."""
        with self._silent():
            # The one before may stand behind in the archive.
            self._database.executemany(
                "UPDATE appointment SET came_from_id = (SELECT id FROM appointment WHERE uid = ?)"
                " WHERE id = ?",
                [(uid, number) for number, uid in self._came_from.items()],
            )
        for table in _TABLES:
            self._journal.note_since(self._tx.operation_id, table, self._before[table])

    def _people(self, who: Sequence[str]) -> tuple[ContactId, ...]:
        return tuple(ContactId(self._numbers[uid]) for uid in who)

    def _silent(self) -> Any:
        return self._journal.silent(self._tx.operation_id)

    def _newest(self, table: str) -> int:
        return int(self._database.value(f"SELECT coalesce(max(id), 0) FROM {table}"))


def _same(known: Interaction, one: Interaction) -> bool:
    """Whether two entries say the same. That a complaint was settled since, or other tags, make no other."""
    return replace(known, id=None, tags=one.tags, settled_at=one.settled_at) == one


_OPEN = (ReminderState.SHOWN, ReminderState.SNOOZED, ReminderState.WAITING)


def _day(day: Any) -> int | None:
    return None if day is None else day.toordinal()

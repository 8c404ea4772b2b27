"""Reading reminders: what waits in the queue, what is open in the ledger, what any span of time calls for.

An open row of the ledger stands in the inbox only while the facts still call for it: a meeting that moved,
a promise that was kept, a contact who was called have none, and undoing that brings it back.
"""

from __future__ import annotations

import json
from datetime import datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from crm_desktop.domain.due import Occurrence, instant_of, last_due_day
from crm_desktop.domain.ids import ReminderKey
from crm_desktop.domain.reminder import Reminder, ReminderKind, ReminderState
from crm_desktop.domain.wording import reminder_title
from crm_desktop.store.appointments import LIVING_MEETING
from crm_desktop.store.codec import to_day, to_instant, to_seconds
from crm_desktop.store.database import chunks, marks
from crm_desktop.store.reminder_subjects import ReminderSubjects
from crm_desktop.store.summaries import ZONE_OF_DAYS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from crm_desktop.services.ports import Clock
    from crm_desktop.store.database import Database, Row
    from crm_desktop.store.due_facts import DueFacts
    from crm_desktop.store.reminder_subjects import Subject

_MIDNIGHT = time()
_AN_INSTANT = timedelta(microseconds=1)
_YEARS_LOOKED_AT = 400
_WAITING = "key, kind, subject_id, contact_id, at, on_day, event_at, event_day, days_ahead FROM due"
# Meetings, then promises, then dates, then silences; within each what comes first.
_FIRST = (
    "CASE kind WHEN 'appointment' THEN 0 WHEN 'follow-up' THEN 1 WHEN 'cold' THEN 3 ELSE 2 END,"
    " coalesce(event_at, event_day, due_at), key"
)
_SHOWN = "key, kind, subject_id, NULL, due_at, NULL, event_at, event_day, days_ahead"

STANDING = f"""CASE kind
WHEN 'appointment' THEN EXISTS (SELECT 1 FROM appointment WHERE appointment.id = subject_id
    AND appointment.state = 'planned' AND starts_at = reminder.event_at AND {LIVING_MEETING})
WHEN 'cold' THEN EXISTS (SELECT 1 FROM contact_summary WHERE contact_id = subject_id AND cadence > 0
    AND key = 'cold:' || contact_id || ':' || date(coalesce(last_contact, added), 'unixepoch')
        || ':' || cadence
    AND NOT EXISTS (SELECT 1 FROM follow_up WHERE contact_id = subject_id AND done_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM appointment_contact JOIN appointment ON appointment.id = appointment_id
        WHERE contact_id = subject_id AND appointment.state = 'planned' AND starts_at + minutes * 60 > ?1))
WHEN 'follow-up' THEN EXISTS (SELECT 1 FROM follow_up JOIN contact ON contact.id = contact_id
    WHERE follow_up.id = subject_id AND deleted_at IS NULL AND done_at IS NULL AND due = reminder.event_day)
ELSE EXISTS (SELECT 1 FROM important_date JOIN contact ON contact.id = contact_id
    WHERE important_date.id = subject_id AND deleted_at IS NULL AND NOT do_not_contact)
END"""

_State = tuple[ReminderState, datetime | None]


class ReminderReader:
    """Days become instants here: at the user's morning time, in the zone they are in now."""

    def __init__(
        self, database: Database, clock: Clock, facts: DueFacts, morning: Callable[[], time]
    ) -> None:
        self._database = database
        self._clock = clock
        self._facts = facts
        self._morning = morning
        self._subjects = ReminderSubjects(database)

    def anything_due(self, now: datetime) -> bool:
        """Whether a tick has something to do: two look-ups, and one for a clock that was set back."""
        return bool(
            self._database.value(
                "SELECT EXISTS (SELECT 1 FROM due WHERE at <= ?1)"
                " OR EXISTS (SELECT 1 FROM due WHERE on_day <= ?2)"
                " OR EXISTS (SELECT 1 FROM reminder WHERE state = 'passed' AND due_at > ?1 AND NOT shown_at)",
                (to_seconds(now), self._last_day(now)),
            )
        )

    def due(self, now: datetime) -> list[Reminder]:
        """All that is due, soonest first: of a yearly date every one that has come, not only the next."""
        last_day = self._last_day(now)
        rows = self._database.rows(
            f"SELECT {_WAITING} WHERE at <= ? UNION ALL SELECT {_WAITING} WHERE on_day <= ?",
            (to_seconds(now), last_day),
        )
        found = [_occurrence(row) for row in rows]
        return sorted(self._told([*found, *self._later_ones(found, last_day)], {}), key=_moment)

    def next_due(self) -> datetime | None:
        """When the first of all that waits is due."""
        at = self._database.value("SELECT min(at) FROM due WHERE at IS NOT NULL")
        day = self._database.value("SELECT min(on_day) FROM due WHERE on_day IS NOT NULL")
        moments = [] if day is None else [self._morning_of(day)]
        instant = to_instant(at)
        return min([*moments, instant] if instant else moments, default=None)

    def open_ones(self, now: datetime, limit: int | None = None) -> list[Reminder]:
        """Those that were shown, still stand, and wait for the user; with a limit what matters first."""
        rows = self._database.rows(
            f"SELECT {_SHOWN} FROM reminder WHERE state = 'shown' AND {STANDING} ORDER BY {_FIRST} LIMIT ?2",
            (to_seconds(now), -1 if limit is None else limit),
        )
        shown: Mapping[str, _State] = {row[0]: (ReminderState.SHOWN, None) for row in rows}
        return self._told([_occurrence(row) for row in rows], shown)

    def open_count(self, now: datetime) -> int:
        """How many those are."""
        return int(
            self._database.value(
                f"SELECT count(*) FROM reminder WHERE state = 'shown' AND {STANDING}", (to_seconds(now),)
            )
        )

    def between(self, start: datetime, end: datetime) -> list[Reminder]:
        """What the facts call for from `start` on and before `end`, with what became of it, soonest first.

        A snoozed one stands where it was put off to.
        """
        first, last = self._last_day(start - _AN_INSTANT) + 1, self._last_day(end - _AN_INSTANT)
        found = [*self._facts.meetings_due(start, end), *self._facts.days_due(first, last)]
        states = self._states([one.key for one in found])
        there = [one for one in found if states.get(one.key, (None,))[0] is not ReminderState.SNOOZED]
        put_off = self._database.rows(
            "SELECT key, kind, subject_id, NULL, snoozed_until, NULL, event_at, event_day, days_ahead"
            " FROM reminder WHERE state = 'snoozed' AND snoozed_until >= ?2 AND snoozed_until < ?3"
            f" AND {STANDING}",
            (to_seconds(self._clock.now()), start.timestamp(), end.timestamp()),
        )
        there += [_occurrence(row) for row in put_off]
        return sorted(self._told(there, states | self._states([row[0] for row in put_off])), key=_moment)

    def zone_of_days(self) -> str | None:
        """The name of the zone in which the days of silences were counted; None where there are none yet."""
        stored = self._database.value("SELECT value FROM setting WHERE key = ?", (ZONE_OF_DAYS,))
        return str(json.loads(stored)) if stored else None

    def by_key(self, key: ReminderKey) -> Reminder | None:
        """One reminder, shown or still to come; None where no fact calls for it."""
        row = self._database.row(f"SELECT {_SHOWN} FROM reminder WHERE key = ?", (key,))
        found = [_occurrence(row)] if row else [one for one in self._planned(key) if one.key == key]
        return next(iter(self._told(found, self._states([key]))), None)

    def _planned(self, key: ReminderKey) -> Iterable[Occurrence]:
        kind, _, rest = key.partition(":")
        subject = rest.partition(":")[0]
        if not (subject.isascii() and subject.isdecimal()):
            return ()
        match kind:
            case ReminderKind.APPOINTMENT:
                return self._facts.meetings_of([int(subject)])
            case ReminderKind.COLD:
                return self._facts.silences_of([int(subject)])
            case ReminderKind.FOLLOW_UP:
                return self._facts.promises([int(subject)])
            case _:
                facts = self._facts.dates([int(subject)])
                return [one for fact in facts for one in islice(self._facts.yearly(fact), _YEARS_LOOKED_AT)]

    def _later_ones(self, due: Sequence[Occurrence], last_day: int) -> list[Occurrence]:
        """What else has come of yearly dates since the one that waited."""
        first = {
            one.subject_id: one
            for one in due
            if one.kind in (ReminderKind.BIRTHDAY, ReminderKind.DATE) and one.on_day is not None
        }
        later = []
        for fact in self._facts.dates(sorted(first)):
            waited = first[fact.id]
            for one in self._facts.yearly(fact._replace(noted_on=max(fact.noted_on, waited.event_day or 0))):
                if one.on_day is None or one.on_day > last_day:
                    break
                if one.key != waited.key:
                    later.append(one)
        known = self._states([one.key for one in later])
        return [one for one in later if one.key not in known]

    def _states(self, keys: Sequence[str]) -> dict[str, _State]:
        return {
            key: (ReminderState(state), to_instant(until))
            for chunk in chunks(keys)
            for key, state, until in self._database.rows(
                f"SELECT key, state, snoozed_until FROM reminder WHERE key IN ({marks(len(chunk))})", chunk
            )
        }

    def _told(self, found: Sequence[Occurrence], states: Mapping[str, _State]) -> list[Reminder]:
        return [
            self._reminder(one, subject, *states.get(one.key, (ReminderState.WAITING, None)))
            for one, subject in zip(found, self._subjects.of(found), strict=True)
        ]

    def _reminder(
        self, one: Occurrence, subject: Subject, state: ReminderState, snoozed_until: datetime | None
    ) -> Reminder:
        due_at = to_instant(one.at) if one.on_day is None else self._morning_of(one.on_day)
        assert due_at is not None
        day = one.event_day
        event_at = to_instant(one.event_at) if day is None else instant_of(day, _MIDNIGHT, self._clock.zone())
        return Reminder(
            key=one.key,
            kind=one.kind,
            contact_ids=subject.contact_ids,
            title=reminder_title(
                one.kind,
                name=subject.name,
                subject=subject.text,
                days_ahead=self._days_left(one),
                turns=subject.turns,
            ),
            due_at=due_at,
            state=state,
            subject_id=one.subject_id,
            name=subject.name,
            subject=subject.text,
            days_ahead=one.days_ahead,
            turns=subject.turns,
            event_at=event_at,
            snoozed_until=snoozed_until,
            event_day=to_day(day),
        )

    def _days_left(self, one: Occurrence) -> int:
        # Told late, "in 7 days" would be wrong: what counts is how far off it is by now.
        if not one.days_ahead or one.event_day is None:
            return 0
        today = self._clock.now().astimezone(self._clock.zone()).toordinal()
        return max(0, min(one.days_ahead, one.event_day - today))

    def _morning_of(self, day: int) -> datetime:
        return instant_of(day, self._morning(), self._clock.zone())

    def _last_day(self, now: datetime) -> int:
        return last_due_day(now, self._morning(), self._clock.zone())


def _occurrence(row: Row) -> Occurrence:
    key, kind, *rest = row
    return Occurrence(ReminderKey(key), ReminderKind(kind), *rest)


def _moment(reminder: Reminder) -> tuple[datetime, str]:
    return reminder.due_at, reminder.key

"""Reading reminders: what waits in the queue, what is open in the ledger, what any span of time calls for.

An open row of the ledger stands in the inbox only while the facts still call for it: a meeting that moved,
a promise that was kept, a contact who was called have none, and undoing that brings it back.
"""

from __future__ import annotations

import json
from datetime import time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from crm_desktop.domain.due import Occurrence, instant_of, last_due_day, of_promise
from crm_desktop.domain.ids import ReminderKey
from crm_desktop.domain.reminder import Reminder, ReminderKind, ReminderState
from crm_desktop.domain.wording import reminder_title
from crm_desktop.store.appointments import LIVING_MEETING
from crm_desktop.store.codec import to_day, to_instant, to_seconds
from crm_desktop.store.database import chunks, marks
from crm_desktop.store.due_facts import until
from crm_desktop.store.reminder_subjects import ReminderSubjects
from crm_desktop.store.summaries import ZONE_OF_DAYS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from crm_desktop.services.ports import Clock
    from crm_desktop.store.database import Database, Row
    from crm_desktop.store.due_facts import DueFacts
    from crm_desktop.store.reminder_subjects import Subject

_MIDNIGHT = time()
_AN_INSTANT = timedelta(microseconds=1)
_YEARS_LOOKED_AT = 400
_LONGEST_NUMBER = 18  # digits; a key may come from outside, and SQLite's numbers have 64 bits
_WAITING = "key, kind, subject_id, contact_id, at, on_day, event_at, event_day, days_ahead FROM due"
# What still matters comes first: meetings to come, promises, dates to come, meetings that are over, dates
# that are, and whom to reach. ?1 is now, ?2 the local day.
_FIRST = """CASE kind
    WHEN 'appointment' THEN CASE WHEN event_at + (SELECT minutes FROM appointment
        WHERE appointment.id = subject_id) * 60 > ?1 THEN 0 ELSE 3 END
    WHEN 'follow-up' THEN 1 WHEN 'own' THEN 1 WHEN 'cold' THEN 5
    ELSE CASE WHEN event_day >= ?2 THEN 2 ELSE 4 END END,
CASE kind WHEN 'cold' THEN -(SELECT importance FROM contact_summary WHERE contact_id = subject_id) END,
coalesce(event_at, event_day, due_at), key"""
_TOLD = "state, snoozed_until, shown_at"
_SHOWN = "key, kind, subject_id, NULL, due_at, NULL, event_at, event_day, days_ahead"

# Named one by one, so that the index over what is open finds them among all that have gone cold.
_LINES = ", ".join(f"'{kind.value}'" for kind in ReminderKind if kind is not ReminderKind.COLD)

SILENCE_KEY = """'cold:' || contact_id || ':' || date(coalesce(last_contact, added), 'unixepoch')
    || ':' || cadence || CASE WHEN date((paused_until - 719163) * 86400, 'unixepoch')
        >= date(coalesce(last_contact, added) + cadence * 86400, 'unixepoch')
        THEN ':' || date((paused_until - 719163) * 86400, 'unixepoch') ELSE '' END"""
"""What `domain.due.silence_key` gives for a row of `contact_summary`."""

_PROMISED = (ReminderKind.FOLLOW_UP, ReminderKind.OWN)
# One that repeats is told again while it is not kept.
_ITS_DAY = "(due = reminder.event_day OR rule <> '' AND due < reminder.event_day)"

STANDING = f"""CASE kind
WHEN 'appointment' THEN EXISTS (SELECT 1 FROM appointment WHERE appointment.id = subject_id
    AND appointment.state = 'planned' AND starts_at = reminder.event_at AND {LIVING_MEETING})
WHEN 'cold' THEN EXISTS (SELECT 1 FROM contact_summary WHERE contact_id = subject_id AND cadence > 0
    AND key = {SILENCE_KEY}
    AND NOT EXISTS (SELECT 1 FROM follow_up WHERE contact_id = subject_id AND done_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM appointment_contact JOIN appointment ON appointment.id = appointment_id
        WHERE contact_id = subject_id AND +appointment.state = 'planned' AND starts_at + minutes * 60 > ?1))
WHEN 'follow-up' THEN EXISTS (SELECT 1 FROM follow_up JOIN contact ON contact.id = contact_id
    WHERE follow_up.id = subject_id AND deleted_at IS NULL AND done_at IS NULL AND {_ITS_DAY})
WHEN 'own' THEN EXISTS (SELECT 1 FROM follow_up WHERE follow_up.id = subject_id AND contact_id IS NULL
    AND done_at IS NULL AND {_ITS_DAY})
ELSE EXISTS (SELECT 1 FROM important_date JOIN contact ON contact.id = contact_id
    WHERE important_date.id = subject_id AND deleted_at IS NULL AND NOT do_not_contact)
END"""


class _Told(NamedTuple):
    """What the ledger says of a reminder."""

    state: ReminderState = ReminderState.WAITING
    snoozed_until: datetime | None = None
    shown_at: datetime | None = None


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

    def due(self, now: datetime, limit: int | None = None) -> list[Reminder]:
        """All that is due, soonest first: of a yearly date every one that has come, not only the next.

        With a limit no more than so many of those that are about a day, each of another subject.
        """
        last_day = self._last_day(now)
        rows = self._database.rows(
            f"SELECT {_WAITING} WHERE at <= ? UNION ALL"
            f" SELECT * FROM (SELECT {_WAITING} WHERE on_day <= ? ORDER BY on_day LIMIT ?)",
            (to_seconds(now), last_day, -1 if limit is None else limit),
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

    def open_ones(self, now: datetime, limit: int | None = None, *, silences: bool = True) -> list[Reminder]:
        """Those that were shown, still stand, and wait for the user; with a limit what matters first."""
        today = now.astimezone(self._clock.zone()).toordinal()
        which = "" if silences else f"AND kind IN ({_LINES})"
        return self._ledgered(
            f"state = 'shown' {which} AND {STANDING} ORDER BY {_FIRST} LIMIT ?3",
            (to_seconds(now), today, -1 if limit is None else limit),
        )

    def open_count(self, now: datetime) -> int:
        """How many lines those make: whoever has gone cold is one line together."""
        return int(
            self._database.value(
                "SELECT (SELECT count(*) FROM reminder"
                f" WHERE state = 'shown' AND kind IN ({_LINES}) AND {STANDING})"
                f" + EXISTS (SELECT 1 FROM reminder WHERE state = 'shown' AND kind = 'cold' AND {STANDING})",
                (to_seconds(now),),
            )
        )

    def unannounced(self, now: datetime, *, silences: bool = True) -> list[Reminder]:
        """The open ones that the desktop was not yet asked to show.

        Without `silences` none that is about somebody gone cold, but for those that were put off: the user
        asked for their moment.
        """
        which = "" if silences else "AND (kind <> 'cold' OR snoozed_until IS NOT NULL)"
        return self._ledgered(
            f"announced_at IS NULL AND +state = 'shown' {which} AND {STANDING}", (to_seconds(now),)
        )

    def announced_within(self, kind: ReminderKind, start: datetime, end: datetime) -> bool:
        """Whether the desktop was asked to show one of a kind from an instant on and before another."""
        return bool(
            self._database.value(
                "SELECT EXISTS (SELECT 1 FROM reminder WHERE announced_at >= ? AND announced_at < ?"
                " AND kind = ?)",
                (to_seconds(start), to_seconds(end), kind.value),
            )
        )

    def last_announced(self) -> datetime | None:
        """When the desktop was last asked to show something; None where it never was."""
        return to_instant(self._database.value("SELECT max(announced_at) FROM reminder") or None)

    def between(self, start: datetime, end: datetime) -> list[Reminder]:
        """What the facts call for from `start` on and before `end`, with what became of it, soonest first.

        A snoozed one stands where it was put off to.
        """
        first, last = self._last_day(start - _AN_INSTANT) + 1, self._last_day(end - _AN_INSTANT)
        found = [*self._facts.meetings_due(start, end), *self._facts.days_due(first, last)]
        states = self._states([one.key for one in found])
        there = [one for one in found if states.get(one.key, _Told()).state is not ReminderState.SNOOZED]
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
        row = self._database.row(
            f"SELECT {_SHOWN} FROM reminder WHERE key = ?2 AND {STANDING}",
            (to_seconds(self._clock.now()), key),
        )
        found = [_occurrence(row)] if row else [one for one in self._planned(key) if one.key == key]
        return next(iter(self._told(found, self._states([key]))), None)

    def _planned(self, key: ReminderKey) -> Iterable[Occurrence]:
        kind, _, rest = key.partition(":")
        subject = rest.partition(":")[0]
        if not (subject.isascii() and subject.isdecimal() and len(subject) <= _LONGEST_NUMBER):
            return ()
        match kind:
            case ReminderKind.APPOINTMENT:
                return self._facts.meetings_of([int(subject)])
            case ReminderKind.COLD:
                return self._facts.silences_of([int(subject)])
            case ReminderKind.FOLLOW_UP | ReminderKind.OWN:
                promises = self._facts.promises([int(subject)])
                return [one for fact in promises for one in islice(of_promise(fact), _YEARS_LOOKED_AT)]
            case _:
                facts = self._facts.dates([int(subject)])
                return [one for fact in facts for one in islice(self._facts.yearly(fact), _YEARS_LOOKED_AT)]

    def _later_ones(self, due: Sequence[Occurrence], last_day: int) -> list[Occurrence]:
        """What else has come of yearly dates, and of promises that repeat, since the one that waited."""
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
        promised = {one.subject_id: one.key for one in due if one.kind in _PROMISED and one.on_day}
        for promise in self._facts.promises(sorted(promised)) if promised else ():
            later += [one for one in until(of_promise(promise), last_day) if one.key != promised[promise.id]]
        known = self._states([one.key for one in later])
        return [one for one in later if one.key not in known]

    def _ledgered(self, condition: str, values: Sequence[object]) -> list[Reminder]:
        rows = self._database.rows(f"SELECT {_SHOWN}, {_TOLD} FROM reminder WHERE {condition}", values)
        told = {row[0]: _from_ledger(*row[9:]) for row in rows}
        return self._told([_occurrence(row[:9]) for row in rows], told)

    def _states(self, keys: Sequence[str]) -> dict[str, _Told]:
        return {
            key: _from_ledger(*told)
            for chunk in chunks(keys)
            for key, *told in self._database.rows(
                f"SELECT key, {_TOLD} FROM reminder WHERE key IN ({marks(len(chunk))})", chunk
            )
        }

    def _told(self, found: Sequence[Occurrence], states: Mapping[str, _Told]) -> list[Reminder]:
        return [
            self._reminder(one, subject, states.get(one.key, _Told()))
            for one, subject in zip(found, self._subjects.of(found), strict=True)
        ]

    def _reminder(self, one: Occurrence, subject: Subject, told: _Told) -> Reminder:
        due_at = to_instant(one.at) if one.on_day is None else self._morning_of(one.on_day)
        assert due_at is not None
        day = one.event_day
        length = subject.minutes
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
            state=told.state,
            subject_id=one.subject_id,
            name=subject.name,
            subject=subject.text,
            days_ahead=one.days_ahead,
            turns=subject.turns,
            event_at=event_at,
            snoozed_until=told.snoozed_until,
            event_day=to_day(day),
            event_end=event_at + timedelta(minutes=length) if event_at and length is not None else None,
            shown_at=told.shown_at,
            importance=subject.importance,
            series_id=subject.series_id,
            noted_on=subject.noted_on,
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


def _from_ledger(state: str, snoozed_until: int | None, shown_at: int) -> _Told:
    return _Told(ReminderState(state), to_instant(snoozed_until), to_instant(shown_at or None))


def _moment(reminder: Reminder) -> tuple[datetime, str]:
    return reminder.due_at, reminder.key

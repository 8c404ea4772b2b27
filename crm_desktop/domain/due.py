"""The planner: from a fact (a meeting, a date, a silence, a promise) to the reminders that it calls for.

Pure. Instants are whole seconds since 1970 in UTC, days are `date.toordinal()` on the user's wall: a
reminder of a day is due at the user's morning time of that day, wherever the user is then.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_desktop.domain.contact import BIRTHDAY
from crm_desktop.domain.ids import ReminderKey
from crm_desktop.domain.reminder import ReminderKind
from crm_desktop.domain.yearly import occurrence_from

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import tzinfo

    from crm_desktop.domain.partial_date import PartialDate
    from crm_desktop.domain.yearly import Feb29

_EPOCH_DAY: Final = date(1970, 1, 1).toordinal()
_DAY_SECONDS: Final = 86400
_START_OF_DAY: Final = time()


class Occurrence(NamedTuple):
    """One reminder to come. Either `at` or `on_day` says when it is due; its key never changes.

    `event_at` is the start of the meeting, `event_day` the day of the birthday or the promise, or that on
    which the contact got cold. A tuple, since an import makes them by the hundred thousand.
    """

    key: ReminderKey
    kind: ReminderKind
    subject_id: int
    contact_id: int | None = None
    at: int | None = None
    on_day: int | None = None
    event_at: int | None = None
    event_day: int | None = None
    days_ahead: int = 0


class YearlyFact(NamedTuple):
    """A date on a contact's card, and the local day on which it was written down."""

    id: int
    contact_id: int
    label: str
    date: PartialDate
    noted_on: int


def of_appointment(number: int, starts_at: int, leads: Sequence[int], noted_at: int) -> list[Occurrence]:
    """One for each lead time in minutes; none for a meeting that was over when it was written down.

    A lead that had already gone by then is due at once: the meeting itself is still to come.
    """
    if starts_at <= noted_at:
        return []
    start = datetime.fromtimestamp(starts_at, UTC).strftime("%Y-%m-%dT%H:%MZ")
    return [
        Occurrence(
            key=ReminderKey(f"appointment:{number}:{start}:{lead}"),
            kind=ReminderKind.APPOINTMENT,
            subject_id=number,
            at=starts_at - lead * 60,
            event_at=starts_at,
        )
        for lead in dict.fromkeys(leads)
    ]


def of_date(fact: YearlyFact, days_ahead: int, feb_29: Feb29) -> Iterator[Occurrence]:
    """All of them, year after year: some days ahead (where that is wanted) and on the day itself.

    Begins with the first day that was not over when the date was written down.
    """
    number, contact_id, label, yearly, noted_on = fact
    kind = ReminderKind.BIRTHDAY if label == BIRTHDAY else ReminderKind.DATE
    found = occurrence_from(yearly, date.fromordinal(noted_on), feb_29)
    while found:
        year, event = found
        event_day = event.toordinal()
        key = f"{kind._value_}:{number}:{year}:"
        if days_ahead:
            yield Occurrence(
                ReminderKey(key + "ahead"),
                kind,
                number,
                contact_id,
                on_day=event_day - days_ahead,
                event_day=event_day,
                days_ahead=days_ahead,
            )
        yield Occurrence(
            ReminderKey(key + "day"), kind, number, contact_id, on_day=event_day, event_day=event_day
        )
        if event == date.max:
            return
        found = occurrence_from(yearly, event + timedelta(days=1), feb_29)


class Silence(NamedTuple):
    """A contact nobody has spoken to for a while.

    `since` is the instant of the last real contact, `cold_on` the day on which it is too long ago for the
    cadence, `paused_until` the day before which the user wants to hear nothing of it.
    """

    contact_id: int
    since: int
    cadence: int
    cold_on: int
    paused_until: int | None = None


def of_silence(silence: Silence, busy_until: int | None = None) -> Occurrence:
    """The one reminder that a silence calls for: the contact has gone cold.

    `busy_until` is the last day with a planned meeting: nobody is nagged before that is over.
    """
    number, since, cadence, cold_on, paused_until = silence
    days = [cold_on, *([] if busy_until is None else [busy_until + 1])]
    # By its day in UTC, as the key has it: where the user travels, a day more or less is no other silence.
    paused = paused_until is not None and paused_until >= _EPOCH_DAY + since // _DAY_SECONDS + cadence
    return Occurrence(
        key=silence_key(number, since, cadence, paused_until if paused else None),
        kind=ReminderKind.COLD,
        subject_id=number,
        contact_id=number,
        on_day=max(days if paused_until is None else [*days, paused_until]),
        event_day=cold_on,
    )


def silence_key(contact_id: int, since: int, cadence: int, paused_until: int | None = None) -> ReminderKey:
    """Names a silence by where it began (a day in UTC, so that travelling changes nothing) and its limit.

    One that was paused beyond that is another: it may be told again.
    """
    began = date.fromordinal(_EPOCH_DAY + since // _DAY_SECONDS)
    again = "" if paused_until is None else f":{date.fromordinal(paused_until).isoformat()}"
    return ReminderKey(f"cold:{contact_id}:{began.isoformat()}:{cadence}{again}")


class PromiseFact(NamedTuple):
    """A promise that is open; one that repeats has a rule that counts from `anchor` and gave `occurrence`."""

    id: int
    contact_id: int | None
    due: int
    rule: str = ""
    anchor: int | None = None
    occurrence: int | None = None


def of_promise(fact: PromiseFact) -> Iterator[Occurrence]:
    """On its day; one that repeats and was not kept meanwhile again on each day that its rule gives."""
    yield of_follow_up(fact.id, fact.contact_id, fact.due)
    if not fact.rule or fact.anchor is None:
        return
    from crm_desktop.domain.recurrence import next_after, parse

    rule, start = parse(fact.rule), _midnight(fact.anchor)
    day: int | None = max(fact.due, fact.occurrence or fact.due)
    while day is not None:
        coming = next_after(rule, start, _midnight(day))
        day = coming.toordinal() if coming else None
        if day is not None:
            yield of_follow_up(fact.id, fact.contact_id, day)


def _midnight(day: int) -> datetime:
    return datetime.combine(date.fromordinal(day), _START_OF_DAY)


def of_follow_up(number: int, contact_id: int | None, due: int) -> Occurrence:
    """The one reminder of a promise, on the day for which it was given; without a contact it is one's own."""
    kind = ReminderKind.OWN if contact_id is None else ReminderKind.FOLLOW_UP
    return Occurrence(
        key=follow_up_key(kind, number, due),
        kind=kind,
        subject_id=number,
        contact_id=contact_id,
        on_day=due,
        event_day=due,
    )


def follow_up_key(kind: ReminderKind, number: int, due: int) -> ReminderKey:
    """Names a promise by its day: one that is put off is a new one to be reminded of."""
    return ReminderKey(f"{kind._value_}:{number}:{date.fromordinal(due).isoformat()}")


def instant_of(day: int, at: time, zone: tzinfo) -> datetime:
    """The instant in UTC of a wall time on a local day; one that the clocks skip comes an hour later."""
    return datetime.combine(date.fromordinal(day), at, tzinfo=zone).astimezone(UTC)


def last_due_day(now: datetime, morning: time, zone: tzinfo) -> int:
    """The last local day whose reminders are due: today from the morning time on, before it yesterday."""
    today = now.astimezone(zone).date().toordinal()
    return today if now >= instant_of(today, morning, zone) else today - 1

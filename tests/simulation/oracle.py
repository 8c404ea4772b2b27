"""The naive account: which reminders the facts call for, and what must be shown, stand open, be told.

Nothing of the program is used here: plain loops over plain lists, and arithmetic of its own.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from tests.simulation import repeating
from tests.simulation.calendars_walked import kept_on, years
from tests.simulation.facts import Book, Meeting, Person, Promise, Said, What, Wishes, Yearly

DAY = timedelta(days=1)
FAR_OFF = datetime.max.replace(tzinfo=UTC)
_AHEAD = timedelta(days=100)  # further than any clock runs ahead


class Call(NamedTuple):
    """Something calls for a reminder: when it is due, and the start or the day that it is about."""

    due: datetime
    event: datetime | date | None


@dataclass
class Tick:
    """What one look at the clock must do: show these, let those pass, and forget what passed too early."""

    forgotten: list[What] = field(default_factory=list)
    shown: dict[What, Call] = field(default_factory=dict)
    passed: dict[What, Call] = field(default_factory=dict)


@cache
def instant(wall: datetime, zone: str) -> datetime:
    """When a wall shows a time, in UTC: the first of two; one that is skipped, as if nothing had changed."""
    as_utc, rules = wall.replace(tzinfo=UTC), ZoneInfo(zone)
    offsets = [_offset(as_utc + shift, rules) for shift in (-DAY, timedelta(), DAY)]
    hits = [as_utc - offset for offset in offsets if _offset(as_utc - offset, rules) == offset]
    return min(hits, default=as_utc - offsets[0])


def _offset(at: datetime, rules: ZoneInfo) -> timedelta:
    offset = at.astimezone(rules).utcoffset()
    assert offset is not None
    return offset


@cache
def _kept_on(yearly: Yearly, choice: str) -> tuple[tuple[date, int], ...]:
    """Every day on which a date is kept since it was written down, with the year of its own calendar."""
    found = []
    for year in years(yearly.calendar):
        day = kept_on(yearly.calendar, year, yearly.month, yearly.day, choice)
        if day is not None and day >= yearly.noted_on and year >= (yearly.year or year):
            found.append((day, year))
    return tuple(found)


class Oracle:
    """The world as it is written down in `book`, seen from where the user is."""

    def __init__(self, book: Book, zone: str) -> None:
        self.book = book
        self.zone = zone
        self.wishes = Wishes()
        self._waiting: dict[What, Call] = {}
        self._made_of: object = None
        self._people: _Around | None = None
        self._told_lately: list[What] = []
        self._settled: dict[int, Meeting] = {}
        self._dates: dict[int, tuple[Yearly, int, list[tuple[What, Call]]]] = {}
        self._seen_from: object = None

    def look_at_all_again(self) -> None:
        """Something that was said is not said any more."""
        self._made_of = None
        self._settled.clear()

    # Days and moments where the user is

    def day_of(self, at: datetime) -> date:
        """The day on the wall."""
        return at.astimezone(ZoneInfo(self.zone)).date()

    def at_wall(self, day: date, at: time) -> datetime:
        """When the wall shows that time on that day."""
        return instant(datetime.combine(day, at), self.zone)

    def morning_of(self, day: date) -> datetime:
        """When the reminders of a day are due."""
        return self.at_wall(day, self.wishes.morning)

    # One look at the clock

    def tick(self, now: datetime) -> Tick:
        """What must be shown now: of each subject the latest of all that is due. Changes nothing.

        What is forgotten may be due at once, where the settings changed meanwhile: the next tick shows it.
        """
        tick = Tick([what for what in self.book.in_state["passed"] if self._too_early(what, now)])
        waiting = self.waiting(now)
        groups: dict[Any, list[tuple[datetime, datetime, What]]] = {}
        for what, call in waiting.items():
            if call.due <= now:
                place = (self._about(call), call.due, what)
                groups.setdefault(self._together(what, now), []).append(place)
        for group in groups.values():
            *passed, (_, _, latest) = sorted(group)
            tick.shown[latest] = waiting[latest]
            tick.passed.update({what: waiting[what] for _, _, what in passed})
        return tick

    def _together(self, what: What, now: datetime) -> Any:
        """What is told in one: all of a subject; of a series, the meetings that are over."""
        meeting = self.book.meetings.get(what.subject) if what.kind == "appointment" else None
        if meeting and meeting.series and end_of(meeting) <= now:
            return "series", meeting.series
        return what.kind, what.subject

    def _about(self, call: Call) -> datetime:
        if isinstance(call.event, datetime):
            return call.event
        return call.due if call.event is None else self.at_wall(call.event, time())

    def apply(self, tick: Tick) -> None:
        """It was done: note it."""
        for what in tick.forgotten:
            self.book.say(what, None)
            self.look_at_all_again()
        for what, call in tick.passed.items():
            before = self.book.said.get(what)
            self._say(what, call, "passed", seen=bool(before and before.seen))
        for what, call in tick.shown.items():
            self._say(what, call, "shown", seen=True)
        self._give_way(tick.shown)

    def _say(self, what: What, call: Call, state: str, seen: bool) -> None:
        before = self.book.said.get(what)
        due, until = (before.due, before.until) if before else (call.due, None)
        self.book.say(what, Said(state, due, call.event, until, seen))
        self._waiting.pop(what, None)

    def _give_way(self, shown: dict[What, Call]) -> None:
        """What was open of the same subject goes when a later one is shown."""
        subjects = {(what.kind, what.subject) for what in shown}
        for what in list(self.book.in_state["shown"]) if subjects else ():
            if what not in shown and (what.kind, what.subject) in subjects:
                self.book.say(what, replace(self.book.said[what], state="passed"))

    def _too_early(self, what: What, now: datetime) -> bool:
        """Passed unseen in a future that was taken back: it is to come again."""
        said = self.book.said[what]
        return not said.seen and said.due > now

    def next_moment(self, now: datetime) -> datetime | None:
        """When the next one is due."""
        return min((call.due for call in self.waiting(now).values()), default=None)

    def open(self, now: datetime) -> set[What]:
        """What stands in the inbox."""
        return {what for what in self.book.in_state["shown"] if self.stands(what, self.book.said[what], now)}

    # What the desktop is asked to show

    def to_announce(self, now: datetime) -> set[What]:
        """What it is to be told now, or, where the user wants no notifications, what counts as told."""
        if self.is_quiet(now):
            return set()
        some = {what for what in self.open(now) if not self.book.said[what].told}
        if self.wishes.notifications and self._told_of_silences_on(self.day_of(now)):
            some = {what for what in some if what.kind != "cold" or self.book.said[what].until}
        return some

    def told(self, some: Iterable[What], now: datetime | None) -> None:
        """The desktop was asked to show them; with None it did not take them."""
        for what in some:
            self.book.say(what, replace(self.book.said[what], told=now))
            if what.kind == "cold":
                self._told_lately.append(what)

    def _told_of_silences_on(self, today: date) -> bool:
        self._told_lately = [what for what in self._told_lately if what in self.book.said][-1000:]
        told = [self.book.said[what].told for what in self._told_lately]
        return any(at is not None and self.day_of(at) == today for at in told)

    def is_quiet(self, now: datetime) -> bool:
        """Whether the desktop is to be left alone, by the clock on the wall."""
        wall, wishes = now.astimezone(ZoneInfo(self.zone)), self.wishes
        first, last, at = wishes.quiet_from, wishes.quiet_until, wall.time()
        if wall.isoweekday() in wishes.days_off:
            return True
        if first is None or last is None:
            return False
        return first <= at < last if first <= last else at >= first or at < last

    # What the facts call for

    def waiting(self, now: datetime) -> dict[What, Call]:
        """All that is called for and was not said yet, and what was put off."""
        made_of = (self.book.version, self.zone, self.wishes, now.year, now.month)
        if made_of != self._made_of:
            if self._seen_from != (self.zone, self.wishes):
                self._seen_from = self.zone, self.wishes
                self._dates.clear()
            self._made_of = made_of
            self._waiting = self._all_that_waits(now)
        return self._waiting

    def _all_that_waits(self, now: datetime) -> dict[What, Call]:
        said = self.book.said
        found = {what: call for what, call in self.called_for(now) if what not in said}
        for what in self.book.in_state["snoozed"]:
            entry = said[what]
            if entry.until and self.stands(what, entry, FAR_OFF):
                found[what] = Call(entry.until, entry.event)
        return found

    def called_for(self, now: datetime) -> Iterator[tuple[What, Call]]:
        """Everything, told or not; of yearly dates what lies around now."""
        for number, meeting in self.book.planned.items():
            if self._settled.get(number) is not meeting:
                yield from self._of_meeting(number, meeting)
        today = self.day_of(now)
        for number, promise in self.book.promises.items():
            yield from self._of_promise(number, promise, today)
        for number, yearly in self.book.dates.items():
            if self._may_be_named(yearly.who):
                yield from self._of_date(number, yearly, today)
        for who, person in self.book.people.items():
            if not person.gone and who not in self._around.promised:
                yield from self._of_silence(who, person)

    def _of_meeting(self, number: int, meeting: Meeting) -> Iterator[tuple[What, Call]]:
        if not self._lives(meeting):
            return
        starts, said = instant(meeting.starts, meeting.zone), self.book.said
        left = False
        for lead in meeting.leads if starts > meeting.noted else ():
            what = What("appointment", number, f"{starts:%Y-%m-%d %H:%M} {lead}")
            left = left or what not in said
            yield what, Call(starts - timedelta(minutes=lead), starts)
        if not left:
            # All is said of it: it need not be looked at again until it is written anew.
            self._settled[number] = meeting

    def _of_promise(self, number: int, promise: Promise, today: date) -> Iterator[tuple[What, Call]]:
        if self._is_open(promise):
            kind = "own" if promise.who is None else "follow-up"
            for day in self._days_of(promise, today):
                yield What(kind, number, str(day)), Call(self.morning_of(day), day)

    def _days_of(self, promise: Promise, today: date) -> Iterator[date]:
        """Its day, and while it is not kept every day on which it comes round, some to come included."""
        yield promise.due
        if promise.rule is None or promise.anchor is None:
            return
        day = max(promise.due, promise.given or promise.due)
        for coming in repeating.days(promise.rule, promise.anchor, max(today, day).year + 5):
            if coming > day:
                yield coming
                if coming > today + _AHEAD:
                    return

    def _of_date(self, number: int, yearly: Yearly, today: date) -> list[tuple[What, Call]]:
        days = _kept_on(yearly, self.wishes.feb_29)
        place = bisect_right(days, (today, 9999))
        known = self._dates.get(number)
        if known is None or known[:2] != (yearly, place):
            # All that went by, and those of the next year.
            known = yearly, place, list(self._of_days(number, yearly, days[: place + 2]))
            self._dates[number] = known
        return known[2]

    def _of_days(
        self, number: int, yearly: Yearly, days: tuple[tuple[date, int], ...]
    ) -> Iterator[tuple[What, Call]]:
        kind = "birthday" if yearly.label == "birthday" else "date"
        for day, year in days:
            if self.wishes.ahead:
                due = self.morning_of(day - timedelta(days=self.wishes.ahead))
                yield What(kind, number, f"{year} ahead"), Call(due, day)
            yield What(kind, number, f"{year}"), Call(self.morning_of(day), day)

    def _of_silence(self, who: int, person: Person) -> Iterator[tuple[What, Call]]:
        cadence = self.cadence(person)
        if not cadence:
            return
        cold = day = self.day_of(self.last_talk(who)) + timedelta(days=cadence)
        busy = self._around.planned_until.get(who)
        if busy is not None:
            day = max(day, self.day_of(busy) + DAY)
        if person.paused_until is not None:
            day = max(day, person.paused_until)
        yield self.silence(who, person), Call(self.morning_of(day), cold)

    def stands(self, what: What, entry: Said, now: datetime) -> bool:
        """Whether the facts still call for one that was said."""
        book, subject = self.book, what.subject
        if what.kind == "appointment":
            meeting = book.meetings.get(subject)
            return bool(
                meeting
                and meeting.state == "planned"
                and self._lives(meeting)
                and instant(meeting.starts, meeting.zone) == entry.event
            )
        if what.kind in ("follow-up", "own"):
            promise = book.promises.get(subject)
            if promise is None or not self._is_open(promise):
                return False
            return promise.due == entry.event or bool(promise.rule and promise.due < entry.event)
        if what.kind == "cold":
            person = book.people.get(subject)
            return bool(person and not person.gone and self._is_silent(what, subject, person, now))
        yearly = book.dates.get(subject)
        return yearly is not None and self._may_be_named(yearly.who)

    def _is_silent(self, what: What, who: int, person: Person, now: datetime) -> bool:
        busy = self._around.planned_until.get(who)
        return (
            self.cadence(person) > 0
            and self.silence(who, person) == what
            and who not in self._around.promised
            and (busy is None or busy <= now)
        )

    # What can be said of people

    def silence(self, who: int, person: Person) -> What:
        """The name of a silence: since when, in days of UTC so that travelling does not matter, how long it
        may last, and the pause that was made of it beyond that."""
        since, cadence, pause = self.last_talk(who).date(), self.cadence(person), person.paused_until
        beyond = pause is not None and pause >= since + timedelta(days=cadence)
        return What("cold", who, f"{since} {cadence}{f' paused until {pause}' if beyond else ''}")

    def cadence(self, person: Person) -> int:
        """How often the user wants to be in touch; 0 for never."""
        if person.leave_alone:
            return 0
        if person.cadence is not None:
            return person.cadence
        wishes = self.wishes
        return (wishes.cadence_low, wishes.cadence_normal, wishes.cadence_high)[person.importance - 1]

    def last_talk(self, who: int) -> datetime:
        """The last real contact, or when the person was written down."""
        return self._around.last_talks.get(who, self.book.people[who].added)

    @property
    def _around(self) -> "_Around":
        if self._people is None or self._people.version != self.book.version:
            self._people = _Around(self.book)
        return self._people

    def _may_be_named(self, who: int) -> bool:
        person = self.book.people[who]
        return not person.gone and not person.leave_alone

    def _is_open(self, promise: Promise) -> bool:
        return not promise.kept and (promise.who is None or not self.book.people[promise.who].gone)

    def _lives(self, meeting: Meeting) -> bool:
        return not meeting.who or any(not self.book.people[who].gone for who in meeting.who)


class _Around:
    """What is spread over the tables about each person: the last talk, what is planned, what is promised."""

    def __init__(self, book: Book) -> None:
        self.version = book.version
        self.promised = {promise.who for promise in book.promises.values() if not promise.kept}
        self.last_talks: dict[int, datetime] = {}
        for who, talks in book.talks_of.items():
            if talks:
                self.last_talks[who] = max(talks.values())
        self.planned_until: dict[int, datetime] = {}
        for meeting in book.planned.values():
            for who in meeting.who:
                end = end_of(meeting)
                self.planned_until[who] = max(end, self.planned_until.get(who, end))


def end_of(meeting: Meeting) -> datetime:
    """When a meeting is over."""
    return instant(meeting.starts, meeting.zone) + timedelta(minutes=meeting.minutes)

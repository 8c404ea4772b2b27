"""What the naive account knows: plain tables of what was written down, with an undo of its own."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, NamedTuple

from tests.simulation.repeating import Rule


class What(NamedTuple):
    """The naive name of one reminder that must come once: its kind, its subject, and which of those."""

    kind: str
    subject: int
    which: str


@dataclass(frozen=True)
class Person:
    cadence: int | None
    importance: int
    added: datetime
    leave_alone: bool = False
    gone: datetime | None = None
    paused_until: date | None = None


@dataclass(frozen=True)
class Yearly:
    """A yearly date of somebody, and the local day on which it was written down."""

    who: int
    label: str
    calendar: str
    year: int | None
    month: int
    day: int
    noted_on: date


@dataclass(frozen=True)
class Meeting:
    """`noted` is when it was last written anew; `starts` is a wall time. One of a series has the wall time
    that the rule gave it, and is its `own` since it was changed by itself."""

    starts: datetime
    zone: str
    minutes: int
    leads: tuple[int, ...]
    who: tuple[int, ...]
    noted: datetime
    state: str = "planned"
    series: int | None = None
    occurrence: datetime | None = None
    own: bool = False


@dataclass(frozen=True)
class Series:
    """A meeting that repeats until `ends_before`, but for the wall times that are left out."""

    rule: Rule
    starts: datetime
    zone: str
    minutes: int
    leads: tuple[int, ...]
    who: tuple[int, ...]
    noted: datetime
    left_out: frozenset[datetime] = frozenset()
    ends_before: datetime | None = None


@dataclass(frozen=True)
class Promise:
    """One that repeats has a rule that counts from the day `anchor`, and gave it the day `given`."""

    who: int | None
    due: date
    kept: bool = False
    rule: Rule | None = None
    anchor: date | None = None
    given: date | None = None


@dataclass(frozen=True)
class Talk:
    at: datetime
    who: tuple[int, ...]
    warms: bool = True


@dataclass(frozen=True)
class Said:
    """What became of a reminder. `event` is the start of the meeting or the day that it is about;
    `seen` is false for one that gave way to a later one before anybody could see it; `told` is when the
    desktop was asked to show it."""

    state: str
    due: datetime
    event: datetime | date | None
    until: datetime | None = None
    seen: bool = True
    told: datetime | None = None


@dataclass(frozen=True)
class Wishes:
    """The user's settings, as far as reminders hang on them."""

    morning: time = time(9)
    ahead: int = 7
    feb_29: str = "feb-28"
    cadence_low: int = 180
    cadence_normal: int = 90
    cadence_high: int = 30
    quiet_from: time | None = None
    quiet_until: time | None = None
    days_off: tuple[int, ...] = ()
    notifications: bool = True


STATES = ("shown", "snoozed", "done", "dismissed", "passed")

Images = dict[tuple[str, Any], Any]
"""Rows by table and name, as they were before; None for one that was not there."""


@dataclass
class Step:
    """One thing that can be undone: the number that the program gave it, and the rows as they were."""

    number: int
    images: Images


@dataclass
class Book:
    """All that was written down. Between `begin` and `keep` every change is noted, to be taken back."""

    people: dict[int, Person] = field(default_factory=dict)
    dates: dict[int, Yearly] = field(default_factory=dict)
    meetings: dict[int, Meeting] = field(default_factory=dict)
    series: dict[int, Series] = field(default_factory=dict)
    promises: dict[int, Promise] = field(default_factory=dict)
    talks: dict[int, Talk] = field(default_factory=dict)
    said: dict[What, Said] = field(default_factory=dict)
    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)
    planned: dict[int, Meeting] = field(default_factory=dict)
    talks_of: dict[int, dict[int, datetime]] = field(default_factory=dict)
    version: int = 0
    in_state: dict[str, dict[What, None]] = field(default_factory=lambda: {state: {} for state in STATES})
    _images: Images | None = None

    def put(self, table: str, name: Any, row: Any) -> None:
        """Write a row, or with None take it away."""
        rows = getattr(self, table)
        before = rows.get(name)
        if before == row:
            return
        self.version += 1
        if self._images is not None:
            self._images.setdefault((table, name), before)
        if table == "said":
            self.say(name, row)
        elif row is None:
            del rows[name]
        else:
            rows[name] = row
        if table == "talks":
            self._index_talk(name, before, row)
        elif table == "meetings":
            self._index_meeting(name, row)

    def _index_talk(self, number: int, before: Talk | None, talk: Talk | None) -> None:
        for who in before.who if before else ():
            self.talks_of.get(who, {}).pop(number, None)
        for who in talk.who if talk and talk.warms else ():
            self.talks_of.setdefault(who, {})[number] = talk.at

    def _index_meeting(self, number: int, meeting: Meeting | None) -> None:
        if meeting and meeting.state == "planned":
            self.planned[number] = meeting
        else:
            self.planned.pop(number, None)

    def say(self, what: What, said: Said | None) -> None:
        """Note what became of a reminder, or with None that nothing did; time does this too, without undo."""
        before = self.said.pop(what, None)
        if before is not None:
            del self.in_state[before.state][what]
        if said is not None:
            self.said[what] = said
            self.in_state[said.state][what] = None

    def begin(self) -> None:
        """Note what changes from here on."""
        self._images = {}

    def keep(self) -> Images:
        """What changed since `begin`."""
        images, self._images = self._images, None
        return images or {}

    def kept_as(self, number: int, images: Images) -> None:
        """These changes are one step, to be undone by this number."""
        self.done.append(Step(number, images))
        self.undone.clear()

    def reverse(self, undo: bool) -> None:
        """Take the last step back, or do the one again that was taken back last."""
        source, target = (self.done, self.undone) if undo else (self.undone, self.done)
        step = source.pop()
        self.begin()
        for (table, name), row in step.images.items():
            self.put(table, name, row)
        target.append(Step(step.number, self.keep()))

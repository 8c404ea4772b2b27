"""Drives the real services through years: deeds, ticks and troubles, each held against the naive account."""

from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from crm_desktop.domain.reminder import Reminder
from crm_desktop.services.context import Services
from tests.fakes import FakeClock
from tests.simulation.answers import Answers
from tests.simulation.facts import Book, What
from tests.simulation.machine import Fate, Machine, Outcome
from tests.simulation.oracle import Call, Oracle, Tick, end_of
from tests.simulation.places import sample
from tests.simulation.series import Repetitions
from tests.simulation.world import Deeds

START = datetime(2026, 2, 19, 12, tzinfo=UTC)
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
TICK = 60
"""Seconds from one look at the clock to the next, at the most."""


@dataclass(frozen=True)
class Scale:
    """How long a life is, and how full. Deeds and troubles are so many a day."""

    years: float
    people: int
    zones: int
    deeds: float
    troubles: float
    looks: float = 0.5
    deaths: float = 0.02
    audits: float = 0.05


@dataclass
class Report:
    """What came of a life. Of missed, twice and early the first one ends it."""

    seed: int
    shown: Counter[str] = field(default_factory=Counter)
    happened: Counter[str] = field(default_factory=Counter)
    latest: float = 0.0

    def __str__(self) -> str:
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(self.shown.items()))
        return (
            f"seed {self.seed}: shown {self.shown.total()} ({kinds}); missed 0, twice 0, early 0,"
            f" latest {self.latest:.0f} s after it was due; {dict(sorted(self.happened.items()))}"
        )


class WrongError(AssertionError):
    """The program and the naive account differ."""


class Life:
    """One life by its seed: the same seed is the same life."""

    def __init__(self, seed: int, scale: Scale, folder: Path) -> None:
        self.random = Random(seed)
        self.scale = scale
        self.report = Report(seed)
        self.story: deque[str] = deque(maxlen=30)
        self.zones = sample(self.random, scale.zones)
        self.clock = FakeClock(START, self.zones[0])
        self.end = START + timedelta(days=365.25 * scale.years)
        self.oracle = Oracle(Book(), self.zones[0])
        self.book = self.oracle.book
        self.machine = Machine(folder, self.clock, self.random)
        self.deeds = Deeds(self)
        self._whats: dict[str, What] = {}
        self.keys: dict[What, str] = {}
        self._answers = Answers(self)
        self._repetitions = Repetitions(self)
        self.settled = START

    # Telling

    def tell(self, words: str) -> None:
        """Note an event for whoever has to find out what went wrong."""
        local = self.clock.now().astimezone(self.clock.zone())
        self.story.append(f"{local:%Y-%m-%d %H:%M:%S %a} {self.oracle.zone}: {words}")

    def wrong(self, words: str) -> WrongError:
        """What to raise: the difference, the seed, and the last events in words."""
        events = "\n  ".join(self.story)
        return WrongError(f"{words}\nseed {self.report.seed}, the last events:\n  {events}\n{self.report}")

    # Doing

    def do(
        self,
        words: str,
        act: Callable[[Services], Any],
        note: Callable[[Any], None] | None,
        *,
        undoable: bool = True,
        reverses: str = "",
    ) -> None:
        """Let the program do something that a person asked for; note it where it was kept."""
        fate = self._fate()
        self.report.happened["deeds"] += 1
        before = self._steps()
        outcome = self.machine.run(act, fate)
        self.tell(f"{words}{self._ending(fate, outcome)}")
        self.settled = self.clock.now()
        if not outcome.kept or (note and outcome.result is None and not outcome.heard and fate is Fate.FAILS):
            return
        if reverses:
            self._reverse(undo=reverses == "undo")
            return
        self.book.begin()
        if note:
            note(outcome.result)
        images, after = self.book.keep(), self._steps()
        if undoable and (before != after):
            self.book.kept_as(after[-1], images)
        elif undoable and images:
            raise self.wrong(f"the program noted no step for what changed {list(images)}")

    def _reverse(self, *, undo: bool) -> None:
        number = (self.book.done if undo else self.book.undone)[-1].number
        self.book.reverse(undo)
        self.oracle.look_at_all_again()
        state = self.machine.rows("SELECT state FROM operation WHERE id = ?", number)
        if state != [("undone" if undo else "done",)]:
            raise self.wrong(f"not the step {number} was reversed: {state}")
        self._repetitions.adopt(settled=False)

    def _steps(self) -> list[int]:
        return [
            row[0] for row in self.machine.rows("SELECT id FROM operation WHERE state = 'done' ORDER BY id")
        ]

    def _fate(self) -> Fate:
        if self.random.random() > self.scale.deaths:
            return Fate.LIVES
        return self.random.choice([Fate.DIES, Fate.DIES, Fate.FAILS])

    def _ending(self, fate: Fate, outcome: Outcome) -> str:
        if fate is Fate.LIVES or (fate is Fate.FAILS and outcome.heard):
            return ""
        self.report.happened[fate.value] += 1
        kept = "it was kept" if outcome.kept else "nothing was kept"
        return f"; the program {fate.value} ({outcome.step}): {kept}"

    # Looking at the clock

    def tick(self) -> None:
        """What the scheduler does every minute and at every due moment."""
        now = self.clock.now()
        fate = self._fate()
        outcome = self.machine.run(lambda s: s.reminders.fire_due(), fate, ledger=True)
        self._repetitions.look(settled=outcome.heard)
        expected = self.oracle.tick(now)
        ending = self._ending(fate, outcome)
        if expected.shown or ending:
            self.tell(f"tick: {_listed(expected.shown)}{ending}")
        if not outcome.heard:
            self.settled = now
        if not outcome.kept:
            return
        self.oracle.apply(expected)
        self._count(expected, now)
        if outcome.heard:
            self._compare(outcome.result, expected)
            self._announce(now)
        if any(call.due <= now for call in self.oracle.waiting(now).values()):
            self.settled = now  # what was forgotten is due again: the next tick shows it
            return
        if not outcome.heard or self.random.random() < self.scale.audits:
            self.audit()
        self._ask_for_next()

    def _announce(self, now: datetime) -> None:
        """The desktop is asked to show what is to be shown now; sometimes it does not take it."""
        wanted = self.oracle.to_announce(now)
        fate = self._fate()
        outcome = self.machine.run(lambda s: s.reminders.to_announce(), fate, ledger=True)
        if ending := self._ending(fate, outcome):
            self.tell(f"asking the desktop{ending}")
        if not outcome.kept:
            return
        self.oracle.told(wanted, now if self.oracle.wishes.notifications else LONG_AGO)
        if not outcome.heard:
            return
        asked = [self.what_of(one) for one in outcome.result]
        if set(asked) != (wanted if self.oracle.wishes.notifications else set()) or len(asked) != len(
            set(asked)
        ):
            more, less = set(asked) - wanted, wanted - set(asked)
            raise self.wrong(f"the desktop was told of {_listed(more)}, not told of {_listed(less)}")
        self.report.happened["told the desktop"] += len(asked)
        if asked and self.random.random() < self.scale.deaths:
            self.machine.services.reminders.not_announced([one.key for one in outcome.result])
            self.oracle.told(wanted, None)
            self.tell("the desktop does not take them")

    def _compare(self, shown: list[Reminder], expected: Tick) -> None:
        there = {self.sign(one): one for one in shown}
        wanted = {self.sign_of(what, call): what for what, call in expected.shown.items()}
        early = [one.key for one in shown if one.due_at > self.clock.now()]
        twice = [sign for sign, count in Counter(map(self.sign, shown)).items() if count > 1]
        missed = [what for sign, what in wanted.items() if sign not in there]
        extra = [one for sign, one in there.items() if sign not in wanted]
        if early or twice or missed or extra:
            raise self.wrong(
                f"early {early}\ntwice {twice}\nmissed {_listed(missed)}\nnot called for: {extra}"
            )
        for sign, what in wanted.items():
            self._learn(there[sign].key, what)
            self._look_at(there[sign], what)

    def _look_at(self, one: Reminder, what: What) -> None:
        """The age is that of the year, where that is known; a meeting that is over was missed."""
        turns, late = None, False
        if what.kind == "appointment":
            late = end_of(self.book.meetings[what.subject]) <= self.clock.now()
        elif what.kind in ("birthday", "date") and (born := self.book.dates[what.subject].year):
            turns = int(what.which.split()[0]) - born or None
        if (one.turns, one.is_late) != (turns, late):
            raise self.wrong(f"{one} turns {turns}, and {late} is whether it is late")

    def _count(self, tick: Tick, now: datetime) -> None:
        for what, call in tick.shown.items():
            self.report.shown[what.kind] += 1
            late = (now - max(call.due, self.settled)).total_seconds()
            self.report.latest = max(self.report.latest, late)
            if late > TICK:
                raise self.wrong(f"{what} came {late} s late")

    def _ask_for_next(self) -> None:
        now = self.clock.now()
        due, wanted = self.machine.services.reminders.next_due(), self.oracle.next_moment(now)
        if due != wanted:
            what = [w for w, call in self.oracle.waiting(now).items() if call.due == wanted]
            raise self.wrong(f"the next is due at {wanted} ({what}); the program says {due}")

    # Names of reminders

    def sign(self, one: Reminder) -> tuple[object, ...]:
        """What tells a reminder of the program apart."""
        event = one.event_day or one.event_at
        return one.kind.value, one.subject_id, event if one.kind != "cold" else None, one.due_at

    def sign_of(self, what: What, call: Call) -> tuple[object, ...]:
        """The same for one that the naive account calls for."""
        return what.kind, what.subject, call.event if what.kind != "cold" else None, call.due

    def _learn(self, key: str, what: What) -> None:
        if self._whats.setdefault(key, what) != what or self.keys.setdefault(what, key) != key:
            raise self.wrong(f"the key {key} names {self._whats[key]} and {what}; {self.keys.get(what)}")

    def what_of(self, one: Reminder) -> What:
        """The naive name of a reminder in the inbox."""
        if one.key not in self._whats:
            sign = self.sign(one)
            for what in self.book.in_state["shown"]:
                said = self.book.said[what]
                if what not in self.keys and sign == self.sign_of(what, Call(said.due, said.event)):
                    self._learn(one.key, what)
        if one.key not in self._whats:
            raise self.wrong(f"in the inbox and never called for: {one}")
        return self._whats[one.key]

    # Looking closely

    def audit(self) -> None:
        """The inbox is what stands open; nothing comes a second time; the queue could be made anew."""
        self.report.happened["audits"] += 1
        reminders = self.machine.services.reminders
        inbox = [self.what_of(one) for one in reminders.inbox()]
        wanted = self.oracle.open(self.clock.now())
        if set(inbox) != wanted or len(inbox) != len(wanted):
            lost, extra = wanted - set(inbox), set(inbox) - wanted
            raise self.wrong(f"the inbox lacks {_listed(lost)}, has {_listed(extra)} that is not open")
        lines = sum(what.kind != "cold" for what in wanted) + any(what.kind == "cold" for what in wanted)
        if reminders.open_count() != lines:
            raise self.wrong(f"the badge says {reminders.open_count()}, and there are {lines} lines")
        again = reminders.fire_due()
        if again:
            raise self.wrong(f"shown again at the same moment: {again}")
        before = self._queue()
        with self.machine.services.uow(None) as tx:
            tx.rebuild_days()
        if self._queue() != before:
            raise self.wrong(f"the queue made anew differs: {sorted(set(before) ^ set(self._queue()))}")

    def _queue(self) -> list[Any]:
        return self.machine.rows(
            "SELECT key, kind, subject_id, contact_id, at, on_day, event_at, event_day, days_ahead FROM due"
            " ORDER BY key"
        )

    # Time

    def run(self) -> Report:
        """Live it from beginning to end."""
        from tests.simulation.troubles import Troubles

        troubles = Troubles(self)
        try:
            for _ in range(self.scale.people * 2 // 3):
                self.deeds.people.add()
            while self.clock.now() < self.end:
                self._next_event(troubles)()
            self.tick()
            self.audit()
        finally:
            self.machine.close()
        return self.report

    def _next_event(self, troubles: Any) -> Callable[[], None]:
        now, random = self.clock.now(), self.random
        coming: list[tuple[float, Callable[[], None]]] = [
            (random.expovariate(self.scale.deeds) * 86400, self._live),
            (random.expovariate(self.scale.troubles) * 86400, troubles.one),
            (random.expovariate(self.scale.looks) * 86400, self.tick),
        ]
        due = self.oracle.next_moment(now)
        if due is not None:
            seconds = max(0.0, (due - now).total_seconds())
            if seconds > 1 and random.random() < 0.1:
                coming.append((seconds - 1, self.tick))
            coming.append((seconds + random.choice([0, 1, random.randrange(TICK)]), self.tick))
        seconds, event = min(coming, key=lambda pair: pair[0])
        self.clock.advance(seconds=int(seconds))
        return event

    def _live(self) -> None:
        random = self.random
        if len(self.book.people) < self.scale.people and random.random() < 0.1:
            self.deeds.people.add()
        elif random.random() < 0.02:
            self.deeds.change_a_preference()
        elif random.random() < 0.06:
            self._repetitions.one()
        elif random.random() < 0.35:
            self._answers.one()
        else:
            self.deeds.one()
        if random.random() < 0.6:
            self.tick()


def _listed(whats: Any) -> str:
    return ", ".join(f"{what.kind} {what.subject} {what.which}" for what in whats) or "nothing"

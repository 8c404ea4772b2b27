"""How a person answers reminders: done, dismissed, put off; in the inbox, and before they come."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from crm_desktop.domain.ids import ReminderKey
from tests.simulation.facts import Said, What

if TYPE_CHECKING:
    from tests.simulation.drive import Life


class Answers:
    """Each answer is given in the program and noted in the book."""

    def __init__(self, life: "Life") -> None:
        self._life = life
        self._random = life.random
        self._oracle = life.oracle
        self._book = life.book

    def one(self) -> None:
        """Answer one of those that are open, or say something of one that is still to come."""
        if self._random.random() < 0.1:
            self.before_it_comes()
            return
        some = sorted(self._oracle.open(self._life.clock.now()), key=str)
        if some:
            what = self._random.choice(some)
            self._say(what, self._life.keys[what], self._book.said[what])

    def _say(self, what: What, key: str, said: Said) -> None:
        random = self._random
        answer = random.choice(["done", "dismissed", "snoozed", "snoozed"])
        name = ReminderKey(key)
        if answer == "snoozed":
            until = self._later()
            self._life.do(
                f"puts off {what.kind} {what.subject} {what.which} until {until:%Y-%m-%d %H:%M:%S} UTC",
                lambda s: s.reminders.snooze(name, until),
                lambda _: self._book.put("said", what, replace(said, state="snoozed", until=until)),
            )
            return

        def note(_: object) -> None:
            self._book.put("said", what, replace(said, state=answer, until=None))
            if answer == "done" and what.kind in ("follow-up", "own"):
                self._life.deeds.promises.note_kept(what.subject)

        self._life.do(
            f"says {answer} to {what.kind} {what.subject} {what.which}",
            lambda s: s.reminders.done(name) if answer == "done" else s.reminders.dismiss(name),
            note,
        )

    def _later(self) -> datetime:
        """Ten minutes, an hour, this evening, tomorrow, next week or a date; never at a round moment, so that
        no two of one subject come at the same time."""
        now, oracle, random = self._life.clock.now(), self._oracle, self._random
        today = oracle.day_of(now)
        choices = [now + timedelta(minutes=10), now + timedelta(hours=1)]
        choices.append(oracle.at_wall(today, time(18)))
        choices += [
            oracle.morning_of(today + timedelta(days=days)) for days in (1, 7, random.randrange(2, 60))
        ]
        until = random.choice([moment for moment in choices if moment > now])
        return until + timedelta(seconds=random.randrange(1, 3600 if until > now + timedelta(days=1) else 60))

    def before_it_comes(self) -> None:
        """From the command line also one that waits can be answered."""
        now = self._life.clock.now()
        some = [
            (what, call)
            for what, call in self._oracle.waiting(now).items()
            if what not in self._book.said and now < call.due < now + timedelta(days=30)
        ]
        if not some:
            return
        what, call = self._random.choice(some)
        said = Said("waiting", call.due, call.event, seen=False)
        reminders = self._life.machine.services.reminders
        for one in reminders.between(call.due, call.due + timedelta(seconds=1)):
            if self._life.sign(one) == self._life.sign_of(what, call):
                self._say(what, one.key, said)
                return
        raise self._life.wrong(f"the program does not list {what}, due at {call.due}")

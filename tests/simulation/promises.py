"""Deeds with promises, to others and to oneself, that repeat or do not."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.scope import Scope
from crm_desktop.services.context import Services
from tests.simulation.doing import Doing
from tests.simulation.facts import Promise
from tests.simulation.repeating import Rule, days, next_day, some_rule


class Promises(Doing):
    """Of one that repeats only the next stands open."""

    def _a_promise(self, kept: bool = False) -> Any:
        return self._any(
            number
            for number, promise in self._book.promises.items()
            if promise.kept == kept
            and (promise.who is None or not self._book.people[promise.who].gone)
            and (promise.due - self.today()).days > -60
        )

    def promise(self) -> None:
        """Something is promised to somebody, or to oneself; perhaps again and again."""
        random = self._random
        who = self.anybody() if random.random() < 0.7 else None
        due = self.today() + timedelta(days=random.choice([-2, 0, 1, 3, 7, 30, 200]))
        promise = Promise(who, due)
        if random.random() < 0.3:
            promise = Promise(who, due, rule=some_rule(random, due), anchor=due, given=due)
        text = promise.rule.text if promise.rule else ""
        person = None if who is None else ContactId(who)
        self._do(
            f"promises something to {who or 'himself'} for {due} {text}",
            lambda s: s.follow_ups.promise(FollowUp(person, "call back", due, rule=text)),
            lambda number: self._book.put("promises", number, promise),
        )

    def put_off(self) -> None:
        """A promise is to be kept on another day; its repetitions stay, or move with it."""
        number = self._a_promise()
        if number is None:
            return
        due = self.today() + timedelta(days=self._random.choice([0, 1, 5, 21]))
        before, scope = self._book.promises[number], self._random.choice([None, Scope.ONE, Scope.LATER])
        after = replace(before, due=due)
        if before.rule and scope is Scope.LATER and due != before.due:
            if before.rule.until and before.rule.until < due:
                return
            if before.rule.weekdays or before.rule.nth or before.rule.month_day:
                return  # how a pattern that names its days moves along is told elsewhere
            rule = self._what_is_left(before)
            after = replace(after, rule=rule, anchor=due, given=due)

        def act(services: Services) -> None:
            if scope is None:
                services.follow_ups.put_off(number, due)
            else:
                services.follow_ups.edit(replace(services.follow_ups.get(number), due=due), scope=scope)

        self._do(
            f"puts the promise {number} off to {due} ({scope})",
            act,
            lambda _: self._book.put("promises", number, after),
        )

    def _what_is_left(self, promise: Promise) -> Rule:
        assert promise.rule
        assert promise.anchor
        if promise.rule.count is None:
            return promise.rule
        stood = promise.given or promise.due
        before = sum(day < stood for day in days(promise.rule, promise.anchor, stood.year))
        return replace(promise.rule, count=max(1, promise.rule.count - before))

    def keep_promise(self) -> None:
        """A promise is kept."""
        number = self._a_promise()
        if number is not None:
            self._do(
                f"keeps the promise {number}",
                lambda s: s.follow_ups.done(number),
                lambda _: self.note_kept(number),
            )

    def note_kept(self, number: int) -> None:
        """It is kept; one that repeats comes again, on a day that is still to come."""
        promise = self._book.promises[number]
        if not promise.kept:
            self._book.put("promises", number, replace(promise, kept=True))
            self._note_next(promise)

    def _note_next(self, promise: Promise) -> None:
        if promise.rule and promise.anchor:
            after = max(promise.given or promise.due, self.today())
            day = next_day(promise.rule, promise.anchor, after)
            if day is not None:
                newest = self._rows("SELECT max(id) FROM follow_up")[0][0]
                self._book.put("promises", newest, replace(promise, due=day, given=day))

    def reopen_promise(self) -> None:
        """A promise was not kept after all."""
        number = self._a_promise(kept=True)
        if number is not None:
            after = replace(self._book.promises[number], kept=False, rule=None, anchor=None, given=None)
            self._do(
                f"reopens the promise {number}",
                lambda s: s.follow_ups.reopen(number),
                lambda _: self._book.put("promises", number, after),
            )

    def delete_promise(self) -> None:
        """A promise is taken away; of one that repeats only this time, or for good."""
        number = self._a_promise()
        if number is None:
            return
        scope, promise = self._random.choice([Scope.ONE, Scope.ALL]), self._book.promises[number]

        def note(_: object) -> None:
            self._book.put("promises", number, None)
            if scope is Scope.ONE:
                self._note_next(promise)

        self._do(
            f"deletes the promise {number} ({scope})",
            lambda s: s.follow_ups.delete(number, scope=scope),
            note,
        )

"""Reminders: fired once each when they are due, kept in an inbox until the user says what became of them.

What is due is computed from the facts; only what was shown, put off or done is written down. So a restart,
a suspend, a crash or a journey needs no code here: what is due and not in the ledger is shown.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING

from crm_desktop.domain.changes import Kind, Label
from crm_desktop.domain.due import instant_of
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.ids import FollowUpId
from crm_desktop.domain.reminder import ReminderKind, ReminderState

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from crm_desktop.domain.ids import ReminderKey
    from crm_desktop.domain.reminder import Reminder
    from crm_desktop.services.follow_ups import FollowUps
    from crm_desktop.services.ports import Clock, ReminderReads, SeriesReads, Transaction, UnitOfWork
    from crm_desktop.services.settings import Settings

_PROMISED = (ReminderKind.FOLLOW_UP, ReminderKind.OWN)
_SETTLED = (ReminderState.DONE, ReminderState.DISMISSED)


class Reminders:
    """Instants are aware; days become instants at the user's morning time where the user is."""

    def __init__(
        self,
        *,
        uow: UnitOfWork,
        reads: ReminderReads,
        series: SeriesReads,
        follow_ups: FollowUps,
        settings: Settings,
        clock: Clock,
    ) -> None:
        self._uow = uow
        self._reads = reads
        self._series = series
        self._follow_ups = follow_ups
        self._settings = settings
        self._clock = clock
        self._zone = ""

    def between(self, start: datetime, end: datetime) -> list[Reminder]:
        """What is due from `start` on and before `end`, soonest first, with its state. Records nothing."""
        return self._reads.between(start, end)

    def inbox(self, limit: int | None = None, *, silences: bool = True) -> list[Reminder]:
        """What was shown and is still open, what matters most first.

        Meetings to come, promises, dates to come; then what is over: meetings that wait for a word on how
        they went, and dates; last whoever has gone cold, the most important and the longest past first,
        unless `silences` are left out.
        """
        return self._reads.open_ones(self._clock.now(), limit, silences=silences)

    def open_count(self) -> int:
        """How many lines the inbox has: all that have gone cold are one line."""
        return self._reads.open_count(self._clock.now())

    def next_due(self) -> datetime | None:
        """When the next one is due; None where nothing waits."""
        return self._reads.next_due()

    def is_due(self) -> bool:
        """Whether something waits to be shown now."""
        return self._reads.anything_due(self._clock.now())

    def fire_due(self, now: datetime | None = None, *, limit: int | None = None) -> list[Reminder]:
        """Show what is due and was not shown: written down once, returned for the notification.

        With a limit about so many at a time: whoever asks in the window's thread asks again for the rest.

        Where several of one subject have come due together only the latest is shown. Costs next to nothing
        while nothing is due. Raises UserError while a long change is running; the next tick finds it again.
        """
        moment = now or self._clock.now()
        self._follow_the_user()
        self._plan_ahead(moment)
        if not self._reads.anything_due(moment):
            return []
        with self._uow(None) as tx:
            self._take_back(tx, moment)
            shown, passed = _latest_of_each(self._reads.due(moment, limit), moment)
            tx.tell(Kind.REMINDER, tx.reminders.let_pass(passed))
            tx.tell(Kind.REMINDER, tx.reminders.show(shown, moment))
        told = (replace(one, state=ReminderState.SHOWN, shown_at=moment) for one in shown)
        return sorted(told, key=self._placing(moment))

    def to_announce(self, now: datetime | None = None) -> list[Reminder]:
        """What the desktop is to be asked to show now, all in one; noted as asked for, once.

        Nothing in quiet time: what came in it is announced when it is over, if it is still open. Whoever
        has gone cold is announced on one day in one go; who follows on the same day waits for the next.
        Where the user wants no notifications, all counts as announced.
        """
        moment = now or self._clock.now()
        if self._is_quiet(moment):
            return []
        wanted = self._settings.notifications
        waiting = self._reads.unannounced(
            moment, silences=not wanted or not self._told_of_silences_today(moment)
        )
        if not waiting:
            return []
        with self._uow(None) as tx:
            keys = [one.key for one in waiting]
            if wanted:
                tx.reminders.announce(keys, moment)
            else:
                tx.reminders.pass_over(keys)
        return sorted(waiting, key=self._placing(moment)) if wanted else []

    def not_announced(self, keys: Sequence[ReminderKey]) -> None:
        """The desktop did not take these: they are announced again."""
        with self._uow(None) as tx:
            tx.reminders.announce(keys, None)

    def last_announced(self) -> datetime | None:
        """When the desktop was last asked to show a reminder; None where it never was."""
        return self._reads.last_announced()

    def quiet_until(self, now: datetime | None = None) -> datetime | None:
        """When the quiet time ends in which it is now; None outside of it, and where it never ends."""
        return self._settings.quiet_time.ends_at(now or self._clock.now(), self._clock.zone())

    def done(self, *keys: ReminderKey, origin: object | None = None) -> None:
        """The user did what these, all of one thing, are about; a promise is kept with it.

        Raises UserError where there is none.
        """
        self._decide(keys, ReminderState.DONE, "Mark the reminder of {name} as done", origin)

    def dismiss(self, *keys: ReminderKey, origin: object | None = None) -> None:
        """The user does not want to hear of it again. Raises UserError where there is no such reminder."""
        self._decide(keys, ReminderState.DISMISSED, "Dismiss the reminder of {name}", origin)

    def snooze(self, key: ReminderKey, until: datetime, *, origin: object | None = None) -> None:
        """Put it off to an aware instant. Raises UserError for one that is past, or no such reminder."""
        if until <= self._clock.now():
            raise UserError("A reminder can only be put off to a moment that is still to come.")
        self._decide([key], ReminderState.SNOOZED, "Put off the reminder of {name}", origin, until)

    def rebuild(self) -> None:
        """Derive all that waits anew: after a change of what it hangs on, or of the zone the user is in."""
        with self._uow(None) as tx:
            tx.rebuild_days()
            tx.tell_all(Kind.REMINDER)
            tx.tell_all(Kind.CONTACT)

    def _decide(
        self,
        keys: Sequence[ReminderKey],
        state: ReminderState,
        template: str,
        origin: object | None,
        until: datetime | None = None,
    ) -> None:
        known = [one for key in keys if (one := self._reads.by_key(key)) is not None]
        if not known:
            raise UserError("That reminder is not there any more.")
        found = [one for one in known if one.state not in _SETTLED]
        if not found:
            raise UserError(f"That reminder is {known[0].state} already.")
        label = Label(template, {"name": found[0].name or found[0].subject})
        with self._uow(label, origin=origin) as tx:
            for reminder in found:
                tx.reminders.decide(reminder, state, until)
                if state is ReminderState.DONE and reminder.kind in _PROMISED:
                    self._follow_ups.keep(tx, FollowUpId(reminder.subject_id))

    def _follow_the_user(self) -> None:
        # A silence is counted in days on the user's wall: after a journey they are other days.
        zone = str(self._clock.zone())
        if zone == self._zone:
            return
        if self._reads.zone_of_days() not in (None, zone):
            self.rebuild()
        self._zone = zone

    def _plan_ahead(self, now: datetime) -> None:
        """Meetings that repeat are written down for the months to come, and for those that went by."""
        today = now.astimezone(self._clock.zone()).date()
        if self._series.behind(today):
            with self._uow(None) as tx:
                meetings, people = tx.series.plan_ahead(today)
                tx.tell(Kind.APPOINTMENT, meetings)
                tx.tell(Kind.CONTACT, people)

    def _is_quiet(self, now: datetime) -> bool:
        return self._settings.quiet_time.holds(now, self._clock.zone())

    def _told_of_silences_today(self, now: datetime) -> bool:
        # Not since midnight: where the clock was set back, what was told then lies in days to come.
        zone = self._clock.zone()
        today = now.astimezone(zone).date().toordinal()
        midnight, next_midnight = (instant_of(day, time(), zone) for day in (today, today + 1))
        return self._reads.announced_within(ReminderKind.COLD, midnight, next_midnight)

    def _placing(self, now: datetime) -> Callable[[Reminder], tuple[int, float, str]]:
        """What matters most first, as in the inbox."""
        today = now.astimezone(self._clock.zone()).date()

        def place(one: Reminder) -> tuple[int, float, str]:
            at = (one.event_at or one.due_at).timestamp()
            match one.kind:
                case ReminderKind.APPOINTMENT:
                    return (30 if one.is_over(now) else 0), at, one.key
                case ReminderKind.FOLLOW_UP | ReminderKind.OWN:
                    return 10, at, one.key
                case ReminderKind.COLD:
                    return 60 - one.importance, at, one.key
                case _:
                    return (20 if one.event_day is None or one.event_day >= today else 40), at, one.key

        return place

    def _take_back(self, tx: Transaction, now: datetime) -> None:
        appointments, contacts, promises = tx.reminders.forget_ahead_of(now)
        for kind, numbers in (
            (Kind.APPOINTMENT, appointments),
            (Kind.CONTACT, contacts),
            (Kind.FOLLOW_UP, promises),
        ):
            if numbers:
                tx.tell(kind, numbers)


def _latest_of_each(due: Sequence[Reminder], now: datetime) -> tuple[list[Reminder], list[Reminder]]:
    """Of each subject the one that came last, to be shown, and the ones that it makes needless.

    Of a series of which several meetings went by unseen only the last of those is shown.
    """
    latest: dict[tuple[object, ...], Reminder] = {}
    for one in sorted(due, key=lambda one: (one.event_at or one.due_at, one.due_at)):
        series = one.series_id if one.is_over(now) else None
        latest[("series", series) if series else (one.kind, one.subject_id)] = one
    shown = list(latest.values())
    keys = {one.key for one in shown}
    return shown, [one for one in due if one.key not in keys]

"""Reminders: fired once each when they are due, kept in an inbox until the user says what became of them.

What is due is computed from the facts; only what was shown, put off or done is written down. So a restart,
a suspend, a crash or a journey needs no code here: what is due and not in the ledger is shown.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crm_desktop.domain.changes import Kind, Label
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.reminder import ReminderKind, ReminderState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from crm_desktop.domain.ids import ReminderKey
    from crm_desktop.domain.reminder import Reminder
    from crm_desktop.services.ports import Clock, ReminderReads, Transaction, UnitOfWork
    from crm_desktop.services.settings import Settings

_RANKS = {
    ReminderKind.APPOINTMENT: 0,
    ReminderKind.FOLLOW_UP: 1,
    ReminderKind.BIRTHDAY: 2,
    ReminderKind.DATE: 2,
    ReminderKind.COLD: 3,
}


class Reminders:
    """Instants are aware; days become instants at the user's morning time where the user is."""

    def __init__(self, uow: UnitOfWork, reads: ReminderReads, settings: Settings, clock: Clock) -> None:
        self._uow = uow
        self._reads = reads
        self._settings = settings
        self._clock = clock
        self._zone = ""

    def between(self, start: datetime, end: datetime) -> list[Reminder]:
        """What is due from `start` on and before `end`, soonest first, with its state. Records nothing."""
        return self._reads.between(start, end)

    def inbox(self, limit: int | None = None) -> list[Reminder]:
        """What was shown and is still open: meetings by their start, then promises, dates, silences."""
        return sorted(self._reads.open_ones(self._clock.now(), limit), key=_place)

    def open_count(self) -> int:
        """How many the inbox holds."""
        return self._reads.open_count(self._clock.now())

    def next_due(self) -> datetime | None:
        """When the next one is due; None where nothing waits."""
        return self._reads.next_due()

    def fire_due(self, now: datetime | None = None) -> list[Reminder]:
        """Show what is due and was not shown: written down once, returned for the notification.

        Where several of one subject have come due together only the latest is shown. Costs next to nothing
        while nothing is due. Raises UserError while a long change is running; the next tick finds it again.
        """
        moment = now or self._clock.now()
        self._follow_the_user()
        if not self._reads.anything_due(moment):
            return []
        with self._uow(None) as tx:
            self._take_back(tx, moment)
            shown, passed = _latest_of_each(self._reads.due(moment))
            tx.tell(Kind.REMINDER, tx.reminders.let_pass(passed))
            tx.tell(Kind.REMINDER, tx.reminders.show(shown, moment))
        return sorted((replace(one, state=ReminderState.SHOWN) for one in shown), key=_place)

    def done(self, key: ReminderKey, *, origin: object | None = None) -> None:
        """The user did what it is about. Raises UserError where there is no such reminder."""
        self._decide(key, ReminderState.DONE, "Mark the reminder of {name} as done", origin)

    def dismiss(self, key: ReminderKey, *, origin: object | None = None) -> None:
        """The user does not want to hear of it again. Raises UserError where there is no such reminder."""
        self._decide(key, ReminderState.DISMISSED, "Dismiss the reminder of {name}", origin)

    def snooze(self, key: ReminderKey, until: datetime, *, origin: object | None = None) -> None:
        """Put it off to an aware instant. Raises UserError for one that is past, or no such reminder."""
        if until <= self._clock.now():
            raise UserError("A reminder can only be put off to a moment that is still to come.")
        self._decide(key, ReminderState.SNOOZED, "Put off the reminder of {name}", origin, until)

    def rebuild(self) -> None:
        """Derive all that waits anew: after a change of what it hangs on, or of the zone the user is in."""
        with self._uow(None) as tx:
            tx.rebuild_days()
            tx.tell_all(Kind.REMINDER)
            tx.tell_all(Kind.CONTACT)

    def _decide(
        self,
        key: ReminderKey,
        state: ReminderState,
        template: str,
        origin: object | None,
        until: datetime | None = None,
    ) -> None:
        reminder = self._reads.by_key(key)
        if reminder is None:
            raise UserError("That reminder is not there any more.")
        label = Label(template, {"name": reminder.name or reminder.subject})
        with self._uow(label, origin=origin) as tx:
            tx.reminders.decide(reminder, state, until)

    def _follow_the_user(self) -> None:
        # A silence is counted in days on the user's wall: after a journey they are other days.
        zone = str(self._clock.zone())
        if zone == self._zone:
            return
        if self._reads.zone_of_days() not in (None, zone):
            self.rebuild()
        self._zone = zone

    def _take_back(self, tx: Transaction, now: datetime) -> None:
        appointments, contacts = tx.reminders.forget_ahead_of(now)
        if appointments or contacts:
            tx.tell(Kind.APPOINTMENT, appointments)
            tx.tell(Kind.CONTACT, contacts)


def _latest_of_each(due: Sequence[Reminder]) -> tuple[list[Reminder], list[Reminder]]:
    """Of each subject the one that came last, to be shown, and the ones that it makes needless."""
    latest = {(one.kind, one.subject_id): one for one in sorted(due, key=lambda one: one.due_at)}
    shown = list(latest.values())
    keys = {one.key for one in shown}
    return shown, [one for one in due if one.key not in keys]


def _place(one: Reminder) -> tuple[int, datetime, str]:
    return _RANKS[one.kind], one.event_at or one.due_at, one.key

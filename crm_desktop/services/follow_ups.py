"""Promises to contacts, and to oneself: made, kept, put off, once or again and again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from typing import TYPE_CHECKING

from crm_desktop.domain.changes import Label
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.scope import Scope
from crm_desktop.services.clean_text import line
from crm_desktop.services.local_day import local_today

if TYPE_CHECKING:
    from datetime import date

    from crm_desktop.domain.follow_up import FollowUp
    from crm_desktop.domain.ids import ContactId, FollowUpId
    from crm_desktop.services.ports import Clock, ContactReads, FollowUpReads, Transaction, UnitOfWork


class FollowUps:
    """Commands and reads about follow-ups. Of one that repeats only the next stands open."""

    def __init__(self, uow: UnitOfWork, reads: FollowUpReads, contacts: ContactReads, clock: Clock) -> None:
        self._uow = uow
        self._reads = reads
        self._contacts = contacts
        self._clock = clock

    def get(self, follow_up_id: FollowUpId) -> FollowUp:
        """One follow-up. Raises UserError where there is none."""
        found = self._reads.get(follow_up_id)
        if found is None:
            raise UserError("That promise is not there any more.")
        return found

    def open_until(self, day: date | None = None) -> list[FollowUp]:
        """Open ones due by a local day (all where it is None), the longest overdue first."""
        return self._reads.open_until(day)

    def of(self, contact_id: ContactId) -> list[FollowUp]:
        """A contact's own, open ones first."""
        return self._reads.of_contact(contact_id)

    def promise(self, follow_up: FollowUp, *, origin: object | None = None) -> FollowUpId:
        """Write down a promise, to a contact or to oneself.

        Raises UserError without words, for an unknown contact, or for a rule that cannot be.
        """
        clean = self.checked(follow_up)
        template = "Promise “{text}”" if clean.contact_id is not None else "Remember “{text}”"
        with self._uow(Label(template, {"text": clean.text}), origin=origin) as tx:
            return tx.follow_ups.insert(clean)

    def edit(self, follow_up: FollowUp, *, scope: Scope = Scope.LATER, origin: object | None = None) -> None:
        """Write a promise anew. Of one that repeats only this time changes, or from now on every time.

        Raises UserError where there is none.
        """
        if follow_up.id is None:
            raise ValueError("only a promise that is kept in the file can be edited")
        before = self.get(follow_up.id)
        this_time = bool(before.rule) and scope is Scope.ONE
        # A repetition that goes on as it was is not refused for a promise that was put off behind its end.
        goes_on = this_time or (follow_up.rule, follow_up.due) == (before.rule, before.due)
        clean = self._checked(replace(follow_up, rule="") if goes_on else follow_up)
        clean = replace(
            clean,
            rule=before.rule if goes_on else clean.rule,
            done_at=before.done_at,
            anchor=before.anchor,
            occurrence=before.occurrence,
        )
        if clean == before:
            return
        with self._uow(Label("Edit “{text}”", {"text": clean.text}), origin=origin) as tx:
            if not this_time:
                tx.follow_ups.update(_carried_on(before, clean))
            elif (clean.text, clean.contact_id) == (before.text, before.contact_id):
                tx.follow_ups.update(clean)
            else:
                # What it says holds for this time alone: the next one comes with the old words.
                tx.follow_ups.update(_alone(clean))
                self._write_next(tx, before)

    def put_off(self, follow_up_id: FollowUpId, day: date, *, origin: object | None = None) -> None:
        """Promise it for another day; what comes after it stays. Raises UserError where there is none."""
        found = self.get(follow_up_id)
        with self._uow(Label("Put off “{text}”", {"text": found.text}), origin=origin) as tx:
            tx.follow_ups.update(replace(found, due=day))

    def done(self, follow_up_id: FollowUpId, *, origin: object | None = None) -> None:
        """It is kept; one that was kept before stays so. One that repeats comes again."""
        found = self.get(follow_up_id)
        if found.done_at is not None:
            return
        with self._uow(Label("Mark “{text}” as done", {"text": found.text}), origin=origin) as tx:
            self.keep(tx, follow_up_id)

    def keep(self, tx: Transaction, follow_up_id: FollowUpId) -> None:
        """The same inside of another command; nothing where it is kept already, or not there any more."""
        found = self._reads.get(follow_up_id)
        if found is not None and found.done_at is None:
            tx.follow_ups.set_done(follow_up_id, tx.now)
            self._write_next(tx, found)

    def reopen(self, follow_up_id: FollowUpId, *, origin: object | None = None) -> None:
        """It is open again; its repetition, which goes on by itself, is not begun twice."""
        found = self.get(follow_up_id)
        with self._uow(Label("Reopen “{text}”", {"text": found.text}), origin=origin) as tx:
            tx.follow_ups.update(_alone(found))
            tx.follow_ups.set_done(follow_up_id, None)

    def delete(
        self, follow_up_id: FollowUpId, *, scope: Scope = Scope.ALL, origin: object | None = None
    ) -> None:
        """Take it away; of one that repeats only this time, or for good."""
        found = self.get(follow_up_id)
        with self._uow(Label("Delete “{text}”", {"text": found.text}), origin=origin) as tx:
            tx.follow_ups.delete(follow_up_id)
            if scope is Scope.ONE:
                self._write_next(tx, found)

    def _write_next(self, tx: Transaction, found: FollowUp) -> None:
        day = next_day(found, local_today(self._clock))
        if day is not None:
            tx.follow_ups.insert(replace(found, id=None, done_at=None, due=day, occurrence=day))

    def checked(self, follow_up: FollowUp) -> FollowUp:
        """A new one as it will be kept. Raises UserError as `promise` does."""
        return _begun(self._checked(follow_up))

    def _checked(self, follow_up: FollowUp) -> FollowUp:
        who = follow_up.contact_id
        if who is not None and not self._contacts.living([who]):
            raise UserError(f"There is no contact with the number {who}.")
        text = line(follow_up.text)
        if not text:
            if who is None:
                raise UserError("Write what you want to be reminded of.")
            raise UserError("Write what you promised.")
        return replace(follow_up, text=text, rule=_checked_rule(follow_up))


def next_day(follow_up: FollowUp, today: date) -> date | None:
    """When a promise that repeats comes again after it was kept today; None where it does not.

    What was missed meanwhile is not made up for: the next one is still to come.
    """
    if not follow_up.rule or follow_up.anchor is None:
        return None
    from crm_desktop.domain.recurrence import next_after, parse

    after = max(follow_up.occurrence or follow_up.due, today)
    coming = next_after(parse(follow_up.rule), _at(follow_up.anchor), _at(after))
    return coming.date() if coming else None


def _checked_rule(follow_up: FollowUp) -> str:
    if not follow_up.rule:
        return ""
    # A start needs this service, and few promises repeat.
    from crm_desktop.domain.recurrence import check, parse

    rule = parse(follow_up.rule)
    check(rule, _at(follow_up.due))
    return rule.text


def _begun(follow_up: FollowUp) -> FollowUp:
    """With its repetition counted from its day on."""
    if not follow_up.rule:
        return _alone(follow_up)
    return replace(follow_up, anchor=follow_up.due, occurrence=follow_up.due)


def _carried_on(before: FollowUp, after: FollowUp) -> FollowUp:
    """With what is left of its repetition, which moves along with its day; or with the new one it got."""
    if (after.rule, after.due) == (before.rule, before.due):
        return after
    if not before.rule or after.rule != before.rule or before.anchor is None:
        return _begun(after)
    from crm_desktop.domain.recurrence import continued_from, moved, parse

    stood = _at(before.occurrence or before.due)
    left = continued_from(parse(before.rule), _at(before.anchor), stood)
    return _begun(replace(after, rule=moved(left, stood, _at(after.due)).text))


def _alone(follow_up: FollowUp) -> FollowUp:
    return replace(follow_up, rule="", anchor=None, occurrence=None)


def _at(day: date) -> datetime:
    return datetime.combine(day, time())

"""Random days of work with every command there is: undo leads back through every state, redo forward again,
and what is derived is at every moment what it would be if it were made from nothing."""

import itertools
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from crm_desktop.bootstrap import open_services
from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.changes import Label
from crm_desktop.domain.contact import Contact
from crm_desktop.domain.contact_query import ContactQuery, ContactSet
from crm_desktop.domain.custom_field import CustomField, FieldType
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.importance import Importance
from crm_desktop.domain.interaction import Interaction, InteractionKind, Outcome
from crm_desktop.domain.relationship import RelationshipKind
from crm_desktop.domain.scope import Scope
from tests.fakes import FakeClock
from tests.unit.store import cards
from tests.unit.store.whole_file import Rows, connect, derived, derived_anew, differences, facts

minutes_away = st.integers(-90 * 24 * 60, 90 * 24 * 60)
# Rules with an end are written down whole: no passing of time adds to them.
rules = st.sampled_from(
    ("", "", "FREQ=WEEKLY;COUNT=4", "FREQ=DAILY;INTERVAL=20;COUNT=3", "FREQ=MONTHLY;COUNT=1")
)


class DaysOfWork(RuleBasedStateMachine):
    """`_states` holds what the file held after each operation; `_at` is where undo has led to."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path(tempfile.mkdtemp(prefix="crm-desktop-undo-"))
        self._clock = FakeClock(zone="Asia/Tehran")
        self._open()
        self._states = [self._facts()]
        self._at = 0
        self._uids = itertools.count()

    def _facts(self) -> Rows:
        # The ledger of reminders is written by the passing of time too, which is no step of undo.
        return {table: rows for table, rows in facts(self._file).items() if table != "reminder"}

    def _newest(self) -> int:
        query = "SELECT max(id) FROM operation WHERE state = 'done'"
        return self._file.execute(query).fetchone()[0] or 0

    def _open(self) -> None:
        self._services = open_services(self._folder, clock=self._clock, default_country=lambda: "ET")
        self._file = connect(self._folder)

    def _close(self) -> None:
        self._file.close()
        self._services.close()

    def teardown(self) -> None:
        try:
            self._lead_back_and_forth()
        finally:
            self._close()
            shutil.rmtree(self._folder)

    def _lead_back_and_forth(self) -> None:
        while self._at:
            self.undo()
        assert self._services.undo.undo() is None
        while self._at < len(self._states) - 1:
            self.redo()
        assert self._services.undo.redo() is None
        self.what_is_derived_is_as_if_made_anew()

    # What is there to work with

    def _some(self, table: str, which: int) -> int:
        ids = [row[0] for row in facts(self._file)[table]]
        return ids[which % len(ids)] if ids else 0

    def _contact(self, which: int) -> Any:
        return self._some("contact", which)

    def _contacts(self, which: list[int]) -> list[Any]:
        return sorted({self._contact(number) for number in which})

    def _do(self, command: Callable[..., object], *args: object, **named: object) -> None:
        """Run a command; it is one step of undo, or it was refused or vain and changed nothing."""
        before, newest = self._states[self._at], self._newest()
        undone = self._services.undo.redo_label()
        try:
            command(*args, **named)
        except UserError:
            assert self._newest() == newest, "a refused command is no step"
        after = self._facts()
        if self._newest() > newest:
            del self._states[self._at + 1 :]
            self._states.append(after)
            self._at += 1
            assert self._services.undo.redo_label() is None, "a new command forgets what was undone"
        else:
            assert differences(before, after) == {}, "what changes something is a step"
            assert self._services.undo.redo_label() == undone, "a vain command forgets nothing"

    # Commands

    @initialize(people=st.lists(cards.cards, max_size=4))
    def begin_with_some(self, people: list[Contact]) -> None:
        for person in people:
            self.add(person)

    @rule(card=cards.cards)
    def add(self, card: Contact) -> None:
        self._do(self._services.contacts.add, card)

    @rule(which=st.integers(0), card=cards.cards, keep=st.booleans())
    def save(self, which: int, card: Contact, keep: bool) -> None:
        if number := self._contact(which):
            phones = self._services.contacts.get(number).phones if keep else card.phones
            self._do(self._services.contacts.save, replace(card, id=number, phones=phones))

    @rule(people=st.lists(cards.cards, max_size=5))
    def bring_in_many(self, people: list[Contact]) -> None:
        book = self._services.contacts

        def bring_in() -> None:
            # Two batches under one label, and a correction of a card that has just come.
            with self._services.uow(Label("Import {file}", {"file": "a.vcf"})) as tx:
                for batch in (people[:3], people[3:]):
                    cleaned = [replace(book.cleaned(card), uid=f"u{next(self._uids)}") for card in batch]
                    ids = tx.add_many(cleaned)
                    if ids:
                        tx.contacts.update(replace(cleaned[0], id=ids[0], notes="again", tags=("seen",)))

        self._do(bring_in)

    @rule(which=st.lists(st.integers(0), max_size=3))
    def delete(self, which: list[int]) -> None:
        self._do(self._services.contacts.delete, self._contacts(which))

    @rule(which=st.lists(st.integers(0), max_size=3))
    def restore(self, which: list[int]) -> None:
        self._do(self._services.contacts.restore, self._contacts(which))

    @rule(which=st.lists(st.integers(0), max_size=3), tag=st.sampled_from(cards.TAGS), on=st.booleans())
    def tag(self, which: list[int], tag: str, on: bool) -> None:
        book = self._services.contacts
        self._do(book.tag if on else book.untag, self._contacts(which), tag)

    @rule(
        which=st.lists(st.integers(0), max_size=3),
        column=st.sampled_from(("cadence", "status", "source", "importance", "do_not_contact")),
        value=st.integers(0, 40),
    )
    def set_for_many(self, which: list[int], column: str, value: int) -> None:
        values: dict[str, Any] = {
            "cadence": value or None,
            "status": ("", "lead")[value % 2],
            "source": ("", "market")[value % 2],
            "importance": Importance(1 + value % 3),
            "do_not_contact": bool(value % 2),
        }
        self._do(getattr(self._services.contacts, f"set_{column}"), self._contacts(which), values[column])

    @rule(one=st.integers(0), other=st.integers(0), kind=st.sampled_from(RelationshipKind), on=st.booleans())
    def relate(self, one: int, other: int, kind: RelationshipKind, on: bool) -> None:
        book = self._services.contacts
        self._do(book.relate if on else book.unrelate, self._contact(one), kind, self._contact(other))

    @rule(
        who=st.lists(st.integers(0), max_size=3),
        kind=st.sampled_from(InteractionKind),
        outcome=st.none() | st.sampled_from(Outcome),
        away=minutes_away,
        text=cards.words,
        edited=st.none() | st.integers(0),
    )
    def log(
        self,
        who: list[int],
        kind: InteractionKind,
        outcome: Outcome | None,
        away: int,
        text: str,
        edited: int | None,
    ) -> None:
        at = self._clock.now() + timedelta(minutes=away)
        entry = Interaction(kind, at, tuple(self._contacts(who)), text, outcome=outcome, agreed=text)
        if edited is None:
            self._do(self._services.interactions.log, entry)
        elif number := self._some("interaction", edited):
            self._do(self._services.interactions.edit, replace(entry, id=number))

    @rule(which=st.lists(st.integers(0), min_size=2, max_size=3), apart=st.booleans())
    def merge(self, which: list[int], apart: bool) -> None:
        duplicates = self._services.duplicates
        ids = self._contacts(which)
        self._do(lambda: duplicates.apart(ids) if apart else duplicates.merge(duplicates.propose(ids)))

    @rule(which=st.integers(0))
    def delete_entry(self, which: int) -> None:
        self._do(self._services.interactions.delete, self._some("interaction", which))

    @rule(
        who=st.lists(st.integers(0), max_size=2),
        title=cards.words,
        away=minutes_away,
        again=rules,
        edited=st.none() | st.integers(0),
        scope=st.sampled_from(Scope),
    )
    def plan(
        self, who: list[int], title: str, away: int, again: str, edited: int | None, scope: Scope
    ) -> None:
        starts = (self._clock.now() + timedelta(minutes=away)).replace(tzinfo=None)
        guests = tuple(self._contacts(who))
        meeting = Appointment(title, starts, "Africa/Addis_Ababa", guests, remind=(0, 60), rule=again)
        if edited is None:
            self._do(self._services.appointments.plan, meeting)
        elif number := self._some("appointment", edited):
            self._do(self._services.appointments.edit, replace(meeting, id=number), scope=scope)

    @rule(which=st.integers(0), place=cards.words, scope=st.sampled_from(Scope))
    def move_elsewhere(self, which: int, place: str, scope: Scope) -> None:
        if number := self._some("appointment", which):
            meeting = self._services.appointments.get(number)
            self._do(self._services.appointments.edit, replace(meeting, place=place), scope=scope)

    @rule(which=st.integers(0), scope=st.sampled_from(Scope))
    def cancel_some(self, which: int, scope: Scope) -> None:
        self._do(self._services.appointments.cancel, self._some("appointment", which), scope=scope)

    @rule(which=st.integers(0), what=st.sampled_from(("cancel", "miss", "hold")))
    def end_appointment(self, which: int, what: str) -> None:
        self._do(getattr(self._services.appointments, what), self._some("appointment", which))

    @rule(which=st.integers(0), who=st.integers(0))
    def hold_and_log(self, which: int, who: int) -> None:
        entry = Interaction(InteractionKind.MEETING, self._clock.now(), (self._contact(who),), "went well")
        self._do(self._services.appointments.hold, self._some("appointment", which), entry)

    @rule(
        who=st.none() | st.integers(0),
        text=cards.words,
        due=cards.days,
        again=rules,
        edited=st.none() | st.integers(0),
        scope=st.sampled_from(Scope),
    )
    def promise(
        self, who: int | None, text: str, due: Any, again: str, edited: int | None, scope: Scope
    ) -> None:
        promised = FollowUp(None if who is None else self._contact(who), text, due, rule=again)
        if edited is None:
            self._do(self._services.follow_ups.promise, promised)
        elif number := self._some("follow_up", edited):
            self._do(self._services.follow_ups.edit, replace(promised, id=number), scope=scope)

    @rule(which=st.integers(0), day=cards.days)
    def put_off(self, which: int, day: Any) -> None:
        self._do(self._services.follow_ups.put_off, self._some("follow_up", which), day)

    @rule(which=st.integers(0), scope=st.sampled_from(Scope))
    def skip_promise(self, which: int, scope: Scope) -> None:
        self._do(self._services.follow_ups.delete, self._some("follow_up", which), scope=scope)

    @rule(which=st.lists(st.integers(0), max_size=3), days=st.none() | st.integers(0, 60))
    def pause(self, which: list[int], days: int | None) -> None:
        day = None if days is None else self._clock.now().date() + timedelta(days=days)
        self._do(self._services.contacts.pause, self._contacts(which), day)

    @rule(which=st.integers(0), what=st.sampled_from(("done", "reopen", "delete")))
    def end_promise(self, which: int, what: str) -> None:
        self._do(getattr(self._services.follow_ups, what), self._some("follow_up", which))

    @rule(
        name=st.sampled_from((*cards.FIELDS, "other")),
        kind=st.sampled_from((FieldType.TEXT, FieldType.NUMBER)),
    )
    def add_field(self, name: str, kind: FieldType) -> None:
        self._do(self._services.custom_fields.add, CustomField(name, kind))

    @rule(which=st.integers(0), name=st.sampled_from((*cards.FIELDS, "other")))
    def rename_field(self, which: int, name: str) -> None:
        self._do(self._services.custom_fields.rename, self._some("custom_field", which), name)

    @rule(which=st.integers(0))
    def delete_field(self, which: int) -> None:
        self._do(self._services.custom_fields.delete, self._some("custom_field", which))

    @rule(which=st.integers(0), what=st.sampled_from(("done", "dismiss", "snooze")), ahead=st.booleans())
    def decide_on_a_reminder(self, which: int, what: str, ahead: bool) -> None:
        now = self._clock.now()
        reminders = self._services.reminders
        found = reminders.between(now, now + timedelta(days=60)) if ahead else reminders.inbox()
        if found:
            until = [now + timedelta(hours=1)] if what == "snooze" else []
            self._do(getattr(reminders, what), found[which % len(found)].key, *until)

    # Back and forth

    @precondition(lambda self: self._at)
    @rule()
    def undo(self) -> None:
        wanted = self._services.undo.undo_label()
        assert wanted is not None
        assert self._services.undo.undo() == wanted
        self._at -= 1
        assert differences(self._states[self._at], self._facts()) == {}

    @precondition(lambda self: self._at < len(self._states) - 1)
    @rule()
    def redo(self) -> None:
        wanted = self._services.undo.redo_label()
        assert wanted is not None
        assert self._services.undo.redo() == wanted
        self._at += 1
        assert differences(self._states[self._at], self._facts()) == {}

    # The world goes on

    @rule(minutes=st.sampled_from((1, 60, 24 * 60, 40 * 24 * 60)))
    def time_passes(self, minutes: int) -> None:
        self._clock.advance(minutes=minutes)

    @rule(days=st.sampled_from((0, 10, 90)))
    def another_default_cadence(self, days: int) -> None:
        self._services.settings.cadence_normal = days

    @rule()
    def what_is_due_is_shown(self) -> None:
        self._services.reminders.fire_due()
        self._services.reminders.to_announce()

    @rule()
    def restart(self) -> None:
        self._close()
        self._open()

    @invariant()
    def what_is_derived_is_as_if_made_anew(self) -> None:
        self._services.contacts.ids(ContactQuery(which=ContactSet.BIRTHDAYS))
        found = derived(self._file)
        assert differences(found, derived_anew(self._services, self._file)) == {}

    @invariant()
    def the_file_is_sound_to_the_last_value(self) -> None:
        assert self._services.care.check(deep=True).ok


DaysOfWork.TestCase.settings = settings(max_examples=12, stateful_step_count=30, deadline=None)
test_random_days_of_work_can_be_undone_and_redone = DaysOfWork.TestCase

"""Contacts become one with all that hangs on them, and undo brings every row of every table back."""

import itertools
import shutil
import sqlite3
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from crm_desktop.bootstrap import open_services
from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.contact import Contact
from crm_desktop.domain.draft import Draft
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.interaction import Interaction, InteractionKind
from crm_desktop.domain.relationship import RelationshipKind
from crm_desktop.services.context import Services
from tests.fakes import FakeClock
from tests.unit.store import cards
from tests.unit.store.whole_file import connect, derived, derived_anew, differences, facts

PEOPLE = 4
some = st.lists(st.integers(0, PEOPLE - 1), min_size=1, max_size=3, unique=True)
doings = st.lists(
    st.tuples(
        st.sampled_from(("log", "plan", "weekly", "promise", "relate", "apart", "review", "draft", "answer")),
        some,
        st.integers(-90, 60),
    ),
    max_size=12,
)


def _living(services: Services, ids: list[int], which: list[int]) -> list[Any]:
    return [ids[number % len(ids)] for number in which]


def _do(services: Services, ids: list[int], what: str, which: list[int], days: int) -> None:
    who = tuple(dict.fromkeys(_living(services, ids, which)))
    at = services.clock.now() + timedelta(days=days)
    wall = at.replace(tzinfo=None)
    if what == "log":
        services.interactions.log(Interaction(InteractionKind.CALL, at, who, "we spoke"))
    elif what in ("plan", "weekly"):
        rule = "FREQ=WEEKLY;COUNT=3" if what == "weekly" else ""
        services.appointments.plan(Appointment("Tea", wall, "UTC", who, remind=(0, 60), rule=rule))
    elif what == "promise":
        services.follow_ups.promise(FollowUp(who[0], "write", at.date()))
    elif what == "relate" and len(who) > 1:
        services.contacts.relate(who[0], RelationshipKind.PARENT, who[1])
    elif what == "apart" and len(who) > 1:
        services.duplicates.apart(who)
    elif what == "review":
        with services.uow(None) as tx:
            tx.reviewed.note(who[0])
    elif what == "draft":
        services.drafts.keep(
            Draft(f"contact/{who[0]}", "contact", "x", {"notes": "half"}, services.clock.now())
        )
    elif what == "answer":
        _answer(services, days)


def _answer(services: Services, days: int) -> None:
    services.reminders.fire_due()
    inbox = services.reminders.inbox()
    if inbox:
        key = inbox[days % len(inbox)].key
        (services.reminders.done, services.reminders.dismiss)[days % 2](key)


@given(
    people=st.lists(cards.cards, min_size=PEOPLE, max_size=PEOPLE),
    work=doings,
    which=st.lists(st.integers(0, PEOPLE - 1), min_size=2, max_size=3, unique=True),
    choose=st.randoms(use_true_random=False),
)
@settings(max_examples=15, deadline=None)
def test_a_merge_is_undone_and_redone_to_the_last_row(
    people: list[Contact], work: list[tuple[str, list[int], int]], which: list[int], choose: Any
) -> None:
    folder = Path(tempfile.mkdtemp(prefix="crm-desktop-merge-"))
    services = open_services(folder, clock=FakeClock(), default_country=lambda: "ET")
    file = connect(folder)
    try:
        numbers = itertools.count()
        ids: list[int] = []
        for card in people:
            try:
                ids.append(services.contacts.add(replace(card, uid=f"u{next(numbers)}")))
            except UserError:
                ids.append(services.contacts.add(replace(card, uid=f"u{next(numbers)}", notes="somebody")))
        for what, who, days in work:
            _do(services, ids, what, who, days)
        plan = services.duplicates.propose([ids[number] for number in which])
        plan = services.duplicates.with_choices(
            plan, {field.what: choose.randrange(len(field.options)) for field in plan.fields}
        )
        _merge_there_and_back(services, file, plan)
    finally:
        file.close()
        services.close()
        shutil.rmtree(folder)


def _merge_there_and_back(services: Services, file: sqlite3.Connection, plan: Any) -> None:
    before = facts(file) | derived(file) | _drafts(file)
    talks = len(before["interaction"])
    services.duplicates.merge(plan)
    after = facts(file) | derived(file) | _drafts(file)
    _nothing_dangles(file, plan)
    assert len(after["interaction"]) == talks
    assert differences(derived(file), derived_anew(services, file)) == {}
    assert services.care.check(deep=True).ok
    kept = services.contacts.get(plan.keep)
    assert _in_order(kept) == _in_order(plan.merged)
    services.undo.undo()
    assert differences(before, facts(file) | derived(file) | _drafts(file)) == {}
    services.undo.redo()
    assert differences(after, facts(file) | derived(file) | _drafts(file)) == {}
    services.undo.undo()
    assert differences(before, facts(file) | derived(file) | _drafts(file)) == {}
    assert differences(derived(file), derived_anew(services, file)) == {}


def _in_order(card: Contact) -> Contact:
    """What the file keeps in no order, sorted; the user's own fields by their names in the file."""
    custom = sorted((one.field.casefold(), one.value) for one in card.custom)
    return replace(card, updated_at=None, tags=tuple(sorted(card.tags)), custom=tuple(custom))  # type: ignore[arg-type]


def _drafts(file: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    return {"draft": file.execute("SELECT * FROM draft ORDER BY key").fetchall()}


def _nothing_dangles(file: sqlite3.Connection, plan: Any) -> None:
    gone = ",".join(str(number) for number in plan.absorbed)
    for table in (
        "interaction_contact",
        "appointment_contact",
        "follow_up",
        "phone",
        "known_uid",
        "reviewed",
    ):
        assert not file.execute(f"SELECT 1 FROM {table} WHERE contact_id IN ({gone})").fetchall()
    for table in ("series", "reminder"):
        listed = f"SELECT 1 FROM {table}, json_each(contact_ids) WHERE json_each.value IN ({gone})"
        assert not file.execute(listed).fetchall()
    for table, pair in (("interaction_contact", "interaction_id"), ("appointment_contact", "appointment_id")):
        twice = f"SELECT 1 FROM {table} GROUP BY {pair}, contact_id HAVING count(*) > 1"
        assert not file.execute(twice).fetchall()
    assert not file.execute("SELECT 1 FROM relationship WHERE contact_id = other_id").fetchall()
    assert not file.execute("SELECT 1 FROM apart WHERE contact_id >= other_id").fetchall()
    uids = {uid for (uid,) in file.execute("SELECT uid FROM known_uid WHERE contact_id = ?", (plan.keep,))}
    assert {one.uid for one in plan.contacts} == uids | {plan.merged.uid}
    assert not file.execute("PRAGMA foreign_key_check").fetchall()

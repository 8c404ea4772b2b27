"""Promises: made, put off, kept, and shown with those that are overdue first."""

import sqlite3
from dataclasses import replace
from datetime import date, timedelta

import pytest

from crm_desktop.domain.changes import DataChanged, Kind
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.ids import ContactId, FollowUpId
from crm_desktop.services.context import Services
from tests.fakes import FakeClock
from tests.unit.store.whole_file import derived, derived_anew, differences

MONDAY = date(2026, 3, 2)


@pytest.fixture
def abebe(services: Services) -> ContactId:
    return services.contacts.add(Contact(Name("Abebe")))


@pytest.fixture
def mamo(services: Services) -> ContactId:
    return services.contacts.add(Contact(Name("Mamo")))


def _promise(services: Services, who: ContactId, days: int, text: str = "send shoes") -> FollowUpId:
    return services.follow_ups.promise(FollowUp(who, text, MONDAY + timedelta(days=days)))


def test_a_promise_comes_back_as_it_was_given(services: Services, abebe: ContactId) -> None:
    number = _promise(services, abebe, 3, "send\nshoes <b>")
    assert services.follow_ups.get(number) == FollowUp(abebe, "send shoes <b>", date(2026, 3, 5), number)
    assert services.contacts.rows([abebe])[0].next_step == date(2026, 3, 5)
    assert services.contacts.card(abebe).follow_ups == (services.follow_ups.get(number),)


def test_open_promises_come_with_the_longest_overdue_first(
    services: Services, abebe: ContactId, mamo: ContactId
) -> None:
    numbers = [_promise(services, who, days) for who, days in ((abebe, 1), (mamo, -9), (abebe, 0), (mamo, 5))]
    services.follow_ups.done(_promise(services, abebe, -20))
    in_order = [numbers[1], numbers[2], numbers[0], numbers[3]]
    assert [f.id for f in services.follow_ups.open_until()] == in_order
    assert [f.id for f in services.follow_ups.open_until(MONDAY)] == in_order[:2]


def test_an_overdue_promise_stays_the_next_step(
    services: Services, clock: FakeClock, abebe: ContactId
) -> None:
    _promise(services, abebe, 1)
    clock.advance(days=30)
    services.contacts.roll_over()
    assert services.contacts.rows([abebe])[0].next_step == date(2026, 3, 3)


def test_a_kept_promise_is_no_step_any_more_until_it_is_reopened(
    services: Services, clock: FakeClock, abebe: ContactId, told: list[DataChanged]
) -> None:
    number, later = _promise(services, abebe, 1), _promise(services, abebe, 9)
    services.follow_ups.done(number)
    assert services.follow_ups.get(number).done_at == clock.now()
    assert services.contacts.rows([abebe])[0].next_step == date(2026, 3, 11)
    assert told[-1].changes.touches(Kind.FOLLOW_UP, [number])
    assert told[-1].changes.touches(Kind.CONTACT, [abebe])
    assert [f.id for f in services.follow_ups.of(abebe)] == [later, number]
    before, count = services.follow_ups.get(number), len(told)
    clock.advance(hours=1)
    services.follow_ups.done(number)
    assert services.follow_ups.get(number) == before
    assert len(told) == count
    services.follow_ups.reopen(number)
    assert services.contacts.rows([abebe])[0].next_step == date(2026, 3, 3)


def test_a_promise_that_is_put_off_or_given_to_another_moves(
    services: Services, abebe: ContactId, mamo: ContactId, file: sqlite3.Connection, told: list[DataChanged]
) -> None:
    number = _promise(services, abebe, 1)
    services.follow_ups.edit(replace(services.follow_ups.get(number), contact_id=mamo, due=date(2026, 4, 1)))
    assert [row.next_step for row in services.contacts.rows([abebe, mamo])] == [None, date(2026, 4, 1)]
    assert told[-1].changes.touches(Kind.CONTACT, [abebe])
    assert told[-1].changes.touches(Kind.CONTACT, [mamo])
    services.undo.undo()
    assert [row.next_step for row in services.contacts.rows([abebe, mamo])] == [date(2026, 3, 3), None]
    services.follow_ups.delete(number)
    assert services.follow_ups.open_until() == []
    assert services.contacts.rows([abebe])[0].next_step is None
    assert differences(derived(file), derived_anew(services, file)) == {}


def test_an_edit_without_a_change_is_no_step_of_undo(
    services: Services, abebe: ContactId, told: list[DataChanged]
) -> None:
    number = _promise(services, abebe, 1)
    before = len(told)
    services.follow_ups.edit(services.follow_ups.get(number))
    assert len(told) == before


def test_a_promise_says_something_to_somebody(services: Services, abebe: ContactId) -> None:
    with pytest.raises(UserError, match="what you promised"):
        _promise(services, abebe, 1, " \x00 ")
    with pytest.raises(UserError, match="4711"):
        _promise(services, ContactId(4711), 1)


@pytest.mark.parametrize("command", ["get", "done", "reopen", "delete", "edit"])
def test_one_that_is_not_there_any_more_is_named(services: Services, abebe: ContactId, command: str) -> None:
    gone = FollowUpId(99)
    with pytest.raises(UserError, match="not there any more"):
        getattr(services.follow_ups, command)(
            FollowUp(abebe, "send", MONDAY, gone) if command == "edit" else gone
        )


@pytest.mark.parametrize("due", [date.min, date.max])
def test_any_day_can_be_promised(services: Services, abebe: ContactId, due: date) -> None:
    number = services.follow_ups.promise(FollowUp(abebe, "send", due))
    assert services.follow_ups.get(number).due == due
    assert services.contacts.rows([abebe])[0].next_step == due

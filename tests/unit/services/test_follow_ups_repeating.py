"""Promises to oneself, and promises that come again."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from crm_desktop.domain.errors import UserError
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.ids import ContactId, FollowUpId
from crm_desktop.domain.reminder import ReminderKind
from crm_desktop.domain.scope import Scope
from crm_desktop.services.context import Services
from tests.fakes import FakeClock
from tests.unit.services.reminding import add, fired, inbox

# The clock stands at Monday 2 March 2026, 09:00 UTC.
MONTHLY, YEARLY = "FREQ=MONTHLY", "FREQ=YEARLY"


def promise(
    services: Services, due: str = "2026-03-10", who: ContactId | None = None, rule: str = ""
) -> FollowUpId:
    return services.follow_ups.promise(
        FollowUp(who, "Renew the stall permit", date.fromisoformat(due), rule=rule)
    )


def open_days(services: Services) -> list[str]:
    return [one.due.isoformat() for one in services.follow_ups.open_until()]


def test_one_is_reminded_of_what_one_promised_oneself(services: Services, clock: FakeClock) -> None:
    promise(services)
    assert fired(services) == []
    clock.advance(days=8)
    [one] = services.reminders.fire_due()
    assert (one.kind, one.contact_ids, one.title) == (
        ReminderKind.OWN,
        (),
        "Reminder: Renew the stall permit",
    )
    services.reminders.done(one.key)
    assert inbox(services) == []


def test_keeping_it_takes_the_reminder_away_and_undo_brings_it_back(
    services: Services, clock: FakeClock
) -> None:
    number = promise(services)
    clock.advance(days=8)
    services.reminders.fire_due()
    services.follow_ups.done(number)
    assert inbox(services) == []
    services.undo.undo()
    assert inbox(services) == ["Reminder: Renew the stall permit"]
    assert fired(services) == []


def test_what_is_done_in_the_inbox_is_kept_and_comes_again(services: Services, clock: FakeClock) -> None:
    number = promise(services, rule=MONTHLY)
    clock.advance(days=8)
    [one] = services.reminders.fire_due()
    services.reminders.done(one.key)
    assert services.follow_ups.get(number).done_at == clock.now()
    assert open_days(services) == ["2026-04-10"]
    services.undo.undo()
    assert open_days(services) == ["2026-03-10"]
    assert inbox(services) == ["Reminder: Renew the stall permit"]


def test_a_promise_that_was_deleted_comes_back_with_its_reminder(
    services: Services, clock: FakeClock
) -> None:
    number = promise(services)
    services.follow_ups.delete(number)
    assert services.reminders.next_due() is None
    services.undo.undo()
    clock.advance(days=8)
    assert fired(services) == ["Reminder: Renew the stall permit"]


def test_a_decision_ahead_of_its_day_is_undone(services: Services, clock: FakeClock) -> None:
    promise(services)
    [one] = services.reminders.between(clock.now(), clock.now() + timedelta(days=9))
    services.reminders.dismiss(one.key)
    assert services.reminders.next_due() is None
    services.undo.undo()
    assert services.reminders.next_due() == one.due_at


def test_without_words_there_is_nothing_to_be_reminded_of(services: Services) -> None:
    with pytest.raises(UserError, match="what you want"):
        services.follow_ups.promise(FollowUp(None, "  ", date(2026, 3, 10)))


def test_one_that_is_kept_comes_again(services: Services, clock: FakeClock) -> None:
    number = promise(services, rule=YEARLY)
    clock.advance(days=10)
    services.follow_ups.done(number)
    assert open_days(services) == ["2027-03-10"]
    services.undo.undo()
    assert open_days(services) == ["2026-03-10"]


def test_what_was_missed_is_not_made_up_for(services: Services, clock: FakeClock) -> None:
    number = promise(services, rule=MONTHLY)
    clock.advance(days=100)  # 10 June
    services.follow_ups.done(number)
    assert open_days(services) == ["2026-07-10"]


def test_one_that_is_kept_early_comes_at_its_next_day(services: Services) -> None:
    services.follow_ups.done(promise(services, rule=MONTHLY))
    assert open_days(services) == ["2026-04-10"]


def test_the_last_one_is_the_last(services: Services) -> None:
    services.follow_ups.done(promise(services, rule="FREQ=MONTHLY;COUNT=1"))
    assert open_days(services) == []


def test_putting_one_off_leaves_the_next_where_it_was(services: Services, clock: FakeClock) -> None:
    number = promise(services, rule=MONTHLY)
    services.follow_ups.put_off(number, date(2026, 3, 14))
    assert open_days(services) == ["2026-03-14"]
    clock.advance(days=12)
    services.follow_ups.done(number)
    assert open_days(services) == ["2026-04-10"]


def test_one_that_is_left_open_is_told_again_when_it_comes_round(
    services: Services, clock: FakeClock
) -> None:
    promise(services, due="2026-03-02", rule=MONTHLY)
    assert fired(services) == ["Reminder: Renew the stall permit"]
    clock.advance(days=30)
    assert fired(services) == []
    clock.advance(days=1)
    assert fired(services) == ["Reminder: Renew the stall permit"]
    assert len(inbox(services)) == 1
    clock.advance(days=200)
    assert len(fired(services)) == 1
    assert len(inbox(services)) == 1
    assert open_days(services) == ["2026-03-02"]


def test_dismissing_it_once_is_not_for_ever(services: Services, clock: FakeClock) -> None:
    promise(services, due="2026-03-02", rule=YEARLY)
    [one] = services.reminders.fire_due()
    services.reminders.dismiss(one.key)
    assert inbox(services) == []
    [later] = services.reminders.between(clock.now() + timedelta(days=1), clock.now() + timedelta(days=400))
    assert later.due_at.isoformat().startswith("2027-03-02")
    clock.advance(days=365)
    assert fired(services) == ["Reminder: Renew the stall permit"]


def test_put_off_it_comes_then_and_again_when_it_comes_round(services: Services, clock: FakeClock) -> None:
    promise(services, due="2026-03-02", rule=MONTHLY)
    [one] = services.reminders.fire_due()
    services.reminders.snooze(one.key, clock.now() + timedelta(days=3))
    clock.advance(days=3)
    assert len(fired(services)) == 1
    clock.advance(days=28)
    assert len(fired(services)) == 1


def test_other_words_for_one_time_only(services: Services) -> None:
    number = promise(services, rule=MONTHLY)
    this = services.follow_ups.get(number)
    services.follow_ups.edit(replace(this, text="Renew it, and pay"), scope=Scope.ONE)
    found = services.follow_ups.open_until()
    assert [(one.text, one.due.month, one.rule) for one in found] == [
        ("Renew it, and pay", 3, ""),
        ("Renew the stall permit", 4, MONTHLY),
    ]


def test_from_now_on_on_another_day(services: Services) -> None:
    number = promise(services, rule=MONTHLY)
    this = services.follow_ups.get(number)
    services.follow_ups.edit(replace(this, due=date(2026, 3, 20)), scope=Scope.LATER)
    services.follow_ups.done(number)
    assert open_days(services) == ["2026-04-20"]


def test_from_now_on_on_another_weekday_and_no_oftener_than_was_left(
    services: Services, clock: FakeClock
) -> None:
    number = promise(services, rule="FREQ=WEEKLY;BYDAY=TU;COUNT=3")  # a Tuesday
    services.follow_ups.done(number)
    [second] = services.follow_ups.open_until()
    services.follow_ups.edit(replace(second, due=date(2026, 3, 19)), scope=Scope.LATER)
    services.follow_ups.done(second.id or FollowUpId(0))
    [third] = services.follow_ups.open_until()
    assert third.due == date(2026, 3, 26)
    services.follow_ups.done(third.id or FollowUpId(0))
    assert open_days(services) == []


def test_one_time_is_skipped(services: Services) -> None:
    number = promise(services, rule=MONTHLY)
    services.follow_ups.delete(number, scope=Scope.ONE)
    assert open_days(services) == ["2026-04-10"]
    services.follow_ups.delete(services.follow_ups.open_until()[0].id or FollowUpId(0))
    assert open_days(services) == []


def test_reopening_does_not_begin_it_twice(services: Services) -> None:
    number = promise(services, rule=MONTHLY)
    services.follow_ups.done(number)
    services.follow_ups.reopen(number)
    services.follow_ups.done(number)
    assert open_days(services) == ["2026-04-10"]


def test_a_promise_to_a_contact_repeats_as_well(services: Services, clock: FakeClock) -> None:
    who = add(services)
    number = promise(services, who=who, rule=MONTHLY)
    clock.advance(days=8)
    assert fired(services) == ["Promised: Renew the stall permit (Anna)"]
    services.follow_ups.done(number)
    clock.advance(days=31)
    assert fired(services) == ["Promised: Renew the stall permit (Anna)"]


@pytest.mark.parametrize("rule", ["FREQ=MINUTELY", "now and then"])
def test_a_rule_that_cannot_be_is_refused(services: Services, rule: str) -> None:
    with pytest.raises(UserError):
        promise(services, rule=rule)
    assert open_days(services) == []


def test_the_last_time_can_be_put_off_behind_the_end_of_the_repetition(services: Services) -> None:
    number = promise(services, "2026-03-10", rule="FREQ=WEEKLY;UNTIL=20260312")
    services.follow_ups.edit(replace(services.follow_ups.get(number), due=date(2026, 3, 20)), scope=Scope.ONE)
    assert open_days(services) == ["2026-03-20"]
    services.follow_ups.edit(replace(services.follow_ups.get(number), text="Renew it at last"))
    assert services.follow_ups.get(number).text == "Renew it at last"
    with pytest.raises(UserError, match="ends before it begins"):
        services.follow_ups.edit(replace(services.follow_ups.get(number), due=date(2026, 3, 21)))

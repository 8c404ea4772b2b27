"""What the desktop is asked to show: once, in quiet time nothing, and again where it was not taken."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.importance import Importance
from crm_desktop.services.context import Services
from tests.fakes import FakeClock
from tests.unit.services.reminding import add, inbox, meet, talk, wall

# The clock stands at Monday 2 March 2026, 09:00 UTC.


def announced(services: Services) -> list[str]:
    services.reminders.fire_due()
    return [one.title for one in services.reminders.to_announce()]


def test_what_comes_due_is_announced_once(services: Services, clock: FakeClock) -> None:
    meet(services, wall("2026-03-02T10:00"))
    assert announced(services) == []
    clock.advance(minutes=50)
    assert services.reminders.last_announced() is None
    assert announced(services) == ["Meeting: Lunch"]
    assert announced(services) == []
    assert services.reminders.last_announced() == clock.now()


def test_in_quiet_hours_the_inbox_has_it_and_the_desktop_hears_it_afterwards(
    services: Services, clock: FakeClock
) -> None:
    services.settings.quiet_from, services.settings.quiet_until = time(21), time(10, 30)
    meet(services, wall("2026-03-02T09:30"))
    meet(services, wall("2026-03-02T12:00"), lead=(120,))
    clock.set(wall("2026-03-02T10:01"))
    assert announced(services) == []
    assert len(inbox(services)) == 2
    assert services.reminders.quiet_until() == clock.now() + timedelta(minutes=29)
    services.appointments.cancel(services.reminders.inbox()[1].subject_id)
    clock.set(wall("2026-03-02T10:30"))
    assert announced(services) == ["Meeting: Lunch"]


def test_what_was_done_in_quiet_time_is_not_announced(services: Services, clock: FakeClock) -> None:
    services.settings.days_off = (1,)
    meet(services, wall("2026-03-02T09:30"))
    clock.advance(minutes=20)
    assert announced(services) == []
    services.reminders.done(services.reminders.inbox()[0].key)
    clock.advance(days=1)
    assert announced(services) == []


def test_what_the_desktop_did_not_take_is_announced_again(services: Services, clock: FakeClock) -> None:
    meet(services, wall("2026-03-02T09:30"))
    clock.advance(minutes=20)
    services.reminders.fire_due()
    keys = [one.key for one in services.reminders.to_announce()]
    services.reminders.not_announced(keys)
    assert announced(services) == ["Meeting: Lunch"]
    assert announced(services) == []


def test_without_notifications_nothing_is_announced_not_even_later(
    services: Services, clock: FakeClock
) -> None:
    services.settings.notifications = False
    meet(services, wall("2026-03-02T09:30"))
    clock.advance(minutes=20)
    assert announced(services) == []
    services.settings.notifications = True
    assert announced(services) == []
    assert services.reminders.last_announced() is None
    assert inbox(services) == ["Meeting: Lunch"]


def test_one_that_was_put_off_is_announced_again(services: Services, clock: FakeClock) -> None:
    meet(services, wall("2026-03-02T09:30"))
    clock.advance(minutes=20)
    assert announced(services) == ["Meeting: Lunch"]
    services.reminders.snooze(services.reminders.inbox()[0].key, clock.now() + timedelta(minutes=5))
    assert announced(services) == []
    clock.advance(minutes=5)
    assert announced(services) == ["Meeting: Lunch"]


def test_the_cold_come_in_one_go_a_day_the_most_important_first(services: Services, clock: FakeClock) -> None:
    add(services, "Low", cadence=3, importance=Importance.LOW)
    add(services, "Usual", cadence=3)
    add(services, "Longest", cadence=2)
    add(services, "High", cadence=4, importance=Importance.HIGH)
    clock.advance(days=4)
    assert announced(services) == [f"Gone cold: {name}" for name in ("High", "Longest", "Usual", "Low")]
    assert services.reminders.open_count() == 1
    assert inbox(services)[0] == "Gone cold: High"
    late = add(services, "Late", cadence=0)
    talk(services, late)
    clock.advance(days=3, hours=1)
    services.contacts.set_cadence([late], 3)
    assert announced(services) == ["Gone cold: Late"]


def test_who_goes_cold_later_on_the_same_day_waits_for_the_next(services: Services, clock: FakeClock) -> None:
    add(services, "First", cadence=3)
    second = add(services, "Second", cadence=30)
    clock.advance(days=3)
    assert announced(services) == ["Gone cold: First"]
    services.contacts.set_cadence([second], 2)
    assert announced(services) == []
    assert len(inbox(services)) == 2
    clock.advance(days=1)
    assert announced(services) == ["Gone cold: Second"]


def test_a_cold_contact_that_was_put_off_comes_by_itself(services: Services, clock: FakeClock) -> None:
    add(services, "First", cadence=3)
    add(services, "Second", cadence=3)
    clock.advance(days=3)
    assert len(announced(services)) == 2
    services.reminders.snooze(services.reminders.inbox()[0].key, clock.now() + timedelta(hours=1))
    clock.advance(hours=1)
    assert len(announced(services)) == 1


def test_the_inbox_is_sorted_by_what_still_matters(services: Services, clock: FakeClock) -> None:
    meet(services, wall("2026-03-02T09:10"))
    meet(services, wall("2026-03-02T11:00"), lead=(120, 15))
    services.follow_ups.promise(FollowUp(None, "Pay", date(2026, 3, 2)))
    add(services, "Silent", cadence=1)
    clock.set(wall("2026-03-02T10:50"))
    services.reminders.fire_due()
    clock.advance(days=1, hours=-1)
    services.reminders.fire_due()
    meet(services, wall("2026-03-03T10:00"))
    services.reminders.fire_due()
    found = services.reminders.inbox()
    now = clock.now()
    assert [(one.kind.value, one.is_over(now)) for one in found] == [
        ("appointment", False),
        ("own", False),
        ("appointment", True),
        ("appointment", True),
        ("cold", False),
    ]
    assert services.reminders.inbox(2) == found[:2]


def test_a_meeting_that_was_over_when_one_came_back_was_missed(services: Services, clock: FakeClock) -> None:
    meet(services, wall("2026-03-02T09:30"))
    clock.advance(days=2)
    services.reminders.fire_due()
    assert [one.is_late for one in services.reminders.inbox()] == [True]


def test_a_meeting_one_was_told_of_in_time_was_not_missed(services: Services, clock: FakeClock) -> None:
    meet(services, wall("2026-03-02T09:30"))
    clock.advance(minutes=20)
    services.reminders.fire_due()
    clock.advance(days=2)
    [one] = services.reminders.inbox()
    assert (one.is_over(clock.now()), one.is_late) == (True, False)


def test_many_that_are_due_at_once_come_in_portions_and_none_is_left_out(
    services: Services, clock: FakeClock
) -> None:
    for number in range(7):
        add(services, f"Silent {number}", cadence=3)
    meet(services, wall("2026-03-02T10:00"))
    clock.advance(days=4)
    portions = []
    while services.reminders.is_due():
        portions.append(len(services.reminders.fire_due(limit=3)))
    assert portions == [4, 3, 1]
    assert len(services.reminders.inbox()) == 8


@pytest.fixture
def cold(services: Services, clock: FakeClock) -> int:
    """Somebody who has gone cold, and told of."""
    who = add(services, cadence=3)
    clock.advance(days=3)
    assert announced(services) == ["Gone cold: Anna"]
    return who


def test_a_pause_takes_the_reminder_away_until_its_day(
    services: Services, clock: FakeClock, cold: int
) -> None:
    services.contacts.pause([cold], date(2026, 3, 20))
    assert inbox(services) == []
    assert services.today.page().reach_out == ()
    assert services.contacts.rows([cold])[0].paused_until == date(2026, 3, 20)
    clock.set(wall("2026-03-20T08:59"))
    assert announced(services) == []
    clock.advance(minutes=1)
    assert announced(services) == ["Gone cold: Anna"]
    assert [one.name for one in services.today.page().reach_out] == ["Anna"]


def test_undoing_a_pause_brings_the_reminder_back_without_telling_again(
    services: Services, cold: int
) -> None:
    services.contacts.pause([cold], date(2026, 3, 20))
    services.undo.undo()
    assert inbox(services) == ["Gone cold: Anna"]
    assert announced(services) == []


def test_a_pause_ends_when_the_user_says_so(services: Services, cold: int) -> None:
    services.contacts.pause([cold], date(2026, 3, 20))
    services.contacts.pause([cold], None)
    assert inbox(services) == ["Gone cold: Anna"]


def test_who_is_spoken_to_in_a_pause_goes_cold_anew(services: Services, clock: FakeClock, cold: int) -> None:
    services.contacts.pause([cold], date(2026, 3, 20))
    clock.set(wall("2026-03-18T12:00"))
    talk(services, cold)
    clock.set(wall("2026-03-20T12:00"))
    assert announced(services) == []
    clock.set(wall("2026-03-21T12:00"))
    assert announced(services) == ["Gone cold: Anna"]


def test_a_pause_survives_an_edit_of_the_card(services: Services, cold: int) -> None:
    services.contacts.pause([cold], date(2026, 3, 20))
    card = services.contacts.get(cold)
    services.contacts.save(replace(card, notes="Likes tea"))
    assert services.contacts.get(cold).paused_until == date(2026, 3, 20)


def test_a_clock_that_ran_ahead_holds_back_nobody_who_gets_cold_afterwards(
    services: Services, clock: FakeClock
) -> None:
    add(services, "Anna", cadence=3)
    clock.advance(days=20)
    assert announced(services) == ["Gone cold: Anna"]
    clock.advance(days=-19)
    add(services, "Clara", cadence=2)
    clock.advance(days=2)
    assert announced(services) == ["Gone cold: Clara"]

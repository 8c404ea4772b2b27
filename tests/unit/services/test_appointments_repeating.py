"""Meetings that repeat: written down for the months to come, and changed one, from one on, or all."""

import sqlite3
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from crm_desktop.domain.appointment import Appointment, AppointmentState
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.ids import AppointmentId, ContactId
from crm_desktop.domain.scope import Scope
from crm_desktop.services.context import Services
from tests.fakes import FakeClock
from tests.unit.services.reminding import add, fired, inbox, wall

WEEKLY = "FREQ=WEEKLY"
# The clock stands at Monday 2 March 2026, 09:00 UTC.
TUESDAY = wall("2026-03-03T10:00")


def repeat(
    services: Services, *who: ContactId, rule: str = WEEKLY, starts: datetime = TUESDAY
) -> AppointmentId:
    return services.appointments.plan(
        Appointment("Class", starts, "UTC", who, rule=rule, remind=(15,), place="Hall")
    )


def planned(services: Services, days: int = 30) -> list[Appointment]:
    """What stands in the calendar for the next days."""
    now = services.clock.now()
    found = services.appointments.between(now, now + timedelta(days=days))
    return [one for one in found if one.state is AppointmentState.PLANNED]


def days(services: Services, span: int = 30) -> list[str]:
    return [f"{one.starts:%m-%d %H:%M}" for one in planned(services, span)]


def nth(services: Services, number: int) -> Appointment:
    return planned(services, 60)[number]


def test_every_repetition_of_the_months_to_come_is_a_meeting_of_its_own(services: Services) -> None:
    repeat(services)
    assert days(services) == ["03-03 10:00", "03-10 10:00", "03-17 10:00", "03-24 10:00", "03-31 10:00"]
    assert {(one.title, one.place, one.rule) for one in planned(services)} == {("Class", "Hall", WEEKLY)}
    assert len({one.uid for one in planned(services)}) == 5
    assert len(planned(services, 400)) == 57


def test_a_meeting_in_a_zone_keeps_its_hour_over_a_clock_change(services: Services) -> None:
    starts = wall("2026-03-24T10:00")
    services.appointments.plan(Appointment("Class", starts, "Europe/Berlin", rule=WEEKLY))
    instants = [one.starts_at.hour for one in planned(services, 40)]
    assert instants == [9, 8, 8]  # clocks go forward on the 29th


def test_the_reminder_of_each_comes_once(services: Services, clock: FakeClock) -> None:
    repeat(services)
    for _ in range(3):
        clock.set(nth(services, 0).starts_at - timedelta(minutes=15))
        assert fired(services) == ["Meeting: Class"]
        assert fired(services) == []
        clock.advance(minutes=16)
        services.appointments.miss(nth_over(services))
        assert inbox(services) == []


def nth_over(services: Services) -> AppointmentId:
    [one] = [one.appointment for one in services.today.page().now]
    assert one.id is not None
    return one.id


def test_as_the_days_go_by_more_are_written_down(services: Services, clock: FakeClock) -> None:
    repeat(services)
    clock.advance(days=300)
    services.reminders.fire_due()
    assert len(planned(services, 400)) == 57


def test_what_went_by_while_nobody_looked_is_written_down_too_and_told_once(
    services: Services, clock: FakeClock
) -> None:
    repeat(services)
    clock.advance(days=1200)
    assert fired(services) == ["Meeting: Class"]
    assert services.today.page().unanswered_total == 172
    assert len(planned(services, 370)) > 50


def test_a_rule_that_comes_every_four_years_has_its_next_one(services: Services, clock: FakeClock) -> None:
    repeat(services, rule="FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", starts=wall("2028-02-29T10:00"))
    assert len(planned(services, 800)) == 1
    clock.set(wall("2028-03-01T10:00"))
    services.reminders.fire_due()
    assert [one.starts.year for one in planned(services, 1500)] == [2032]


def test_a_rule_ends_when_it_says(services: Services) -> None:
    repeat(services, rule="FREQ=WEEKLY;COUNT=3")
    assert len(planned(services, 400)) == 3
    repeat(services, rule="FREQ=DAILY;UNTIL=20260304", starts=wall("2026-03-02T12:00"))
    assert len(planned(services, 400)) == 6


@pytest.mark.parametrize(
    "rule",
    ["FREQ=SECONDLY", "FREQ=HOURLY", "often", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;INTERVAL=0"],
)
def test_a_rule_that_cannot_be_is_refused_in_words(services: Services, rule: str) -> None:
    with pytest.raises(UserError):
        repeat(services, rule=rule)
    assert planned(services) == []


def test_one_is_moved_alone(services: Services) -> None:
    repeat(services)
    second = nth(services, 1)
    services.appointments.edit(replace(second, starts=wall("2026-03-12T15:00"), title="Late"))
    assert days(services) == ["03-03 10:00", "03-12 15:00", "03-17 10:00", "03-24 10:00", "03-31 10:00"]
    assert [one.title for one in planned(services)].count("Late") == 1
    services.undo.undo()
    assert days(services)[1] == "03-10 10:00"


def test_one_is_cancelled_alone_and_stays_so(services: Services, clock: FakeClock) -> None:
    repeat(services)
    services.appointments.cancel(AppointmentId(nth(services, 1).id or 0))
    assert days(services) == ["03-03 10:00", "03-17 10:00", "03-24 10:00", "03-31 10:00"]
    clock.advance(days=100)
    services.reminders.fire_due()
    clock.advance(days=-100)
    assert days(services) == ["03-03 10:00", "03-17 10:00", "03-24 10:00", "03-31 10:00"]


def test_this_and_later_ones_move_together(services: Services) -> None:
    repeat(services)
    third = nth(services, 2)
    services.appointments.edit(replace(third, starts=wall("2026-03-18T11:30")), scope=Scope.LATER)
    assert days(services) == ["03-03 10:00", "03-10 10:00", "03-18 11:30", "03-25 11:30"]
    services.undo.undo()
    assert days(services) == ["03-03 10:00", "03-10 10:00", "03-17 10:00", "03-24 10:00", "03-31 10:00"]
    services.undo.redo()
    assert days(services) == ["03-03 10:00", "03-10 10:00", "03-18 11:30", "03-25 11:30"]


def test_all_to_come_change_and_what_was_held_stays(services: Services, clock: FakeClock) -> None:
    repeat(services)
    first = nth(services, 0)
    clock.set(wall("2026-03-05T09:00"))
    services.appointments.hold(AppointmentId(first.id or 0))
    services.appointments.edit(replace(nth(services, 1), title="Course"), scope=Scope.ALL)
    assert {one.title for one in planned(services, 400)} == {"Course"}
    assert services.appointments.get(AppointmentId(first.id or 0)).title == "Class"
    assert days(services)[:2] == ["03-10 10:00", "03-17 10:00"]


def test_what_was_changed_by_itself_keeps_that_when_all_change(services: Services) -> None:
    repeat(services)
    second = nth(services, 1)
    services.appointments.edit(replace(second, agenda="Bring the flute", starts=wall("2026-03-11T09:00")))
    services.appointments.edit(replace(nth(services, 0), place="Garden"), scope=Scope.ALL)
    changed = nth(services, 1)
    assert (changed.agenda, changed.starts, changed.place) == (
        "Bring the flute",
        wall("2026-03-11T09:00"),
        "Garden",
    )


def test_another_rule_from_one_on(services: Services) -> None:
    repeat(services)
    services.appointments.edit(replace(nth(services, 1), rule="FREQ=WEEKLY;INTERVAL=2"), scope=Scope.LATER)
    assert days(services, 45) == ["03-03 10:00", "03-10 10:00", "03-24 10:00", "04-07 10:00"]


def test_no_rule_from_one_on(services: Services) -> None:
    repeat(services)
    services.appointments.edit(replace(nth(services, 1), rule=""), scope=Scope.LATER)
    assert days(services, 45) == ["03-03 10:00", "03-10 10:00"]
    assert not nth(services, 1).repeats


def test_a_meeting_begins_to_repeat(services: Services) -> None:
    number = services.appointments.plan(Appointment("Class", TUESDAY, "UTC"))
    services.appointments.edit(replace(services.appointments.get(number), rule=WEEKLY))
    assert len(days(services)) == 5
    assert nth(services, 0).id == number


def test_a_count_is_shared_between_the_parts(services: Services) -> None:
    repeat(services, rule="FREQ=WEEKLY;COUNT=5")
    services.appointments.edit(replace(nth(services, 2), title="Course"), scope=Scope.LATER)
    assert [one.title for one in planned(services, 400)] == ["Class", "Class", "Course", "Course", "Course"]


def test_later_ones_are_cancelled_and_undo_brings_them_back(services: Services, clock: FakeClock) -> None:
    repeat(services)
    services.appointments.cancel(AppointmentId(nth(services, 2).id or 0), scope=Scope.LATER)
    assert days(services) == ["03-03 10:00", "03-10 10:00"]
    clock.advance(days=60)
    services.reminders.fire_due()
    assert planned(services, 400) == []
    services.undo.undo()
    services.reminders.fire_due()
    assert len(planned(services, 300)) == 43


def test_what_came_meanwhile_goes_when_the_end_is_redone(services: Services, clock: FakeClock) -> None:
    repeat(services)
    services.appointments.cancel(AppointmentId(nth(services, 2).id or 0), scope=Scope.LATER)
    services.undo.undo()
    clock.advance(days=200)
    services.reminders.fire_due()
    assert len(planned(services, 400)) == 57
    services.undo.redo()
    assert planned(services, 400) == []


def test_undoing_the_plan_takes_all_of_them_away(services: Services, file: sqlite3.Connection) -> None:
    repeat(services, add(services))
    services.undo.undo()
    assert file.execute("SELECT count(*) FROM appointment").fetchone() == (0,)
    assert services.reminders.next_due() is None
    services.undo.redo()
    assert len(days(services)) == 5


def test_an_edit_of_all_does_not_remind_again(services: Services, clock: FakeClock) -> None:
    repeat(services)
    clock.set(wall("2026-03-03T09:50"))
    assert fired(services) == ["Meeting: Class"]
    services.appointments.edit(replace(nth(services, 1), place="Garden"), scope=Scope.ALL)
    assert fired(services) == []
    assert inbox(services) == ["Meeting: Class"]


def test_a_contact_who_is_gone_for_good_takes_their_series_along(
    services: Services, clock: FakeClock, file: sqlite3.Connection
) -> None:
    who = add(services)
    repeat(services, who)
    services.contacts.delete([who])
    clock.advance(days=31)
    services.contacts.empty_old_trash()
    services.reminders.fire_due()
    assert file.execute("SELECT count(*) FROM appointment").fetchone() == (0,)
    assert file.execute("SELECT count(*) FROM series").fetchone() == (0,)
    assert "Class" not in str(file.execute("SELECT image FROM journal").fetchall())
    while services.undo.undo():
        pass


def test_who_stays_keeps_meeting_without_the_one_who_is_gone(services: Services, clock: FakeClock) -> None:
    gone, stays = add(services, "Gone"), add(services, "Stays")
    repeat(services, gone, stays)
    services.contacts.delete([gone])
    clock.advance(days=300)
    services.contacts.empty_old_trash()
    services.reminders.fire_due()
    assert planned(services, 400)[-1].contact_ids == (stays,)
    assert planned(services, 400)[-1].starts.date() > date(2027, 12, 1)


def test_a_repeating_meeting_keeps_a_contact_planned(services: Services, clock: FakeClock) -> None:
    who = add(services, cadence=3)
    repeat(services, who)
    clock.advance(days=6)
    services.reminders.fire_due()
    [row] = services.contacts.rows([who])
    assert row.planned
    assert not [one for one in inbox(services) if "cold" in one]


def test_cancelling_one_that_is_over_leaves_the_others_that_are(services: Services, clock: FakeClock) -> None:
    repeat(services, rule="FREQ=WEEKLY;COUNT=4")
    third = nth(services, 2)
    clock.advance(days=40)
    services.appointments.cancel(AppointmentId(third.id or 0), scope=Scope.ALL)
    assert services.today.page().unanswered_total == 3
    services.undo.undo()
    assert services.today.page().unanswered_total == 4


def test_a_card_shows_the_next_one_and_those_that_are_otherwise(services: Services) -> None:
    who = add(services)
    repeat(services, who)
    services.appointments.edit(replace(nth(services, 3), title="Test"))
    assert [one.title for one in services.contacts.card(who).appointments] == ["Class", "Test"]


@pytest.mark.parametrize("hours", [0, 1])
def test_one_that_was_cancelled_stays_so_when_the_others_are_changed(services: Services, hours: int) -> None:
    repeat(services)
    services.appointments.cancel(nth(services, 2).id)
    first = nth(services, 0)
    moved = replace(first, title="Course", starts=first.starts + timedelta(hours=hours))
    services.appointments.edit(moved, scope=Scope.ALL)
    at = f"{10 + hours}:00"
    assert days(services) == [f"03-03 {at}", f"03-10 {at}", f"03-24 {at}", f"03-31 {at}"]
    services.appointments.edit(replace(nth(services, 1), title="Lesson"), scope=Scope.LATER)
    assert days(services) == [f"03-03 {at}", f"03-10 {at}", f"03-24 {at}", f"03-31 {at}"]


def test_one_that_was_put_behind_the_next_stays_there_when_the_hour_of_all_changes(
    services: Services,
) -> None:
    repeat(services)
    services.appointments.edit(replace(nth(services, 1), starts=wall("2026-03-19T15:00")))
    first = nth(services, 0)
    services.appointments.edit(replace(first, starts=wall("2026-03-03T11:00")), scope=Scope.ALL)
    assert days(services) == ["03-03 11:00", "03-17 11:00", "03-19 15:00", "03-24 11:00", "03-31 11:00"]


def test_one_that_was_moved_behind_the_end_of_its_series_can_be_changed_again(services: Services) -> None:
    repeat(services, rule="FREQ=WEEKLY;UNTIL=20260318")
    services.appointments.edit(replace(nth(services, 2), starts=wall("2026-03-20T10:00")))
    services.appointments.edit(replace(nth(services, 2), title="Last class"))
    assert nth(services, 2).title == "Last class"
    services.appointments.edit(replace(nth(services, 2), minutes=90), scope=Scope.LATER)
    assert (nth(services, 2).minutes, days(services)[2]) == (90, "03-20 10:00")

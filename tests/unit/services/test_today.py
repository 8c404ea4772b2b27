"""The Today page: what a person finds on it in the morning, and what leaves it during the day."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.bootstrap import open_services
from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.contact import BIRTHDAY, Contact, ImportantDate, Name
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.importance import Importance
from crm_desktop.domain.interaction import Interaction, InteractionKind
from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.domain.warmth import WarmthState
from crm_desktop.domain.yearly import Feb29
from crm_desktop.services.coming_week import LINES_A_DAY
from crm_desktop.services.context import Services
from crm_desktop.services.today import DATES_LIMIT, REACH_OUT_LIMIT, UNANSWERED_LIMIT
from tests.fakes import FakeClock

TODAY = date(2026, 3, 2)


@pytest.fixture
def services(tmp_path: Path, clock: FakeClock) -> Iterator[Services]:
    with closing(open_services(tmp_path, clock=clock, default_country=lambda: "ET")) as services:
        yield services


def add(services: Services, name: str, **card: Any) -> ContactId:
    return services.contacts.add(Contact(name=Name(name), **card))


def talked(services: Services, who: ContactId, days_ago: int, text: str = "") -> None:
    at = services.clock.now() - timedelta(days=days_ago)
    services.interactions.log(Interaction(InteractionKind.CALL, at, (who,), text))


def silent(services: Services, name: str, days_ago: int, cadence: int = 30, **card: Any) -> ContactId:
    number = add(services, name, cadence_days=cadence, **card)
    talked(services, number, days_ago)
    return number


def meeting(services: Services, starts: str, *who: ContactId, title: str = "Tea", **more: Any) -> int:
    zone = str(services.clock.zone())
    return services.appointments.plan(
        Appointment(title, datetime.fromisoformat(starts), zone, tuple(who), **more)
    )


def names(services: Services) -> list[str]:
    return [silent.name for silent in services.today.page().reach_out]


def test_an_empty_book_has_nothing_to_do(services: Services) -> None:
    page = services.today.page()
    assert page.day == TODAY
    assert page.is_done


def test_a_meeting_comes_with_what_to_remember_of_the_people(services: Services) -> None:
    abebe = add(services, "Abebe", facts=("Coffee with salt",))
    talked(services, abebe, 9, "Spoke about the loom")
    services.follow_ups.promise(FollowUp(abebe, "Bring the samples", TODAY + timedelta(days=4)))
    done = services.follow_ups.promise(FollowUp(abebe, "Long done", TODAY))
    services.follow_ups.done(done)
    meeting(services, "2026-03-02T15:00", abebe)
    [on] = services.today.page().now
    [attendee] = on.attendees
    assert (attendee.name, attendee.facts) == ("Abebe", ("Coffee with salt",))
    assert attendee.last_talk is not None
    assert attendee.last_talk.text == "Spoke about the loom"
    assert [promise.text for promise in attendee.promises] == ["Bring the samples"]
    assert not on.is_on


def test_meetings_of_today_that_are_not_over_are_on(services: Services, clock: FakeClock) -> None:
    hana = add(services, "Hana")
    for starts, title in (
        ("2026-03-02T20:00", "Evening"),
        ("2026-03-02T08:30", "Running"),
        ("2026-03-02T07:00", "Over"),
        ("2026-03-03T00:00", "Tomorrow"),
        ("2026-03-01T23:00", "Overnight"),
    ):
        minutes = 720 if title == "Overnight" else 60
        meeting(services, starts, hana, title=title, minutes=minutes)
    page = services.today.page()
    assert [(m.appointment.title, m.is_on) for m in page.now] == [
        ("Overnight", True),
        ("Running", True),
        ("Evening", False),
    ]
    assert [(u.appointment.title, u.names) for u in page.unanswered] == [("Over", ("Hana",))]


def test_a_meeting_that_was_cancelled_held_or_missed_asks_nothing(services: Services) -> None:
    hana = add(services, "Hana")
    for answer in (services.appointments.cancel, services.appointments.hold, services.appointments.miss):
        answer(meeting(services, "2026-03-02T07:00", hana))
        answer(meeting(services, "2026-03-02T19:00", hana))
    assert services.today.page().is_done


def test_the_day_is_that_of_the_wall_where_the_user_is(services: Services, clock: FakeClock) -> None:
    clock.set(datetime.fromisoformat("2026-03-02T22:30+00:00"))
    clock.travel("Asia/Tashkent")
    hana = add(services, "Hana")
    meeting(services, "2026-03-03T10:00", hana, title="Plov")
    meeting(services, "2026-03-04T00:00", hana, title="Next day")
    page = services.today.page()
    assert page.day == date(2026, 3, 3)
    assert [m.appointment.title for m in page.now] == ["Plov"]


def test_what_was_promised_stands_by_its_day_with_the_name(services: Services) -> None:
    hana = add(services, "Hana")
    for text, days in (("Today", 0), ("Late", -3), ("Later", 1)):
        services.follow_ups.promise(FollowUp(hana, text, TODAY + timedelta(days=days)))
    promised = services.today.page().promised
    assert [(p.follow_up.text, p.name, p.days_late) for p in promised] == [
        ("Late", "Hana", 3),
        ("Today", "Hana", 0),
    ]


def test_who_to_reach_comes_by_importance_and_how_long_it_has_been(services: Services) -> None:
    silent(services, "Cooling, high", 25, importance=Importance.HIGH)
    silent(services, "Cold, low", 80, importance=Importance.LOW)
    silent(services, "Cold, normal, longer", 50)
    silent(services, "Cold, normal", 40)
    silent(services, "Lost, normal", 90)
    silent(services, "Cold, high", 31, importance=Importance.HIGH)
    silent(services, "Warm", 3)
    silent(services, "No reminders", 300, cadence=0)
    silent(services, "Do not contact", 300, do_not_contact=True)
    assert names(services) == [
        "Cold, high",
        "Lost, normal",
        "Cold, normal, longer",
        "Cold, normal",
        "Cold, low",
        "Cooling, high",
    ]


def test_each_says_why_and_what_was_said_last(services: Services) -> None:
    hana = add(services, "Hana", cadence_days=30)
    talked(services, hana, 44, "Asked for the price list")
    talked(services, hana, 41)
    [found] = services.today.page().reach_out
    assert (found.why.state, found.why.days, found.why.cadence_days) == (WarmthState.COLD, 41, 30)
    assert found.last_said == "Asked for the price list"


def test_someone_with_a_plan_or_a_promise_is_not_suggested(services: Services, clock: FakeClock) -> None:
    planned = silent(services, "Planned", 40)
    promised = silent(services, "Promised", 40)
    meeting(services, "2026-03-05T10:00", planned)
    services.follow_ups.promise(FollowUp(promised, "Call back", TODAY - timedelta(days=1)))
    assert names(services) == []
    clock.advance(days=10)
    assert names(services) == ["Planned"]


def test_logging_a_call_takes_someone_off_the_list(services: Services) -> None:
    hana = silent(services, "Hana", 40)
    talked(services, hana, 0)
    assert names(services) == []


def test_a_long_list_is_cut_but_counted(services: Services) -> None:
    for number in range(REACH_OUT_LIMIT + 7):
        silent(services, f"Cold {number}", 40)
    silent(services, "Cooling", 25)
    page = services.today.page()
    assert len(page.reach_out) == REACH_OUT_LIMIT
    assert page.reach_out_total == REACH_OUT_LIMIT + 8


def test_unanswered_meetings_come_newest_first_and_are_counted(services: Services) -> None:
    hana = add(services, "Hana")
    for day in range(1, 28):
        meeting(services, f"2026-02-{day:02}T10:00", hana, title=str(day))
    page = services.today.page()
    assert [u.appointment.title for u in page.unanswered][:2] == ["27", "26"]
    assert (len(page.unanswered), page.unanswered_total) == (UNANSWERED_LIMIT, 27)


def test_dates_of_the_coming_week_say_the_age_where_it_is_known(services: Services) -> None:
    for name, label, noted in (
        ("Next week", "Name day", PartialDate(None, 3, 9)),
        ("Today", BIRTHDAY, PartialDate(1986, 3, 2)),
        ("Too late", BIRTHDAY, PartialDate(1986, 3, 10)),
        ("Yesterday", BIRTHDAY, PartialDate(1986, 3, 1)),
        ("No day", BIRTHDAY, PartialDate(1986, 3, None)),
        ("Ethiopian", BIRTHDAY, PartialDate(1970, 6, 25, Calendar.ETHIOPIAN)),
        ("Jalali", "Opening", PartialDate(1395, 12, 13, Calendar.JALALI)),
    ):
        add(services, name, dates=(ImportantDate(label, noted),))
    coming = services.today.page().dates
    assert [(c.noted.name, c.on, c.turns) for c in coming] == [
        ("Today", date(2026, 3, 2), 40),
        ("Ethiopian", date(2026, 3, 4), 48),
        ("Jalali", date(2026, 3, 4), 9),
        ("Next week", date(2026, 3, 9), None),
    ]


@pytest.mark.parametrize(
    "choice, day",
    [(Feb29.FEB_28, date(2026, 2, 28)), (Feb29.MAR_1, date(2026, 3, 1)), (Feb29.LEAP_YEARS, None)],
)
def test_a_leap_day_is_kept_as_the_user_chose(
    services: Services, clock: FakeClock, choice: Feb29, day: date | None
) -> None:
    clock.set(datetime.fromisoformat("2026-02-25T09:00+00:00"))
    services.settings.feb_29 = choice
    add(services, "Leap", dates=(ImportantDate(BIRTHDAY, PartialDate(1992, 2, 29)),))
    page = services.today.page()
    assert [coming.on for coming in page.dates] == ([day] if day else [])
    assert page.dates_total == len(page.dates)


def test_many_birthdays_are_cut_but_counted(services: Services) -> None:
    for number in range(DATES_LIMIT + 5):
        born = PartialDate(1980, 3, 2 + number % 3)
        add(services, f"Person {number}", dates=(ImportantDate(BIRTHDAY, born),))
    page = services.today.page()
    assert (len(page.dates), page.dates_total) == (DATES_LIMIT, DATES_LIMIT + 5)
    assert [coming.on for coming in page.dates] == sorted(coming.on for coming in page.dates)


def test_what_hangs_on_someone_in_the_trash_is_hidden(services: Services) -> None:
    gone = silent(services, "Gone", 40, dates=(ImportantDate(BIRTHDAY, PartialDate(None, 3, 3)),))
    other = silent(services, "Also gone", 40)
    services.follow_ups.promise(FollowUp(gone, "Call", TODAY))
    meeting(services, "2026-03-02T15:00", gone)
    meeting(services, "2026-03-01T15:00", gone, other)
    meeting(services, "2026-03-02T16:00", title="On my own")
    services.contacts.delete([gone, other])
    page = services.today.page()
    assert [m.appointment.title for m in page.now] == ["On my own"]
    assert page.promised == page.reach_out == page.dates == page.unanswered == ()


def test_the_inbox_shows_what_was_fired(services: Services, clock: FakeClock) -> None:
    hana = add(services, "Hana")
    meeting(services, "2026-03-02T09:10", hana, title="Soon")
    services.reminders.fire_due()
    assert [reminder.subject for reminder in services.today.page().inbox] == ["Soon"]


def test_asking_for_the_page_changes_nothing(services: Services) -> None:
    services.demo.add()
    told: list[object] = []
    unsubscribe = services.bus.subscribe(told.append)
    first = services.today.page()
    assert services.today.page() == first
    unsubscribe()
    assert told == []


def counts(services: Services) -> list[tuple[int, int, int, int]]:
    return [(day.meetings, day.promises, day.own, day.birthdays) for day in services.today.week()]


def test_the_week_says_how_much_each_day_brings(services: Services) -> None:
    hana = add(services, "Hana", dates=(ImportantDate(BIRTHDAY, PartialDate(1986, 3, 4)),))
    meeting(services, "2026-03-02T08:00", hana, title="Over")
    meeting(services, "2026-03-02T08:30", hana, title="Running")
    meeting(services, "2026-03-08T23:30", hana, title="The last evening")
    meeting(services, "2026-03-09T00:00", hana, title="Next week")
    for days in (-1, 0, 2, 2, 7):
        services.follow_ups.promise(FollowUp(hana, "Call", TODAY + timedelta(days=days)))
    week = services.today.week()
    assert [day.day for day in week] == [TODAY + timedelta(days=ahead) for ahead in range(7)]
    assert counts(services) == [
        (1, 1, 0, 0),
        (0, 0, 0, 0),
        (0, 2, 0, 1),
        *([(0, 0, 0, 0)] * 3),
        (1, 0, 0, 0),
    ]
    assert week[1].is_free


def test_a_day_of_the_week_is_one_of_the_wall_where_the_user_is(services: Services, clock: FakeClock) -> None:
    hana = add(services, "Hana")
    meeting(services, "2026-03-03T22:00", hana)
    clock.travel("Asia/Tashkent")
    assert [day.meetings for day in services.today.week()] == [0, 0, 1, 0, 0, 0, 0]


def test_a_day_lists_what_it_brings(services: Services) -> None:
    hana = add(services, "Hana", dates=(ImportantDate(BIRTHDAY, PartialDate(1986, 3, 4)),))
    meeting(services, "2026-03-04T23:00", hana, title="Late")
    meeting(services, "2026-03-04T08:00", hana, title="Early")
    meeting(services, "2026-03-05T00:00", hana, title="Another day")
    for days in (1, 2):
        services.follow_ups.promise(FollowUp(hana, f"In {days}", TODAY + timedelta(days=days)))
    plan = services.today.day(date(2026, 3, 4))
    assert [one.appointment.title for one in plan.meetings] == ["Early", "Late"]
    assert [attendee.name for attendee in plan.meetings[0].attendees] == ["Hana"]
    assert [(one.follow_up.text, one.name) for one in plan.promises] == [("In 2", "Hana")]
    assert [(one.noted.name, one.turns) for one in plan.dates] == [("Hana", 40)]
    assert plan.rest == 0


def test_a_full_day_is_cut_but_counted(services: Services) -> None:
    hana = add(services, "Hana")
    for number in range(LINES_A_DAY + 3):
        services.follow_ups.promise(FollowUp(hana, f"Call {number}", TODAY))
        add(services, f"Born {number}", dates=(ImportantDate(BIRTHDAY, PartialDate(None, 3, 2)),))
    plan = services.today.day(TODAY)
    assert (len(plan.promises), len(plan.dates), plan.rest) == (LINES_A_DAY, LINES_A_DAY, 6)
    assert counts(services)[0] == (0, LINES_A_DAY + 3, 0, LINES_A_DAY + 3)


def test_a_leap_day_counts_on_the_day_on_which_it_is_kept(services: Services, clock: FakeClock) -> None:
    clock.set(datetime.fromisoformat("2026-02-25T09:00+00:00"))
    add(services, "Leap", dates=(ImportantDate(BIRTHDAY, PartialDate(1992, 2, 29)),))
    assert [day.birthdays for day in services.today.week()] == [0, 0, 0, 1, 0, 0, 0]
    assert [one.noted.name for one in services.today.day(date(2026, 2, 28)).dates] == ["Leap"]


def test_what_hangs_on_someone_in_the_trash_is_not_counted(services: Services) -> None:
    gone = add(services, "Gone", dates=(ImportantDate(BIRTHDAY, PartialDate(None, 3, 3)),))
    services.follow_ups.promise(FollowUp(gone, "Call", TODAY))
    meeting(services, "2026-03-03T15:00", gone)
    services.contacts.delete([gone])
    assert all(day.is_free for day in services.today.week())


def test_ones_own_reminder_is_promised_to_nobody(services: Services) -> None:
    services.follow_ups.promise(FollowUp(None, "Renew the stall permit", TODAY))
    [own] = services.today.page().promised
    assert (own.follow_up.text, own.name) == ("Renew the stall permit", "")
    assert [day.own for day in services.today.week()] == [1, 0, 0, 0, 0, 0, 0]


def test_who_is_paused_is_suggested_again_on_the_day(services: Services, clock: FakeClock) -> None:
    hana = silent(services, "Hana", 40)
    services.contacts.pause([hana], TODAY + timedelta(days=7))
    assert names(services) == []
    clock.advance(days=6)
    assert names(services) == []
    clock.advance(days=1)
    assert names(services) == ["Hana"]


def test_a_silence_with_which_the_user_is_done_is_not_suggested(services: Services) -> None:
    for number in range(REACH_OUT_LIMIT + 5):
        silent(services, f"Cold {number}", 40)
    services.reminders.fire_due()
    open_ones = [one.key for one in services.reminders.inbox()]
    services.reminders.done(open_ones[0])
    services.reminders.dismiss(open_ones[1])
    page = services.today.page()
    assert (len(page.reach_out), page.reach_out_total) == (REACH_OUT_LIMIT, REACH_OUT_LIMIT + 3)
    assert not {one.reminder for one in page.reach_out} & {None, *open_ones[:2]}


def test_a_silence_that_was_put_off_comes_back(services: Services, clock: FakeClock) -> None:
    silent(services, "Hana", 40)
    [reminder] = services.reminders.fire_due()
    services.reminders.snooze(reminder.key, clock.now() + timedelta(hours=1))
    assert names(services) == []
    clock.advance(hours=1)
    assert names(services) == ["Hana"]


def test_one_who_was_spoken_to_can_go_cold_again(services: Services, clock: FakeClock) -> None:
    hana = silent(services, "Hana", 40)
    [reminder] = services.reminders.fire_due()
    services.reminders.dismiss(reminder.key)
    talked(services, hana, 0)
    clock.advance(days=31)
    assert names(services) == ["Hana"]


def test_a_promise_of_which_the_reminder_rests_rests_with_it(services: Services, clock: FakeClock) -> None:
    hana = add(services, "Hana")
    services.follow_ups.promise(FollowUp(hana, "Call", TODAY))
    [reminder] = services.reminders.fire_due()
    services.reminders.snooze(reminder.key, clock.now() + timedelta(hours=1))
    assert services.today.page().promised == ()
    clock.advance(hours=1)
    assert len(services.today.page().promised) == 1


def test_a_date_leaves_when_it_is_done_and_comes_again_next_year(
    services: Services, clock: FakeClock
) -> None:
    add(services, "Hana", dates=(ImportantDate(BIRTHDAY, PartialDate(1986, 3, 4)),))
    [coming] = services.today.page().dates
    assert coming.keys == ("birthday:1:2026:ahead", "birthday:1:2026:day")
    services.reminders.done(*coming.keys)
    page = services.today.page()
    assert (page.dates, page.dates_total) == ((), 0)
    services.undo.undo()
    assert len(services.today.page().dates) == 1
    services.undo.redo()
    clock.advance(days=365)
    assert [one.on for one in services.today.page().dates] == [date(2027, 3, 4)]


def test_only_the_reminder_ahead_of_a_date_does_not_settle_it(services: Services) -> None:
    add(services, "Hana", dates=(ImportantDate(BIRTHDAY, PartialDate(1986, 3, 4)),))
    [reminder] = services.reminders.fire_due()
    services.reminders.done(reminder.key)
    assert len(services.today.page().dates) == 1


def test_who_does_not_want_to_hear_from_us_is_not_congratulated(services: Services) -> None:
    born = ImportantDate(BIRTHDAY, PartialDate(1986, 3, 4))
    add(services, "Quiet", dates=(born,), do_not_contact=True)
    assert services.today.page().dates == ()
    assert all(day.is_free for day in services.today.week())


def test_a_meeting_of_which_nobody_could_be_told_in_time_was_missed(
    services: Services, clock: FakeClock
) -> None:
    hana = add(services, "Hana")
    meeting(services, "2026-03-02T09:10", hana, title="Told in time")
    services.reminders.fire_due()
    meeting(services, "2026-03-02T15:00", hana, title="Away")
    meeting(services, "2026-03-02T16:00", hana, title="Stand-up", rule="FREQ=DAILY")
    clock.advance(days=3)
    services.reminders.fire_due()
    found = {(one.appointment.title, one.is_missed) for one in services.today.page().unanswered}
    assert found == {("Told in time", False), ("Away", True), ("Stand-up", True)}


def test_a_longer_list_can_be_asked_for(services: Services) -> None:
    hana = add(services, "Hana")
    for day in range(1, 28):
        meeting(services, f"2026-02-{day:02}T10:00", hana, title=str(day))
    assert len(services.today.page(24).unanswered) == 24

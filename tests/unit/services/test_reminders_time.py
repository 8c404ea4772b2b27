"""Mornings, journeys, clock changes, and a look at what any span of time calls for."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from crm_desktop.domain.contact import BIRTHDAY, ImportantDate
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.domain.reminder import ReminderState
from crm_desktop.services.context import Services
from tests.fakes import FakeClock
from tests.unit.services.reminding import ADDIS, add, born, fired, meet, wall


class TestTime:
    def test_days_begin_at_the_morning_time_of_the_user(self, services: Services, clock: FakeClock) -> None:
        services.settings.morning_time = time(7, 30)
        services.follow_ups.promise(FollowUp(add(services), "send the quote", date(2026, 3, 3)))
        assert services.reminders.next_due() == datetime(2026, 3, 3, 7, 30, tzinfo=UTC)
        clock.travel(ADDIS)
        assert services.reminders.next_due() == datetime(2026, 3, 3, 4, 30, tzinfo=UTC)

    def test_a_morning_that_the_clocks_skip_comes_an_hour_later(
        self, services: Services, clock: FakeClock
    ) -> None:
        clock.travel("Europe/Berlin")
        services.settings.morning_time = time(2, 30)
        services.follow_ups.promise(FollowUp(add(services), "send the quote", date(2026, 3, 29)))
        clock.set(datetime(2026, 3, 29, 1, 29, 59, tzinfo=UTC))
        assert fired(services) == []
        clock.advance(seconds=1)
        assert len(fired(services)) == 1

    def test_a_morning_that_the_clocks_repeat_comes_once(self, services: Services, clock: FakeClock) -> None:
        clock.travel("Europe/Berlin")
        services.settings.morning_time = time(2, 30)
        services.follow_ups.promise(FollowUp(add(services), "send the quote", date(2026, 10, 25)))
        clock.set(datetime(2026, 10, 25, 0, 30, tzinfo=UTC))
        assert len(fired(services)) == 1
        clock.advance(hours=1)
        assert fired(services) == []

    def test_what_was_shown_by_a_clock_that_ran_ahead_is_not_shown_again(
        self, services: Services, clock: FakeClock
    ) -> None:
        now = clock.now()
        meet(services, wall("2026-03-10 12:00"), add(services))
        clock.advance(days=30)
        assert len(fired(services)) == 1
        clock.set(now)
        assert fired(services) == []
        clock.advance(days=30)
        assert fired(services) == []

    def test_what_only_passed_by_in_that_future_still_comes(
        self, services: Services, clock: FakeClock
    ) -> None:
        now = clock.now()
        born(services, PartialDate(1986, 3, 20))
        clock.advance(days=30)
        assert fired(services) == ["Birthday: Anna turns 40"]
        clock.set(now)
        assert fired(services) == []
        clock.set(wall("2026-03-13 09:00"))
        assert fired(services) == ["Birthday in 7 days: Anna turns 40"]

    def test_a_tick_with_nothing_due_does_not_even_ask_to_write(
        self, tmp_path: Path, services: Services
    ) -> None:
        add(services, cadence=30)
        with closing(sqlite3.connect(tmp_path / "contacts.db")) as other:
            other.execute("BEGIN IMMEDIATE")
            assert services.reminders.fire_due() == []

    def test_nothing_waits_in_an_empty_book(self, services: Services) -> None:
        assert services.reminders.next_due() is None
        assert services.reminders.inbox() == []


class TestLookingAhead:
    def test_a_span_lists_what_it_calls_for_and_records_nothing(
        self, services: Services, clock: FakeClock
    ) -> None:
        who = add(services, cadence=30, dates=(ImportantDate(BIRTHDAY, PartialDate(1986, 3, 20)),))
        meet(services, wall("2026-03-10 12:00"), who)
        services.follow_ups.promise(FollowUp(add(services, "Bob"), "send the quote", date(2026, 3, 12)))
        span = (clock.now(), clock.now() + timedelta(days=365))
        titles = [reminder.title for reminder in services.reminders.between(*span)]
        assert titles == [
            "Meeting: Lunch (Anna)",
            "Promised: send the quote (Bob)",
            "Birthday in 7 days: Anna turns 40",
            "Birthday: Anna turns 40",
            "Gone cold: Anna",
        ]
        assert services.reminders.inbox() == []

    def test_a_span_holds_its_start_and_not_its_end(self, services: Services, clock: FakeClock) -> None:
        meet(services, wall("2026-03-10 12:00"), add(services), lead=(0,))
        start = datetime(2026, 3, 10, 12, tzinfo=UTC)
        services.follow_ups.promise(FollowUp(add(services, "Bob"), "x", date(2026, 3, 10)))
        day = datetime(2026, 3, 10, 9, tzinfo=UTC)
        second = timedelta(seconds=1)
        assert len(services.reminders.between(start, start + second)) == 1
        assert services.reminders.between(start - second, start) == []
        assert len(services.reminders.between(day, day + second)) == 1
        assert services.reminders.between(day - second, day) == []

    def test_what_became_of_them_stands_beside(self, services: Services, clock: FakeClock) -> None:
        born(services, PartialDate(1986, 3, 5))
        (shown,) = services.reminders.fire_due()
        services.reminders.done(shown.key)
        start = datetime(2026, 2, 20, tzinfo=UTC)
        states = {r.key: r.state for r in services.reminders.between(start, start + timedelta(days=30))}
        assert states == {
            shown.key: ReminderState.DONE,
            shown.key.replace("ahead", "day"): ReminderState.WAITING,
        }

    def test_a_snoozed_one_stands_where_it_was_put_off_to(self, services: Services, clock: FakeClock) -> None:
        meet(services, wall("2026-03-02 09:10"), add(services))
        (shown,) = services.reminders.fire_due()
        until = clock.now() + timedelta(hours=5)
        services.reminders.snooze(shown.key, until)
        (found,) = services.reminders.between(until - timedelta(days=1), until + timedelta(days=1))
        assert (found.key, found.due_at, found.state) == (shown.key, until, ReminderState.SNOOZED)

    def test_years_ahead_have_their_birthdays_and_years_before_the_card_have_none(
        self, services: Services, clock: FakeClock
    ) -> None:
        born(services, PartialDate(1986, 3, 20))
        future = datetime(2040, 1, 1, tzinfo=UTC)
        assert len(services.reminders.between(future, future + timedelta(days=366))) == 2
        past = datetime(2020, 1, 1, tzinfo=UTC)
        assert services.reminders.between(past, past + timedelta(days=366)) == []

    @pytest.mark.parametrize("days", [1, 10, 40, 100, 300, 365, 800])
    def test_a_long_span_is_the_sum_of_its_days(
        self, services: Services, clock: FakeClock, days: int
    ) -> None:
        for month in range(1, 13):
            for day in (1, 15, 28):
                born(services, PartialDate(None, month, day), f"Born {month}-{day}")
        born(services, PartialDate(None, 2, 29), "Leap")
        born(services, PartialDate(None, 12, 30, Calendar.JALALI), "Esfand")
        born(services, PartialDate(None, 13, 5, Calendar.ETHIOPIAN), "Pagume")
        start = datetime(2026, 12, 20, tzinfo=UTC)
        whole = services.reminders.between(start, start + timedelta(days=days))
        by_day = [
            one
            for at in range(days)
            for one in services.reminders.between(start + timedelta(days=at), start + timedelta(days=at + 1))
        ]
        assert {one.key for one in whole} == {one.key for one in by_day}
        assert len(whole) == len(by_day)

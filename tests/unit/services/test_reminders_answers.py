"""Done, dismissed and snoozed: what the user says to a reminder holds, and can be undone."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from crm_desktop.domain.changes import DataChanged, Kind
from crm_desktop.domain.contact import BIRTHDAY, ImportantDate
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.ids import ReminderKey
from crm_desktop.domain.partial_date import PartialDate
from crm_desktop.domain.reminder import ReminderState
from crm_desktop.services.context import Services
from tests.fakes import FakeClock
from tests.unit.services.reminding import add, born, fired, inbox, meet, opened, wall


class TestWhatTheUserSays:
    @pytest.fixture
    def key(self, services: Services) -> ReminderKey:
        services.follow_ups.promise(FollowUp(add(services), "send the quote", date(2026, 3, 2)))
        (shown,) = services.reminders.fire_due()
        assert shown.state is ReminderState.SHOWN
        return shown.key

    def test_done_stays_done(
        self, tmp_path: Path, services: Services, clock: FakeClock, key: ReminderKey
    ) -> None:
        services.reminders.done(key)
        assert inbox(services) == []
        clock.advance(days=400)
        with closing(opened(tmp_path, clock)) as again:
            assert fired(again) == inbox(again) == []

    def test_done_and_dismissed_can_be_undone_and_redone(self, services: Services, key: ReminderKey) -> None:
        for command in (services.reminders.done, services.reminders.dismiss):
            command(key)
            assert services.reminders.open_count() == 0
            services.undo.undo()
            assert services.reminders.open_count() == 1
            services.undo.redo()
            assert services.reminders.open_count() == 0
            services.undo.undo()
        assert fired(services) == []

    def test_undo_names_what_it_takes_back(self, services: Services, key: ReminderKey) -> None:
        services.reminders.done(key)
        assert str(services.undo.undo_label()) == "Mark the reminder of Anna as done"

    def test_being_shown_is_nothing_that_can_be_undone(self, services: Services, key: ReminderKey) -> None:
        assert "reminder" not in str(services.undo.undo_label())

    def test_a_snoozed_reminder_comes_again_at_its_moment_after_a_restart_too(
        self, tmp_path: Path, services: Services, clock: FakeClock, key: ReminderKey
    ) -> None:
        services.reminders.snooze(key, clock.now() + timedelta(minutes=10))
        assert inbox(services) == []
        assert services.reminders.next_due() == clock.now() + timedelta(minutes=10)
        services.close()
        with closing(opened(tmp_path, clock)) as again:
            assert fired(again) == []
            clock.advance(minutes=10)
            assert fired(again) == ["Promised: send the quote (Anna)"]
            assert fired(again) == []
            assert inbox(again) == ["Promised: send the quote (Anna)"]

    def test_undoing_a_snooze_opens_the_reminder_and_nothing_comes_later(
        self, services: Services, clock: FakeClock, key: ReminderKey
    ) -> None:
        services.reminders.snooze(key, clock.now() + timedelta(minutes=10))
        services.undo.undo()
        assert len(inbox(services)) == 1
        clock.advance(hours=1)
        assert fired(services) == []

    def test_a_snoozed_reminder_of_something_that_is_settled_does_not_come(
        self, services: Services, clock: FakeClock
    ) -> None:
        number = meet(services, wall("2026-03-02 09:10"), add(services))
        (shown,) = services.reminders.fire_due()
        services.reminders.snooze(shown.key, clock.now() + timedelta(minutes=5))
        services.appointments.cancel(number)
        clock.advance(minutes=5)
        assert fired(services) == []

    def test_a_snoozed_reminder_comes_whatever_is_changed_of_the_meeting_meanwhile(
        self, services: Services, clock: FakeClock
    ) -> None:
        number = meet(services, wall("2026-03-02 09:10"))
        [shown] = services.reminders.fire_due()
        services.reminders.snooze(shown.key, clock.now() + timedelta(minutes=30))
        clock.advance(minutes=20)
        meeting = services.appointments.get(number)
        services.appointments.edit(replace(meeting, title="Long lunch", remind=(60,)))
        clock.advance(minutes=10)
        assert fired(services) == ["Meeting: Long lunch"]

    def test_a_birthday_can_be_snoozed_past_its_next_reminder(
        self, services: Services, clock: FakeClock
    ) -> None:
        born(services, PartialDate(1986, 3, 5))
        (shown,) = services.reminders.fire_due()
        services.reminders.snooze(shown.key, clock.now() + timedelta(days=1))
        clock.advance(days=1)
        assert fired(services) == ["Birthday in 2 days: Anna turns 40"]
        clock.advance(days=2)
        assert fired(services) == ["Birthday: Anna turns 40"]

    def test_one_still_to_come_can_be_done_ahead_of_its_time(
        self, services: Services, clock: FakeClock
    ) -> None:
        services.follow_ups.promise(FollowUp(add(services), "send the quote", date(2026, 3, 9)))
        (coming,) = services.reminders.between(clock.now(), clock.now() + timedelta(days=30))
        services.reminders.done(coming.key)
        clock.advance(days=30)
        assert fired(services) == []

    def test_the_past_and_the_unknown_are_refused_in_words(
        self, services: Services, key: ReminderKey
    ) -> None:
        with pytest.raises(UserError, match="still to come"):
            services.reminders.snooze(key, services.clock.now())
        for unknown in ("", "nonsense", "appointment:99:x", "birthday:x", "cold:1:2026-01-01:5", "a:b:c"):
            with pytest.raises(UserError, match="not there any more"):
                services.reminders.done(ReminderKey(unknown))

    def test_everyone_is_told_once_of_what_was_shown(self, services: Services) -> None:
        heard: list[DataChanged] = []
        services.bus.subscribe(heard.append)
        meet(services, wall("2026-03-02 09:10"), add(services))
        heard.clear()
        services.reminders.fire_due()
        services.reminders.fire_due()
        assert [change.changes.touches(Kind.REMINDER) for change in heard] == [True]


def test_the_inbox_puts_the_soonest_meeting_first_and_silences_last(
    services: Services, clock: FakeClock
) -> None:
    cold = add(services, "Cold", cadence=5)
    clock.advance(days=6)
    add(services, "Born", dates=(ImportantDate(BIRTHDAY, PartialDate(None, 3, 8)),))
    services.follow_ups.promise(FollowUp(add(services, "Promised"), "call", date(2026, 3, 8)))
    meet(services, wall("2026-03-08 09:50"), lead=(60,))
    meet(services, wall("2026-03-08 09:20"), lead=(60,))
    services.reminders.fire_due()
    assert [reminder.kind.value for reminder in services.reminders.inbox()] == [
        "appointment",
        "appointment",
        "follow-up",
        "birthday",
        "cold",
    ]
    assert services.reminders.inbox()[0].event_at == datetime(2026, 3, 8, 9, 20, tzinfo=UTC)
    assert services.reminders.inbox()[-1].contact_ids == (cold,)

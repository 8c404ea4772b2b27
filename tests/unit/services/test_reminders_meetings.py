"""Meetings are announced as long before as was asked, once, and move with what is planned."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crm_desktop.domain.appointment import Appointment
from crm_desktop.services.context import Services
from tests.fakes import FakeClock
from tests.unit.services.reminding import add, fired, inbox, meet, opened, wall


class TestMeetings:
    def test_a_meeting_is_announced_as_long_before_as_was_asked(
        self, services: Services, clock: FakeClock
    ) -> None:
        meet(services, wall("2026-03-02 12:00"), add(services), lead=(15,))
        clock.set(wall("2026-03-02 11:44:59"))
        assert fired(services) == []
        clock.advance(seconds=1)
        assert fired(services) == ["Meeting: Lunch (Anna)"]
        assert inbox(services) == ["Meeting: Lunch (Anna)"]

    def test_it_is_announced_once(self, services: Services, clock: FakeClock) -> None:
        meet(services, wall("2026-03-02 12:00"), add(services))
        clock.advance(hours=3)
        assert len(fired(services)) == 1
        assert fired(services) == []
        clock.advance(days=400)
        assert fired(services) == []

    def test_a_meeting_planned_two_minutes_ahead_is_announced_at_once(self, services: Services) -> None:
        meet(services, wall("2026-03-02 09:02"), add(services), lead=(15,))
        assert fired(services) == ["Meeting: Lunch (Anna)"]

    def test_one_that_was_over_when_it_was_written_down_is_not(self, services: Services) -> None:
        meet(services, wall("2026-03-02 08:30"), add(services))
        assert fired(services) == []

    def test_several_lead_times_come_one_by_one_and_leave_one_line(
        self, services: Services, clock: FakeClock
    ) -> None:
        meet(services, wall("2026-03-02 12:00"), add(services), lead=(60, 15, 0))
        for hour, minute in [(11, 0), (11, 45), (12, 0)]:
            clock.set(wall(f"2026-03-02 {hour}:{minute:02}"))
            assert len(fired(services)) == 1
            assert len(inbox(services)) == 1

    def test_lead_times_that_went_by_together_are_told_once(
        self, services: Services, clock: FakeClock
    ) -> None:
        meet(services, wall("2026-03-02 12:00"), add(services), lead=(60, 15, 0))
        clock.set(wall("2026-03-02 11:50"))
        shown = services.reminders.fire_due()
        assert [reminder.due_at.hour * 60 + reminder.due_at.minute for reminder in shown] == [11 * 60 + 45]
        clock.set(wall("2026-03-02 12:00"))
        assert len(fired(services)) == 1

    def test_a_meeting_that_moved_is_announced_before_its_new_time(
        self, services: Services, clock: FakeClock
    ) -> None:
        who = add(services)
        number = meet(services, wall("2026-03-02 12:00"), who)
        clock.set(wall("2026-03-02 11:50"))
        fired(services)
        services.appointments.edit(
            replace(services.appointments.get(number), starts=wall("2026-03-03 12:00"))
        )
        assert inbox(services) == []
        clock.set(wall("2026-03-02 12:00"))
        assert fired(services) == []
        clock.set(wall("2026-03-03 11:45"))
        assert fired(services) == ["Meeting: Lunch (Anna)"]

    def test_undoing_the_move_brings_the_open_reminder_back_but_not_a_second_time(
        self, services: Services, clock: FakeClock
    ) -> None:
        number = meet(services, wall("2026-03-02 12:00"), add(services))
        clock.set(wall("2026-03-02 11:50"))
        fired(services)
        services.appointments.edit(
            replace(services.appointments.get(number), starts=wall("2026-03-03 12:00"))
        )
        services.undo.undo()
        assert inbox(services) == ["Meeting: Lunch (Anna)"]
        assert fired(services) == []

    def test_a_new_title_changes_the_words_and_not_the_reminder(
        self, services: Services, clock: FakeClock
    ) -> None:
        number = meet(services, wall("2026-03-02 12:00"), add(services))
        clock.set(wall("2026-03-02 11:50"))
        fired(services)
        services.appointments.edit(replace(services.appointments.get(number), title="Dinner"))
        assert inbox(services) == ["Meeting: Dinner (Anna)"]
        assert fired(services) == []

    @pytest.mark.parametrize("end", ["cancel", "hold", "miss"])
    def test_a_meeting_that_is_settled_leaves_and_undo_brings_it_back(
        self, services: Services, clock: FakeClock, end: str
    ) -> None:
        number = meet(services, wall("2026-03-02 12:00"), add(services))
        getattr(services.appointments, end)(number)
        clock.set(wall("2026-03-02 11:50"))
        assert fired(services) == []
        services.undo.undo()
        assert fired(services) == ["Meeting: Lunch (Anna)"]
        getattr(services.appointments, end)(number)
        assert inbox(services) == []
        services.undo.undo()
        assert inbox(services) == ["Meeting: Lunch (Anna)"]

    def test_a_meeting_missed_while_the_program_was_off_is_told_once_when_it_starts(
        self, tmp_path: Path, services: Services, clock: FakeClock
    ) -> None:
        meet(services, wall("2026-03-02 12:00"), add(services))
        services.close()
        clock.advance(days=3)
        with closing(opened(tmp_path, clock)) as again:
            assert fired(again) == ["Meeting: Lunch (Anna)"]
        with closing(opened(tmp_path, clock)) as again:
            assert fired(again) == []
            assert inbox(again) == ["Meeting: Lunch (Anna)"]

    def test_two_programs_on_one_file_tell_it_once(
        self, tmp_path: Path, services: Services, clock: FakeClock
    ) -> None:
        meet(services, wall("2026-03-02 12:00"), add(services))
        clock.advance(hours=3)
        with closing(opened(tmp_path, clock)) as command:
            assert len(fired(command)) == 1
        assert fired(services) == []
        assert len(inbox(services)) == 1

    def test_a_meeting_keeps_its_wall_time_when_the_clocks_change(
        self, services: Services, clock: FakeClock
    ) -> None:
        services.appointments.plan(
            Appointment("Lunch", wall("2026-03-29 12:00"), "Europe/Berlin", (add(services),))
        )
        clock.set(datetime(2026, 3, 29, 9, 44, 59, tzinfo=UTC))
        assert fired(services) == []
        clock.advance(seconds=1)
        assert len(fired(services)) == 1

    def test_a_meeting_goes_into_the_trash_with_its_last_guest(
        self, services: Services, clock: FakeClock
    ) -> None:
        anna, bob = add(services), add(services, "Bob")
        meet(services, wall("2026-03-02 12:00"), anna, bob)
        services.contacts.delete([anna])
        clock.set(wall("2026-03-02 11:50"))
        assert fired(services) == ["Meeting: Lunch (Bob)"]
        services.contacts.delete([bob])
        assert inbox(services) == []
        services.contacts.restore([anna])
        assert inbox(services) == ["Meeting: Lunch (Anna)"]

    def test_a_meeting_with_nobody_is_announced_too(self, services: Services) -> None:
        meet(services, wall("2026-03-02 09:10"))
        assert fired(services) == ["Meeting: Lunch"]

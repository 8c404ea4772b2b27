"""Contacts who have gone cold, and promises, are told of once; nobody is nagged needlessly."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.interaction import Interaction, InteractionKind
from crm_desktop.services.context import Services
from tests.fakes import FakeClock
from tests.unit.services.reminding import add, fired, inbox, meet, talk, wall


class TestGoneCold:
    def test_a_contact_goes_cold_on_the_morning_of_the_day_that_the_cadence_names(
        self, services: Services, clock: FakeClock
    ) -> None:
        add(services, cadence=30)
        clock.set(wall("2026-04-01 08:59"))
        assert fired(services) == []
        clock.advance(minutes=1)
        assert fired(services) == ["Gone cold: Anna"]
        clock.advance(days=100)
        assert fired(services) == []

    def test_a_talk_closes_the_reminder_and_undoing_it_opens_it_again(
        self, services: Services, clock: FakeClock
    ) -> None:
        who = add(services, cadence=30)
        clock.advance(days=31)
        fired(services)
        talk(services, who)
        assert inbox(services) == []
        services.undo.undo()
        assert inbox(services) == ["Gone cold: Anna"]
        assert fired(services) == []

    def test_a_note_does_not_warm(self, services: Services, clock: FakeClock) -> None:
        who = add(services, cadence=30)
        clock.advance(days=31)
        fired(services)
        talk(services, who, InteractionKind.NOTE)
        assert inbox(services) == ["Gone cold: Anna"]

    def test_every_silence_is_told_anew(self, services: Services, clock: FakeClock) -> None:
        who = add(services, cadence=30)
        for _ in range(3):
            clock.advance(days=31)
            assert fired(services) == ["Gone cold: Anna"]
            talk(services, who)

    @pytest.mark.parametrize("cadence", [0, None])
    def test_nobody_is_nagged_without_a_cadence(
        self, services: Services, clock: FakeClock, cadence: int | None
    ) -> None:
        services.settings.cadence_normal = 0
        add(services, cadence=cadence)
        clock.advance(days=4000)
        assert fired(services) == []

    def test_the_default_cadence_holds_where_a_contact_has_none(
        self, services: Services, clock: FakeClock
    ) -> None:
        add(services, cadence=None)
        clock.set(wall("2026-05-31 09:00"))
        assert fired(services) == ["Gone cold: Anna"]

    def test_a_longer_cadence_takes_the_reminder_back_until_then(
        self, services: Services, clock: FakeClock
    ) -> None:
        who = add(services, cadence=30)
        clock.advance(days=31)
        fired(services)
        services.contacts.set_cadence([who], 60)
        assert inbox(services) == []
        clock.set(wall("2026-05-01 09:00"))
        assert fired(services) == ["Gone cold: Anna"]

    def test_who_is_not_to_be_contacted_is_never_suggested(
        self, services: Services, clock: FakeClock
    ) -> None:
        who = add(services, cadence=30)
        clock.advance(days=31)
        fired(services)
        services.contacts.set_do_not_contact([who], True)
        assert inbox(services) == []

    def test_an_open_promise_stops_the_nagging(self, services: Services, clock: FakeClock) -> None:
        who = add(services, cadence=30)
        number = services.follow_ups.promise(FollowUp(who, "send the quote", date(2027, 1, 1)))
        clock.advance(days=31)
        assert fired(services) == []
        services.follow_ups.done(number)
        assert fired(services) == ["Gone cold: Anna"]

    def test_a_planned_meeting_stops_the_nagging_until_the_morning_after(
        self, services: Services, clock: FakeClock
    ) -> None:
        who = add(services, cadence=30)
        meet(services, wall("2026-04-10 12:00"), who, lead=())
        clock.set(wall("2026-04-10 20:00"))
        assert fired(services) == []
        clock.set(wall("2026-04-11 09:00"))
        assert fired(services) == ["Gone cold: Anna"]

    def test_a_meeting_planned_with_a_cold_contact_takes_the_reminder_out_of_the_inbox(
        self, services: Services, clock: FakeClock
    ) -> None:
        who = add(services, cadence=30)
        clock.advance(days=31)
        fired(services)
        number = meet(services, wall("2026-04-10 12:00"), who, lead=())
        assert inbox(services) == []
        services.appointments.cancel(number)
        assert inbox(services) == ["Gone cold: Anna"]
        assert fired(services) == []

    def test_an_old_talk_that_is_written_down_late_leaves_the_contact_cold_today(
        self, services: Services
    ) -> None:
        who = add(services, cadence=30)
        long_ago = services.clock.now() - timedelta(days=40)
        services.interactions.log(Interaction(InteractionKind.CALL, long_ago, (who,)))
        assert fired(services) == ["Gone cold: Anna"]

    def test_after_a_journey_the_days_are_those_on_the_wall_there(
        self, services: Services, clock: FakeClock
    ) -> None:
        clock.set(datetime(2026, 3, 2, 20, tzinfo=UTC))  # it is 3 March in Tokyo already
        add(services, cadence=30)
        clock.travel("Asia/Tokyo")
        clock.set(wall("2026-04-01 10:00"))
        assert fired(services) == []
        clock.set(wall("2026-04-02 09:00"))
        assert fired(services) == ["Gone cold: Anna"]
        clock.travel("UTC")
        assert fired(services) == []


class TestPromises:
    def test_a_promise_is_due_on_its_morning(self, services: Services, clock: FakeClock) -> None:
        services.follow_ups.promise(FollowUp(add(services), "send the quote", date(2026, 3, 10)))
        clock.set(wall("2026-03-10 08:59"))
        assert fired(services) == []
        clock.advance(minutes=1)
        assert fired(services) == ["Promised: send the quote (Anna)"]

    def test_an_overdue_promise_that_is_written_down_late_is_told(self, services: Services) -> None:
        services.follow_ups.promise(FollowUp(add(services), "send the quote", date(2026, 2, 10)))
        assert len(fired(services)) == 1

    def test_a_kept_promise_leaves_and_undo_brings_it_back(self, services: Services) -> None:
        number = services.follow_ups.promise(FollowUp(add(services), "send the quote", date(2026, 3, 2)))
        fired(services)
        services.follow_ups.done(number)
        assert inbox(services) == []
        services.undo.undo()
        assert len(inbox(services)) == 1

    def test_a_promise_put_off_is_told_on_its_new_day(self, services: Services, clock: FakeClock) -> None:
        number = services.follow_ups.promise(FollowUp(add(services), "send the quote", date(2026, 3, 2)))
        fired(services)
        services.follow_ups.edit(replace(services.follow_ups.get(number), due=date(2026, 3, 5)))
        assert inbox(services) == []
        clock.set(wall("2026-03-05 09:00"))
        assert len(fired(services)) == 1

    def test_a_deleted_promise_is_forgotten(self, services: Services, clock: FakeClock) -> None:
        number = services.follow_ups.promise(FollowUp(add(services), "send the quote", date(2026, 3, 5)))
        services.follow_ups.delete(number)
        clock.advance(days=30)
        assert fired(services) == []

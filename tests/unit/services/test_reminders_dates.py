"""Birthdays and other yearly days come every year, in their own calendar."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from crm_desktop.domain.contact import ANNIVERSARY, BIRTHDAY, ImportantDate
from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.services.context import Services
from tests.fakes import FakeClock
from tests.unit.services.reminding import add, born, fired, inbox, wall


class TestBirthdays:
    def test_a_birthday_comes_a_week_ahead_and_on_the_day(self, services: Services, clock: FakeClock) -> None:
        born(services, PartialDate(1986, 3, 20))
        clock.set(wall("2026-03-13 08:59"))
        assert fired(services) == []
        clock.set(wall("2026-03-13 09:00"))
        assert fired(services) == ["Birthday in 7 days: Anna turns 40"]
        clock.set(wall("2026-03-20 09:00"))
        assert fired(services) == ["Birthday: Anna turns 40"]
        assert inbox(services) == ["Birthday: Anna turns 40"]

    def test_a_birthday_without_a_year_comes_every_year_without_an_age(
        self, services: Services, clock: FakeClock
    ) -> None:
        born(services, PartialDate(None, 3, 20))
        for year in (2026, 2027, 2028):
            clock.set(wall(f"{year}-03-20 09:00"))
            assert fired(services) == ["Birthday: Anna"]

    @pytest.mark.parametrize("on", [PartialDate(1986), PartialDate(1986, 3), PartialDate(None, None, 2)])
    def test_a_birthday_without_a_day_never_comes(
        self, services: Services, clock: FakeClock, on: PartialDate
    ) -> None:
        born(services, on)
        clock.advance(days=800)
        assert fired(services) == []
        assert services.reminders.next_due() is None

    def test_a_birthday_today_is_told_today(self, services: Services) -> None:
        born(services, PartialDate(1986, 3, 2))
        assert fired(services) == ["Birthday: Anna turns 40"]

    def test_a_birthday_that_is_near_when_it_is_written_down_is_told_as_near_as_it_is(
        self, services: Services
    ) -> None:
        born(services, PartialDate(1986, 3, 5))
        assert fired(services) == ["Birthday in 3 days: Anna turns 40"]

    def test_a_birthday_that_was_over_when_it_was_written_down_waits_for_the_next(
        self, services: Services, clock: FakeClock
    ) -> None:
        born(services, PartialDate(1986, 3, 1))
        assert fired(services) == []
        assert services.reminders.next_due() == datetime(2027, 2, 22, 9, tzinfo=UTC)

    def test_29_february_is_kept_as_the_user_chose(self, services: Services, clock: FakeClock) -> None:
        from crm_desktop.domain.yearly import Feb29

        services.settings.birthday_days_ahead = 0
        born(services, PartialDate(1984, 2, 29))
        clock.set(wall("2027-02-28 09:00"))
        assert fired(services) == ["Birthday: Anna turns 43"]
        services.settings.feb_29 = Feb29.MAR_1
        clock.set(wall("2029-02-28 09:00"))
        assert fired(services) == ["Birthday: Anna turns 44"]  # of 2028, a leap year
        clock.set(wall("2029-03-01 09:00"))
        assert fired(services) == ["Birthday: Anna turns 45"]

    def test_a_birthday_in_another_calendar_comes_on_its_day(
        self, services: Services, clock: FakeClock
    ) -> None:
        born(services, PartialDate(1370, 1, 1, Calendar.JALALI))
        born(services, PartialDate(1980, 13, 5, Calendar.ETHIOPIAN), "Abebe")
        clock.set(wall("2026-03-21 09:00"))
        assert fired(services) == ["Birthday: Anna turns 35"]
        clock.set(wall("2026-09-10 09:00"))
        assert fired(services) == ["Birthday: Abebe turns 38"]

    def test_other_yearly_days_have_their_own_name(self, services: Services, clock: FakeClock) -> None:
        dates = (
            ImportantDate(ANNIVERSARY, PartialDate(2010, 3, 2)),
            ImportantDate("Name day", PartialDate(None, 3, 2)),
        )
        add(services, dates=dates)
        assert sorted(fired(services)) == ["Anniversary: Anna", "Name day: Anna"]

    def test_two_years_away_tell_each_birthday_once(self, services: Services, clock: FakeClock) -> None:
        born(services, PartialDate(1986, 3, 20))
        clock.advance(days=800)
        assert fired(services) == ["Birthday: Anna turns 42"]
        assert fired(services) == []

    def test_a_birthday_that_is_corrected_moves(self, services: Services, clock: FakeClock) -> None:
        who = born(services, PartialDate(1986, 3, 5))
        fired(services)
        card = services.contacts.get(who)
        services.contacts.save(replace(card, dates=(ImportantDate(BIRTHDAY, PartialDate(1986, 5, 5)),)))
        assert inbox(services) == []
        services.undo.undo()
        assert inbox(services) == ["Birthday in 3 days: Anna turns 40"]
        assert fired(services) == []

    def test_changing_something_else_on_the_card_reminds_of_nothing_again(self, services: Services) -> None:
        who = born(services, PartialDate(1986, 3, 5))
        fired(services)
        services.contacts.save(replace(services.contacts.get(who), notes="Likes tea"))
        assert fired(services) == []
        assert len(inbox(services)) == 1

    def test_nobody_in_the_trash_has_a_birthday(self, services: Services, clock: FakeClock) -> None:
        who = born(services, PartialDate(1986, 3, 5))
        services.contacts.delete([who])
        assert fired(services) == []
        services.undo.undo()
        assert len(fired(services)) == 1
        services.contacts.delete([who])
        assert inbox(services) == []

    def test_a_contact_not_to_be_contacted_has_none_either(self, services: Services) -> None:
        who = born(services, PartialDate(1986, 3, 5))
        services.contacts.set_do_not_contact([who], True)
        assert fired(services) == []

    def test_days_ahead_can_be_switched_off(self, services: Services, clock: FakeClock) -> None:
        born(services, PartialDate(1986, 3, 20))
        services.settings.birthday_days_ahead = 0
        clock.set(wall("2026-03-19 23:00"))
        assert fired(services) == []
        clock.set(wall("2026-03-20 09:00"))
        assert len(fired(services)) == 1

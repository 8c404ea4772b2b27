"""The four questions: how it went, who comes again, what is planned, and when one meets somebody."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.answer import Answer
from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.ids import AppointmentId, ContactId
from crm_desktop.domain.interaction import Interaction, InteractionKind, Outcome
from crm_desktop.domain.partial_date import Calendar
from crm_desktop.domain.questions import Ending
from crm_desktop.domain.week import MONDAY, SATURDAY, SUNDAY, first_weekday, month_of, week_of
from crm_desktop.services.context import Services


def _person(services: Services, name: str) -> ContactId:
    return services.contacts.add(Contact(Name(name)))


def _meet(
    services: Services, day: date, *who: ContactId, hour: int = 10, title: str = "Talk"
) -> AppointmentId:
    starts = datetime.combine(day, datetime.min.time()).replace(hour=hour)
    return services.appointments.plan(Appointment(title, starts, "UTC", who))


def _today(services: Services) -> date:
    return services.clock.now().astimezone(services.clock.zone()).date()


def test_every_ending_of_the_week_before_last_is_counted_once(services: Services) -> None:
    anna = _person(services, "Anna")
    first, last = services.questions.week_before_last()
    for number, outcome in enumerate(Outcome):
        services.answering.answer(_meet(services, first + timedelta(number), anna), Answer(True, outcome))
    services.answering.answer(_meet(services, last, anna), Answer(took_place=False))
    services.answering.answer(_meet(services, last, anna, hour=12), Answer(took_place=True))
    _meet(services, last, anna, hour=15)
    services.appointments.cancel(_meet(services, last, anna, hour=17))
    _meet(services, first - timedelta(days=1), anna)
    _meet(services, last + timedelta(days=1), anna)
    found = services.questions.outcomes()
    assert {ending: found.count(ending) for ending in Ending} == {
        Ending.GOOD: 1, Ending.NEUTRAL: 1, Ending.BAD: 1, Ending.NOT_HELD: 1, Ending.UNANSWERED: 2,
    }  # fmt: skip
    assert len(found.ended) == 6
    assert found.ended[0].names == ("Anna",)


def test_what_is_still_to_come_has_not_ended(services: Services) -> None:
    today = _today(services)
    _meet(services, today + timedelta(days=3), _person(services, "Anna"))
    assert services.questions.outcomes(today, today + timedelta(days=7)).ended == ()


def test_who_comes_again_is_told_with_the_date(services: Services) -> None:
    anna, boris, chen = (_person(services, name) for name in ("Anna", "Boris", "Chen"))
    first, _ = services.questions.week_before_last()
    for who in (anna, boris):
        services.answering.answer(_meet(services, first, who), Answer(True, Outcome.GOOD))
    services.answering.answer(_meet(services, first, chen), Answer(took_place=False))
    following = _today(services) + timedelta(days=4)
    _meet(services, following, anna)
    _meet(services, following + timedelta(days=5), anna)
    services.appointments.cancel(_meet(services, following, boris))
    found = services.questions.rebooked()
    assert found.met == 2
    assert [(one.name, one.at.date()) for one in found.again] == [("Anna", following)]
    assert [name for _, name in found.not_again] == ["Boris"]


def test_next_month_is_told_by_day(services: Services) -> None:
    first, last = services.questions.next_month()
    anna = _person(services, "Anna")
    for hour in (9, 11):
        _meet(services, first, anna, hour=hour)
    _meet(services, last, anna)
    _meet(services, last + timedelta(days=1), anna)
    found = services.questions.planned()
    assert [(one.day, len(one.meetings)) for one in found.days] == [(first, 2), (last, 1)]
    assert found.total == 3


def test_the_month_is_that_of_the_calendar_one_lives_by(services: Services) -> None:
    services.settings.calendar = "ethiopian"
    first, last = services.questions.next_month()
    assert (first, last) == month_of(_today(services), Calendar.ETHIOPIAN, 1)
    assert (last - first).days in (29, 4, 5)


@pytest.mark.parametrize("typed", ["Ivanov S.V.", "иванов", "Сергей Иванов", "S.V. Ivanov"])
def test_somebody_is_found_by_initials_and_in_another_script(services: Services, typed: str) -> None:
    name = Name("Сергей Владимирович Иванов", given="Сергей", middle="Владимирович", family="Иванов")
    ivanov = services.contacts.add(Contact(name))
    _person(services, "Petrov")
    today = _today(services)
    services.answering.answer(_meet(services, today - timedelta(days=9), ivanov), Answer(True))
    _meet(services, today + timedelta(days=2), ivanov)
    [found] = services.questions.when(typed)
    assert found.contact_id == ivanov
    assert found.last is not None
    assert found.next is not None
    assert (found.last.date(), found.next.date()) == (today - timedelta(days=9), today + timedelta(days=2))


def test_a_meeting_that_was_only_written_down_counts_as_the_last(services: Services) -> None:
    anna = _person(services, "Anna")
    at = services.clock.now() - timedelta(days=3)
    services.interactions.log(Interaction(InteractionKind.MEETING, at, (anna,), "at the market"))
    [found] = services.questions.when("anna")
    assert (found.last, found.next) == (at, None)


def test_nobody_of_that_name_is_no_error_and_no_name_is(services: Services) -> None:
    assert services.questions.when("Nobody At All") == []
    with pytest.raises(UserError, match="write a name"):
        services.questions.when("  ")


def test_a_period_that_ends_before_it_begins_is_refused(services: Services) -> None:
    today = _today(services)
    with pytest.raises(UserError, match="ends before it begins"):
        services.questions.outcomes(today, today - timedelta(days=1))


def test_whoever_is_in_the_trash_is_left_out(services: Services) -> None:
    anna = _person(services, "Anna")
    first, _ = services.questions.week_before_last()
    services.answering.answer(_meet(services, first, anna), Answer(True, Outcome.GOOD))
    services.contacts.delete([anna])
    assert services.questions.outcomes().ended == ()
    assert services.questions.rebooked().met == 0


@pytest.mark.parametrize(
    "country, day", [("DE", MONDAY), ("us", SUNDAY), ("IR", SATURDAY), ("ET", SUNDAY), ("", MONDAY)]
)
def test_the_week_begins_as_in_the_users_country(country: str, day: int) -> None:
    assert first_weekday(country) == day


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(1, 7))
def test_a_week_has_seven_days_and_the_day_among_them(day: date, first: int) -> None:
    start, end = week_of(day, first)
    assert (end - start).days == 6
    assert start <= day <= end
    assert start.isoweekday() == first


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.sampled_from(Calendar), st.integers(-30, 30))
def test_months_follow_each_other_without_a_gap(day: date, calendar: Calendar, ahead: int) -> None:
    _, end = month_of(day, calendar, ahead)
    start, _ = month_of(day, calendar, ahead + 1)
    assert start - end == timedelta(days=1)
    first, last = month_of(day, calendar)
    assert first <= day <= last


def test_the_last_meeting_is_never_still_to_come(services: Services) -> None:
    anna = _person(services, "Anna")
    today = _today(services)
    services.answering.answer(_meet(services, today - timedelta(days=3), anna), Answer(True))
    services.answering.answer(_meet(services, today + timedelta(days=5), anna), Answer(True))
    [found] = services.questions.when("Anna")
    assert found.last is not None
    assert found.last.date() == today - timedelta(days=3)

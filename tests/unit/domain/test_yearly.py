"""Birthdays and other yearly days: every year, in their own calendar, leap days as the user chooses."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.calendars import from_gregorian
from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.domain.yearly import Feb29, age_on, next_occurrence, occurrence_from

FEB_28, MAR_1, LEAP = Feb29.FEB_28, Feb29.MAR_1, Feb29.LEAP_YEARS


def day(text: str) -> date:
    return date.fromisoformat(text)


def test_a_birthday_comes_this_year_or_else_the_next() -> None:
    born = PartialDate(1986, 3, 5)
    assert next_occurrence(born, day("2026-03-02"), FEB_28) == day("2026-03-05")
    assert next_occurrence(born, day("2026-03-05"), FEB_28) == day("2026-03-05")
    assert next_occurrence(born, day("2026-03-06"), FEB_28) == day("2027-03-05")


def test_a_birthday_without_a_year_comes_every_year_and_has_no_age() -> None:
    born = PartialDate(None, 3, 5)
    assert next_occurrence(born, day("2026-03-02"), FEB_28) == day("2026-03-05")
    assert age_on(born, day("2026-03-05")) is None


@pytest.mark.parametrize(
    "born", [PartialDate(1986), PartialDate(1986, 3), PartialDate(None, None, 5), PartialDate()]
)
def test_a_date_without_month_or_day_never_comes(born: PartialDate) -> None:
    assert next_occurrence(born, day("2026-03-02"), FEB_28) is None
    assert age_on(born, day("2026-03-05")) is None


@pytest.mark.parametrize(
    "choice, comes",
    [
        (FEB_28, ["2026-02-28", "2027-02-28", "2028-02-29", "2029-02-28"]),
        (MAR_1, ["2026-03-01", "2027-03-01", "2028-02-29", "2029-03-01"]),
        (LEAP, ["2028-02-29", "2032-02-29", "2036-02-29", "2040-02-29"]),
    ],
)
@pytest.mark.parametrize("year", [1984, None])
def test_29_february_is_kept_as_chosen(choice: Feb29, comes: list[str], year: int | None) -> None:
    assert some(PartialDate(year, 2, 29), choice, "2026-01-01") == comes


def test_29_february_in_leap_years_only_waits_over_a_century() -> None:
    assert some(PartialDate(None, 2, 29), LEAP, "2096-03-01")[0] == "2104-02-29"


@pytest.mark.parametrize(
    "choice, comes",
    [
        (FEB_28, ["2025-03-20", "2026-03-20", "2027-03-20", "2028-03-19"]),
        (MAR_1, ["2025-03-20", "2026-03-21", "2027-03-21", "2028-03-20"]),
        (LEAP, ["2025-03-20", "2030-03-20", "2034-03-20", "2038-03-20"]),
    ],
)
def test_30_esfand_is_kept_as_chosen(choice: Feb29, comes: list[str]) -> None:
    assert some(PartialDate(1375, 12, 30, Calendar.JALALI), choice, "2025-01-01") == comes


@pytest.mark.parametrize(
    "choice, comes",
    [
        (FEB_28, ["2023-09-11", "2024-09-10", "2025-09-10", "2026-09-10"]),
        (MAR_1, ["2023-09-11", "2024-09-11", "2025-09-11", "2026-09-11"]),
        (LEAP, ["2023-09-11", "2027-09-11", "2031-09-11", "2035-09-11"]),
    ],
)
def test_the_sixth_of_pagume_is_kept_as_chosen(choice: Feb29, comes: list[str]) -> None:
    assert some(PartialDate(1999, 13, 6, Calendar.ETHIOPIAN), choice, "2023-01-01") == comes


def test_the_first_of_ethiopian_and_iranian_years_moves_with_their_leap_years() -> None:
    enkutatash = PartialDate(1990, 1, 1, Calendar.ETHIOPIAN)
    assert some(enkutatash, FEB_28, "2023-01-01") == ["2023-09-12", "2024-09-11", "2025-09-11", "2026-09-11"]
    nowruz = PartialDate(1370, 1, 1, Calendar.JALALI)
    assert some(nowruz, FEB_28, "2023-01-01") == ["2023-03-21", "2024-03-20", "2025-03-21", "2026-03-21"]


def test_an_islamic_date_may_come_twice_in_a_gregorian_year() -> None:
    born = PartialDate(1390, 10, 2, Calendar.ISLAMIC)
    years = [found[:4] for found in some(born, FEB_28, "2000-01-01")]
    assert years[0] == years[1] == "2000"


def test_the_thirtieth_of_a_month_that_never_has_it_is_kept_on_its_last_day() -> None:
    assert len(some(PartialDate(1400, 2, 30, Calendar.ISLAMIC), LEAP, "2026-01-01")) == 4


def test_a_date_does_not_come_before_its_year() -> None:
    assert next_occurrence(PartialDate(2030, 5, 1), day("2026-03-02"), FEB_28) == day("2030-05-01")


def test_nothing_comes_after_the_last_year_that_a_computer_counts() -> None:
    assert next_occurrence(PartialDate(None, 1, 1), day("9999-06-01"), FEB_28) is None


@pytest.mark.parametrize(
    "born, when, age",
    [
        (PartialDate(1986, 3, 5), "2026-03-05", 40),
        (PartialDate(1986, 3, 5), "2026-03-04", 39),
        (PartialDate(1984, 2, 29), "2026-02-28", 42),
        (PartialDate(1984, 2, 29), "2026-03-01", 42),
        (PartialDate(1984, 2, 29), "2028-02-29", 44),
        (PartialDate(1375, 12, 30, Calendar.JALALI), "2026-03-20", 29),
        (PartialDate(1375, 12, 30, Calendar.JALALI), "2026-03-21", 29),
        (PartialDate(1370, 1, 1, Calendar.JALALI), "2026-03-21", 35),
        (PartialDate(1999, 13, 6, Calendar.ETHIOPIAN), "2024-09-11", 17),
        (PartialDate(2026, 3, 5), "2026-03-05", 0),
        (PartialDate(2026, 3, 5), "2026-03-04", None),
    ],
)
def test_the_age_is_in_the_years_of_the_dates_own_calendar(
    born: PartialDate, when: str, age: int | None
) -> None:
    assert age_on(born, day(when)) == age


KNOWN = st.builds(
    lambda calendar, at: PartialDate(*from_gregorian(calendar, at), calendar),
    st.sampled_from(Calendar),
    st.dates(date(1800, 1, 1), date(2100, 1, 1)),
)


@given(KNOWN, st.sampled_from(Feb29), st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_the_next_day_is_the_first_that_is_not_before(
    yearly: PartialDate, choice: Feb29, after: date
) -> None:
    found = occurrence_from(yearly, after, choice)
    assert found is not None
    year, first = found
    assert first >= after
    assert next_occurrence(yearly, first, choice) == first
    assert first == after or next_occurrence(yearly, first - timedelta(days=1), choice) == first
    assert age_on(yearly, first) == year - (yearly.year or 0)


@given(KNOWN, st.sampled_from([FEB_28, MAR_1]), st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_it_comes_once_in_every_year_of_its_calendar(yearly: PartialDate, choice: Feb29, after: date) -> None:
    years = []
    for _ in range(6):
        found = occurrence_from(yearly, after, choice)
        assert found is not None
        years.append(found[0])
        after = found[1] + timedelta(days=1)
    assert years == list(range(years[0], years[0] + 6))


def some(yearly: PartialDate, choice: Feb29, after: str) -> list[str]:
    """The first four days on which it comes."""
    found, at = [], day(after)
    while len(found) < 4 and (comes := next_occurrence(yearly, at, choice)):
        found.append(comes.isoformat())
        at = comes + timedelta(days=1)
    return found

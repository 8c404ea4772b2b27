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


# 1900 and 2100 are no leap years, 2000 is one.
LEAP_YEARS = {1896, *range(1904, 2097, 4), 2104}


@pytest.mark.parametrize("choice, else_kept", [(FEB_28, "02-28"), (MAR_1, "03-01"), (LEAP, "")])
@pytest.mark.parametrize("born", [1896, None])
def test_29_february_comes_in_every_year_from_1896_to_2104_as_chosen(
    choice: Feb29, else_kept: str, born: int | None
) -> None:
    expected = [
        f"{year}-{'02-29' if year in LEAP_YEARS else else_kept}"
        for year in range(1896, 2105)
        if year in LEAP_YEARS or else_kept
    ]
    yearly = PartialDate(born, 2, 29)
    assert all_between(yearly, choice, "1896-01-01", "2104-12-31") == expected
    ages = [age_on(yearly, day(comes)) for comes in expected]
    assert ages == [born and int(comes[:4]) - born for comes in expected]


def test_a_leap_day_is_not_a_birthday_on_any_other_day() -> None:
    yearly = PartialDate(1984, 2, 29)
    for choice in Feb29:
        comes = set(all_between(yearly, choice, "2090-01-01", "2104-12-31"))
        found = {
            at.isoformat()
            for at in (day("2090-01-01") + timedelta(days=n) for n in range(15 * 365 + 3))
            if next_occurrence(yearly, at, choice) == at
        }
        assert found == comes


@pytest.mark.parametrize(
    "parts, comes",
    [
        # Pagume 5, the last day of most years; 29 Tahsas, Genna but for the years after a sixth Pagume.
        ((1990, 13, 5), ["2019-09-10", "2020-09-10", "2021-09-10", "2022-09-10"]),
        ((1990, 13, 1), ["2019-09-06", "2020-09-06", "2021-09-06", "2022-09-06"]),
        ((1990, 4, 29), ["2019-01-07", "2020-01-08", "2021-01-07", "2022-01-07"]),
    ],
)
def test_an_ethiopian_birthday_comes_on_its_day(parts: tuple[int, int, int], comes: list[str]) -> None:
    yearly = PartialDate(*parts, Calendar.ETHIOPIAN)
    assert [some(yearly, choice, "2019-01-01") for choice in Feb29] == [comes] * 3
    turns = [21, 22, 23, 24]
    assert [age_on(yearly, day(at)) for at in comes] == turns


@pytest.mark.parametrize(
    "parts, comes",
    [
        # 29 Esfand, the last day of most years; 1 Mehr, the first day of school; 30 Azar, before Yalda night.
        ((1370, 12, 29), ["2019-03-20", "2020-03-19", "2021-03-19", "2022-03-20"]),
        ((1370, 7, 1), ["2019-09-23", "2020-09-22", "2021-09-23", "2022-09-23"]),
        ((1370, 9, 30), ["2019-12-21", "2020-12-20", "2021-12-21", "2022-12-21"]),
    ],
)
def test_a_jalali_birthday_comes_on_its_day(parts: tuple[int, int, int], comes: list[str]) -> None:
    yearly = PartialDate(*parts, Calendar.JALALI)
    assert [some(yearly, choice, "2019-01-01") for choice in Feb29] == [comes] * 3
    turns = [27, 28, 29, 30] if parts[1] == 12 else [28, 29, 30, 31]
    assert [age_on(yearly, day(at)) for at in comes] == turns


@pytest.mark.parametrize("calendar", Calendar)
def test_what_is_unknown_gives_neither_a_day_nor_an_age(calendar: Calendar) -> None:
    for unknown in (
        PartialDate(1370, None, None, calendar),
        PartialDate(1370, 5, None, calendar),
        PartialDate(1370, None, 5, calendar),
        PartialDate(None, 5, None, calendar),
        PartialDate(None, None, 5, calendar),
        PartialDate(None, None, None, calendar),
    ):
        assert not unknown.recurs
        for choice in Feb29:
            assert next_occurrence(unknown, day("2026-03-02"), choice) is None
        assert age_on(unknown, day("2026-03-05")) is None
    yearless = PartialDate(None, 5, 5, calendar)
    comes = some(yearless, FEB_28, "2026-01-01")
    assert len(comes) == 4
    assert [age_on(yearless, day(at)) for at in comes] == [None] * 4


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


def all_between(yearly: PartialDate, choice: Feb29, first: str, last: str) -> list[str]:
    """Every day in a span on which it comes."""
    found, at = [], day(first)
    while (comes := next_occurrence(yearly, at, choice)) and comes <= day(last):
        found.append(comes.isoformat())
        at = comes + timedelta(days=1)
    return found

"""Which days a view shows, and how a page is turned."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.partial_date import Calendar
from crm_desktop.domain.week import MONDAY, SATURDAY, SUNDAY
from crm_desktop.ui.calendar.blocks import SHORTEST, Span, arranged
from crm_desktop.ui.calendar.period import Periods, View

DAY = date(2026, 11, 22)


@pytest.mark.parametrize("first", [MONDAY, SATURDAY, SUNDAY])
def test_a_week_begins_as_in_the_country(first: int) -> None:
    start, count = Periods(Calendar.GREGORIAN, first).days(View.WEEK, DAY)
    assert (start.isoweekday(), count) == (first, 7)
    assert start <= DAY < start + timedelta(days=7)


def test_a_month_shows_whole_weeks_around_it() -> None:
    start, count = Periods(Calendar.GREGORIAN, MONDAY).days(View.MONTH, DAY)
    assert (start, count) == (date(2026, 10, 26), 42)


def test_the_last_day_of_a_month_stays_the_last_where_the_next_is_shorter() -> None:
    periods = Periods(Calendar.GREGORIAN, MONDAY)
    assert periods.step(View.MONTH, date(2027, 1, 31), 1) == date(2027, 2, 28)


def test_the_thirteenth_ethiopian_month_is_turned_to_and_left() -> None:
    periods = Periods(Calendar.ETHIOPIAN, SUNDAY)
    nehase = date(2026, 8, 20)
    pagume = periods.step(View.MONTH, nehase, 1)
    assert periods.title(View.MONTH, pagume).startswith("Pagume")
    assert periods.title(View.MONTH, periods.step(View.MONTH, pagume, 1)).startswith("Meskerem")


def test_a_page_is_called_as_its_readers_count() -> None:
    assert Periods(Calendar.GREGORIAN, MONDAY).title(View.MONTH, DAY) == "November 2026"
    assert Periods(Calendar.GREGORIAN, MONDAY).title(View.WEEK, DAY) == "16 Nov – 22 Nov 2026"
    assert "2019" in Periods(Calendar.ETHIOPIAN, SUNDAY).title(View.DAY, DAY)


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.sampled_from(View), st.sampled_from(Calendar))
def test_turning_on_and_back_shows_the_same_page(day: date, view: View, calendar: Calendar) -> None:
    periods = Periods(calendar, SUNDAY)
    there = periods.step(view, day, 1)
    assert there > day
    back = periods.step(view, there, -1)
    if view is View.MONTH:
        assert periods.is_of_month(back, day)
    else:
        assert back == day


@given(st.lists(st.tuples(st.integers(0, 1380), st.integers(0, 300)), max_size=40))
def test_meetings_at_the_same_time_stand_beside_each_other(times: list[tuple[int, int]]) -> None:
    blocks = arranged(Span(key, start, start + length) for key, (start, length) in enumerate(times))
    assert sorted(block.key for block in blocks) == list(range(len(times)))
    for block in blocks:
        assert block.end - block.start >= SHORTEST
        assert 0 <= block.lane < block.lane + block.wide <= block.lanes
        for other in blocks:
            if other is not block and other.start < block.end and block.start < other.end:
                apart = other.lane >= block.lane + block.wide or block.lane >= other.lane + other.wide
                assert apart, (block, other)

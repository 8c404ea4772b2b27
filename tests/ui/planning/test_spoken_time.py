"""A time of day is understood as people type it, and nonsense is not."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.ui.planning.spoken_time import ENGLISH, read_time


def wall(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - a time on the wall


TODAY = date(2026, 3, 2)
NOW = wall(2026, 3, 2, 23, 58, 30)


@pytest.mark.parametrize(
    "typed,hour,minute",
    [
        ("15:00", 15, 0),
        ("15.30", 15, 30),
        ("15h30", 15, 30),
        ("15h", 15, 0),
        ("1530", 15, 30),
        ("930", 9, 30),
        ("9", 9, 0),
        ("3", 15, 0),
        ("03", 3, 0),
        ("3:00", 3, 0),
        ("3pm", 15, 0),
        ("3 PM", 15, 0),
        ("3:15 p.m.", 15, 15),
        ("12am", 0, 0),
        ("12pm", 12, 0),
        ("noon", 12, 0),
        ("midnight", 0, 0),
        (" 15 : 05 ", 15, 5),
        ("۱۵:۳۰", 15, 30),
        ("０９：１５".replace("：", ":"), 9, 15),
    ],
)
def test_a_time_is_read_as_people_type_it(typed: str, hour: int, minute: int) -> None:
    assert read_time(typed, TODAY, NOW) == wall(2026, 3, 2, hour, minute)


def test_in_two_minutes_counts_from_now_even_past_midnight() -> None:
    assert read_time("in 2 min", TODAY, NOW) == wall(2026, 3, 3, 0, 1)


def test_a_span_may_have_hours_and_minutes() -> None:
    noon = wall(2026, 3, 2, 12, 0)
    assert read_time("in 1 h 30", TODAY, noon) == wall(2026, 3, 2, 13, 30)
    assert read_time("+90", TODAY, noon) == wall(2026, 3, 2, 13, 30)
    assert read_time("in 1h30m", TODAY, noon) == wall(2026, 3, 2, 13, 30)


def test_now_is_this_minute() -> None:
    assert read_time("now", TODAY, NOW) == wall(2026, 3, 2, 23, 58)


def test_the_day_that_was_chosen_is_kept() -> None:
    assert read_time("10:00", date(2026, 5, 1), NOW) == wall(2026, 5, 1, 10, 0)


@pytest.mark.parametrize(
    "typed", ["", "  ", "soon", "25:00", "12:60", "13pm", "in", "in two", "3 4", "in 0 min"]
)
def test_what_is_no_time_is_not_guessed_at(typed: str) -> None:
    assert read_time(typed, TODAY, NOW) is None


def test_another_language_adds_its_words() -> None:
    words = ENGLISH.with_more(after="через", minutes="мин, минут", noon="полдень")
    assert read_time("через 5 мин", TODAY, wall(2026, 3, 2, 9), words) == wall(2026, 3, 2, 9, 5)
    assert read_time("Полдень", TODAY, NOW, words) == wall(2026, 3, 2, 12)


@given(st.text(max_size=30))
def test_nothing_typed_makes_it_stumble(typed: str) -> None:
    read_time(typed, TODAY, NOW)

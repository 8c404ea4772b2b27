"""What rhythm a history shows, and when it is proposed."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.rhythm import SAID, proposal, rhythm

START = date(2026, 3, 2)


def history(*gaps: int, start: date = START) -> list[date]:
    """The days of contact with these gaps between them."""
    return [start + timedelta(passed) for passed in accumulate(gaps, initial=0)]


days_of_contact = st.lists(st.dates(date(1990, 1, 1), date(2090, 1, 1)), max_size=40)
gaps_of_contact = st.lists(st.integers(1, 500), min_size=4, max_size=30)


def test_five_contacts_three_weeks_apart_show_a_rhythm():
    assert rhythm(history(21, 20, 23, 21)) == 21


def test_four_contacts_are_too_few():
    assert rhythm(history(21, 21, 21)) is None


def test_several_contacts_on_a_day_count_once():
    four = history(21, 21, 21)
    assert rhythm(four * 3) is None
    assert rhythm(history(21, 21, 21, 21) * 2) == 21


def test_nobody_spoken_to_shows_none():
    assert rhythm([]) is None


@pytest.mark.parametrize(
    "gaps",
    [
        (2, 60, 5, 200),
        (1, 1, 90, 90),
        (3, 9, 27, 81, 243),
        (1, 40, 2, 45, 1, 50, 2, 41),
    ],
)
def test_uneven_gaps_are_no_rhythm(gaps: tuple[int, ...]):
    assert rhythm(history(*gaps)) is None


def test_one_long_holiday_changes_nothing():
    assert rhythm(history(7, 7, 8, 49, 6, 7, 7)) == 7


def test_a_second_call_the_next_day_changes_nothing():
    assert rhythm(history(30, 31, 1, 29, 30, 32)) == 30


def test_working_days_are_every_day():
    assert rhythm(history(1, 1, 1, 1, 3, 1, 1, 1, 1, 3)) == 1


def test_what_was_long_ago_no_longer_counts():
    assert rhythm(history(*[90] * 20, *[7] * 12)) == 7


@pytest.mark.parametrize(
    "gap, said",
    [(2, 2), (6, 6), (8, 7), (10, 10), (13, 14), (20, 21), (29, 28), (31, 30), (44, 42), (50, 42), (52, 60)],
)
def test_it_is_rounded_to_what_people_say(gap: int, said: int):
    assert rhythm(history(*[gap] * 5)) == said


@pytest.mark.parametrize("gap, said", [(88, 90), (176, 180), (360, 365), (400, 365), (500, None)])
def test_months_go_up_to_a_year(gap: int, said: int | None):
    assert rhythm(history(*[gap] * 5)) == said


def test_a_rhythm_that_was_left_is_none():
    days = history(21, 21, 21, 21)
    assert rhythm(days, days[-1] + timedelta(84)) == 21
    assert rhythm(days, days[-1] + timedelta(85)) is None


def test_two_months_of_silence_leave_no_rhythm_yet():
    days = history(1, 1, 1, 1)
    assert rhythm(days, days[-1] + timedelta(60)) == 1
    assert rhythm(days, days[-1] + timedelta(61)) is None


@given(days_of_contact)
def test_whatever_the_history_it_is_something_people_say(days: list[date]):
    assert rhythm(days) in (*SAID, None)


@given(days_of_contact, st.randoms())
def test_the_order_of_the_days_does_not_matter(days: list[date], chance):
    mixed = days * 2
    chance.shuffle(mixed)
    assert rhythm(mixed) == rhythm(days)


@given(gaps_of_contact, st.integers(-5000, 5000))
def test_it_does_not_matter_when_it_was(gaps: list[int], later: int):
    assert rhythm(history(*gaps)) == rhythm(history(*gaps, start=START + timedelta(later)))


@given(st.integers(1, 365), st.integers(4, 30))
def test_an_even_rhythm_is_always_seen_and_told_within_a_quarter(gap: int, count: int):
    said = rhythm(history(*[gap] * count))
    assert said is not None
    assert abs(said - gap) <= gap / 4


@given(st.integers(4, 365), st.lists(st.floats(0.75, 1.25), min_size=4, max_size=12))
def test_a_rhythm_kept_within_a_quarter_is_seen(gap: int, factors: list[float]):
    assert rhythm(history(*[max(1, round(gap * factor)) for factor in factors])) is not None


@given(gaps_of_contact, st.data())
def test_one_stray_gap_in_nine_never_moves_it_far(gaps: list[int], data: st.DataObject):
    gap = data.draw(st.integers(4, 300))
    even = [gap] * 9
    even[data.draw(st.integers(0, 8))] = gaps[0]
    assert rhythm(history(*even)) == rhythm(history(*[gap] * 9))


def test_another_rhythm_than_the_cadence_is_proposed():
    assert proposal(21, 90, None) == 21
    assert proposal(90, 21, None) == 90


def test_where_there_is_no_cadence_the_rhythm_is_proposed():
    assert proposal(21, None, None) == 21


def test_a_cadence_within_a_quarter_is_close_enough():
    assert proposal(28, 30, None) is None
    assert proposal(21, 28, None) is None
    assert proposal(21, 30, None) == 21


def test_nobody_who_asked_for_no_reminders_gets_a_proposal():
    assert proposal(21, 0, None) is None


def test_no_rhythm_no_proposal():
    assert proposal(None, 90, None) is None


def test_a_no_is_remembered_until_the_rhythm_is_another():
    assert proposal(21, 90, 21) is None
    assert proposal(28, 90, 30) is None
    assert proposal(7, 90, 21) == 7


said = st.sampled_from(SAID)


@given(said, st.none() | st.integers(0, 3650), st.none() | said)
def test_only_the_rhythm_itself_is_ever_proposed(days: int, cadence: int | None, declined: int | None):
    assert proposal(days, cadence, declined) in (days, None)


@given(said, st.none() | st.integers(0, 3650), st.none() | said)
def test_accepted_or_declined_it_is_not_proposed_again(days: int, cadence: int | None, declined: int | None):
    assert proposal(days, days, declined) is None
    assert proposal(days, cadence, days) is None

"""Which copies are worth their room."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.backup import worth_keeping

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_a_bad_day_of_many_copies_leaves_those_of_the_days_before() -> None:
    days = [NOON - timedelta(days=number) for number in range(1, 6)]
    many = [NOON + timedelta(minutes=number) for number in range(100)]
    kept = worth_keeping([*days, *many])
    assert kept == {*days, *many[-10:]}


def test_of_two_years_of_daily_copies_some_of_every_month_are_left() -> None:
    kept = worth_keeping(NOON - timedelta(days=number) for number in range(900))
    assert len({(at.year, at.month) for at in kept}) == 24
    assert min(kept) == datetime(2024, 4, 30, 12, tzinfo=UTC)
    assert len(kept) < 14 + 8 + 24


@given(st.sets(st.integers(0, 5_000_000), max_size=60))
def test_thinning_twice_changes_nothing_more_and_the_newest_stays(minutes: set[int]) -> None:
    moments = {NOON - timedelta(minutes=number) for number in minutes}
    kept = worth_keeping(moments)
    assert kept <= moments
    assert worth_keeping(kept) == kept
    assert set(sorted(moments)[-10:]) <= kept

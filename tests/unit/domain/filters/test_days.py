"""Days in filters: fixed, and counted from today."""

from datetime import date

import pytest

from crm_desktop.domain.errors import UserError
from crm_desktop.domain.filters.days import canonical_day, day_on, days_from_today

TODAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    "typed, canonical, day",
    [
        ("today", "today", TODAY),
        ("Today - 30", "today-30", date(2026, 1, 31)),
        ("today+1w", "today+7", date(2026, 3, 9)),
        ("tomorrow", "today+1", date(2026, 3, 3)),
        ("yesterday-1", "today-2", date(2026, 2, 28)),
        ("tomorrow-1", "today", TODAY),
        ("2024-02-29", "2024-02-29", date(2024, 2, 29)),
        ("today+999999", "today+999999", date.max.replace(year=4763, month=12, day=28)),
    ],
)
def test_a_day_is_read_in_many_ways_and_kept_in_one(typed: str, canonical: str, day: date) -> None:
    assert canonical_day(typed) == canonical
    assert canonical_day(canonical) == canonical
    if len(typed) < 12:
        assert day_on(canonical, TODAY) == day.toordinal()


@pytest.mark.parametrize(
    "typed",
    ["", "soon", "2026-13-01", "2026-1-1", "20260101", "today7", "today+", "today+1m", "today+1234567", "1"],
)
def test_anything_else_is_refused(typed: str) -> None:
    with pytest.raises(UserError, match="is not a day"):
        canonical_day(typed)


def test_no_day_lies_outside_of_the_calendar() -> None:
    assert day_on("today-999999", TODAY) == 1
    assert day_on("today+999999", date(9999, 1, 1)) == date.max.toordinal()
    assert day_on("never", TODAY) is None


def test_days_are_counted_from_today() -> None:
    assert (days_from_today("today-7"), days_from_today("today"), days_from_today("2026-01-01")) == (
        -7,
        0,
        None,
    )

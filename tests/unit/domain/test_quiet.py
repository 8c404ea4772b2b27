"""Quiet hours and days off, by the clock on the user's wall."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.quiet import QuietTime

BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = QuietTime(time(22), time(7))
# Whole hours, half an hour, a DST change at midnight, and one day that was left out altogether.
ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "America/Havana",
         "Asia/Kathmandu", "Pacific/Apia"]  # fmt: skip


def berlin(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN, fold=fold)


def wall(moment: datetime | None, zone: ZoneInfo = BERLIN) -> str:
    return moment.astimezone(zone).strftime("%a %d %b %H:%M %z") if moment else "never"


@pytest.mark.parametrize(
    "at, quiet",
    [
        ("21:59:59", False),
        ("22:00", True),
        ("23:59", True),
        ("00:00", True),
        ("06:59", True),
        ("07:00", False),
    ],
)
def test_a_night_spans_midnight(at: str, quiet: bool) -> None:
    assert NIGHT.holds(berlin(f"2026-03-02 {at}"), BERLIN) is quiet


def test_a_midday_rest_is_within_a_day() -> None:
    rest = QuietTime(time(12), time(14, 30))
    assert not rest.holds(berlin("2026-03-02 11:59"), BERLIN)
    assert rest.holds(berlin("2026-03-02 12:00"), BERLIN)
    assert wall(rest.ends_at(berlin("2026-03-02 12:00"), BERLIN)) == "Mon 02 Mar 14:30 +0100"


def test_the_night_ends_in_the_morning() -> None:
    assert wall(NIGHT.ends_at(berlin("2026-03-02 22:00"), BERLIN)) == "Tue 03 Mar 07:00 +0100"
    assert wall(NIGHT.ends_at(berlin("2026-03-03 06:59"), BERLIN)) == "Tue 03 Mar 07:00 +0100"


def test_outside_quiet_time_nothing_ends() -> None:
    assert NIGHT.ends_at(berlin("2026-03-02 12:00"), BERLIN) is None
    assert QuietTime().ends_at(berlin("2026-03-02 12:00"), BERLIN) is None


@pytest.mark.parametrize(
    "quiet", [QuietTime(), QuietTime(time(22), None), QuietTime(None, time(7)), QuietTime(time(9), time(9))]
)
def test_without_two_different_times_there_are_no_quiet_hours(quiet: QuietTime) -> None:
    assert not quiet.holds(berlin("2026-03-02 09:00"), BERLIN)
    assert not quiet.holds(berlin("2026-03-02 23:00"), BERLIN)


def test_a_weekend_off_ends_with_the_night_after_it() -> None:
    weekend = QuietTime(time(22), time(7), (6, 7))
    assert weekend.holds(berlin("2026-03-07 12:00"), BERLIN)
    assert wall(weekend.ends_at(berlin("2026-03-06 23:00"), BERLIN)) == "Mon 09 Mar 07:00 +0100"


def test_days_off_alone_end_at_midnight() -> None:
    friday = QuietTime(days_off=(5,))
    assert wall(friday.ends_at(berlin("2026-03-06 00:00"), BERLIN)) == "Sat 07 Mar 00:00 +0100"


def test_with_all_days_off_it_never_ends() -> None:
    never = QuietTime(days_off=(1, 2, 3, 4, 5, 6, 7))
    assert never.holds(berlin("2026-03-02 12:00"), BERLIN)
    assert never.ends_at(berlin("2026-03-02 12:00"), BERLIN) is None


def test_an_end_in_the_hour_that_spring_leaves_out_comes_when_the_clock_jumps_over_it() -> None:
    until = QuietTime(time(22), time(2, 30))
    assert wall(until.ends_at(berlin("2026-03-29 01:00"), BERLIN)) == "Sun 29 Mar 03:00 +0200"


def test_a_night_is_an_hour_shorter_in_spring_and_longer_in_autumn() -> None:
    spring, autumn = berlin("2026-03-28 22:00"), berlin("2026-10-24 22:00")
    ends = [NIGHT.ends_at(start, BERLIN) for start in (spring, autumn)]
    assert [wall(end) for end in ends] == ["Sun 29 Mar 07:00 +0200", "Sun 25 Oct 07:00 +0100"]
    spans = [end - start.astimezone(UTC) for end, start in zip(ends, (spring, autumn), strict=True) if end]
    assert spans == [timedelta(hours=8), timedelta(hours=10)]


def test_in_the_hour_that_autumn_repeats_the_wall_is_believed_both_times() -> None:
    until = QuietTime(time(22), time(2, 30))
    assert wall(until.ends_at(berlin("2026-10-25 02:10"), BERLIN)) == "Sun 25 Oct 02:30 +0200"
    assert not until.holds(berlin("2026-10-25 02:40"), BERLIN)
    assert until.holds(berlin("2026-10-25 02:10", fold=1), BERLIN)
    assert wall(until.ends_at(berlin("2026-10-25 02:10", fold=1), BERLIN)) == "Sun 25 Oct 02:30 +0100"


def test_a_clock_that_goes_back_can_end_it_too() -> None:
    late = QuietTime(time(2, 30), time(9))
    assert wall(late.ends_at(berlin("2026-10-25 02:45"), BERLIN)) == "Sun 25 Oct 02:00 +0100"


def test_a_traveller_is_left_alone_by_the_wall_where_he_is() -> None:
    now = berlin("2026-03-02 23:00")
    assert NIGHT.holds(now, BERLIN)
    assert not NIGHT.holds(now, ZoneInfo("America/New_York"))


times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 10, 30, 59]))
quiet_times = st.builds(
    QuietTime,
    st.none() | times,
    st.none() | times,
    st.sets(st.integers(1, 7)).map(lambda d: tuple(sorted(d))),
)
moments = st.integers(0, 16 * 366 * 24 * 60).map(
    lambda minutes: datetime(2011, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
# The days around a change of the clocks, where mistakes live.
changes = st.sampled_from(
    ["2026-03-28", "2026-10-24", "2026-03-07", "2026-10-31", "2026-04-04", "2026-10-03", "2026-04-23",
     "2026-10-29", "2011-12-29"]
)  # fmt: skip
near_changes = st.builds(
    lambda day, minutes: datetime.fromisoformat(day).replace(tzinfo=UTC) + timedelta(minutes=minutes),
    changes,
    st.integers(0, 3 * 24 * 60),
)


@given(quiet_times, moments | near_changes, st.sampled_from(ZONES).map(ZoneInfo))
def test_it_ends_at_the_first_minute_that_is_not_quiet(
    quiet: QuietTime, now: datetime, zone: ZoneInfo
) -> None:
    end = quiet.ends_at(now, zone)
    if end is None:
        assert not quiet.holds(now, zone) or len(quiet.days_off) == 7
        return
    assert end > now
    assert end.tzinfo is UTC
    assert not quiet.holds(end, zone)
    minutes = int((end - now).total_seconds() // 60) + 1
    quarter = max(1, minutes // 400)  # of long spans a sample
    for minute in [*range(0, minutes, quarter), *range(max(0, minutes - 90), minutes)]:
        moment = now + timedelta(minutes=minute)
        assert moment >= end or quiet.holds(moment, zone)

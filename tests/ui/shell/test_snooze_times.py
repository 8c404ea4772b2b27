"""To when a reminder can be put off."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from crm_desktop.ui.inbox.snooze_times import Snooze, choices

ADDIS = ZoneInfo("Africa/Addis_Ababa")
BERLIN = ZoneInfo("Europe/Berlin")


def offered(wall: str, zone: ZoneInfo = ADDIS) -> dict[Snooze, datetime]:
    now = datetime.fromisoformat(wall).replace(tzinfo=zone).astimezone(UTC)
    return {choice.snooze: choice.until.astimezone(zone) for choice in choices(now, zone, time(9))}


def test_ten_minutes_and_an_hour_count_from_now():
    found = offered("2026-03-04 11:05")
    assert found[Snooze.TEN_MINUTES].time() == time(11, 15)
    assert found[Snooze.HOUR].time() == time(12, 5)


def test_this_evening_is_six_on_the_users_wall():
    assert offered("2026-03-04 11:05")[Snooze.EVENING].time() == time(18)


def test_this_evening_is_nine_once_six_is_over():
    assert offered("2026-03-04 18:30")[Snooze.EVENING].time() == time(21)


def test_late_at_night_there_is_no_evening_left_to_offer():
    assert Snooze.EVENING not in offered("2026-03-04 22:00")


def test_tomorrow_and_next_week_mean_the_morning():
    found = offered("2026-03-04 11:05")  # a Wednesday
    assert found[Snooze.TOMORROW].isoformat(" ", "minutes")[:16] == "2026-03-05 09:00"
    assert found[Snooze.NEXT_WEEK].isoformat(" ", "minutes")[:16] == "2026-03-09 09:00"


def test_on_a_sunday_tomorrow_is_next_week_and_offered_once():
    found = offered("2026-03-08 11:05")
    assert Snooze.NEXT_WEEK not in found
    assert found[Snooze.TOMORROW].isoformat(" ", "minutes")[:16] == "2026-03-09 09:00"


def test_the_morning_after_a_clock_change_is_nine_on_the_wall():
    found = offered("2026-03-28 11:05", BERLIN)
    assert found[Snooze.TOMORROW].isoformat(" ", "minutes")[:16] == "2026-03-29 09:00"

"""The machine's clock and zone, whatever the machine's settings look like."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
import tzlocal

from crm_desktop.services.ports import Clock
from crm_desktop.system import clock as clock_module
from crm_desktop.system.clock import SystemClock
from tests.fakes import FakeClock


def test_now_is_the_present_instant_in_utc() -> None:
    clock: Clock = SystemClock()
    assert clock.now().tzinfo is UTC
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_the_zone_follows_a_traveller(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = SystemClock()
    monkeypatch.setenv("TZ", "Africa/Addis_Ababa")
    assert clock.zone().key == "Africa/Addis_Ababa"
    monkeypatch.setenv("TZ", "Asia/Tashkent")
    assert clock.zone().key == "Asia/Tashkent"


def test_the_zone_is_read_again_after_a_few_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds, zones = [100.0], iter([ZoneInfo("Asia/Tehran"), ZoneInfo("Europe/Paris")])
    monkeypatch.setattr(clock_module.time, "monotonic", lambda: seconds[0])
    monkeypatch.setattr(tzlocal, "reload_localzone", lambda: next(zones))
    clock = SystemClock()
    assert clock.zone().key == clock.zone().key == "Asia/Tehran"
    seconds[0] += 6
    assert clock.zone().key == "Europe/Paris"


def test_a_contradictory_setting_gives_a_zone_with_the_right_offset(monkeypatch: pytest.MonkeyPatch) -> None:
    def contradict() -> None:
        raise ZoneInfoNotFoundError("Multiple conflicting time zone configurations found")

    monkeypatch.setattr(tzlocal, "reload_localzone", contradict)
    zone = SystemClock().zone()
    now = datetime.now(UTC)
    assert zone.key
    assert now.astimezone(zone).utcoffset() == now.astimezone().utcoffset()


def test_the_fake_clock_keeps_the_same_promises() -> None:
    fake = FakeClock(datetime(2026, 3, 20, 18, 30, tzinfo=ZoneInfo("Asia/Tehran")), zone="Asia/Tehran")
    clock: Clock = fake
    assert clock.now() == datetime(2026, 3, 20, 15, 0, tzinfo=UTC)
    fake.advance(hours=1)
    assert clock.now().astimezone(clock.zone()).hour == 19

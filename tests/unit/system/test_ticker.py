"""The tick comes when something is due, at least once a heartbeat, and never after the end."""

import logging
import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from crm_desktop.system.ticker import Ticker
from tests.fakes import FakeClock

SOON = 5.0  # seconds; only a failure waits that long


class Ticks:
    """Counts ticks and lets a test wait for the next one."""

    def __init__(self) -> None:
        self.count = 0
        self.threads: set[str] = set()
        self._came = threading.Semaphore(0)

    def __call__(self) -> None:
        self.count += 1
        self.threads.add(threading.current_thread().name)
        self._came.release()

    def comes(self, within: float = SOON) -> bool:
        return self._came.acquire(timeout=within)


def test_it_ticks_at_once_when_started() -> None:
    ticks = Ticks()
    ticker = Ticker(ticks)
    ticker.start()
    assert ticks.comes()
    ticker.stop()
    assert threading.main_thread().name not in ticks.threads


def test_it_ticks_at_the_next_due_moment_and_not_before(clock: FakeClock) -> None:
    ticks = Ticks()
    ticker = Ticker(ticks, clock=clock)
    ticker.start()
    assert ticks.comes()
    ticker.set_next(clock.now() + timedelta(seconds=0.3))
    assert not ticks.comes(within=0.1)
    assert ticks.comes()
    ticker.stop()
    assert ticks.count == 2


def test_a_moment_already_past_ticks_now_and_only_once(clock: FakeClock) -> None:
    ticks = Ticks()
    ticker = Ticker(ticks, clock=clock)
    ticker.start()
    assert ticks.comes()
    ticker.set_next(clock.now() - timedelta(days=1))
    assert ticks.comes()
    assert not ticks.comes(within=0.1)
    ticker.stop()


def test_it_wakes_when_told() -> None:
    ticks = Ticks()
    ticker = Ticker(ticks)
    ticker.start()
    assert ticks.comes()
    ticker.wake()
    assert ticks.comes()
    ticker.stop()


def test_it_ticks_every_heartbeat_with_nothing_due() -> None:
    ticks = Ticks()
    ticker = Ticker(ticks, heartbeat=0.05)
    ticker.start()
    assert all(ticks.comes() for _ in range(4))
    ticker.stop()


def test_a_clock_set_back_by_an_hour_does_not_stop_the_heartbeat() -> None:
    ticks = Ticks()
    ticker = Ticker(ticks, heartbeat=0.05)
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=1), tick=True):
        ticker.start()
        assert all(ticks.comes() for _ in range(3))
    assert all(ticks.comes() for _ in range(4))  # what was planned in 50 ms now lies an hour ahead
    ticker.stop()


def test_a_tick_that_fails_is_logged_and_the_next_one_comes(caplog: pytest.LogCaptureFixture) -> None:
    ticks = Ticks()

    def fail() -> None:
        ticks()
        raise ZeroDivisionError

    ticker = Ticker(fail, heartbeat=0.02)
    with caplog.at_level(logging.ERROR):
        ticker.start()
        assert ticks.comes()
        assert ticks.comes()
        ticker.stop()
    assert "A tick failed" in caplog.text


def test_the_callback_may_name_the_next_moment(clock: FakeClock) -> None:
    ticks = Ticks()

    def tick() -> None:
        ticker.set_next(clock.now() + timedelta(seconds=0.02))
        ticks()

    ticker = Ticker(tick, clock=clock)
    ticker.start()
    assert all(ticks.comes() for _ in range(4))
    ticker.stop()


def test_nothing_runs_after_stop_and_it_can_start_again() -> None:
    ticks = Ticks()
    ticker = Ticker(ticks, heartbeat=0.02)
    before = threading.active_count()
    for _ in range(3):
        ticker.start()
        ticker.start()
        assert ticks.comes()
        ticker.stop()
        ticker.stop()
        ticker.wake()
        ticker.set_next(datetime.now(UTC))
    assert threading.active_count() == before

"""The tick: one APScheduler job that calls back at the next due moment and at least once a minute.

It holds no state of the user's. What is due is asked of the data at every tick, so a suspend, a restart or
a changed clock only moves the next tick by less than a minute, and needs no code elsewhere.
"""

from __future__ import annotations

import logging
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from apscheduler.executors.debug import DebugExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger

from crm_desktop.system.clock import SystemClock

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.services.ports import Clock

HEARTBEAT = 60.0  # seconds
_JOB = "tick"

log = logging.getLogger(__name__)


class Ticker:
    """Calls `callback` in the scheduler's thread until `stop`. After `stop` no thread is left."""

    def __init__(
        self, callback: Callable[[], None], *, clock: Clock | None = None, heartbeat: float = HEARTBEAT
    ) -> None:
        self._callback = callback
        self._clock: Clock = clock or SystemClock()
        self._heartbeat = heartbeat
        self._next: datetime | None = None
        self._scheduler: _SteadyScheduler | None = None

    def start(self) -> None:
        """Begin ticking, with a first tick at once: something may have come due while nobody looked."""
        if self._scheduler is not None:
            return
        self._scheduler = _SteadyScheduler(
            self._heartbeat,
            timezone=UTC,
            executors={"default": DebugExecutor()},
            job_defaults={"misfire_grace_time": None, "coalesce": True},
        )
        self._scheduler.add_job(self._tick, _Delay(self._seconds_to_next), id=_JOB, next_run_time=_real_now())
        self._scheduler.start()

    def wake(self) -> None:
        """Tick now: the data changed, or the machine came back from sleep."""
        self._reschedule(0.0)

    def set_next(self, at: datetime | None) -> None:
        """Name the next due moment (aware); None when only the heartbeat is needed. One past ticks now."""
        self._next = at
        self._reschedule(self._seconds_to_next(missed=0.0))

    def stop(self) -> None:
        """End; waits for a tick under way, so do not call it from the callback."""
        scheduler, self._scheduler = self._scheduler, None
        if scheduler is not None:
            scheduler.shutdown(wait=True)

    def _reschedule(self, seconds: float) -> None:
        if self._scheduler is not None:
            self._scheduler.modify_job(_JOB, next_run_time=_real_now() + timedelta(seconds=seconds))

    def _tick(self) -> None:
        if self._scheduler is not None:
            self._scheduler.last_tick = time.monotonic()
        try:
            self._callback()
        except Exception:  # the scheduler's border: the next tick must come whatever happened in this one
            log.exception("A tick failed")

    def _seconds_to_next(self, missed: float | None = None) -> float:
        """Seconds until the next tick; `missed` is the answer for a due moment that is already over."""
        if self._next is None:
            return self._heartbeat
        left = (self._next - self._clock.now()).total_seconds()
        if left <= 0:
            return self._heartbeat if missed is None else missed
        return min(left, self._heartbeat)


class _Delay(BaseTrigger):  # type: ignore[misc]  # APScheduler has no type hints
    """Fires again after so many seconds, as asked each time."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds

    def get_next_fire_time(self, _previous: datetime | None, _now: datetime) -> datetime:
        return _real_now() + timedelta(seconds=self._seconds())


class _SteadyScheduler(BackgroundScheduler):  # type: ignore[misc]  # APScheduler has no type hints
    """Never sleeps longer than the heartbeat, also when the wall clock was set back meanwhile."""

    def __init__(self, heartbeat: float, **options: object) -> None:
        super().__init__(**options)
        self._heartbeat = heartbeat
        self.last_tick = time.monotonic()

    def _process_jobs(self) -> float:
        if time.monotonic() - self.last_tick >= self._heartbeat:
            self.modify_job(_JOB, next_run_time=_real_now())
        wait: float | None = super()._process_jobs()
        return self._heartbeat if wait is None else min(wait, self._heartbeat)


def _real_now() -> datetime:
    return datetime.now(UTC)

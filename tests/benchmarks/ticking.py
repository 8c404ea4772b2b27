"""The real window over a town's data while it ticks: how long it stands still, and what stays behind."""

import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from crm_desktop.bootstrap import open_services
from crm_desktop.system.notifier import NotifyResult
from crm_desktop.system.ticker import Ticker
from crm_desktop.ui.app import run_window
from crm_desktop.ui.shell.ports import TickerPort
from crm_desktop.ui.shell.reminding import Reminding
from crm_desktop.ui.shell.session import TODAY, WindowSession
from tests.benchmarks.window import SIZE, parts_of, settle
from tests.fakes import FakeClock

_WATCHED_FOR = 1.5  # seconds after a tick; what follows it is over by then
_WARM_UP = 1_000  # ticks, until caches are as full as they get


@dataclass(frozen=True, slots=True)
class Growth:
    """What there was more of at the end: megabytes, threads, open files; and milliseconds a tick took."""

    megabytes: float
    threads: int
    files: int
    each: float


class _Hand:
    """A ticker that ticks when it is told."""

    def __init__(self, tick: Callable[[], None]) -> None:
        self.tick = tick

    def start(self) -> None: ...
    def set_next(self, at: object) -> None: ...
    def stop(self) -> None: ...


class _Desktop:
    """Takes every notification at once."""

    def notify_later(
        self, title: str, body: str, answered: Callable[[NotifyResult], None] | None = None
    ) -> None:
        if answered is not None:
            answered(NotifyResult(True))

    def close(self) -> None: ...


def standstill(folder: Path, before: datetime, moment: datetime) -> float:
    """The longest time in milliseconds that the window answers nothing, when it ticks at a moment.

    It has ticked once `before`, with Today in view.
    """
    clock, hands, longest = FakeClock(before), [], [0.0]

    def hand(tick: Callable[[], None]) -> TickerPort:
        hands.append(_Hand(tick))
        return hands[0]

    def measure(_session: WindowSession) -> None:
        settle(1)
        hands[0].tick()
        settle(2)
        clock.set(moment)
        hands[0].tick()
        longest[0] = _longest_gap(_WATCHED_FOR)

    _in_ticking_window(folder, clock, hand, measure)
    return longest[0]


def growth(folder: Path, now: datetime, ticks: int = 10_000) -> Growth:
    """What so many ticks of the real scheduler leave behind in the window, with nothing due."""
    clock, tickers, found = FakeClock(now), [], []

    def scheduled(tick: Callable[[], None]) -> TickerPort:
        tickers.append(Ticker(tick, clock=clock))
        return tickers[0]

    def measure(session: WindowSession) -> None:
        settle(2)
        _run_ticks(session, tickers[0], _WARM_UP)
        before, started = _held(), time.perf_counter()
        _run_ticks(session, tickers[0], ticks)
        each = (time.perf_counter() - started) * 1000 / ticks
        megabytes, threads, files = (late - early for late, early in zip(_held(), before, strict=True))
        found.append(Growth(megabytes, int(threads), int(files), each))

    _in_ticking_window(folder, clock, scheduled, measure)
    return found[0]


def _in_ticking_window(
    folder: Path,
    clock: FakeClock,
    make_ticker: Callable[[Callable[[], None]], TickerPort],
    measure: Callable[[WindowSession], None],
) -> None:
    parts = replace(
        parts_of(folder, lambda: open_services(folder, clock=clock, default_country=lambda: "ET")),
        make_ticker=make_ticker,
        make_notifier=_Desktop,
    )

    def begun(session: WindowSession) -> None:
        session.window.resize(*SIZE)

        def ready() -> None:
            measure(session)
            QApplication.quit()

        session.ready.connect(ready, Qt.ConnectionType.QueuedConnection)

    run_window(parts, page=TODAY, begun=begun)


def _longest_gap(seconds: float) -> float:
    """The longest time in milliseconds between two moments at which the event loop was free."""
    loop, free = QEventLoop(), QTimer(interval=0)
    times = [time.perf_counter()]

    def tick() -> None:
        times.append(time.perf_counter())
        if times[-1] - times[0] > seconds:
            loop.quit()

    free.timeout.connect(tick)
    free.start()
    loop.exec()
    free.stop()
    return max(late - early for early, late in pairwise(times)) * 1000


def _run_ticks(session: WindowSession, ticker: Ticker, count: int) -> None:
    """Tick so many times, each as soon as the window has seen to the one before."""
    reminding = session.findChild(Reminding)
    loop, left = QEventLoop(), [count]

    def checked() -> None:
        left[0] -= 1
        if left[0]:
            QTimer.singleShot(0, ticker.wake)
        else:
            loop.quit()

    reminding.checked.connect(checked)
    ticker.wake()
    loop.exec()
    reminding.checked.disconnect(checked)


def _held() -> tuple[float, int, int]:
    """Megabytes in memory, threads and open files of this process."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    megabytes = pages * os.sysconf("SC_PAGE_SIZE") / 2**20
    return megabytes, threading.active_count(), len(list(Path("/proc/self/fd").iterdir()))

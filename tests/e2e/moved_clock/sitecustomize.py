"""Python's clocks, moved: a program that is started with this folder on its path lives in a time of its own.

The file that MOVED_CLOCK names says how far the wall clock and the monotonic clock are ahead of the
machine's, in seconds; whoever writes it moves a program that runs. A wait ends when the moved clock says so.
"""

import contextlib
import datetime as calendar
import mmap
import os
import selectors
import struct
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

AHEAD = struct.Struct("=dd")
_SLICE = 0.02  # seconds; a wait looks at the clock so often

with Path(os.environ["MOVED_CLOCK"]).open("rb") as file:
    _ahead = mmap.mmap(file.fileno(), AHEAD.size, access=mmap.ACCESS_READ)
_machine_time, _machine_monotonic = time.time, time.monotonic
_machine_wait, _machine_select = threading.Condition.wait, selectors.PollSelector.select
_Datetime = calendar.datetime


def _time() -> float:
    return _machine_time() + float(AHEAD.unpack_from(_ahead)[0])


def _monotonic() -> float:
    return _machine_monotonic() + float(AHEAD.unpack_from(_ahead)[1])


def _wait(condition: Any, timeout: float | None = None) -> bool:
    """threading.Condition.wait, with its one lock to wait at tried again and again: no call is lost."""
    if timeout is None or timeout <= 0:
        return _machine_wait(condition, timeout)
    until, called = _monotonic() + timeout, False
    waiter = threading.Lock()
    waiter.acquire()
    condition._waiters.append(waiter)
    state = condition._release_save()
    try:
        while not called and (left := until - _monotonic()) > 0:
            called = waiter.acquire(timeout=min(left, _SLICE))
        return called
    finally:
        condition._acquire_restore(state)
        if not called:
            with contextlib.suppress(ValueError):
                condition._waiters.remove(waiter)


def _select(selector: selectors.PollSelector, timeout: float | None = None) -> list[Any]:
    if timeout is None or timeout <= 0:
        return _machine_select(selector, timeout)
    until = _monotonic() + timeout
    while (left := until - _monotonic()) > 0:
        if ready := _machine_select(selector, min(left, _SLICE)):
            return ready
    return []


class _AnyDatetime(type):
    """What the standard library makes is a datetime, too."""

    def __instancecheck__(cls, value: object) -> bool:
        return isinstance(value, _Datetime)


class MovedDatetime(_Datetime, metaclass=_AnyDatetime):
    """A datetime whose present moment is the moved one."""

    @classmethod
    def now(cls, tz: calendar.tzinfo | None = None) -> Any:
        return cls.fromtimestamp(_time(), tz)


def _move() -> None:
    moved: tuple[tuple[object, str, Callable[..., object]], ...] = (
        (time, "time", _time),
        (time, "monotonic", _monotonic),
        (threading, "_time", _monotonic),
        (threading.Condition, "wait", _wait),
        (selectors.PollSelector, "select", _select),
        (calendar, "datetime", MovedDatetime),
    )
    for place, name, value in moved:
        setattr(place, name, value)


_move()

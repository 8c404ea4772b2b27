"""Runs something in a process of its own that is killed at a line of the program, as a power cut would."""

import importlib
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from types import FrameType
from typing import Any

import crm_desktop.store

STORE = Path(crm_desktop.store.__file__).parent


def lines_of(do: Callable[[], object], modules: Iterable[str]) -> int:
    """How many different lines of some modules of `store/` it runs through."""
    for module in modules:
        importlib.import_module(f"{crm_desktop.store.__name__}.{module}")  # what that runs is not counted
    count = _Trace(modules, None)
    sys.settrace(count.call)
    try:
        do()
    finally:
        sys.settrace(None)
    return len(count.seen)


def killed_at(number: int, do: Callable[[], object], modules: Iterable[str]) -> bool:
    """Do it in another process, which is killed before the line that is the `number`th to be new; whether it
    came so far.
    """
    child = os.fork()
    if child == 0:
        try:
            sys.settrace(_Trace(modules, number).call)
            do()
        except BaseException:  # noqa: BLE001 - its parent is told by the exit code
            traceback.print_exc()
            os._exit(2)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert status in (0, signal.SIGKILL), f"it failed instead of being killed ({status})"
    return status != 0


class _Trace:
    def __init__(self, modules: Iterable[str], number: int | None) -> None:
        self._files = {str(STORE / f"{name}.py") for name in modules}
        self._number = number
        self.seen: set[tuple[str, int]] = set()

    def call(self, frame: FrameType, _event: str, _argument: object) -> Any:
        return self.line if frame.f_code.co_filename in self._files else None

    def line(self, frame: FrameType, event: str, _argument: object) -> Any:
        if event == "line":
            self.seen.add((frame.f_code.co_filename, frame.f_lineno))
            if len(self.seen) == self._number:
                os.kill(os.getpid(), signal.SIGKILL)
        return self.line

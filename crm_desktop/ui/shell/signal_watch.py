"""Ends the program in order when the system asks for it (SIGTERM) or Ctrl+C is pressed in the terminal."""

from __future__ import annotations

import contextlib
import signal
import socket
from typing import TYPE_CHECKING

from PySide6.QtCore import QSocketNotifier

if TYPE_CHECKING:
    from collections.abc import Callable

_SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)


class SignalWatch:
    """Calls `end` in the window's thread. While Qt sleeps Python notices no signal: a socket wakes it."""

    def __init__(self, end: Callable[[], None]) -> None:
        self._end = end
        self._reader, self._writer = socket.socketpair()
        for one in (self._reader, self._writer):
            one.setblocking(False)
        self._before_fd = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        self._before = {one: signal.signal(one, lambda *_: None) for one in _SIGNALS}
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._on_woken)

    def stop(self) -> None:
        """Give the signals back."""
        self._notifier.setEnabled(False)
        for one, handler in self._before.items():
            signal.signal(one, handler)
        signal.set_wakeup_fd(self._before_fd)
        self._reader.close()
        self._writer.close()

    def _on_woken(self) -> None:
        received = b""
        with contextlib.suppress(BlockingIOError):
            received = self._reader.recv(64)
        if any(number in received for number in _SIGNALS):
            self._end()

"""How far long work is, for a person at a terminal."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from crm_desktop.services.progress import no_progress

if TYPE_CHECKING:
    from crm_desktop.services.progress import Progress

_SHOW_EVERY = 0.1  # seconds between two states of the line
_REMAINING_AFTER = 1.0  # seconds; before that nobody can say how long it will take


class ProgressLine:
    """One line on standard error that tells how far the work is; only where a person watches."""

    def __init__(self, doing: str) -> None:
        self._doing = doing
        self._shown = sys.stderr is not None and sys.stderr.isatty()
        self._began = self._last = time.monotonic()

    def __enter__(self) -> Progress:
        return self._tell if self._shown else no_progress

    def __exit__(self, *_: object) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def _tell(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._last < _SHOW_EVERY:
            return
        self._last = now
        share = f" {100 * done // total} %" if total else f" {done:,}"
        sys.stderr.write(f"\r{self._doing}{share}{self._remaining(done, total, now)}\x1b[K")
        sys.stderr.flush()

    def _remaining(self, done: int, total: int, now: float) -> str:
        spent = now - self._began
        if not 0 < done < total or spent < _REMAINING_AFTER:
            return ""
        return f", {max(1, round(spent * (total - done) / done))} s left"

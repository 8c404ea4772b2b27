"""Notices to the desktop, and what became of them, in the window's thread.

Where the desktop can never show any, the icon in the tray does. One that is only away for a while is
waited for: whoever asked is told that nobody has seen it, and asks again.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from crm_desktop.services.ports import Clock
    from crm_desktop.ui.shell.ports import NotifierPort, NotifyOutcome


@dataclass(frozen=True, slots=True)
class LastNotice:
    """The latest notice: when it was asked for (UTC), and how that went; no outcome while it is under way."""

    asked_at: datetime
    outcome: NotifyOutcome | None = None
    in_tray: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    title: str
    body: str
    at: datetime
    answered: Callable[[bool], None] | None


class DesktopNotices(QObject):
    """The notifier is made when it is first asked for something: the first paint need not wait for it.

    `balloon(title, body)` shows a notice at the icon in the tray, and says whether it could. Signals:
    `answered` whenever it is known how a notice went.
    """

    answered = Signal()
    _arrived = Signal()

    def __init__(self, make: Callable[[], NotifierPort], clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.balloon: Callable[[str, str], bool] = lambda _title, _body: False
        self._make = make
        self._clock = clock
        self._made: NotifierPort | None = None
        self._under_way: list[_Asked] = []
        self._outcomes: deque[tuple[_Asked, NotifyOutcome]] = deque()
        self._last: LastNotice | None = None
        self._closed = False
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    @property
    def last(self) -> LastNotice | None:
        """The latest notice; None before the first."""
        return self._last

    def notify_later(self, title: str, body: str, answered: Callable[[bool], None] | None = None) -> None:
        """Ask for a notice; returns at once. `answered` is told, once and later, whether it could be seen."""
        if self._closed:
            return
        asked = _Asked(title, body, self._clock.now(), answered)
        self._under_way.append(asked)
        self._last = LastNotice(asked.at)
        if self._made is None:
            self._made = self._make()
        self._made.notify_later(title, body, partial(self._take, asked))

    def close(self) -> None:
        """Send what waits, and leave no thread. What could not be sent any more was not seen."""
        self._closed = True
        if self._made is not None:
            self._made.close()
        self._on_arrived()
        while self._under_way:
            self._answer(self._under_way.pop(), seen=False)

    def _take(self, asked: _Asked, outcome: NotifyOutcome) -> None:
        # Called in the notifier's thread: the data and the tray are the window's.
        self._outcomes.append((asked, outcome))
        if not self._closed:
            self._arrived.emit()

    def _on_arrived(self) -> None:
        while self._outcomes:
            asked, outcome = self._outcomes.popleft()
            self._under_way.remove(asked)
            lasting = outcome.trouble is not None and outcome.trouble.is_lasting
            in_tray = lasting and self.balloon(asked.title, asked.body)
            self._last = LastNotice(asked.at, outcome, in_tray)
            self._answer(asked, seen=outcome.delivered or in_tray)

    def _answer(self, asked: _Asked, *, seen: bool) -> None:
        if asked.answered is not None:
            asked.answered(seen)
        self.answered.emit()

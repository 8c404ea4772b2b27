"""From the tick to the inbox: what is due is shown once, and the desktop is told of it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from crm_desktop.domain.changes import DataChanged
    from crm_desktop.services.ports import Clock
    from crm_desktop.services.reminders import Reminders
    from crm_desktop.ui.shell.announcing import Announcing
    from crm_desktop.ui.shell.ports import TickerPort

_log = logging.getLogger(__name__)

_MOVING = (Kind.APPOINTMENT, Kind.FOLLOW_UP, Kind.CONTACT, Kind.INTERACTION, Kind.REMINDER, Kind.SETTING)
_AT_ONCE = 500
_SETTLED_AFTER = 100  # ms; a burst of changes asks once for the next due moment


class Reminding(QObject):
    """Signals: `fired(list[Reminder])` for what was newly shown; `ticked` at least once a minute, before it;
    `checked` when a tick has looked at what is due.

    All in the window's thread.
    """

    fired = Signal(list)
    ticked = Signal()
    checked = Signal()
    _ticked = Signal()

    def __init__(
        self,
        reminders: Reminders,
        announcing: Announcing,
        clock: Clock,
        parent: QObject | None = None,
        *,
        is_busy: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(parent)
        self._reminders = reminders
        self._announcing = announcing
        self._clock = clock
        self._is_busy = is_busy
        self._ticker: TickerPort | None = None
        self._last_checked: datetime | None = None
        self._is_called = False
        self._ticked.connect(self._on_ticked, Qt.ConnectionType.QueuedConnection)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLED_AFTER)
        self._settle.timeout.connect(self._ask_for_next)

    @property
    def last_checked(self) -> datetime | None:
        """When a tick last looked at what is due (UTC); None before the first."""
        return self._last_checked

    @property
    def is_held_up(self) -> bool:
        """Whether long work is being written, whose end the next look waits for."""
        return self._is_busy()

    def start(self, make_ticker: Callable[[Callable[[], None]], TickerPort]) -> None:
        """Begin ticking; the first tick comes at once."""
        self._ticker = make_ticker(self._call_over)
        self._ticker.start()

    def stop(self) -> None:
        """End; no tick is handled after this."""
        self._settle.stop()
        ticker, self._ticker = self._ticker, None
        if ticker is not None:
            ticker.stop()

    def notice(self, change: DataChanged) -> None:
        """Something changed: the next due moment may be another one now."""
        if self._ticker is not None and any(change.changes.touches(kind) for kind in _MOVING):
            self._settle.start()

    def _call_over(self) -> None:
        """In the scheduler's thread: ask the window's for a look, once however long it is held up."""
        if not self._is_called:
            self._is_called = True
            self._ticked.emit()

    def _on_ticked(self) -> None:
        self._is_called = False
        if self._ticker is None:
            return
        # While a long change is being written the window must not wait for it: its end names the next tick.
        if self._is_busy():
            return
        self.ticked.emit()
        try:
            due = self._reminders.fire_due(limit=_AT_ONCE)
        except UserError as busy:  # another program is writing; the next tick finds it again
            _log.info("not now: %s", type(busy).__name__)
            return
        self._last_checked = self._clock.now()
        if due:
            self.fired.emit(due)
            if self._reminders.is_due():
                # All whom an import brought go cold on one day: keys are answered between two portions.
                self._call_over()
                return
        self._announcing.announce()
        self.checked.emit()
        # One that is past and was not shown just now waits for the heartbeat: naming it would tick for ever.
        self._name(moment for moment in self._coming() if moment > self._clock.now())

    def _ask_for_next(self) -> None:
        self._name(self._coming())

    def _coming(self) -> list[datetime]:
        """When something comes due, and when quiet time ends: what it held back is announced then."""
        moments = (self._reminders.next_due(), self._reminders.quiet_until())
        return [moment for moment in moments if moment is not None]

    def _name(self, moments: Iterable[datetime]) -> None:
        if self._ticker is not None:
            self._ticker.set_next(min(moments, default=None))

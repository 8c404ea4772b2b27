"""From the tick to the notification: what is due is shown once, in the inbox and on the desktop."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from crm_desktop.domain.changes import DataChanged
    from crm_desktop.domain.reminder import Reminder
    from crm_desktop.services.ports import Clock
    from crm_desktop.services.reminder_wording import Notice
    from crm_desktop.services.reminders import Reminders
    from crm_desktop.services.settings import Settings
    from crm_desktop.ui.shell.ports import NotifierPort, TickerPort

_log = logging.getLogger(__name__)

_MOVING = (Kind.APPOINTMENT, Kind.FOLLOW_UP, Kind.CONTACT, Kind.INTERACTION, Kind.REMINDER, Kind.SETTING)
_SETTLED_AFTER = 100  # ms; a burst of changes asks once for the next due moment


class Reminding(QObject):
    """Signals: `fired(list[Reminder])` for what was newly shown; `ticked` at least once a minute, before it.

    All in the window's thread.
    """

    fired = Signal(list)
    ticked = Signal()
    _ticked = Signal()

    def __init__(
        self,
        reminders: Reminders,
        settings: Settings,
        notifier: NotifierPort,
        wording: Callable[[Sequence[Reminder]], Notice],
        clock: Clock,
        parent: QObject | None = None,
        *,
        is_busy: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(parent)
        self._reminders = reminders
        self._settings = settings
        self._notifier = notifier
        self._wording = wording
        self._clock = clock
        self._is_busy = is_busy
        self._ticker: TickerPort | None = None
        self._ticked.connect(self._on_ticked, Qt.ConnectionType.QueuedConnection)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLED_AFTER)
        self._settle.timeout.connect(self._ask_for_next)

    def start(self, make_ticker: Callable[[Callable[[], None]], TickerPort]) -> None:
        """Begin ticking; the first tick comes at once."""
        self._ticker = make_ticker(self._ticked.emit)
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

    def _on_ticked(self) -> None:
        if self._ticker is None:
            return
        # While a long change is being written the window must not wait for it: its end names the next tick.
        if self._is_busy():
            return
        self.ticked.emit()
        try:
            due = self._reminders.fire_due()
        except UserError as busy:  # another program is writing; the next tick finds it again
            _log.info("not now: %s", busy)
            return
        if due:
            self._show(due)
        next_due = self._reminders.next_due()
        # One that is past and was not shown just now waits for the heartbeat: naming it would tick for ever.
        self._name(next_due if next_due is None or next_due > self._clock.now() else None)

    def _show(self, due: list[Reminder]) -> None:
        self.fired.emit(due)
        if self._settings.notifications:
            notice = self._wording(due)
            self._notifier.notify_later(notice.title, notice.body)

    def _ask_for_next(self) -> None:
        self._name(self._reminders.next_due())

    def _name(self, next_due: datetime | None) -> None:
        if self._ticker is not None:
            self._ticker.set_next(next_due)

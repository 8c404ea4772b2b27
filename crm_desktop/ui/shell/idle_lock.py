"""Locks the window when it is told to, or when nobody has touched it for a while.

Only what happens in our own windows is seen: no toolkit tells of a keyboard that is used elsewhere.
Notifications that stand on the desktop already stay there: plyer gives no way to take one back.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from crm_desktop.ui.shell.leaving import Leaving, Locked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from PySide6.QtGui import QWindow

    from crm_desktop.services.ports import Clock
    from crm_desktop.services.settings import Settings
    from crm_desktop.ui.shell.session import WindowSession

_LOOK_EVERY = 15_000  # ms
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
        QEvent.Type.InputMethod,
    }
)


class IdleLock(QObject):
    """Calls `lock`, which says whether it did. While `is_busy` says that long work runs, it waits for the end
    of that.

    Signals: `pressed`, one of `keys` was, where an action does not hear them: in a dialog over the window.

    It watches the windows of the system, not every widget: a filter over all events would be called for each
    of them, painting included.
    """

    pressed = Signal()

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        is_busy: Callable[[], bool],
        lock: Callable[[], bool],
        parent: QObject | None = None,
        *,
        keys: Sequence[QKeySequence] = (),
    ) -> None:
        super().__init__(parent)
        self._keys = tuple(keys)
        self._settings = settings
        self._clock = clock
        self._is_busy = is_busy
        self._lock = lock
        self._watched: list[QWindow] = []
        self._is_wanted = False
        self._is_over = False
        self._timer = QTimer(self, interval=_LOOK_EVERY)
        self._timer.timeout.connect(self.look)
        self._touched()

    def start(self) -> None:
        """Begin to watch; who does not want to be locked out costs a look at the clock."""
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._watch)
        for window in QGuiApplication.topLevelWindows():
            self._watch(window)
        self._timer.start()

    def stop(self) -> None:
        """Watch no more."""
        self._is_over = True
        self._timer.stop()
        for window in self._watched:
            if isValid(window):
                window.removeEventFilter(self)
        self._watched.clear()

    def lock_now(self) -> bool:
        """Lock, whoever asks; False where that waits for long work."""
        self._is_wanted = True
        self.look()
        return not self._is_wanted

    def look(self) -> None:
        """Lock if it is time, and nothing is going on that must not be broken off."""
        if not self._is_over and (self._is_wanted or self._is_left_alone()) and not self._is_busy():
            self._is_wanted = False
            if self._lock():
                self.stop()
            else:
                self._touched()

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        """Note that somebody is there; but what is pressed after a laptop woke up is no longer for us."""
        if event.type() not in _TOUCHES or self._is_over:
            return False
        if self._is_left_alone():
            QTimer.singleShot(0, self, self.look)
            return True
        self._touched()
        if isinstance(event, QKeyEvent) and QKeySequence(event.keyCombination()) in self._keys:
            QTimer.singleShot(0, self, self.pressed.emit)
            return True
        return False

    def _touched(self) -> None:
        self._at, self._ticks = self._clock.now(), time.monotonic()

    def _is_left_alone(self) -> bool:
        minutes = self._settings.lock_after_minutes
        if not minutes:
            return False
        # One clock stands still while the computer sleeps, the other one can be set back.
        idle = max((self._clock.now() - self._at).total_seconds(), time.monotonic() - self._ticks)
        return idle >= minutes * 60

    def _watch(self, window: QWindow | None) -> None:
        self._watched = [known for known in self._watched if isValid(known)]
        if window is None or self._is_over or window in self._watched:
            return
        window.installEventFilter(self)
        self._watched.append(window)


def lock_away(session: WindowSession) -> bool:
    """Take everything off the screen and out of the clipboard, and end the window for a locked one.

    False where something is typed that cannot be kept: it would be lost for good.
    """
    window, services = session.window, session.services
    if why := session.keep_typed():
        session.messages.error(
            QCoreApplication.translate(
                "Lock", "Not locked: what you typed is not saved yet, and cannot be kept. {why}"
            ).format(why=why)
        )
        return False
    session.locked = Locked(
        clock=services.clock,
        next_due=_next_due(session),
        was_seen=window.isVisible() and not window.isMinimized(),
        was_active=window.isActiveWindow() or QApplication.activeWindow() is not None,
        stays=services.settings.close_to_tray,
    )
    session.presence.leave()
    # Hidden, not rejected: that would throw away what was typed into them, which the drafts keep.
    for widget in QApplication.topLevelWidgets():
        widget.hide()
    _clear_clipboard()
    session.leave_for(Leaving.LOCK)
    return True


def _next_due(session: WindowSession) -> datetime | None:
    if not session.services.settings.notifications:
        return None
    reminders = session.services.reminders
    at = reminders.next_due()
    return at and (reminders.quiet_until(at) or at)


def _clear_clipboard() -> None:
    """What somebody copied here; what came from elsewhere is not ours to take."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)

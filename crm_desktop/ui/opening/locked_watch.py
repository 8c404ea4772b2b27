"""What goes on behind a lock: an icon in the tray, and one notice when a reminder is due, without a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction

from crm_desktop.ui.shell.desktop_notices import DesktopNotices
from crm_desktop.ui.shell.tray import Tray

if TYPE_CHECKING:
    from crm_desktop.ui.shell.leaving import Locked
    from crm_desktop.ui.shell.ports import WindowParts
    from crm_desktop.ui.theme.controller import ThemeController

_LOOK_EVERY = 30_000  # ms; a timer for the moment itself would sleep along with the computer


class LockedWatch(QObject):
    """Signals: `activated` when the icon was clicked; `quit_asked`. The data file is closed meanwhile."""

    activated = Signal()
    quit_asked = Signal()

    def __init__(self, parts: WindowParts, locked: Locked, theme: ThemeController, parent: QObject) -> None:
        super().__init__(parent)
        self._locked = locked
        self._was_told = False
        self._notices = DesktopNotices(parts.make_notifier, locked.clock, self)
        self._tray: Tray | None = self._make_tray(theme) if Tray.is_there() else None
        if self._tray is not None:
            self._notices.balloon = self._tray.show_message
        self._timer = QTimer(self, interval=_LOOK_EVERY)
        self._timer.timeout.connect(self.look)
        if locked.next_due is not None:
            self._timer.start()

    def look(self) -> None:
        """Tell, once, that something is due: what it is, only the open file knows."""
        due = self._locked.next_due
        if self._was_told or due is None or self._locked.clock.now() < due:
            return
        self._was_told = True
        self._timer.stop()
        self._notices.notify_later(
            self.tr("CRM Desktop is locked"), self.tr("A reminder is waiting for you. Unlock to read it.")
        )

    def stop(self) -> None:
        """The lock is open, or the program ends."""
        self._timer.stop()
        self._notices.close()
        tray, self._tray = self._tray, None
        if tray is not None:
            tray.close()

    def _make_tray(self, theme: ThemeController) -> Tray:
        unlock = QAction(self.tr("Unlock…"), self)
        unlock.triggered.connect(self.activated)
        end = QAction(self.tr("Quit CRM Desktop"), self)
        end.triggered.connect(self.quit_asked)
        tray = Tray(theme, unlock, (end,), self)
        tray.activated.connect(self.activated)
        return tray

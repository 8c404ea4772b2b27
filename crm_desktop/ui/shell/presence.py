"""Being there: the tray, what closing the window means, and the words at the first time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, Signal
from PySide6.QtGui import QAction

if TYPE_CHECKING:
    from crm_desktop.services.settings import Settings
    from crm_desktop.ui.runtime.window_state import WindowState
    from crm_desktop.ui.shell.actions import Actions
    from crm_desktop.ui.shell.desktop_notices import DesktopNotices
    from crm_desktop.ui.shell.main_window import MainWindow
    from crm_desktop.ui.shell.tray import Tray
    from crm_desktop.ui.theme.controller import ThemeController

_WINDOW = "window"
_TOLD = "told/closing"


class Presence(QObject):
    """Closing hides the window where the user wants to be reminded on, and quits where not.

    Without a tray the program goes on unseen; starting it again brings it back. Signals: `quit_asked`.
    """

    quit_asked = Signal()

    def __init__(
        self,
        window: MainWindow,
        actions: Actions,
        settings: Settings,
        state: WindowState,
        notices: DesktopNotices,
        theme: ThemeController,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._settings = settings
        self._state = state
        self._notices = notices
        self._theme = theme
        self._tray: Tray | None = None
        self._leaving = False
        window.may_close = self._may_close
        notices.balloon = self._balloon
        state.restore(_WINDOW, window)

    def settle(self) -> None:
        """Put the icon into the tray if the desktop has one by now; panels may start after us."""
        if self._tray is not None or self._leaving:
            return
        from crm_desktop.ui.shell.tray import Tray

        if not Tray.is_there():
            return
        self._actions.dress()
        show = QAction(self.tr("Open CRM Desktop"), self)
        show.triggered.connect(self._window.come_forward)
        actions = (self._actions.new_contact, self._actions.log, self._actions.lock, self._actions.quit)
        self._tray = Tray(self._theme, show, actions, self)
        self._tray.activated.connect(self._window.come_forward)

    def set_open(self, count: int) -> None:
        """Show at the icon how many reminders are open."""
        self.settle()
        if self._tray is not None:
            self._tray.set_open(count)

    def leave(self) -> None:
        """The program is about to end: keep where the window was, and take the icon away."""
        self._leaving = True
        if not self._window.isHidden():
            self._state.keep(_WINDOW, self._window)
        tray, self._tray = self._tray, None
        if tray is not None:
            tray.close()

    def _balloon(self, title: str, body: str) -> bool:
        self.settle()
        return self._tray is not None and self._tray.show_message(title, body)

    def _may_close(self) -> bool:
        self._state.keep(_WINDOW, self._window)
        if self._leaving:
            return True
        if not self._settings.close_to_tray:
            self.quit_asked.emit()
            return True
        self.settle()
        self._window.hide()
        self._tell_once()
        return False

    def _tell_once(self) -> None:
        """The first time that the window goes, say where it went."""
        if self._state.value(_TOLD) is not None:
            return
        self._state.keep_value(_TOLD, QByteArray(b"yes"))
        if self._tray is not None:
            body = self.tr("It is in the tray and keeps reminding you. Quit it there, or with Ctrl+Q.")
        else:
            body = self.tr("It keeps reminding you. Start it again to see it; quit it with Ctrl+Q.")
        self._notices.notify_later(self.tr("CRM Desktop is still there"), body)

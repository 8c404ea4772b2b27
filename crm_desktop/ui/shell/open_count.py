"""How many reminders are open, in the three places that say so: side bar, window title and tray icon."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crm_desktop.services.reminders import Reminders
    from crm_desktop.ui.shell.main_window import MainWindow
    from crm_desktop.ui.shell.presence import Presence
    from crm_desktop.ui.shell.side_bar import SideBar


class OpenCount:
    """Whoever has gone cold counts as one, as in the inbox."""

    def __init__(
        self, reminders: Reminders, side_bar: SideBar, window: MainWindow, presence: Presence
    ) -> None:
        self._reminders = reminders
        self._side_bar = side_bar
        self._window = window
        self._presence = presence

    def refresh(self) -> None:
        """Count anew, and show it."""
        count = self._reminders.open_count()
        self._side_bar.set_open(count)
        self._window.set_open_count(count)
        self._presence.set_open(count)

"""How many reminders are open, in the three places that say so: side bar, window title and tray icon."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from crm_desktop.services.ports import Clock
    from crm_desktop.services.reminders import Reminders
    from crm_desktop.ui.shell.main_window import MainWindow
    from crm_desktop.ui.shell.presence import Presence
    from crm_desktop.ui.shell.side_bar import SideBar

_NOW_AND_THEN = timedelta(minutes=10)


class OpenCount:
    """Whoever has gone cold counts as one, as in the inbox."""

    def __init__(
        self, reminders: Reminders, side_bar: SideBar, window: MainWindow, presence: Presence, clock: Clock
    ) -> None:
        self._clock = clock
        self._counted_at: datetime | None = None
        self._reminders = reminders
        self._side_bar = side_bar
        self._window = window
        self._presence = presence

    def follow_the_time(self) -> None:
        """Count anew now and then where nothing changed but the time: a meeting may be over."""
        if self._counted_at is None or abs(self._clock.now() - self._counted_at) >= _NOW_AND_THEN:
            self.refresh()

    def refresh(self) -> None:
        """Count anew, and show it."""
        self._counted_at = self._clock.now()
        count = self._reminders.open_count()
        self._side_bar.set_open(count)
        self._window.set_open_count(count)
        self._presence.set_open(count)

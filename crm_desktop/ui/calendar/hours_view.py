"""A day or a week: what is for the whole day above, and the hours below in a scroll area."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from crm_desktop.ui.calendar.time_grid import TimeGrid
from crm_desktop.ui.calendar.whole_day_strip import WholeDayStrip

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime, time

    from PySide6.QtGui import QShowEvent

    from crm_desktop.ui.calendar.entries import Entry
    from crm_desktop.ui.calendar.period import Periods
    from crm_desktop.ui.theme.controller import ThemeController


class HoursView(QWidget):
    """Signals as of `TimeGrid` and `WholeDayStrip`."""

    day_opened = Signal(object)
    entry_opened = Signal(object, QPoint)
    menu_asked = Signal(object, QPoint)

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.grid = TimeGrid(theme)
        self.strip = WholeDayStrip(theme)
        self._area = QScrollArea()
        self._area.setWidget(self.grid)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._begin = 0
        self._is_placed = False
        self.setFocusProxy(self.grid)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self.strip)
        column.addWidget(self._area, 1)
        self.grid.shown_asked.connect(self._bring_into_view)
        for part in (self.grid, self.strip):
            part.entry_opened.connect(self.entry_opened)
            part.menu_asked.connect(self.menu_asked)
        self.strip.day_opened.connect(self.day_opened)

    def show_days(
        self,
        days: Sequence[tuple[date, Sequence[Entry]]],
        day: date,
        now: datetime,
        hours: tuple[time, time],
        periods: Periods,
    ) -> None:
        """Show these days side by side; the hours one works come into view at first."""
        self._begin = 60 * hours[0].hour + hours[0].minute
        bar = self._area.verticalScrollBar().sizeHint().width()
        self.strip.show_days(days, now.date(), periods, bar)
        self.grid.show_days(days, day, now, hours)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_placed:
            self._is_placed = True
            # The scroll area has its size only after this.
            QTimer.singleShot(0, self, self._to_the_morning)

    def _to_the_morning(self) -> None:
        self._area.verticalScrollBar().setValue(self.grid.top_of(max(self._begin - 30, 0)))

    def _bring_into_view(self, top: int, height: int) -> None:
        bar, room = self._area.verticalScrollBar(), self._area.viewport().height()
        if top < bar.value():
            bar.setValue(top)
        elif top + height > bar.value() + room:
            bar.setValue(top + height - room)

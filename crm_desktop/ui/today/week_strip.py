"""Seven days from today on, with how much each brings; one of them can be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from crm_desktop.ui.today.day_cell import DayCell
from crm_desktop.ui.widgets.card import Card

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QKeyEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from crm_desktop.domain.partial_date import Calendar
    from crm_desktop.domain.today import WeekDay
    from crm_desktop.ui.theme.controller import ThemeController

_PAD, _GAP = 6, 2


class WeekStrip(Card):
    """Arrow keys walk along the days, Tab stops at one of them. Signals: `day_opened(date or None)`."""

    day_opened = Signal(object)

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, pad=_PAD)
        self._cells: list[DayCell] = []
        self._theme = theme
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.px(_GAP))
        self.body.addLayout(self._row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("The week ahead"))
        theme.theme_changed.connect(self._fit)

    @property
    def cells(self) -> list[DayCell]:
        """The days, the first of them today."""
        return list(self._cells)

    @property
    def opened(self) -> date | None:
        """The day that is open."""
        return next((cell.day.day for cell in self._cells if cell.isChecked()), None)

    def show_week(self, week: Sequence[WeekDay], today: date, calendar: Calendar) -> None:
        """Show these days; the day that is open stays open while it is among them."""
        opened = self.opened
        while len(self._cells) < len(week):
            self._add(week[len(self._cells)])
        for cell, day in zip(self._cells, week, strict=True):
            cell.show_day(day, today, calendar)
            cell.setChecked(day.day == opened)
        self._fit()

    def close_day(self) -> None:
        """Close the day that is open, and leave the keyboard there."""
        for cell in self._cells:
            if cell.isChecked():
                cell.setFocus(Qt.FocusReason.OtherFocusReason)
                cell.click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._fit()
        super().changeEvent(event)

    def _add(self, day: WeekDay) -> None:
        cell = DayCell(day, self._theme)
        cell.setFocusPolicy(Qt.FocusPolicy.NoFocus if self._cells else Qt.FocusPolicy.StrongFocus)
        cell.clicked.connect(lambda: self._on_clicked(cell))
        cell.step_asked.connect(lambda step: self._step(cell, step))
        self._cells.append(cell)
        self._row.addWidget(cell, 1)

    def _on_clicked(self, clicked: DayCell) -> None:
        for cell in self._cells:
            if cell is not clicked:
                cell.setChecked(False)
        self._stop_at(clicked)
        self.day_opened.emit(self.opened)

    def _step(self, cell: DayCell, step: int) -> None:
        at = self._cells.index(cell) + step
        if 0 <= at < len(self._cells):
            self._stop_at(self._cells[at])
            self._cells[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _stop_at(self, chosen: DayCell) -> None:
        """Tab stops here from now on."""
        for cell in self._cells:
            cell.setFocusPolicy(Qt.FocusPolicy.StrongFocus if cell is chosen else Qt.FocusPolicy.NoFocus)

    def _fit(self) -> None:
        """As high as the fullest day needs."""
        if not self._cells:
            return
        margins = self.body.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self._row.spacing() * (len(self._cells) - 1)
        width = max(1, room // len(self._cells))
        height = max(cell.height_at(width) for cell in self._cells)
        for cell in self._cells:
            cell.setFixedHeight(height)

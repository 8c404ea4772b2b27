"""The days one means most: today, tomorrow, in a week, in a month.

`chosen(date)`: one of them was pressed.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.ui.widgets.chip import Chip
from crm_desktop.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from datetime import date

    from crm_desktop.ui.theme.controller import ThemeController
    from crm_desktop.ui.wording.days import DayWords


class QuickDays(QWidget):
    """A chip for each day; the one that is on is marked by whoever keeps the day."""

    chosen = Signal(object)

    def __init__(self, days: DayWords, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days = days
        self._chips: dict[int, Chip] = {}
        flow = FlowLayout(self, gap=theme.px(6))
        for ahead, text in self._choices():
            chip = Chip(text, theme, parent=self)
            chip.clicked.connect(lambda _=False, each=ahead: self._on_clicked(each))
            self._chips[ahead] = chip
            flow.addWidget(chip)

    def begin(self) -> None:
        """Give the keyboard to the first of them."""
        self._chips[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def mark(self, day: date) -> None:
        """Turn on the chip of this day, if it has one."""
        chosen = (day - self._days.today()).days
        for ahead, chip in self._chips.items():
            chip.setChecked(ahead == chosen)

    def _choices(self) -> tuple[tuple[int, str], ...]:
        return (
            (0, self.tr("Today")),
            (1, self.tr("Tomorrow")),
            (7, self.tr("In a week")),
            (30, self.tr("In a month")),
        )

    def _on_clicked(self, ahead: int) -> None:
        day = self._days.today() + timedelta(days=ahead)
        self.mark(day)
        self.chosen.emit(day)

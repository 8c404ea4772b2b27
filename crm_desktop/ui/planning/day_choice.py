"""A day by one click (today, tomorrow, in a week, in a month) or by its date.

`changed`: another day is chosen.
"""

from datetime import date, timedelta

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.services.ports import Clock
from crm_desktop.ui.planning.when_edit import day_edit
from crm_desktop.ui.theme.controller import ThemeController
from crm_desktop.ui.widgets.chip import Chip
from crm_desktop.ui.wording.days import DayWords


class DayChoice(QWidget):
    """Gives a day on the user's wall."""

    changed = Signal()

    def __init__(
        self, theme: ThemeController, clock: Clock, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._days = DayWords(clock)
        self._date = day_edit(name, self)
        self._date.dateChanged.connect(self._on_changed)
        self._quick: dict[int, Chip] = {}
        row = QHBoxLayout()
        row.setSpacing(theme.px(6))
        for ahead, text in self._choices():
            chip = Chip(text, theme, parent=self)
            chip.clicked.connect(lambda _checked=False, ahead=ahead: self._choose(ahead))
            self._quick[ahead] = chip
            row.addWidget(chip)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(row)
        column.addWidget(self._date)
        self.setFocusProxy(self._date)
        self._choose(1)

    def day(self) -> date:
        """The day that is chosen."""
        chosen = self._date.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def set_day(self, day: date) -> None:
        """Choose a day."""
        self._date.setDate(QDate(day.year, day.month, day.day))

    def _choices(self) -> tuple[tuple[int, str], ...]:
        return (
            (0, self.tr("Today")),
            (1, self.tr("Tomorrow")),
            (7, self.tr("In a week")),
            (30, self.tr("In a month")),
        )

    def _choose(self, ahead: int) -> None:
        self.set_day(self._days.today() + timedelta(days=ahead))
        self._on_changed()

    def _on_changed(self) -> None:
        chosen = (self.day() - self._days.today()).days
        for ahead, chip in self._quick.items():
            chip.setChecked(ahead == chosen)
        self.changed.emit()

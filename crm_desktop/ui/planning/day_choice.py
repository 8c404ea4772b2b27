"""A day by one click or by its date.

`changed`: another day is chosen.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.ui.planning.quick_days import QuickDays
from crm_desktop.ui.planning.when_edit import day_edit
from crm_desktop.ui.wording.days import DayWords

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import SignalInstance

    from crm_desktop.domain.draft import JSON
    from crm_desktop.services.ports import Clock
    from crm_desktop.ui.theme.controller import ThemeController


class DayChoice(QWidget):
    """Gives a day on the user's wall; tomorrow to begin with."""

    changed = Signal()

    def __init__(
        self, theme: ThemeController, clock: Clock, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        days = DayWords(clock)
        self._quick = QuickDays(days, theme, self)
        self._date = day_edit(name, self)
        self._quick.chosen.connect(self.set_day)
        self._date.dateChanged.connect(self._on_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self._quick)
        column.addWidget(self._date)
        self.set_day(days.today() + timedelta(days=1))

    def begin(self) -> None:
        """Give the keyboard to the first of the days.

        A focus proxy for it would take what holds the days out of Tab's way, and Tab into a ring.
        """
        self._quick.begin()

    def day(self) -> date:
        """The day that is chosen."""
        chosen = self._date.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def set_day(self, day: date) -> None:
        """Choose a day."""
        self._date.setDate(QDate(day.year, day.month, day.day))
        self._quick.mark(day)

    def draft_content(self) -> JSON:
        return self.day().isoformat()

    def restore(self, content: Any) -> None:
        self.set_day(date.fromisoformat(content))

    def draft_signals(self) -> Sequence[SignalInstance]:
        return (self.changed,)

    def _on_changed(self) -> None:
        self._quick.mark(self.day())
        self.changed.emit()

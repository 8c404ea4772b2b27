"""When a repetition ends: never, on a day, or after so many times.

`changed`: another end is chosen.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSpinBox, QWidget

from crm_desktop.domain.recurrence_rule import MOST_COUNT
from crm_desktop.ui.planning.when_edit import day_edit
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from crm_desktop.ui.theme.controller import ThemeController

_NEVER, _ON_A_DAY, _AFTER = range(3)
_FIRST_OFFER = timedelta(days=91)
_USUAL_TIMES = 10


class RepeatEnd(QWidget):
    """Gives the last day or the number of times; neither where it does not end."""

    changed = Signal()

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._how = QComboBox(self)
        self._how.setAccessibleName(self.tr("Ends"))
        self._how.addItems([self.tr("Never ends"), self.tr("Ends on a day"), self.tr("Ends after")])
        self._last = day_edit(self.tr("The last day"), self)
        self._times = QSpinBox(self)
        self._times.setAccessibleName(self.tr("How many times"))
        self._times.setRange(1, MOST_COUNT)
        self._times.setValue(_USUAL_TIMES)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        for widget in (self._how, self._last, self._times):
            row.addWidget(widget)
        row.addStretch(1)
        self._how.currentIndexChanged.connect(self._on_how_changed)
        self._last.dateChanged.connect(self.changed)
        self._times.valueChanged.connect(self._on_times_changed)
        self._write_times()
        self._unfold()

    @property
    def until(self) -> date | None:
        """The last day on which it may come."""
        if self._how.currentIndex() != _ON_A_DAY:
            return None
        chosen = self._last.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    @property
    def count(self) -> int | None:
        """How many times it comes in all."""
        return self._times.value() if self._how.currentIndex() == _AFTER else None

    def set_end(self, until: date | None, count: int | None, start: date) -> None:
        """Show an end; a new last day will be offered three months after the start."""
        last = until or start + _FIRST_OFFER
        self._last.setDate(QDate(last.year, last.month, last.day))
        self._times.setValue(count or _USUAL_TIMES)
        self._how.setCurrentIndex(_ON_A_DAY if until else _AFTER if count else _NEVER)

    def _on_how_changed(self) -> None:
        self._unfold()
        self.changed.emit()

    def _unfold(self) -> None:
        how = self._how.currentIndex()
        self._last.setVisible(how == _ON_A_DAY)
        self._times.setVisible(how == _AFTER)

    def _on_times_changed(self) -> None:
        self._write_times()
        self.changed.emit()

    def _write_times(self) -> None:
        count = self._times.value()
        self._times.setSuffix(" " + english_plural(self.tr("time(s)", None, count), count))

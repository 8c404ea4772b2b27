"""What only a complaint has: by which day it is to be settled, and whether it is.

`changed`: something else is chosen.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.ui.planning.day_choice import DayChoice
from crm_desktop.ui.widgets.chip import Chip
from crm_desktop.ui.wording.days import DayWords

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from PySide6.QtCore import SignalInstance

    from crm_desktop.domain.draft import JSON
    from crm_desktop.services.ports import Clock
    from crm_desktop.ui.theme.controller import ThemeController

_USUAL = timedelta(days=7)


class ComplaintFields(QWidget):
    """A week from today, unless another day or none is chosen. An old one can be marked as settled."""

    changed = Signal()

    def __init__(
        self, theme: ThemeController, clock: Clock, parent: QWidget | None = None, *, is_old: bool = False
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._settled_at: datetime | None = None
        self._by = Chip(self.tr("By a day"), theme, parent=self)
        self._no_day = Chip(self.tr("No day"), theme, parent=self)
        self._day = DayChoice(theme, clock, self.tr("By which day it is to be settled"), self)
        self._day.set_day(DayWords(clock).today() + _USUAL)
        self._settled = QCheckBox(self.tr("It is settled"), self)
        self._settled.setVisible(is_old)
        row = QHBoxLayout()
        row.setSpacing(theme.px(6))
        row.addWidget(self._by)
        row.addWidget(self._no_day)
        row.addStretch(1)
        row.addWidget(self._settled)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(row)
        column.addWidget(self._day)
        self._by.clicked.connect(lambda: self._choose(by_day=True))
        self._no_day.clicked.connect(lambda: self._choose(by_day=False))
        self._settled.clicked.connect(self.changed)
        self._day.changed.connect(self.changed)
        self._show(by_day=True)

    def due(self) -> date | None:
        """By which local day it is to be settled; None where no day is set."""
        return self._day.day() if self._by.isChecked() else None

    def settled_at(self) -> datetime | None:
        """Since when it is settled (UTC); None while it is open."""
        if not self._settled.isChecked():
            return None
        return self._settled_at or self._clock.now()

    def set_values(self, due: date | None, settled_at: datetime | None) -> None:
        """Show an old one."""
        self._settled_at = settled_at
        self._settled.setChecked(settled_at is not None)
        if due is not None:
            self._day.set_day(due)
        self._show(by_day=due is not None)

    def draft_content(self) -> JSON:
        due = self.due()
        return {"due": due.isoformat() if due else None, "settled": self._settled.isChecked()}

    def restore(self, content: Any) -> None:
        due, settled = content["due"], bool(content["settled"])
        if due is not None:
            self._day.set_day(date.fromisoformat(due))
        self._settled.setChecked(settled)
        self._show(by_day=due is not None)

    def draft_signals(self) -> Sequence[SignalInstance]:
        return (self.changed,)

    def _choose(self, *, by_day: bool) -> None:
        self._show(by_day=by_day)
        self.changed.emit()

    def _show(self, *, by_day: bool) -> None:
        self._by.setChecked(by_day)
        self._no_day.setChecked(not by_day)
        self._day.setVisible(by_day)

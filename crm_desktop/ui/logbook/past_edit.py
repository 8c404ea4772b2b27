"""When it happened: now, unless one says otherwise."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.ui.drafts.fields import content_of, put_back
from crm_desktop.ui.planning.when_edit import WhenEdit
from crm_desktop.ui.widgets.chip import Chip
from crm_desktop.ui.wording.days import DayWords

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from PySide6.QtCore import SignalInstance

    from crm_desktop.domain.draft import JSON
    from crm_desktop.services.ports import Clock
    from crm_desktop.ui.theme.controller import ThemeController


class PastEdit(QWidget):
    """Gives an instant. Day and time unfold when it was not now."""

    def __init__(self, theme: ThemeController, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._days = DayWords(clock)
        self._now = Chip(self.tr("Now"), theme, parent=self)
        self._yesterday = Chip(self.tr("Yesterday"), theme, parent=self)
        self._earlier = Chip(self.tr("Another day or time…"), theme, parent=self)
        self._when = WhenEdit(theme, clock, self)
        self._now.clicked.connect(self._be_now)
        self._yesterday.clicked.connect(lambda: self._ask(days_ago=1))
        self._earlier.clicked.connect(lambda: self._ask(days_ago=0))
        row = QHBoxLayout()
        row.setSpacing(theme.px(6))
        for chip in (self._now, self._yesterday, self._earlier):
            row.addWidget(chip)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(row)
        column.addWidget(self._when)
        self._when.hide()
        self._mark(self._now)

    @property
    def is_now(self) -> bool:
        """Whether it is said to have been just now."""
        return self._now.isChecked()

    def instant(self) -> datetime:
        """When it was, aware, in UTC. Raises UserError where the time is none."""
        if self._now.isChecked():
            return self._clock.now()
        return self._when.value().replace(tzinfo=self._clock.zone()).astimezone(UTC)

    def set_instant(self, at: datetime) -> None:
        """Show when it was."""
        self._when.set_value(self._days.local(at).replace(tzinfo=None))
        self._when.show()
        self._mark(self._earlier)

    def draft_content(self) -> JSON:
        if self._now.isChecked():
            return {"which": "now"}
        return {"which": "then", **content_of(self._when.draft_fields())}

    def restore(self, content: Any) -> None:
        if content["which"] == "now":
            self._be_now()
            return
        put_back(self._when.draft_fields(), content)
        self._when.show()
        # What was yesterday when it was typed is another day now.
        self._mark(self._earlier)

    def draft_signals(self) -> Sequence[SignalInstance]:
        chips = (self._now.clicked, self._yesterday.clicked, self._earlier.clicked)
        return (*chips, self._when.changed)

    def _be_now(self) -> None:
        self._when.hide()
        self._mark(self._now)

    def _ask(self, *, days_ago: int) -> None:
        local = self._days.local(self._clock.now()).replace(tzinfo=None)
        self._when.set_value(local - timedelta(days=days_ago))
        self._when.show()
        self._when.begin()
        self._mark(self._yesterday if days_ago else self._earlier)

    def _mark(self, chosen: Chip) -> None:
        for chip in (self._now, self._yesterday, self._earlier):
            chip.setChecked(chip is chosen)

"""What the contact complained of and nobody has settled: strong, above the timeline, until it is.

Signals carry the entry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from crm_desktop.ui.card.planned_card import PlanRow
from crm_desktop.ui.widgets.buttons import QuietButton
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.labels import Heading
from crm_desktop.ui.widgets.pill import Pill
from crm_desktop.ui.widgets.plain_text import one_line
from crm_desktop.ui.wording.interactions import kind_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from crm_desktop.domain.interaction import Interaction
    from crm_desktop.ui.theme.controller import ThemeController
    from crm_desktop.ui.wording.days import DayWords

_LONGEST = 200


class ComplaintsCard(Card):
    """Hidden while nothing is open."""

    settled = Signal(object)
    opened = Signal(object)

    def __init__(self, days: DayWords, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, pad=16)
        self._days = days
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.px(6))
        self.body.addWidget(Heading(self.tr("To settle"), theme))
        self.body.addLayout(self._rows)
        self.hide()

    def show_complaints(self, complaints: Sequence[Interaction]) -> None:
        """Show these, the soonest due first."""
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for complaint in complaints:
            self._rows.addWidget(self._row(complaint))
        self.setVisible(bool(complaints))

    def _row(self, complaint: Interaction) -> QWidget:
        words = complaint.text or complaint.came_for or kind_word(complaint.kind)
        text = one_line(words, _LONGEST)
        row = PlanRow("alert", "bad", text, self._days.moment(complaint.at), "", self._theme)
        if complaint.due is not None:
            row.add_widget(self._pill(complaint))
        settle = QuietButton(self.tr("Settle"), self._theme, "check", row)
        settle.setAccessibleName(self.tr("Settle: {text}").format(text=text))
        settle.clicked.connect(lambda: self.settled.emit(complaint))
        row.add_widget(settle)
        row.add("edit", self.tr("Change the entry"), lambda: self.opened.emit(complaint))
        return row

    def _pill(self, complaint: Interaction) -> Pill:
        assert complaint.due is not None
        ahead = (complaint.due - self._days.today()).days
        tone = "bad" if ahead < 0 else "neutral" if ahead else "warn"
        words = self._days.until(complaint.due)
        return Pill(words[:1].upper() + words[1:], self._theme, tone, "alert" if ahead < 0 else "clock")

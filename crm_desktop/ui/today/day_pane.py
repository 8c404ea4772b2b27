"""The lines of one day, in place below the week strip: meetings, promises, dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from crm_desktop.ui.today.section import TodaySection
from crm_desktop.ui.widgets.buttons import IconButton
from crm_desktop.ui.widgets.labels import FaceLabel
from crm_desktop.ui.widgets.section import SectionHeader
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from crm_desktop.ui.theme.controller import ThemeController
    from crm_desktop.ui.today.lines import Line

_PAD = 10


class DayPane(TodaySection):
    """Signals: those of a section; `close_asked()` by its button or Esc."""

    close_asked = Signal()

    def __init__(self, theme: ThemeController) -> None:
        super().__init__(SectionHeader("", theme), theme)
        close = IconButton("x", theme, self.tr("Close the day"))
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(self.close_asked)
        self.heading.add_action(close)
        self._free = FaceLabel(self.tr("Nothing is planned for this day."), theme, muted=True)
        self._rest = FaceLabel("", theme, muted=True)
        for label in (self._free, self._rest):
            label.setContentsMargins(theme.px(_PAD), theme.px(_PAD), theme.px(_PAD), theme.px(_PAD))
            self.card.body.addWidget(label)

    def show_day(self, title: str, lines: Sequence[Line], rest: int) -> None:
        """Show a day: its lines, and how many more there are."""
        self.heading.set_text(title)
        self.show_lines(lines, len(lines))
        self.heading.set_count(len(lines) + rest or None)
        self._free.setVisible(not lines)
        self._rest.setVisible(rest > 0)
        self._rest.setText(english_plural(self.tr("and %n more", None, rest), rest))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_asked.emit()
        else:
            super().keyPressEvent(event)

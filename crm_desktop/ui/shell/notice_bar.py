"""One line on top of the page, for what is worth knowing as long as it lasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desktop.ui.widgets.buttons import QuietButton
from crm_desktop.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from crm_desktop.ui.theme.controller import ThemeController


class NoticeBar(QWidget):
    """One line with one button. Signals: `pressed`."""

    pressed = Signal()

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._label = PlainLabel()
        self.button = QuietButton("", theme)
        self.button.clicked.connect(self.pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(20), theme.px(6), theme.px(14), theme.px(6))
        row.addWidget(self._label)
        row.addStretch()
        row.addWidget(self.button)

    def say(self, text: str, action: str) -> None:
        """Come up with this sentence and this button."""
        self._label.setText(text)
        self.button.setText(action)
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.tokens.accent_soft)
        painter.end()

"""Rows of a settings section that come and go: a name, a muted word on it, and a button that acts on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from crm_desktop.ui.theme.controller import ThemeController
    from crm_desktop.ui.widgets.buttons import QuietButton

_GAP, _BETWEEN = 6, 12


class RowList(QWidget):
    """Hidden while it is empty. `buttons` are those of the rows, from top to bottom."""

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.buttons: list[QuietButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(_GAP))
        self.hide()

    def clear(self) -> None:
        """Take every row away."""
        self.buttons = []
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.hide()

    def add(self, name: str, detail: str, button: QuietButton) -> None:
        """A row at the end."""
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self._theme.px(_BETWEEN))
        layout.addWidget(PlainLabel(name), 1)
        if detail:
            label = PlainLabel(detail)
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
            layout.addWidget(label)
        layout.addWidget(button)
        self._column.addWidget(row)
        self.buttons.append(button)
        self.show()

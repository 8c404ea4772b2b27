"""The head of a group: its name, how many there are, and at the end what can be done with all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.labels import FaceLabel, Heading

if TYPE_CHECKING:
    from crm_desktop.ui.theme.controller import ThemeController


class SectionHeader(QWidget):
    """A heading with an optional count and actions at its end."""

    def __init__(self, text: str, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = Heading(text, theme)
        self._count = FaceLabel("", theme, Face.SMALL, muted=True)
        self._count.hide()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(8))
        self._row.addWidget(self._heading)
        self._row.addWidget(self._count, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addStretch(1)
        self.setAccessibleName(text)

    def set_text(self, text: str) -> None:
        """Another name."""
        self._heading.setText(text)
        self.setAccessibleName(text)

    def set_count(self, count: int | None) -> None:
        """How many there are; None to leave it out."""
        self._count.setVisible(count is not None)
        if count is not None:
            self._count.setText(self.locale().toString(count))

    def add_action(self, widget: QWidget) -> None:
        """Put a button at the end of the line."""
        self._row.addWidget(widget)

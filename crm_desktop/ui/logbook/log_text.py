"""The text of an entry: Enter saves it, Shift+Enter begins another line.

`submitted`: Enter was pressed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from crm_desktop.ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from crm_desktop.ui.theme.controller import ThemeController


class LogText(TextArea):
    """As high as a few lines."""

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__("", theme, lines=3, parent=parent)
        self.setAccessibleName(self.tr("What happened"))
        self.setPlaceholderText(self.tr("What happened? Enter saves, Shift+Enter begins a new line"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.submitted.emit()
            event.accept()
            return
        super().keyPressEvent(event)

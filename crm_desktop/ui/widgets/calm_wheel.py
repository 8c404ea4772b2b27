"""Turning the wheel over a page must scroll it, and never change a choice that happens to lie below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QWidget


class CalmWheel(QObject):
    """Sends the wheel on to the page; only a number box that has the keyboard keeps it."""

    def calm(self, root: QWidget) -> None:
        """Watch `root` and all the choices and number boxes in it."""
        for each in (root, *root.findChildren(QWidget)):
            if isinstance(each, (QComboBox, QAbstractSpinBox)):
                each.installEventFilter(self)
                # Qt would give them the keyboard by the wheel too.
                each.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Send the wheel on to the page."""
        if event.type() != QEvent.Type.Wheel or not isinstance(watched, QWidget):
            return False
        if isinstance(watched, QAbstractSpinBox) and watched.hasFocus():
            return False
        event.ignore()
        return True

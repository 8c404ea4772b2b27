"""Turning the wheel over a page must scroll it, and never change a setting that happens to lie below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class CalmWheel(QObject):
    """Lets a control have the wheel only while it has the keyboard."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Send the wheel on to the page."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False

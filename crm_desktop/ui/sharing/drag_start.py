"""Notices that something is dragged with the mouse, as far as the desktop wants it before it is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QMouseEvent

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QWidget


class DragStart(QObject):
    """Watches some widgets. `started` once for each time that one of them is dragged."""

    started = Signal()

    def __init__(self, widgets: Iterable[QWidget], parent: QObject) -> None:
        super().__init__(parent)
        self._pressed: QPoint | None = None
        for widget in widgets:
            widget.installEventFilter(self)
            widget.setCursor(Qt.CursorShape.OpenHandCursor)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QMouseEvent):
            return False
        spot = event.position().toPoint()
        if event.type() is QEvent.Type.MouseButtonPress and event.button() is Qt.MouseButton.LeftButton:
            self._pressed = spot
        elif event.type() is QEvent.Type.MouseButtonRelease:
            self._pressed = None
        elif event.type() is QEvent.Type.MouseMove and self._pressed is not None:
            far = QGuiApplication.styleHints().startDragDistance()
            if (spot - self._pressed).manhattanLength() >= far:
                self._pressed = None
                self.started.emit()
                return True
        return False

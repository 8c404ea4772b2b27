"""The heading of a section: its name and count, and a menu that moves the section; it can be dragged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QPainter
from PySide6.QtWidgets import QApplication

from crm_desktop.ui.theme import strokes
from crm_desktop.ui.widgets.buttons import IconButton
from crm_desktop.ui.widgets.section import SectionHeader

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from crm_desktop.ui.theme.controller import ThemeController

_RADIUS = 8
_PRESSES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class SectionHeading(SectionHeader):
    """Signals: `menu_asked(place)` by the button, a right click, Enter or the menu key;
    `dragged(place)` while the mouse draws it along, `dropped()` when it lets go.
    """

    menu_asked = Signal(QPoint)
    dragged = Signal(QPoint)
    dropped = Signal()

    def __init__(self, text: str, theme: ThemeController) -> None:
        super().__init__(text, theme)
        self._theme = theme
        self._pressed_at: QPoint | None = None
        self._is_dragged = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button = IconButton("more", theme, self.tr("Move “{section}”").format(section=text))
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(self._ask)
        self.add_action(self.button)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _PRESSES and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._ask()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.menu_asked.emit(event.globalPos())
        else:
            self._ask()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.globalPosition().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.globalPosition().toPoint()
        if self._pressed_at is None:
            return
        if (place - self._pressed_at).manhattanLength() >= QApplication.startDragDistance():
            self._is_dragged = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._is_dragged:
            self.dragged.emit(place)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._pressed_at = None
        if self._is_dragged:
            self._is_dragged = False
            self.unsetCursor()
            self.dropped.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusOutEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.hasFocus():
            return
        painter = QPainter(self)
        # What the keyboard would press here is the menu.
        ring = QRectF(self.button.geometry())
        strokes.focus_ring(painter, ring, self._theme.tokens, self._theme.px(_RADIUS))
        painter.end()

    def _ask(self) -> None:
        self.menu_asked.emit(self.button.mapToGlobal(self.button.rect().bottomLeft()))

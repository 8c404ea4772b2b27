"""Several lines to write in, with the round edge of the other fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QStyle, QStyleOptionFrame

from crm_desktop.ui.theme import strokes

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFocusEvent, QKeyEvent
    from PySide6.QtWidgets import QWidget

    from crm_desktop.ui.theme.controller import ThemeController


class TextArea(QPlainTextEdit):
    """Plain text only. Tab goes on to the next field. `submitted`: Ctrl+Enter was pressed."""

    submitted = Signal()

    def __init__(
        self,
        name: str,
        theme: ThemeController,
        placeholder: str = "",
        *,
        lines: int = 4,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines = lines
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        theme.theme_changed.connect(self._measure)
        self._measure()

    def sizeHint(self) -> QSize:
        px = self._theme.px
        return QSize(px(240), self._lines * self.fontMetrics().lineSpacing() + px(22))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self.fontMetrics().lineSpacing() + self._theme.px(22))

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if isinstance(event, QPaintEvent):
            self._paint_ground()
        return done

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submitted.emit()
            event.accept()
            return
        super().keyPressEvent(event)

    def _paint_ground(self) -> None:
        option = QStyleOptionFrame()
        option.initFrom(self)
        state = option.state
        if self.hasFocus():
            state |= QStyle.StateFlag.State_HasFocus
        painter = QPainter(self)
        strokes.field(painter, self.rect().toRectF(), self._theme.tokens, state, self._theme.px(8))
        painter.end()

    def _measure(self) -> None:
        px = self._theme.px
        self.setViewportMargins(QMargins(px(6), px(6), px(6), px(6)))
        self.updateGeometry()

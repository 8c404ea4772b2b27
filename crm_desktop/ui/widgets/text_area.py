"""Several lines to write in, with the round edge of the other fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QStyle, QStyleOptionFrame

from crm_desktop.ui.theme import strokes
from crm_desktop.ui.widgets.plain_text import showable

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFocusEvent, QKeyEvent
    from PySide6.QtWidgets import QWidget

    from crm_desktop.ui.theme.controller import ThemeController


_BREAKS = dict.fromkeys((0x2028, 0x2029, 0xFDD0, 0xFDD1), "\n")


class TextArea(QPlainTextEdit):
    """Plain text only. Tab goes on to the next field. `submitted`: Ctrl+Enter was pressed.

    Of an endless text the beginning is shown, and the rest kept behind it until the field is emptied.
    """

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
        self._rest = ""
        self.textChanged.connect(self._on_text_changed)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        theme.theme_changed.connect(self._measure)
        self._measure()

    def toPlainText(self) -> str:
        # Not Qt's own: that makes common spaces of those that hold words together.
        shown = self.document().toRawText().translate(_BREAKS)
        return shown + self._rest if shown else ""

    def setPlainText(self, text: str) -> None:
        shown = showable(text)
        self._rest = text[len(shown) :]
        super().setPlainText(shown)
        kept = self.tr("Only the beginning is shown. The rest is kept behind it.")
        self.setToolTip(kept if self._rest else "")

    def _on_text_changed(self) -> None:
        if self._rest and self.document().isEmpty():
            self._rest = ""

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

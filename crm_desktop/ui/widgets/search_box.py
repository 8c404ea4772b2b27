"""The box to search with: a lens, what is typed, and a cross to clear it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLineEdit, QStyle

from crm_desktop.ui.widgets.buttons import IconButton

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from crm_desktop.ui.theme.controller import ThemeController

_ICON, _LEFT, _CROSS = 18, 12, 26


class SearchBox(QLineEdit):
    """`name` is what screen readers call it. Esc clears it; when it is empty, Esc is left to the page."""

    def __init__(
        self, name: str, theme: ThemeController, placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder or name)
        self._cross = IconButton("x", theme, self.tr("Clear the search"), self)
        self._cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cross.setCursor(Qt.CursorShape.ArrowCursor)
        self._cross.hide()
        self._cross.clicked.connect(self.clear)
        self.textChanged.connect(self._on_text_changed)
        theme.theme_changed.connect(self._measure)
        self._measure()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(max(hint.width(), self._theme.px(240)), max(hint.height(), self._theme.px(40)))

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(max(hint.width(), self._theme.px(120)), max(hint.height(), self._theme.px(40)))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        px = self._theme.px
        side = px(_ICON)
        spot = QRect(px(_LEFT), (self.height() - side) // 2, side, side)
        painter = QPainter(self)
        place = QRectF(QStyle.visualRect(self.layoutDirection(), self.rect(), spot))
        self._theme.icons.paint(painter, place, "search", self._theme.tokens.text_muted)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_cross()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            event.accept()
            return
        super().keyPressEvent(event)

    def _on_text_changed(self, text: str) -> None:
        self._cross.setVisible(bool(text))

    def _measure(self) -> None:
        px = self._theme.px
        before, after = px(_ICON) + px(12), px(_CROSS)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            before, after = after, before
        self.setTextMargins(before, 0, after, 0)
        self.updateGeometry()
        self._place_cross()

    def _place_cross(self) -> None:
        side = self._theme.px(_CROSS)
        gap = (self.height() - side) // 2
        spot = QRect(self.width() - side - min(gap, self._theme.px(8)), gap, side, side)
        self._cross.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), spot))

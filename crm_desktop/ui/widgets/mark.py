"""An icon in a soft circle: what a page or a dialog that says one thing begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from crm_desktop.ui.theme import strokes

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from crm_desktop.ui.theme.controller import ThemeController

_CIRCLE = 72
_ICON_PART = 32 / 72


class Mark(QWidget):
    """`size` is the circle's, in the design's pixels."""

    def __init__(
        self, icon: str, theme: ThemeController, size: int = _CIRCLE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.theme_changed.connect(self.updateGeometry)

    def set_icon(self, icon: str) -> None:
        """Show another one."""
        self._icon = icon
        self.update()

    def sizeHint(self) -> QSize:
        side = self._theme.px(self._size)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, rect = self._theme.tokens, QRectF(self.rect())
        painter = QPainter(self)
        strokes.pill(painter, rect, tokens.accent_soft)
        inset = rect.width() * (1 - _ICON_PART) / 2
        inner = rect.adjusted(inset, inset, -inset, -inset)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._theme.icons.paint(painter, inner, self._icon, tokens.accent_text, rtl=rtl)
        painter.end()

"""A button without an edge: its words in the accent colour say that it can be pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtWidgets import QStyle

from crm_desktop.ui.theme import strokes
from crm_desktop.ui.widgets.buttons import ThemedButton

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPainter

_HEIGHT, _PAD, _ICON, _GAP = 30, 8, 15, 6


class FlatButton(ThemedButton):
    """For what may be added or shown, many times on a page; its text begins where reading begins."""

    def sizeHint(self) -> QSize:
        px, metrics = self._theme.px, self._theme.metrics(self.face)
        icon = px(_ICON) + px(_GAP) if self._icon_name else 0
        width = 2 * px(_PAD) + icon + metrics.horizontalAdvance(self.text()) + 2
        return QSize(width, max(px(_HEIGHT), metrics.height() + px(6)))

    def _paint_ground(self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag) -> None:
        strokes.flat_button(painter, rect, self._theme.tokens, state, self._theme.px(8))

    def _ink(self, state: QStyle.StateFlag) -> QColor:
        tokens = self._theme.tokens
        return tokens.accent_text if self.isEnabled() else tokens.disabled

    def _paint_content(self, painter: QPainter, ink: QColor) -> None:
        px, left = self._theme.px, self._theme.px(_PAD)
        if self._icon_name:
            side = px(_ICON)
            place = QRect(left, (self.height() - side) // 2, side, side)
            place = QStyle.visualRect(self.layoutDirection(), self.rect(), place)
            self._theme.icons.paint(painter, QRectF(place), self._icon_name, ink, rtl=self.isRightToLeft())
            left += side + px(_GAP)
        painter.setFont(self._theme.font(self.face))
        painter.setPen(ink)
        room = self.width() - left - px(_PAD) + 2
        shown = self._theme.metrics(self.face).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.setLayoutDirection(self.layoutDirection())
        flags = int(
            Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        )
        painter.drawText(self._placed(left, room), flags, shown)

"""One group of people to begin with, as a line to press: an icon, its name, and how many they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter
from PySide6.QtWidgets import QSizePolicy, QStyle

from crm_desktop.ui.theme import strokes
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.labels import isolated
from crm_desktop.ui.widgets.plain_text import one_line
from crm_desktop.ui.widgets.pressable import Pressable

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from crm_desktop.ui.theme.controller import ThemeController

_HIGH, _PAD, _ICON, _GAP = 44, 14, 18, 12


class SourceRow(Pressable):
    """`clicked`: begin with these."""

    def __init__(
        self, icon: str, text: str, count: str, theme: ThemeController, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._words = one_line(text)
        self._count = count
        self.setText(self._words)
        self.setShortcut(QKeySequence())  # an ampersand in it marks no key
        self.setAccessibleName(f"{self._words}, {count}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        high = max(self._theme.px(_HIGH), self._theme.metrics(Face.BODY).height() + self._theme.px(18))
        return QSize(self._theme.px(320), high)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, tokens, px = self._theme, self._theme.tokens, self._theme.px
        painter = QPainter(self)
        rect = QRectF(self.rect())
        strokes.box(painter, rect, tokens.hover if self.underMouse() else None, None, px(10))
        if self.hasFocus():
            strokes.focus_ring(painter, rect, tokens, px(10))
        side, high = px(_ICON), self.height()
        icon = self._placed(QRect(px(_PAD), (high - side) // 2, side, side))
        theme.icons.paint(painter, QRectF(icon), self._icon, tokens.text_muted, rtl=self.isRightToLeft())
        small = theme.metrics(Face.SMALL)
        count = small.horizontalAdvance(self._count) + 4
        left = px(_PAD + _GAP) + side
        arrow = px(18)
        room = self.width() - left - count - arrow - px(_PAD) - px(_GAP)
        painter.setFont(theme.font(Face.BODY))
        painter.setPen(tokens.text)
        shown = theme.metrics(Face.BODY).elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        side_of = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeading)
        flags = int(Qt.AlignmentFlag.AlignAbsolute | side_of | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(self._placed(QRect(left, 0, room, high)), flags, isolated(shown))
        painter.setFont(theme.font(Face.SMALL))
        painter.setPen(tokens.text_muted)
        spot = self._placed(QRect(self.width() - px(_PAD) - arrow - count, 0, count, high))
        painter.drawText(spot, int(Qt.AlignmentFlag.AlignCenter), isolated(self._count))
        place = QRectF(self._placed(QRect(self.width() - px(_PAD) - px(12), 0, px(12), high)))
        strokes.chevron(painter, place, "left" if self.isRightToLeft() else "right", tokens.text_muted, px(8))
        painter.end()

    def _placed(self, rect: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), rect)

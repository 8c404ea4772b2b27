"""The way to the palette for those who do not know its key: looks like a box to type into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter
from PySide6.QtWidgets import QSizePolicy, QStyle

from crm_desktop.ui.theme import strokes
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.plain_text import plain_tip
from crm_desktop.ui.widgets.pressable import Pressable

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from crm_desktop.ui.theme.controller import ThemeController

_HEIGHT, _ICON, _INSET, _GAP, _RADIUS = 36, 16, 11, 8, 10
_WORDS = 90  # narrower than that there is room for the icon only


class PaletteButton(Pressable):
    """Triggers the palette's action and shows its key."""

    def __init__(self, action: QAction, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.setText(self.tr("Find or do…"))
        self.setAccessibleName(action.text())
        self.setToolTip(plain_tip(f"{action.text()} ({self._keys})"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(action.trigger)

    def sizeHint(self) -> QSize:
        theme = self._theme
        return QSize(theme.px(180), max(theme.px(_HEIGHT), theme.metrics().height() + theme.px(10)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, tokens = self._theme, self._theme.tokens
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        box = QRectF(self.rect())
        hovered = self.underMouse() or self.isDown()
        strokes.box(
            painter, box, tokens.hover if hovered else tokens.window, tokens.border, theme.px(_RADIUS)
        )
        side = theme.px(_ICON)
        narrow = self.width() < theme.px(_WORDS)
        left = (self.width() - side) // 2 if narrow else theme.px(_INSET)
        icon = QRect(left, (self.height() - side) // 2, side, side)
        theme.icons.paint(painter, QRectF(self._mirrored(icon)), "search", tokens.text_muted)
        if not narrow:
            self._paint_words(painter, icon)
        if self.hasFocus():
            strokes.focus_ring(painter, box, tokens, theme.px(_RADIUS))
        painter.end()

    def _paint_words(self, painter: QPainter, icon: QRect) -> None:
        theme, tokens = self._theme, self._theme.tokens
        keys_width = theme.metrics(Face.SMALL).horizontalAdvance(self._keys)
        start = icon.right() + theme.px(_GAP)
        words = QRect(start, 0, self.width() - start - keys_width - 2 * theme.px(_INSET), self.height())
        keys = QRect(self.width() - theme.px(_INSET) - keys_width, 0, keys_width, self.height())
        along = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeading)
        painter.setPen(tokens.text_muted)
        painter.setFont(theme.font(Face.BODY))
        text = theme.metrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(self._mirrored(words), Qt.AlignmentFlag.AlignVCenter | along, text)
        painter.setFont(theme.font(Face.SMALL))
        painter.drawText(self._mirrored(keys), Qt.AlignmentFlag.AlignCenter, self._keys)

    def _mirrored(self, place: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)

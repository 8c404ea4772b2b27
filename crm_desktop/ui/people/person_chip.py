"""Someone who is chosen: face, name and a cross. `removed`: the cross, or the whole, was pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle

from crm_desktop.ui.theme import strokes
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.avatar import paint_avatar
from crm_desktop.ui.widgets.buttons import ThemedButton
from crm_desktop.ui.widgets.plain_text import plain_tip

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from crm_desktop.ui.theme.controller import ThemeController

_HEIGHT, _FACE, _GAP, _CROSS, _END, _WIDEST = 32, 24, 8, 12, 10, 240


class PersonChip(ThemedButton):
    """Pressing it takes the person away."""

    face = Face.BODY
    removed = Signal()

    def __init__(self, name: str, seed: int, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__("", theme, parent=parent)
        self.name = name
        self._seed = seed
        said = self.tr("Take {name} away").format(name=name)
        self.setAccessibleName(said)
        self.setToolTip(plain_tip(said))
        self.clicked.connect(self.removed)

    def sizeHint(self) -> QSize:
        px, metrics = self._theme.px, self._theme.metrics(self.face)
        text = metrics.horizontalAdvance(self.name[:200])
        width = px(4) + px(_FACE) + px(_GAP) + text + px(_GAP) + px(_CROSS) + px(_END)
        return QSize(min(width, px(_WIDEST)), max(px(_HEIGHT), metrics.height() + px(8)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        px, tokens = self._theme.px, self._theme.tokens
        painter = QPainter(self)
        whole = self.rect()
        strokes.pill(painter, QRectF(whole), tokens.hover if self.underMouse() else tokens.accent_soft)
        if self.hasFocus():
            strokes.focus_ring(painter, QRectF(whole), tokens, whole.height() / 2)
        side = px(_FACE)
        spot = QRect(px(4), (whole.height() - side) // 2, side, side)
        spot = QStyle.visualRect(self.layoutDirection(), whole, spot)
        paint_avatar(painter, QRectF(spot), self.name, self._theme, seed=self._seed)
        left = px(4) + side + px(_GAP)
        room = whole.width() - left - px(_GAP) - px(_CROSS) - px(_END)
        painter.setFont(self._theme.font(self.face))
        painter.setPen(tokens.text)
        metrics = self._theme.metrics(self.face)
        shown = metrics.elidedText(self.name[:200].replace("\n", " "), Qt.TextElideMode.ElideRight, room + 1)
        flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextSingleLine)
        painter.drawText(self._placed(left, room + 1), flags, shown)
        cross = self._placed(left + room + px(_GAP), px(_CROSS))
        self._theme.icons.paint(painter, QRectF(cross), "x", tokens.text_muted)
        painter.end()

"""A surface that groups what belongs together: round, with a hairline and a whisper of a shadow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.ui.theme import strokes

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from crm_desktop.ui.theme.controller import ThemeController

_RADIUS, _PAD, _SHADOW = 12, 20, 4


class Card(QWidget):
    """Put things into `body`. `pad` is the room around them, in the design's pixels.

    The shadow is three strokes, since a QGraphicsEffect renders the whole card twice.
    """

    def __init__(self, theme: ThemeController, parent: QWidget | None = None, *, pad: int = _PAD) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pad = pad
        self.body = QVBoxLayout(self)
        self._measure()
        theme.theme_changed.connect(self._measure)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_card(painter, QRectF(self.rect()), self._theme)
        painter.end()

    def _measure(self) -> None:
        pad, shadow = self._theme.px(self._pad), _SHADOW
        self.body.setContentsMargins(pad + 1, pad, pad + 1, pad + shadow)
        self.body.setSpacing(self._theme.px(10))


def paint_card(painter: QPainter, rect: QRectF, theme: ThemeController) -> None:
    """The surface of a card within `rect`; its last four pixels belong to the shadow.

    Corners and edges are kept as one small picture and put together: smooth round strokes around a whole
    card would take two milliseconds.
    """
    whole = rect.toRect()
    dpr = painter.device().devicePixelRatioF()
    side = theme.px(_RADIUS) + _SHADOW + 2
    if whole.width() < 2 * side or whole.height() < 2 * side:
        _paint_whole(painter, QRectF(whole), theme)
        return
    piece = _frame(theme, side, dpr)
    far, size = side + 1, round(side * dpr)
    middle = QSize(whole.width() - 2 * side, whole.height() - 2 * side)
    xs = ((whole.x(), side, 0, size), (whole.right() + 1 - side, side, round(far * dpr), size))
    ys = ((whole.y(), side, 0, size), (whole.bottom() + 1 - side, side, round(far * dpr), size))
    one = max(1, round(dpr))
    across = (whole.x() + side, middle.width(), size, one)
    down = (whole.y() + side, middle.height(), size, one)
    for x, width, source_x, source_width in (xs[0], across, xs[1]):
        for y, height, source_y, source_height in (ys[0], down, ys[1]):
            target = QRect(x, y, width, height)
            painter.drawPixmap(target, piece, QRect(source_x, source_y, source_width, source_height))


_frames: dict[tuple[bool, int, float], QPixmap] = {}


def _frame(theme: ThemeController, side: int, dpr: float) -> QPixmap:
    """The smallest card: four corners and one pixel between them."""
    key = (theme.tokens.dark, side, dpr)
    pixmap = _frames.get(key)
    if pixmap is None:
        whole = 2 * side + 1
        pixmap = QPixmap(QSize(round(whole * dpr), round(whole * dpr)))
        pixmap.setDevicePixelRatio(dpr)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        _paint_whole(painter, QRectF(0, 0, whole, whole), theme)
        painter.end()
        _frames[key] = pixmap
    return pixmap


def _paint_whole(painter: QPainter, rect: QRectF, theme: ThemeController) -> None:
    tokens, radius = theme.tokens, theme.px(_RADIUS)
    body = rect.adjusted(1, 0, -1, -_SHADOW)
    if tokens.shadow.alpha():
        for depth in (3, 2, 1):
            strokes.box(painter, body.adjusted(-0.5, 1, 0.5, depth), None, tokens.shadow, radius + 1, 2.0)
    strokes.box(painter, body, tokens.surface, tokens.border, radius)

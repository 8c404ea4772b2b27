"""A surface that groups what belongs together: round, with a hairline and a whisper of a shadow."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.ui.theme import strokes
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
    """The surface of a card within `rect`; its last four pixels belong to the shadow."""
    tokens, radius = theme.tokens, theme.px(_RADIUS)
    body = rect.adjusted(1, 0, -1, -_SHADOW)
    if tokens.shadow.alpha():
        for depth in (3, 2, 1):
            strokes.box(painter, body.adjusted(-0.5, 1, 0.5, depth), None, tokens.shadow, radius + 1, 2.0)
    strokes.box(painter, body, tokens.surface, tokens.border, radius)

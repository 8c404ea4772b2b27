"""Text on paper: sizes, fonts and lines, the same on a printer, in a PDF and in the preview.

Everything on a page is measured in tenths of a point (`POINT`), from the corner of the sheet. Paper is white
in a dark theme too.
"""

from __future__ import annotations

from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QPen, QTextLayout, QTextOption

from crm_desktop.ui.widgets.plain_text import showable

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

POINT: Final = 10.0
MM: Final = POINT * 72 / 25.4

_LINE_BREAK = "\u2028"
_BLACK, _GREY, _RULE = QColor("#17191c"), QColor("#5b6068"), QColor("#c9cdd3")
_HAIR: Final = 0.5 * POINT


class Style(Enum):
    """A size in points, a weight, and whether the text steps back."""

    TITLE = (17.0, QFont.Weight.DemiBold, False)
    HEADING = (11.5, QFont.Weight.DemiBold, False)
    STRONG = (9.5, QFont.Weight.DemiBold, False)
    BODY = (9.5, QFont.Weight.Normal, False)
    SMALL = (8.0, QFont.Weight.Normal, True)


class Ink:
    """Measures and paints text. `rtl`: the page begins at the right."""

    def __init__(self, *, rtl: bool) -> None:
        self.rtl = rtl
        self._fonts: dict[tuple[Style, float], QFont] = {}
        self._heights: dict[Style, float] = {}

    def line_height(self, style: Style) -> float:
        """The height of a line."""
        if style not in self._heights:
            self._heights[style] = 1.2 * QFontMetricsF(self.font(style)).height()
        return self._heights[style]

    def font(self, style: Style, scale: float = 1.0) -> QFont:
        """The font of a style; its pixels are the units of the page."""
        if (style, scale) not in self._fonts:
            size, weight, _ = style.value
            font = QFont(self._family)
            font.setPixelSize(round(size * scale * POINT))
            font.setWeight(weight)
            self._fonts[style, scale] = font
        return self._fonts[style, scale]

    def lines(self, text: str, style: Style, width: float, *, end: bool = False) -> QTextLayout:
        """The text in as many lines as it needs, each reading in its own direction."""
        layout = QTextLayout(showable(text).replace("\n", _LINE_BREAK), self.font(style))
        side = Qt.AlignmentFlag.AlignRight if self.rtl != end else Qt.AlignmentFlag.AlignLeft
        option = QTextOption(side)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        height, step = 0.0, self.line_height(style)
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height + (step - line.height()) / 2))
            height += step
        layout.endLayout()
        return layout

    def one_line(self, text: str, style: Style, width: float, *, end: bool = False) -> QTextLayout:
        """The text in one line, cut with an ellipsis where it is longer."""
        flat = " ".join(showable(text).split())
        cut = QFontMetricsF(self.font(style)).elidedText(flat, Qt.TextElideMode.ElideRight, width)
        return self.lines(cut, style, width + POINT, end=end)

    def draw(self, painter: QPainter, layout: QTextLayout, corner: QPointF, style: Style) -> None:
        """Paint lines at a corner."""
        painter.setPen(_GREY if style.value[2] else _BLACK)
        layout.draw(painter, corner)

    def rule(self, painter: QPainter, rect: QRectF, y: float) -> None:
        """A fine line across."""
        painter.setPen(QPen(_RULE, _HAIR))
        painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))

    def mirrored(self, rect: QRectF, within: QRectF) -> QRectF:
        """Where a rectangle stands on a page that begins at the right."""
        if not self.rtl:
            return rect
        return QRectF(within.left() + within.right() - rect.right(), rect.top(), rect.width(), rect.height())

    @cached_property
    def _family(self) -> str:
        return QGuiApplication.font().family()

"""Text broken into lines for painting: it reads in its own direction, on the side of the window's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextLayout, QTextOption

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

_MOST_LINES = 12


def wrapped(text: str, font: QFont, width: int, side: Qt.LayoutDirection) -> tuple[QTextLayout, int]:
    """The text broken into lines of `width`, and the height of them all: it reads in its own direction, and
    keeps to the side on which the window begins.

    Long texts end after a dozen lines; the entry itself, opened, has all of it.
    """
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    edge = (
        Qt.AlignmentFlag.AlignLeft if side is Qt.LayoutDirection.LeftToRight else Qt.AlignmentFlag.AlignRight
    )
    option.setAlignment(edge | Qt.AlignmentFlag.AlignAbsolute)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    height = 0.0
    layout.beginLayout()
    for _ in range(_MOST_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(1, width))
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout, int(height + 0.999)

"""A QR code, black on white in every theme, each square as many whole pixels as there is room for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from crm_desktop.ui.theme.controller import ThemeController

QUIET: Final = 4
"""Squares of white around the code, which readers need (ISO 18004)."""
_LEAST = 3  # pixels of a square that a phone still tells from its neighbours
_SIDE = 420
_RADIUS = 10


class QrView(QWidget):
    """Shows `modules`, the rows of a code, 1 for dark."""

    def __init__(
        self, modules: Sequence[bytes], name: str, description: str, theme: ThemeController,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._modules = tuple(modules)
        self._theme = theme
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        least = (len(self._modules) + 2 * QUIET) * _LEAST
        self.setMinimumSize(least, least)

    def sizeHint(self) -> QSize:
        return QSize(_SIDE, _SIDE).expandedTo(self.minimumSize())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        # In the screen's own pixels, so that no edge is blurred at any scale.
        painter.scale(1 / ratio, 1 / ratio)
        square = self._square(ratio)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        path.addRoundedRect(QRectF(square), _RADIUS * ratio, _RADIUS * ratio)
        painter.fillPath(path, Qt.GlobalColor.white)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        side = square.width() // (len(self._modules) + 2 * QUIET)
        left, top = square.x() + QUIET * side, square.y() + QUIET * side
        for y, row in enumerate(self._modules):
            for x, dark in enumerate(row):
                if dark:
                    painter.fillRect(QRect(left + x * side, top + y * side, side, side), Qt.GlobalColor.black)
        if self.hasFocus():
            self._paint_focus(painter, QRectF(square), ratio)
        painter.end()

    def _square(self, ratio: float) -> QRect:
        """The white square in the middle, in the screen's pixels: a whole number of them for each module."""
        room = int(min(self.width(), self.height()) * ratio)
        modules = len(self._modules) + 2 * QUIET
        side = max(1, room // modules) * modules
        left = (int(self.width() * ratio) - side) // 2
        return QRect(left, (int(self.height() * ratio) - side) // 2, side, side)

    def _paint_focus(self, painter: QPainter, square: QRectF, ratio: float) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = painter.pen()
        pen.setColor(self._theme.tokens.focus)
        pen.setWidthF(2 * ratio)
        painter.setPen(pen)
        inside = square.adjusted(ratio, ratio, -ratio, -ratio)
        painter.drawRoundedRect(inside, _RADIUS * ratio, _RADIUS * ratio)

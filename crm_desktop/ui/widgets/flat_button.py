"""A button without an edge: its words in the accent colour say that it can be pressed."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle

from crm_desktop.ui.theme import strokes
from crm_desktop.ui.widgets.buttons import ThemedButton


class FlatButton(ThemedButton):
    """For what may be added or shown, many times on a page."""

    def _paint_ground(self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag) -> None:
        strokes.flat_button(painter, rect, self._theme.tokens, state, self._theme.px(8))

    def _ink(self, state: QStyle.StateFlag) -> QColor:
        tokens = self._theme.tokens
        return tokens.accent_text if self.isEnabled() else tokens.disabled

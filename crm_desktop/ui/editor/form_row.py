"""A row of the form: a quiet icon that says what it is about, and the fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QStyle, QVBoxLayout, QWidget

from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.labels import FaceLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from crm_desktop.ui.theme.controller import ThemeController

_ICON, _INDENT, _TOP = 18, 34, 9


class FormRow(QWidget):
    """Holds one widget. With a heading, the icon stands beside that."""

    def __init__(self, icon: str, content: QWidget, theme: ThemeController, heading: str = "") -> None:
        super().__init__()
        self._icon = icon
        self._theme = theme
        self.content = content
        column = QVBoxLayout()
        column.setSpacing(theme.px(6))
        if heading:
            label = FaceLabel(heading, theme, Face.SMALL_STRONG, muted=True)
            column.addWidget(label)
        column.addWidget(content)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(_INDENT), 0, 0, 0)
        row.addLayout(column, 1)
        self._top = 0 if heading else theme.px(_TOP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        side = self._theme.px(_ICON)
        spot = QStyle.visualRect(self.layoutDirection(), self.rect(), QRect(0, self._top, side, side))
        painter = QPainter(self)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._theme.icons.paint(painter, QRectF(spot), self._icon, self._theme.tokens.text_muted, rtl=rtl)
        painter.end()

"""One thing that is known of a person: an icon, and words over as many lines as they need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QStyle, QWidget

from crm_desktop.ui.widgets.labels import FaceLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from crm_desktop.ui.theme.controller import ThemeController

_ICON, _GAP = 17, 12


class FactLine(QWidget):
    """`name` is what the words are, for those who do not see the icon; "" where they say so themselves."""

    def __init__(
        self,
        icon: str,
        text: str,
        name: str,
        theme: ThemeController,
        parent: QWidget | None = None,
        *,
        muted: bool = False,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._label = FaceLabel(text, theme, muted=muted, parent=self)
        self._label.setWordWrap(True)
        self._label.setAccessibleName(f"{name}: {text}" if name else text)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addSpacing(theme.px(_ICON + _GAP))
        row.addWidget(self._label, 1, Qt.AlignmentFlag.AlignTop)

    def paintEvent(self, _event: QPaintEvent) -> None:
        side = self._theme.px(_ICON)
        line = self._label.fontMetrics().height()
        spot = QRect(0, self._label.y() + (line - side) // 2, side, side)
        place = QStyle.visualRect(self.layoutDirection(), self.rect(), spot)
        painter = QPainter(self)
        rtl = self.isRightToLeft()
        self._theme.icons.paint(painter, QRectF(place), self._icon, self._theme.tokens.text_muted, rtl=rtl)
        painter.end()

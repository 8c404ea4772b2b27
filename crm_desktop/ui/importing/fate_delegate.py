"""Paints what becomes of a card as a pill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from crm_desktop.ui.importing.rows_model import OUTCOME_ROLE
from crm_desktop.ui.widgets.pill import paint_pill, pill_size

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex
    from PySide6.QtGui import QPainter

    from crm_desktop.ui.theme.controller import ThemeController

_INSET = 8


class FateDelegate(QStyledItemDelegate):
    """The row's ground is the style's, the word is in the tone of the fate."""

    def __init__(self, theme: ThemeController, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        plain = QStyleOptionViewItem(option)
        style = plain.widget.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, plain, painter, plain.widget)
        word, tone = index.data(OUTCOME_ROLE)
        size = pill_size(word, self._theme)
        box: QRect = option.rect
        width = min(size.width(), box.width() - _INSET)
        spot = QRect(box.left() + _INSET // 2, box.center().y() - size.height() // 2, width, size.height())
        place = QStyle.visualRect(option.direction, box, spot)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        paint_pill(painter, QRectF(place), word, self._theme, tone=tone, rtl=rtl)

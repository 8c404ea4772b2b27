"""Paints a line of the palette: a face or an icon, the title, what explains it, and a key at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from crm_desktop.ui.palette.model import ENTRY_ROLE
from crm_desktop.ui.theme import strokes
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.avatar import paint_avatar

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QColor, QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from crm_desktop.ui.palette.entries import Entry
    from crm_desktop.ui.theme.controller import ThemeController

_AnyIndex = QModelIndex | QPersistentModelIndex
_HEIGHT, _FACE, _ICON, _PAD, _GAP, _RADIUS = 44, 28, 18, 10, 12, 9


class PaletteDelegate(QStyledItemDelegate):
    """The chosen line is the current one; there is no other selection."""

    def __init__(self, theme: ThemeController, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _AnyIndex) -> QSize:
        lines = self._theme.metrics(Face.STRONG).height() + self._theme.metrics(Face.SMALL).height()
        high = max(self._theme.px(_HEIGHT), lines + self._theme.px(8))
        return QSize(self._theme.px(200), high)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _AnyIndex) -> None:
        entry = index.data(ENTRY_ROLE)
        if entry is None:
            return
        theme, tokens, whole = self._theme, self._theme.tokens, option.rect
        # Each text runs its own way, whatever the window's is.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            strokes.box(painter, QRectF(whole), tokens.selection, None, theme.px(_RADIUS))
        direction = option.direction
        self._paint_face(
            painter, entry, whole, direction, tokens.accent_text if chosen else tokens.text_muted
        )
        room = whole.adjusted(theme.px(_PAD + _FACE + _GAP), 0, -theme.px(_PAD), 0)
        if entry.hint:
            width = theme.metrics(Face.SMALL).horizontalAdvance(entry.hint)
            at = QRect(room.right() - width, whole.top(), width + 1, whole.height())
            self._paint_text(painter, entry.hint, Face.SMALL, tokens.text_muted, at, whole, direction)
            room.setRight(at.left() - theme.px(_GAP))
        if entry.below:
            self._paint_two_lines(painter, entry, room, whole, direction)
            return
        title = min(theme.metrics(Face.STRONG).horizontalAdvance(entry.title), room.width())
        at = QRect(room.left(), whole.top(), title + 1, whole.height())
        face = Face.STRONG if entry.row else Face.BODY
        self._paint_text(painter, entry.title, face, tokens.text, at, whole, direction)
        room.setLeft(at.right() + theme.px(_GAP))
        if entry.detail and room.width() > theme.px(40):
            self._paint_text(painter, entry.detail, Face.SMALL, tokens.text_muted, room, whole, direction)

    def _paint_two_lines(
        self, painter: QPainter, entry: Entry, room: QRect, whole: QRect, direction: Qt.LayoutDirection
    ) -> None:
        theme, tokens = self._theme, self._theme.tokens
        upper, lower = theme.metrics(Face.STRONG).height(), theme.metrics(Face.SMALL).height()
        top = whole.top() + (whole.height() - upper - lower) // 2
        at = QRect(room.left(), top, room.width(), upper)
        self._paint_text(painter, entry.title, Face.STRONG, tokens.text, at, whole, direction)
        at = QRect(room.left(), top + upper, room.width(), lower)
        self._paint_text(painter, entry.below, Face.SMALL, tokens.text_muted, at, whole, direction)

    def _paint_face(
        self, painter: QPainter, entry: Entry, whole: QRect, direction: Qt.LayoutDirection, ink: QColor
    ) -> None:
        px = self._theme.px
        side = px(_FACE)
        spot = QRect(whole.left() + px(_PAD), whole.top() + (whole.height() - side) // 2, side, side)
        place = QRectF(QStyle.visualRect(direction, whole, spot))
        if entry.row is not None:
            paint_avatar(painter, place, entry.row.name, self._theme, seed=entry.row.id)
            return
        inset = (side - px(_ICON)) / 2
        rtl = direction == Qt.LayoutDirection.RightToLeft
        inner = place.adjusted(inset, inset, -inset, -inset)
        self._theme.icons.paint(painter, inner, entry.icon, ink, rtl=rtl)

    def _paint_text(
        self,
        painter: QPainter,
        text: str,
        face: Face,
        ink: QColor,
        place: QRect,
        whole: QRect,
        direction: Qt.LayoutDirection,
    ) -> None:
        painter.setFont(self._theme.font(face))
        painter.setPen(ink)
        shown = self._theme.metrics(face).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        side = QStyle.visualAlignment(direction, Qt.AlignmentFlag.AlignLeft)
        flags = Qt.AlignmentFlag.AlignAbsolute | side | Qt.AlignmentFlag.AlignVCenter
        at = QStyle.visualRect(direction, whole, place)
        painter.drawText(at, int(flags) | int(Qt.TextFlag.TextSingleLine), shown)

"""Paints a cell of the people table: plain text, the name with its face, warmth and status as pills."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from crm_desktop.ui.models.contact_columns import COLUMNS, Column
from crm_desktop.ui.models.contact_texts import isolated
from crm_desktop.ui.people.pill_stamps import PillStamps
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.avatar import paint_avatar
from crm_desktop.ui.wording.people import status_tone
from crm_desktop.ui.wording.warmth import pill_look, pill_text, state_word

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from crm_desktop.domain.contact_query import ContactRow
    from crm_desktop.domain.warmth import Warmth
    from crm_desktop.ui.models.contact_list import ContactListModel
    from crm_desktop.ui.models.contact_texts import ContactTexts
    from crm_desktop.ui.people.photos import Photos
    from crm_desktop.ui.theme.controller import ThemeController

_AnyIndex = QModelIndex | QPersistentModelIndex
_S = QStyle.StateFlag
_ROW = 44
# Between the warmth and what is planned beside it.
_GAP = 6


class CellDelegate(QStyledItemDelegate):
    """Paints every column of a `ContactListModel`. `hovered_row` and `current_row` are set by the view."""

    def __init__(
        self,
        theme: ThemeController,
        model: ContactListModel,
        texts: ContactTexts,
        photos: Photos,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self._texts = texts
        self._photos = photos
        self._pills = PillStamps(theme)
        self.hovered_row = -1
        self.focused_row = -1
        self._take_measures()
        theme.theme_changed.connect(self._take_measures)

    @property
    def row_height(self) -> int:
        """How high a row is at the font's size."""
        return max(self._theme.px(_ROW), self._body.height() + self._theme.px(16))

    def sizeHint(self, option: QStyleOptionViewItem, index: _AnyIndex) -> QSize:
        row, column = self._model.row(index.row()), COLUMNS[index.column()]
        if column is Column.WARMTH and row.warmth is not None:
            return QSize(self._warmth_width(row, row.warmth) + self._theme.px(16), self.row_height)
        width = self._body.horizontalAdvance(self._texts.text(row, column)) + self._theme.px(24)
        return QSize(min(width, self._theme.px(320)), self.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _AnyIndex) -> None:
        row, column = self._model.row(index.row()), COLUMNS[index.column()]
        painter.setLayoutDirection(option.direction)
        self._paint_ground(painter, option, index.row())
        # The leading pad is the header's own, so that a heading stands over its column.
        inner = option.rect.adjusted(self._theme.px(4), 0, -self._theme.px(12), 0)
        inner = QStyle.visualRect(option.direction, option.rect, inner)
        match column:
            case Column.NAME:
                self._paint_name(painter, option, inner, row)
            case Column.WARMTH if row.warmth is not None:
                self._paint_warmth(painter, option, inner, row, row.warmth)
            case Column.STATUS if row.status:
                text = self._texts.text(row, column)
                self._paint_pill(painter, option, inner, text, status_tone(row.status))
            case _:
                self._paint_text(painter, inner, self._texts.text(row, column))

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, row: int) -> None:
        tokens = self._theme.tokens
        if option.state & _S.State_Selected:
            painter.fillRect(option.rect, tokens.selection)
        elif row == self.hovered_row:
            painter.fillRect(option.rect, tokens.hover)
        line = QRect(option.rect.x(), option.rect.bottom(), option.rect.width(), 1)
        painter.fillRect(line, tokens.border)
        if row == self.focused_row:
            # The ring goes round the row: each cell paints its part of the two long sides.
            painter.fillRect(option.rect.x(), option.rect.y(), option.rect.width(), 2, tokens.focus)
            painter.fillRect(option.rect.x(), option.rect.bottom() - 1, option.rect.width(), 2, tokens.focus)

    def _paint_name(
        self, painter: QPainter, option: QStyleOptionViewItem, inner: QRect, row: ContactRow
    ) -> None:
        side = min(self._theme.px(28), inner.height() - 6)
        face = QRect(inner.x(), inner.y() + (inner.height() - side) // 2, side, side)
        photo = self._photos.of(row.id) if row.has_photo else None
        place = QStyle.visualRect(option.direction, inner, face)
        paint_avatar(painter, QRectF(place), row.name, self._theme, seed=row.id, photo=photo)
        text = inner.adjusted(side + self._theme.px(10), 0, 0, 0)
        painter.setFont(self._strong_font)
        painter.setPen(self._theme.tokens.text)
        place = QStyle.visualRect(option.direction, inner, text)
        self._draw(painter, place, self._strong, row.name)
        if row.found_in:
            self._paint_found(painter, option, inner, text, row)

    def _paint_found(
        self, painter: QPainter, option: QStyleOptionViewItem, inner: QRect, text: QRect, row: ContactRow
    ) -> None:
        """Where a search found it, behind the name."""
        gap = self._theme.px(10)
        rest = text.adjusted(self._strong.horizontalAdvance(row.name[:500]) + gap, 0, 0, 0)
        if rest.width() > self._theme.px(40):
            painter.setFont(self._body_font)
            painter.setPen(self._theme.tokens.text_muted)
            self._draw(painter, QStyle.visualRect(option.direction, inner, rest), self._body, row.found_in)

    def _paint_text(self, painter: QPainter, inner: QRect, text: str) -> None:
        if text:
            painter.setFont(self._body_font)
            painter.setPen(self._theme.tokens.text)
            self._draw(painter, inner, self._body, text)

    def _paint_warmth(
        self, painter: QPainter, option: QStyleOptionViewItem, inner: QRect, row: ContactRow, warmth: Warmth
    ) -> None:
        """The warmth, and beside it what is planned: in words, by its icon where they do not fit."""
        text, beside = pill_text(warmth), self._texts.beside(row)
        tone, icon = pill_look(warmth)
        if beside is None:
            self._paint_pill(painter, option, inner, text, tone, icon)
            return
        gap, said = self._theme.px(_GAP), beside.brief
        wide = self._pills.size(text, icon).width()
        if wide + gap + self._pills.size(said, beside.icon).width() > inner.width():
            said = ""
        room = inner.width() - gap - self._pills.size(said, beside.icon).width()
        if wide > room and icon:
            text = state_word(warmth.state)
        used = gap + self._paint_pill(painter, option, inner, text, tone, icon, most=room)
        rest = QRect(inner.x() + used, inner.y(), inner.width() - used, inner.height())
        rest = QStyle.visualRect(option.direction, inner, rest)
        self._paint_pill(painter, option, rest, said, beside.tone, beside.icon)

    def _warmth_width(self, row: ContactRow, warmth: Warmth) -> int:
        """The room that the warmth wants, and what stands beside it."""
        width = self._pills.size(pill_text(warmth), pill_look(warmth)[1]).width()
        beside = self._texts.beside(row)
        if beside is None:
            return width
        return width + self._theme.px(_GAP) + self._pills.size(beside.brief, beside.icon).width()

    def _paint_pill(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        inner: QRect,
        text: str,
        tone: str,
        icon: str = "",
        *,
        most: int | None = None,
    ) -> int:
        """Paint a pill where `inner` begins, at most so wide; gives the width."""
        size = self._pills.size(text, icon)
        width = min(size.width(), inner.width() if most is None else most)
        place = QRect(inner.x(), inner.y() + (inner.height() - size.height()) // 2, width, size.height())
        place = QStyle.visualRect(option.direction, inner, place)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        self._pills.stamp(painter, place.topLeft(), place.size(), text, tone, icon, rtl=rtl)
        return width

    def _draw(self, painter: QPainter, place: QRect, metrics: QFontMetrics, text: str) -> None:
        flags = int(
            Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        )
        one_line = text.replace("\n", " ")[:500]
        shown = metrics.elidedText(one_line, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, flags, isolated(shown))

    def _take_measures(self) -> None:
        self._strong_font, self._body_font = self._theme.font(Face.STRONG), self._theme.font(Face.BODY)
        self._strong, self._body = QFontMetrics(self._strong_font), QFontMetrics(self._body_font)

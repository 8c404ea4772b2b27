"""Paints a contact in the list: face, name, company and city; how warm they are, and what is planned.

Fonts and measures are taken once a theme; nothing is measured twice for a row while it stays in view.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from crm_desktop.domain.warmth import WarmthState
from crm_desktop.ui.models.contact_texts import isolated
from crm_desktop.ui.people.pill_stamps import PillStamps
from crm_desktop.ui.theme import strokes
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.avatar import paint_avatar
from crm_desktop.ui.wording.warmth import pill_look, state_word

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from crm_desktop.domain.contact_query import ContactRow
    from crm_desktop.ui.models.contact_list import ContactListModel
    from crm_desktop.ui.models.contact_texts import ContactTexts
    from crm_desktop.ui.people.photos import Photos
    from crm_desktop.ui.theme.controller import ThemeController
    from crm_desktop.ui.wording.warmth import Beside

_AnyIndex = QModelIndex | QPersistentModelIndex
_S = QStyle.StateFlag
ROW_HEIGHT = 64
# Worked out once: adding flags up takes longer than painting a short word.
_FLAGS = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_MOST_KEPT = 300
_MARK, _MARK_GAP = 13, 5
# What is planned may be wider than the pill by so much, at the cost of a long name.
_OVERHANG = 28


@dataclass(slots=True)
class _Cut:
    """The texts of a row, cut to fit a width."""

    name: str
    detail: str
    pill: str
    tone: str
    icon: str
    pill_size: QSize
    beside: Beside | None
    beside_text: str
    beside_width: int

    @property
    def end_width(self) -> int:
        """The room that the end of the row takes: the pill, and below it what is planned."""
        return max(self.pill_size.width(), self.beside_width)


class RowDelegate(QStyledItemDelegate):
    """Paints the first column of a `ContactListModel` as a whole row. `focused_row` is set by the view."""

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
        self._cuts: OrderedDict[tuple[ContactRow, int], _Cut] = OrderedDict()
        self._pills = PillStamps(theme)
        self.focused_row = -1
        self._take_measures()
        theme.theme_changed.connect(self._take_measures)

    def forget(self) -> None:
        """Word the rows anew: the day or the language is another."""
        self._cuts.clear()

    @property
    def row_height(self) -> int:
        """How high a row is at the font's size."""
        lines = self._strong.height() + self._small.height() + self._theme.px(24)
        return max(self._theme.px(ROW_HEIGHT), lines)

    def sizeHint(self, option: QStyleOptionViewItem, index: _AnyIndex) -> QSize:
        return QSize(self._theme.px(200), self.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _AnyIndex) -> None:
        row = self._model.row(index.row())
        px, whole = self._px, option.rect
        ground = whole.adjusted(px(8), 1, -px(8), -1)
        self._paint_ground(painter, option, ground, ringed=index.row() == self.focused_row)
        painter.setLayoutDirection(option.direction)
        side = px(40)
        face = QRect(ground.x() + px(10), ground.y() + (ground.height() - side) // 2, side, side)
        face = QStyle.visualRect(option.direction, whole, face)
        photo = self._photos.of(row.id) if row.has_photo else None
        paint_avatar(painter, QRectF(face), row.name, self._theme, seed=row.id, photo=photo)
        left = px(10) + side + px(12)
        cut = self._cut(row, ground.width() - left - px(10))
        end = ground.right() - px(10)
        if cut.end_width:
            self._paint_end(painter, option, ground.adjusted(0, 0, -px(10), 0), cut)
            end -= cut.end_width + px(10)
        text = QRect(ground.x() + left, ground.y(), end - ground.x() - left + 1, ground.height())
        self._paint_texts(painter, option, text, cut)

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, ground: QRect, *, ringed: bool
    ) -> None:
        tokens, radius = self._theme.tokens, self._px(10)
        if option.state & _S.State_Selected:
            strokes.box(painter, QRectF(ground), tokens.selection, None, radius)
        elif option.state & _S.State_MouseOver:
            strokes.box(painter, QRectF(ground), tokens.hover, None, radius)
        if ringed:
            strokes.focus_ring(painter, QRectF(ground), tokens, radius)

    def _paint_texts(self, painter: QPainter, option: QStyleOptionViewItem, text: QRect, cut: _Cut) -> None:
        strong, small = self._strong.height(), self._small.height()
        gap = self._px(2) if cut.detail else 0
        height = strong + gap + (small if cut.detail else 0)
        top = text.y() + (text.height() - height) // 2
        painter.setFont(self._strong_font)
        painter.setPen(self._theme.tokens.text)
        line = QRect(text.x(), top, text.width(), strong)
        painter.drawText(QStyle.visualRect(option.direction, option.rect, line), _FLAGS, cut.name)
        if cut.detail:
            painter.setFont(self._small_font)
            painter.setPen(self._theme.tokens.text_muted)
            line = QRect(text.x(), top + strong + gap, text.width(), small)
            painter.drawText(QStyle.visualRect(option.direction, option.rect, line), _FLAGS, cut.detail)

    def _paint_end(self, painter: QPainter, option: QStyleOptionViewItem, ground: QRect, cut: _Cut) -> None:
        """The pill in the middle of the row's end; with something planned, that below it."""
        size, line = cut.pill_size, self._small.height()
        gap = self._px(3) if cut.pill else 0
        height = size.height() + (gap + line if cut.beside is not None else 0)
        top = ground.y() + (ground.height() - height) // 2
        if cut.pill:
            spot = QRect(ground.right() - size.width() + 1, top, size.width(), size.height())
            spot = QStyle.visualRect(option.direction, option.rect, spot)
            rtl = option.direction == Qt.LayoutDirection.RightToLeft
            self._pills.stamp(painter, spot.topLeft(), size, cut.pill, cut.tone, cut.icon, rtl=rtl)
        if cut.beside is not None:
            width, below = cut.beside_width, top + size.height() + gap
            spot = QRect(ground.right() - width + 1, below, width, line)
            self._paint_beside(painter, option, spot, cut, cut.beside)

    def _paint_beside(
        self, painter: QPainter, option: QStyleOptionViewItem, spot: QRect, cut: _Cut, beside: Beside
    ) -> None:
        side, direction, whole = self._px(_MARK), option.direction, option.rect
        ink = self._theme.tokens.tone(beside.tone).fg
        mark = QStyle.visualRect(
            direction, whole, QRect(spot.x(), spot.y() + (spot.height() - side) // 2, side, side)
        )
        rtl = direction == Qt.LayoutDirection.RightToLeft
        self._theme.icons.paint(painter, QRectF(mark), beside.icon, ink, rtl=rtl)
        if cut.beside_text:
            text = QStyle.visualRect(direction, whole, spot.adjusted(side + self._px(_MARK_GAP), 0, 2, 0))
            painter.setFont(self._small_font)
            painter.setPen(ink)
            painter.drawText(text, _FLAGS, isolated(cut.beside_text))

    def _cut(self, row: ContactRow, room: int) -> _Cut:
        key = (row, room)
        cut = self._cuts.get(key)
        if cut is None:
            cut = self._cuts[key] = self._fitted(row, room)
            if len(self._cuts) > _MOST_KEPT:
                self._cuts.popitem(last=False)
        return cut

    def _fitted(self, row: ContactRow, room: int) -> _Cut:
        pill, tone, icon = self._pill_of(row)
        beside = self._texts.beside(row)
        name, detail = _one_line(row.name), _one_line(self._texts.detail(row))
        cut = self._with_end(pill, tone, icon, beside, beside.brief if beside else "")
        wanted = self._strong.horizontalAdvance(name) + self._px(10)
        if cut.end_width + wanted > room and row.warmth is not None:
            # The name comes first: where both do not fit, the end says only a word, and then an icon.
            word = state_word(row.warmth.state) if pill and icon else pill
            cut = self._with_end(word, tone, icon, beside, cut.beside_text)
            if (
                cut.beside_width > cut.pill_size.width() + self._px(_OVERHANG)
                and cut.beside_width + wanted > room
            ):
                cut = self._with_end(word, tone, icon, beside, "")
        rest = room - (cut.end_width + self._px(10) if cut.end_width else 0)
        # Fenced off, so that the ellipsis stands where the name's own direction ends.
        cut.name = isolated(self._strong.elidedText(name, Qt.TextElideMode.ElideRight, rest))
        cut.detail = self._small.elidedText(detail, Qt.TextElideMode.ElideRight, rest)
        return cut

    def _with_end(self, pill: str, tone: str, icon: str, beside: Beside | None, text: str) -> _Cut:
        width = self._px(_MARK) if beside is not None else 0
        if text:
            width += self._px(_MARK_GAP) + self._small.horizontalAdvance(text)
        return _Cut(
            name="",
            detail="",
            pill=pill,
            tone=tone,
            icon=icon,
            pill_size=self._pills.size(pill, icon) if pill else QSize(0, 0),
            beside=beside,
            beside_text=text,
            beside_width=width,
        )

    def _pill_of(self, row: ContactRow) -> tuple[str, str, str]:
        """What the pill says, in which tone, with which icon."""
        text = self._texts.pill(row)
        if row.warmth is None or not text:
            return "", "", ""
        state = row.warmth.state
        if state is WarmthState.NONE:
            return text, "neutral", ""
        return text, *pill_look(row.warmth)

    def _take_measures(self) -> None:
        self._px = self._theme.px
        self._strong_font, self._small_font = self._theme.font(Face.STRONG), self._theme.font(Face.SMALL)
        self._strong, self._small = QFontMetrics(self._strong_font), QFontMetrics(self._small_font)
        self._cuts.clear()


def _one_line(text: str) -> str:
    return text.replace("\n", " ")[:500]

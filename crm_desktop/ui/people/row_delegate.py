"""Paints a contact in the list: face, name, company and city, and how warm they are.

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
from crm_desktop.ui.widgets.pill import pill_size
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

_AnyIndex = QModelIndex | QPersistentModelIndex
_S = QStyle.StateFlag
ROW_HEIGHT = 64
# Worked out once: adding flags up takes longer than painting a short word.
_FLAGS = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_MOST_KEPT = 300


@dataclass(slots=True)
class _Cut:
    """The texts of a row, cut to fit a width."""

    name: str
    name_width: int
    detail: str
    pill: str
    tone: str
    icon: str
    pill_size: QSize


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
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        end = ground.right() - px(10)
        if cut.pill:
            size = cut.pill_size
            middle = ground.y() + (ground.height() - size.height()) // 2
            spot = QRect(end - size.width() + 1, middle, size.width(), size.height())
            spot = QStyle.visualRect(option.direction, whole, spot)
            self._pills.stamp(painter, spot.topLeft(), size, cut.pill, cut.tone, cut.icon, rtl=rtl)
            end -= size.width() + px(10)
        text = QRect(ground.x() + left, ground.y(), end - ground.x() - left + 1, ground.height())
        self._paint_texts(painter, option, text, cut)
        if row.planned:
            self._paint_planned(painter, option, text, cut)

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

    def _paint_planned(self, painter: QPainter, option: QStyleOptionViewItem, text: QRect, cut: _Cut) -> None:
        """A little calendar after the name: something is planned or promised."""
        side, strong = self._px(13), self._strong.height()
        height = strong + (self._px(2) + self._small.height() if cut.detail else 0)
        top = text.y() + (text.height() - height) // 2 + (strong - side) // 2
        spot = QRect(text.x() + cut.name_width + self._px(6), top, side, side)
        if spot.right() <= text.right():
            spot = QStyle.visualRect(option.direction, option.rect, spot)
            self._theme.icons.paint(painter, QRectF(spot), "calendar", self._theme.tokens.accent_text)

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
        size = pill_size(pill, self._theme, icon) if pill else QSize()
        name = _one_line(row.name)
        mark = self._px(19) if row.planned else 0
        wanted = self._strong.horizontalAdvance(name) + mark + self._px(10)
        if pill and row.warmth is not None and size.width() + wanted > room and icon:
            # The name comes first: where both do not fit, the pill says only its word.
            pill = state_word(row.warmth.state)
            size = pill_size(pill, self._theme, icon)
        rest = room - (size.width() + self._px(10) if pill else 0)
        name = self._strong.elidedText(name, Qt.TextElideMode.ElideRight, rest - mark)
        detail = _one_line(self._texts.detail(row))
        return _Cut(
            # Fenced off, so that the ellipsis stands where the name's own direction ends.
            name=isolated(name),
            name_width=self._strong.horizontalAdvance(name),
            detail=self._small.elidedText(detail, Qt.TextElideMode.ElideRight, rest),
            pill=pill,
            tone=tone,
            icon=icon,
            pill_size=size,
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

"""The list of groups: who may be one, how sure that is, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate

from crm_desktop.ui.duplicates.words import likelihood_look, likelihood_word, reasons_line
from crm_desktop.ui.theme import strokes
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.labels import isolated
from crm_desktop.ui.widgets.pill import paint_pill, pill_size

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from crm_desktop.ui.duplicates.group_model import GroupModel
    from crm_desktop.ui.theme.controller import ThemeController

_AnyIndex = QModelIndex | QPersistentModelIndex
_S = QStyle.StateFlag
_OWN_KEYS = frozenset(
    {
        Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home,
        Qt.Key.Key_End,
    }
)  # fmt: skip


class GroupList(QListView):
    """Arrow keys move in it; every other key is the page's."""

    def __init__(self, model: GroupModel, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(_GroupDelegate(model, theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Who may be there twice"))
        self.viewport().setAutoFillBackground(False)
        theme.theme_changed.connect(self.doItemsLayout)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in _OWN_KEYS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            event.ignore()


class _GroupDelegate(QStyledItemDelegate):
    """Paints names over reasons, and the pill of how sure it is below them."""

    def __init__(self, model: GroupModel, theme: ThemeController, parent: GroupList) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _AnyIndex) -> QSize:
        px, metrics = self._theme.px, self._theme.metrics
        high = metrics(Face.STRONG).height() + metrics(Face.SMALL).height()
        return QSize(px(160), high + pill_size("X", self._theme).height() + px(30))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _AnyIndex) -> None:
        theme, tokens, px = self._theme, self._theme.tokens, self._theme.px
        group = self._model.group(index.row())
        ground = option.rect.adjusted(px(4), 1, -px(4), -1)
        if option.state & _S.State_Selected:
            strokes.box(painter, QRectF(ground), tokens.selection, None, px(10))
        elif option.state & _S.State_MouseOver:
            strokes.box(painter, QRectF(ground), tokens.hover, None, px(10))
        if option.state & _S.State_Selected and option.state & _S.State_HasFocus:
            strokes.focus_ring(painter, QRectF(ground), tokens, px(10))
        inner = ground.adjusted(px(12), px(9), -px(12), -px(9))
        strong, small = theme.metrics(Face.STRONG), theme.metrics(Face.SMALL)
        painter.setPen(tokens.text)
        top = QRect(inner.x(), inner.y(), inner.width(), strong.height())
        self._line(painter, option, top, self._model.name(index.row()), Face.STRONG)
        painter.setPen(tokens.text_muted)
        below = QRect(inner.x(), top.bottom() + px(3), inner.width(), small.height())
        self._line(painter, option, below, reasons_line(group.reasons), Face.SMALL)
        tone, icon = likelihood_look(group)
        word = likelihood_word(group)
        size = pill_size(word, theme, icon)
        spot = QRect(inner.x(), below.bottom() + px(6), min(size.width(), inner.width()), size.height())
        place = QStyle.visualRect(option.direction, inner, spot)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        paint_pill(painter, QRectF(place), word, theme, tone=tone, icon=icon, rtl=rtl)

    def _line(
        self, painter: QPainter, option: QStyleOptionViewItem, place: QRect, text: str, face: Face
    ) -> None:
        painter.setFont(self._theme.font(face))
        shown = self._theme.metrics(face).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        side = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeading)
        flags = Qt.AlignmentFlag.AlignAbsolute | side | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, int(flags) | int(Qt.TextFlag.TextSingleLine), isolated(shown))

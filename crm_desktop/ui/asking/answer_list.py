"""The list behind an answer: a meeting, a person or a day in each row, opened by a click or Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate

from crm_desktop.ui.theme import strokes
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.labels import isolated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QColor, QKeyEvent, QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from crm_desktop.ui.asking.reply import Line
    from crm_desktop.ui.theme.controller import ThemeController

    Index = QModelIndex | QPersistentModelIndex

_PAD, _ICON, _GAP, _LEAST = 8, 18, 10, 110
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextSingleLine)
_ROLE = Qt.ItemDataRole.UserRole


class _Rows(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: Sequence[Line] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == _ROLE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.spoken
        return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: ThemeController, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        lines = self._theme.metrics(Face.BODY).height() + self._theme.metrics(Face.SMALL).height()
        return QSize(self._theme.px(200), lines + self._theme.px(14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(_ROLE)
        theme, px, tokens = self._theme, self._theme.px, self._theme.tokens
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        ground = QRectF(rect).adjusted(2, 1, -2, -1)
        painter.save()
        strokes.row(painter, ground, tokens, state, px(8))
        if state & QStyle.StateFlag.State_HasFocus:
            strokes.focus_ring(painter, ground, tokens, px(8))

        def at(left: int, top: int, width: int, height: int) -> QRect:
            spot = QRect(rect.left() + left, rect.top() + top, width, height)
            return QStyle.visualRect(option.direction, rect, spot)

        tone, side, left = tokens.tone(line.tone), px(_ICON), px(_PAD)
        if line.icon:
            spot = at(left, (rect.height() - side) // 2, side, side)
            rtl = option.direction == Qt.LayoutDirection.RightToLeft
            theme.icons.paint(painter, QRectF(spot), line.icon, tone.fg, rtl=rtl)
            left += side + px(_GAP)
        width = rect.width() - left - px(_PAD)
        high, small = theme.metrics(Face.BODY).height(), theme.metrics(Face.SMALL).height()
        face = Face.STRONG if line.day is not None else Face.BODY
        self._write(painter, line.title, face, tokens.text, at(left, px(6), width, high))
        self._write(painter, line.under, Face.SMALL, tone.fg, at(left, px(7) + high, width, small))
        painter.restore()

    def _write(self, painter: QPainter, text: str, face: Face, ink: QColor, place: QRect) -> None:
        painter.setFont(self._theme.font(face))
        painter.setPen(ink)
        shown = self._theme.metrics(face).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, _LEFT, isolated(shown))


class AnswerList(QListView):
    """Signal: `opened(Line)`."""

    opened = Signal(object)

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows = _Rows(self)
        self.setModel(self._rows)
        self.setItemDelegate(_Delegate(theme, self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("The list behind the answer"))
        self.setMouseTracking(True)
        self.clicked.connect(lambda index: self.opened.emit(index.data(_ROLE)))
        theme.theme_changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def lines(self) -> Sequence[Line]:
        """What is listed."""
        return self._rows.lines

    def show_lines(self, lines: Sequence[Line]) -> None:
        """List these; the cursor stays where it was in a list that is nearly the same."""
        row = self.currentIndex().row()
        if lines != self._rows.lines:
            self._rows.show_lines(lines)
        if lines and not self.currentIndex().isValid():
            self.setCurrentIndex(self._rows.index(min(max(row, 0), len(lines) - 1)))

    def sizeHint(self) -> QSize:
        """A few rows: it takes what the panel has left, and no more than that is asked for."""
        return QSize(self._theme.px(200), self._theme.px(_LEAST))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.opened.emit(index.data(_ROLE))
        elif event.text().strip() and not event.modifiers():
            event.ignore()  # the page's keys, not a search in the list
        else:
            super().keyPressEvent(event)

"""What is to come as a list: the days that bring something, and under each what it brings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate

from crm_desktop.ui.calendar.choosing import by_keyboard
from crm_desktop.ui.theme import strokes
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.labels import isolated

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from crm_desktop.ui.calendar.entries import Entry
    from crm_desktop.ui.theme.controller import ThemeController
    from crm_desktop.ui.wording.days import DayWords

    Index = QModelIndex | QPersistentModelIndex

_PAD, _ICON, _GAP, _TIME = 12, 18, 10, 74
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextSingleLine)
_PAGES = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_ROLE = Qt.ItemDataRole.UserRole


class _Rows(QAbstractListModel):
    """A row is a day (its name) or an entry."""

    def __init__(self, words: DayWords, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self.rows: list[str | Entry] = []

    def show_days(self, days: Sequence[tuple[date, Sequence[Entry]]]) -> None:
        self.beginResetModel()
        self.rows = []
        for day, entries in days:
            if entries:
                self.rows += [self._words.day(day, weekday=True), *entries]
        self.endResetModel()

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == _ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row if isinstance(row, str) else row.spoken
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.rows[index.row()], str):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: ThemeController, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.theme_changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        """Once, as the list asks for the height of every row."""
        line, px = self._theme.metrics(Face.BODY).height(), self._theme.px
        self._day_size = QSize(px(300), line + px(24))
        self._entry_size = QSize(px(300), line + self._theme.metrics(Face.SMALL).height() + px(14))

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return self._day_size if isinstance(index.data(_ROLE), str) else self._entry_size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, theme, px = index.data(_ROLE), self._theme, self._theme.px
        rect: QRect = option.rect
        painter.save()
        if isinstance(row, str):
            painter.setFont(theme.font(Face.STRONG))
            painter.setPen(theme.tokens.text)
            place = rect.adjusted(px(_PAD), px(10), -px(_PAD), 0)
            painter.drawText(place, _LEFT, row)
        else:
            self._paint_entry(painter, rect, option, row)
        painter.restore()

    def _paint_entry(
        self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, entry: Entry
    ) -> None:
        theme, px, tokens = self._theme, self._theme.px, self._theme.tokens
        state: QStyle.StateFlag = option.state
        ground = QRectF(rect).adjusted(2, 1, -2, -1)
        strokes.row(painter, ground, tokens, state, px(8))
        if state & QStyle.StateFlag.State_HasFocus:
            strokes.focus_ring(painter, ground, tokens, px(8))
        tone, side = tokens.tone(entry.tone), px(_ICON)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft

        def at(left: int, top: int, width: int, height: int) -> QRect:
            return QStyle.visualRect(
                option.direction,
                rect,
                QRect(rect.left() + left, rect.top() + top, width, height),
            )

        spot = at(px(_PAD), (rect.height() - side) // 2, side, side)
        theme.icons.paint(painter, QRectF(spot), entry.icon, tone.fg, rtl=rtl)
        left = px(_PAD) + side + px(_GAP)
        self._write(painter, entry.time, Face.STRONG, tokens.text, at(left, 0, px(_TIME), rect.height()))
        left += px(_TIME) + px(_GAP)
        width = rect.width() - left - px(_PAD)
        line, small = theme.metrics(Face.BODY).height(), theme.metrics(Face.SMALL).height()
        self._write(painter, entry.title, Face.BODY, tokens.text, at(left, px(6), width, line))
        detail = " · ".join(part for part in (entry.status, entry.detail, entry.elsewhere) if part)
        self._write(painter, detail, Face.SMALL, tone.fg, at(left, px(7) + line, width, small))

    def _write(self, painter: QPainter, text: str, face: Face, ink: Any, place: QRect) -> None:
        painter.setFont(self._theme.font(face))
        painter.setPen(ink)
        shown = self._theme.metrics(face).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, _LEFT, isolated(shown))


class ListOfDays(QListView):
    """Signals: `entry_opened(Entry, QPoint)`, `menu_asked(Entry, QPoint)`."""

    entry_opened = Signal(object, QPoint)
    menu_asked = Signal(object, QPoint)

    def __init__(self, theme: ThemeController, words: DayWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _Rows(words, self)
        self.setModel(self._rows)
        self.setItemDelegate(_Delegate(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("What is to come"))
        self.setMouseTracking(True)

    @property
    def is_empty(self) -> bool:
        """Whether none of the days brings anything."""
        return not self._rows.rows

    def show_days(self, days: Sequence[tuple[date, Sequence[Entry]]]) -> None:
        """Show those of the days that bring something."""
        entry = self.current
        self._rows.show_days(days)
        subjects = [one if isinstance(one, str) else one.subject for one in self._rows.rows]
        if entry is not None and entry.subject in subjects:
            self.setCurrentIndex(self._rows.index(subjects.index(entry.subject)))
        elif len(self._rows.rows) > 1:
            self.setCurrentIndex(self._rows.index(1))

    @property
    def current(self) -> Entry | None:
        """What has the cursor."""
        index = self.currentIndex()
        row = self._rows.rows[index.row()] if 0 <= index.row() < len(self._rows.rows) else None
        return None if isinstance(row, str) else row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
            self.entry_opened.emit(self.current, place)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in _PAGES:
            event.ignore()
        elif event.text().strip() and not event.modifiers():
            event.ignore()  # the page's keys, not a search in the list
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if by_keyboard(event) and self.current is not None:
            place = self.visualRect(self.currentIndex()).center()
            self.menu_asked.emit(self.current, self.viewport().mapToGlobal(place))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.RightButton and self.current is not None:
            self.menu_asked.emit(self.current, event.globalPosition().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.current is not None:
            self.entry_opened.emit(self.current, event.globalPosition().toPoint())

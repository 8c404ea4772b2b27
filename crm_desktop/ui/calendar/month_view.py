"""A month as a grid of days, painted by itself: as many entries as fit, and how many more there are.

Arrow keys walk from day to day, Enter opens the day, and what can be moved is dragged to another one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy, QStyle, QToolTip, QWidget

from crm_desktop.ui.calendar.choosing import by_keyboard, choose
from crm_desktop.ui.theme import strokes
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.labels import isolated
from crm_desktop.ui.widgets.plain_text import plain_tip
from crm_desktop.ui.wording.days import full_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from crm_desktop.ui.calendar.entries import Entry
    from crm_desktop.ui.calendar.period import Periods
    from crm_desktop.ui.theme.controller import ThemeController

_PAD, _RADIUS, _ICON, _GAP, _HEAD = 5, 6, 13, 4, 26
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextSingleLine)
_MIDDLE = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine)


@dataclass(frozen=True, slots=True)
class _Line:
    """An entry ready to be painted: where, and as much of its words as fits."""

    entry: Entry
    rect: QRect
    icon: QRectF
    room: QRect
    text: str


class MonthView(QWidget):
    """Signals: `day_changed(date)` another day has the cursor; `day_opened(date)`; `moved(Entry, date)`;
    `entry_opened(Entry, QPoint)`; `menu_asked(Entry, QPoint)`; `plan_asked(date)`.
    """

    day_changed = Signal(object)
    day_opened = Signal(object)
    entry_opened = Signal(object, QPoint)
    menu_asked = Signal(object, QPoint)
    plan_asked = Signal(object)
    moved = Signal(object, object)

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._periods: Periods | None = None
        self._days: Sequence[tuple[date, Sequence[Entry]]] = []
        self._day = date.min
        self._today = date.min
        self._cells: list[QRect] = []
        self._lines: list[_Line] = []
        self._notes: list[tuple[QRect, str]] = []
        self._more: list[tuple[QRect, date]] = []
        self._pressed: Entry | None = None
        self._pressed_at = QPoint()
        self._target: date | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.theme_changed.connect(self._on_theme_changed)

    def show_days(
        self, days: Sequence[tuple[date, Sequence[Entry]]], day: date, today: date, periods: Periods
    ) -> None:
        """Show whole weeks with what stands on their days, the cursor on one of them."""
        self._days, self._day, self._today, self._periods = days, day, today, periods
        self._place()
        self._speak()
        self.update()

    @property
    def day(self) -> date:
        """The day with the cursor."""
        return self._day

    def entries_on(self, day: date) -> Sequence[Entry]:
        """What stands on a day that is shown."""
        return next((entries for each, entries in self._days if each == day), ())

    def place_of(self, day: date) -> QRect:
        """Where a day that is shown stands."""
        at = next((at for at, (each, _) in enumerate(self._days) if each == day), 0)
        return self._cell(at)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(700), self._theme.px(520))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(7 * 62), self._theme.px(240))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._periods is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_weekdays(painter)
        painter.setFont(self._theme.font(Face.SMALL_STRONG))
        for (day, _), cell in zip(self._days, self._cells, strict=True):
            if cell.intersects(event.rect()):
                self._paint_cell(painter, cell, day)
        painter.setFont(self._theme.font(Face.SMALL))
        painter.setPen(self._theme.tokens.text_muted)
        for place, text in self._notes:
            painter.drawText(place, _LEFT, text)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for line in self._lines:
            if line.rect.intersects(event.rect()):
                self._paint_line(painter, line, rtl=rtl)
        painter.end()

    def _paint_weekdays(self, painter: QPainter) -> None:
        assert self._periods is not None
        painter.setFont(self._theme.font(Face.SMALL_STRONG))
        painter.setPen(self._theme.tokens.text_muted)
        for column, weekday in enumerate(self._periods.weekdays()):
            rect = self._mirrored(self._column(column, 0, self._theme.px(_HEAD)))
            name = self.locale().dayName(weekday, self.locale().FormatType.ShortFormat)
            painter.drawText(rect, _MIDDLE, name)

    def _paint_cell(self, painter: QPainter, cell: QRect, day: date) -> None:
        assert self._periods is not None
        tokens, px = self._theme.tokens, self._theme.px
        ground = QRectF(cell).adjusted(1.5, 1.5, -1.5, -1.5)
        inside = self._periods.is_of_month(day, self._day)
        fill = tokens.accent_soft if day == self._target else tokens.surface if inside else tokens.window
        edge, width = tokens.border, 1.0
        if day == self._day:
            edge, width = (tokens.focus if self.hasFocus() else tokens.outline), 2.0
        painter.setPen(QPen(edge, width))
        painter.setBrush(fill)
        painter.drawRoundedRect(ground, px(_RADIUS), px(_RADIUS))
        number = self._periods.number(day)
        wide = max(px(22), self._theme.metrics(Face.SMALL_STRONG).horizontalAdvance(number) + px(10))
        spot = self._within(cell, QRect(cell.left() + px(3), cell.top() + px(3), wide, px(22)))
        if day == self._today:
            strokes.pill(painter, QRectF(spot), tokens.accent)
        ink = tokens.text if inside else tokens.text_muted
        painter.setPen(tokens.on_accent if day == self._today else ink)
        painter.drawText(spot, _MIDDLE, number)

    def _paint_line(self, painter: QPainter, line: _Line, *, rtl: bool) -> None:
        tone, radius = self._theme.tokens.tone(line.entry.tone), self._theme.px(4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tone.soft)
        painter.drawRoundedRect(line.rect.adjusted(0, 1, 0, -1), radius, radius)
        self._theme.icons.paint(painter, line.icon, line.entry.icon, tone.fg, rtl=rtl)
        painter.setPen(tone.fg)
        painter.drawText(line.room, _LEFT, line.text)

    # Where things are

    def _place(self) -> None:
        """Where each day stands, and of its entries those that fit, with their words cut to fit too."""
        px, height = self._theme.px, self._line_height()
        self._cells = [self._cell(at) for at in range(len(self._days))]
        self._lines, self._notes, self._more = [], [], []
        for (day, entries), cell in zip(self._days, self._cells, strict=True):
            fitting = self._fitting(cell, entries)
            for number, entry in enumerate(entries[:fitting]):
                top = cell.top() + px(_HEAD) + number * height
                self._lines.append(self._line(entry, QRect(cell.left(), top, cell.width(), height)))
            rest = sum(entry.stands_for for entry in entries[fitting:])
            if rest:
                top = cell.top() + px(_HEAD) + fitting * height
                place = QRect(cell.left() + px(_PAD), top, cell.width() - 2 * px(_PAD), height)
                text = self.tr("{count} more").format(count=self.locale().toString(rest))
                if top + height > cell.bottom():  # large letters: beside the number of the day
                    beside = QRect(cell.left() + px(36), cell.top() + px(3), cell.width() - px(42), px(22))
                    place = self._within(cell, beside)
                    if self._theme.metrics(Face.SMALL).horizontalAdvance(text) > place.width():
                        text = f"+{self.locale().toString(rest)}"
                self._notes.append((place, text))
                self._more.append((place, day))
            if self._periods is not None and (other := self._periods.other_number(day)):
                place = QRect(cell.right() - px(34), cell.top() + px(3), px(28), px(22))
                self._notes.append((self._within(cell, place), other))

    def _line(self, entry: Entry, row: QRect) -> _Line:
        px, side = self._theme.px, self._theme.px(_ICON)
        rect = row.adjusted(px(_PAD), 0, -px(_PAD), 0)
        spot = QRect(rect.left() + px(3), rect.top() + (rect.height() - side) // 2, side, side)
        left = px(3) + side + px(_GAP)
        room = QRect(rect.left() + left, rect.top(), rect.width() - left - px(3), rect.height())
        text = " ".join(part for part in (entry.time, entry.title) if part)
        shown = self._theme.metrics(Face.SMALL).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        return _Line(entry, rect, QRectF(self._within(rect, spot)), self._within(rect, room), isolated(shown))

    def _fitting(self, cell: QRect, entries: Sequence[Entry]) -> int:
        lines = max((cell.height() - self._theme.px(_HEAD + 2)) // self._line_height(), 0)
        whole = len(entries) <= lines and all(entry.stands_for == 1 for entry in entries)
        return len(entries) if whole else max(lines - 1, 0)

    def _line_height(self) -> int:
        return max(self._theme.metrics(Face.SMALL).height(), self._theme.px(_ICON)) + self._theme.px(4)

    def _cell(self, at: int) -> QRect:
        row, column = divmod(at, 7)
        rows = max(len(self._days) // 7, 1)
        head = self._theme.px(_HEAD)
        top = head + (self.height() - head) * row // rows
        bottom = head + (self.height() - head) * (row + 1) // rows
        return self._mirrored(self._column(column, top, bottom - top))

    def _column(self, column: int, top: int, height: int) -> QRect:
        left, right = self.width() * column // 7, self.width() * (column + 1) // 7
        return QRect(left, top, right - left, height)

    def _mirrored(self, rect: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), rect)

    def _within(self, around: QRect, rect: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), around, rect)

    def _day_at(self, position: QPoint) -> date | None:
        return next(
            (day for at, (day, _) in enumerate(self._days) if self._cell(at).contains(position)), None
        )

    def _entry_at(self, position: QPoint) -> Entry | None:
        return next((line.entry for line in self._lines if line.rect.contains(position)), None)

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ahead = -1 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 1
        steps = {
            Qt.Key.Key_Right: ahead, Qt.Key.Key_Left: -ahead, Qt.Key.Key_Down: 7, Qt.Key.Key_Up: -7,
        }  # fmt: skip
        step = steps.get(Qt.Key(event.key()))
        if step is not None and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.day_changed.emit(self._day + timedelta(days=step))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.day_opened.emit(self._day)
        elif event.key() == Qt.Key.Key_Escape and self._pressed is not None:
            self._pressed = None
            self._aim(None)
            self.unsetCursor()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if by_keyboard(event):
            entries = [entry for entry in self.entries_on(self._day) if entry.subject is not None]
            place = self.mapToGlobal(self.place_of(self._day).center())
            choose(entries, place, lambda entry: self.menu_asked.emit(entry, place), self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        rest = next((day for place, day in self._more if place.contains(position)), None)
        if rest is not None and event.button() == Qt.MouseButton.LeftButton:
            self.day_opened.emit(rest)
            return
        self._pressed, self._pressed_at = self._entry_at(position), position
        day = self._day_at(position)
        if event.button() == Qt.MouseButton.LeftButton and day is not None and day != self._day:
            self.day_changed.emit(day)
        if event.button() == Qt.MouseButton.RightButton and self._pressed is not None:
            self.menu_asked.emit(self._pressed, event.globalPosition().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        held = bool(event.buttons() & Qt.MouseButton.LeftButton)
        if not held or self._pressed is None or not self._pressed.can_move:
            over = self._entry_at(position) or any(place.contains(position) for place, _ in self._more)
            self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
            return
        far = (position - self._pressed_at).manhattanLength() >= QApplication.startDragDistance()
        if far or self._target is not None:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._aim(self._day_at(position))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        entry, target = self._pressed, self._target
        self._pressed = None
        self._aim(None)
        self.unsetCursor()
        if entry is not None and target is not None and target != entry.day:
            self.moved.emit(entry, target)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        entry, day = self._entry_at(position), self._day_at(position)
        if entry is not None and entry.subject is not None:
            self.entry_opened.emit(entry, event.globalPosition().toPoint())
        elif day is not None:
            self.plan_asked.emit(day)

    def event(self, event: QEvent) -> bool:
        if event.type() == event.Type.ToolTip:
            entry = self._entry_at(event.pos())  # type: ignore[attr-defined]
            QToolTip.showText(event.globalPos(), plain_tip(entry.spoken if entry else ""), self)  # type: ignore[attr-defined]
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()
        super().resizeEvent(event)

    def _on_theme_changed(self) -> None:
        self._place()
        self.update()

    def _aim(self, day: date | None) -> None:
        if day != self._target:
            self._target = day
            self.update()

    def _speak(self) -> None:
        entries = "; ".join(entry.spoken for entry in self.entries_on(self._day))
        self.setAccessibleName(full_day(self._day))
        self.setAccessibleDescription(entries or self.tr("Nothing on this day"))

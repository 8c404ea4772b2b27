"""Days side by side as columns of hours: what is planned as blocks, to be moved and stretched by dragging."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QApplication, QStyle, QToolTip, QWidget

from crm_desktop.domain.agenda import AgendaMeeting
from crm_desktop.ui.calendar.blocks import Block, Span, arranged
from crm_desktop.ui.calendar.choosing import by_keyboard, choose
from crm_desktop.ui.calendar.dragging import STEP, begun, minutes_of
from crm_desktop.ui.calendar.gutter import gutter_width
from crm_desktop.ui.theme import strokes
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.labels import isolated
from crm_desktop.ui.widgets.plain_text import plain_tip
from crm_desktop.ui.wording.days import clock_text, full_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from crm_desktop.ui.calendar.dragging import Drag
    from crm_desktop.ui.calendar.entries import Entry
    from crm_desktop.ui.theme.controller import ThemeController

_DAY: Final = 24 * 60
_HOUR, _EDGE, _ICON = 52, 7, 13
_USUAL: Final = 60
_NARROW: Final = 36  # no word can be read in less: the icon and the colour say what they can
_LEFT = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextSingleLine)


class TimeGrid(QWidget):
    """As high as a day; it stands in a scroll area. The keyboard walks in half hours.

    Signals: `day_changed(date)`, `plan_asked(datetime, minutes)` with a wall time, `moved(Entry, datetime)`,
    `stretched(Entry, minutes)`, `entry_opened(Entry, QPoint)`, `menu_asked(Entry, QPoint)`, and
    `shown_asked(y, height)` for what is to be scrolled into view.
    """

    day_changed = Signal(object)
    plan_asked = Signal(object, int)
    moved = Signal(object, object)
    stretched = Signal(object, int)
    entry_opened = Signal(object, QPoint)
    menu_asked = Signal(object, QPoint)
    shown_asked = Signal(int, int)

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._days: list[date] = []
        self._entries: dict[date, list[Entry]] = {}
        self._blocks: dict[date, list[Block]] = {}
        self._day = date.min
        self._now = datetime.combine(date.min, time())
        self._slot = 9 * 60
        self._hours = (9 * 60, 18 * 60)
        self._drag: Drag | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        theme.theme_changed.connect(self._measure)
        self._measure()

    def show_days(
        self,
        days: Sequence[tuple[date, Sequence[Entry]]],
        day: date,
        now: datetime,
        hours: tuple[time, time],
    ) -> None:
        """Show these days; `now` is the wall time, `hours` when one works."""
        self._days = [each for each, _ in days]
        self._entries = {each: [one for one in entries if not one.is_whole_day] for each, entries in days}
        self._blocks = {each: arranged(_spans(each, entries)) for each, entries in self._entries.items()}
        self._day, self._now = day, now
        self._hours = (minutes_of(hours[0]), minutes_of(hours[1]))
        self._speak()
        self.update()

    @property
    def slot(self) -> datetime:
        """The wall time with the cursor."""
        return datetime.combine(self._day, time()) + timedelta(minutes=self._slot)

    def top_of(self, minutes: int) -> int:
        """How far down a minute of the day is."""
        return self.height() * minutes // _DAY

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(700), self._theme.px(24 * _HOUR))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._theme.tokens.surface)
        self._paint_hours(painter)
        for column, day in enumerate(self._days):
            self._paint_now(painter, column, day)
            for block in self._blocks.get(day, ()):
                rect = self._rect(column, block)
                if rect.intersects(event.rect()):
                    self._paint_block(painter, rect, self._entries[day][block.key])
        self._paint_slot(painter)
        self._paint_drag(painter)
        painter.end()

    def _paint_hours(self, painter: QPainter) -> None:
        tokens, px = self._theme.tokens, self._theme.px
        begin, end = self._hours
        for top, bottom in ((0, self.top_of(begin)), (self.top_of(end), self.height())):
            painter.fillRect(QRect(0, top, self.width(), bottom - top), tokens.window)
        painter.setFont(self._theme.font(Face.SMALL))
        for hour in range(24):
            y = self.top_of(60 * hour)
            painter.setPen(QPen(tokens.border, 1))
            line = self._mirrored(QRect(self._gutter, y, self.width() - self._gutter, 1))
            painter.drawLine(line.topLeft(), line.topRight())
            if hour:
                painter.setPen(tokens.text_muted)
                place = QRect(0, y - px(9), self._gutter - px(8), px(18))
                flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing)
                text = clock_text(datetime.combine(date.min, time(hour)))
                painter.drawText(self._mirrored(place), flags, text)
        painter.setPen(QPen(tokens.border, 1))
        for column in range(len(self._days)):
            line = self._mirrored(QRect(self._left(column), 0, 1, self.height()))
            painter.drawLine(line.topLeft(), line.bottomLeft())

    def _paint_now(self, painter: QPainter, column: int, day: date) -> None:
        if day != self._now.date():
            return
        y = self.top_of(minutes_of(self._now.time()))
        ink = self._theme.tokens.tone("bad").fg
        line = self._mirrored(QRect(self._left(column), y, self._left(column + 1) - self._left(column), 2))
        painter.fillRect(line, ink)

    def _paint_block(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        theme, px = self._theme, self._theme.px
        tone = theme.tokens.tone(entry.tone)
        strokes.box(painter, QRectF(rect), tone.soft, tone.fg, px(6))
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side, line = px(_ICON), theme.metrics(Face.SMALL).height()
        inside = rect.adjusted(px(5), px(3), -px(4), -px(2))
        painter.save()
        painter.setClipRect(inside)
        spot = QRect(inside.left(), inside.top() + (line - side) // 2, side, side)
        theme.icons.paint(painter, QRectF(self._within(inside, spot)), entry.icon, tone.fg, rtl=rtl)
        top = inside.top()
        texts = ((entry.title, Face.SMALL_STRONG, side + px(4)), (self._when(entry), Face.SMALL, 0))
        for text, face, indent in (*texts, (entry.detail, Face.SMALL, 0)):
            room = QRect(inside.left() + indent, top, inside.width() - indent, line)
            if inside.width() - side < px(_NARROW):
                break
            if not text or top + line > rect.bottom() + px(2):
                continue
            painter.setFont(theme.font(face))
            painter.setPen(tone.fg)
            shown = theme.metrics(face).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(self._within(inside, room), _LEFT, isolated(shown))
            top += line
        painter.restore()

    def _when(self, entry: Entry) -> str:
        """The hours here and, of one planned elsewhere, the hour there beside them."""
        assert entry.starts is not None
        assert entry.ends is not None
        if entry.goes_on:
            return ""
        text = f"{entry.time} – {clock_text(entry.ends)}"
        return " · ".join(part for part in (text, entry.elsewhere) if part)

    def _paint_slot(self, painter: QPainter) -> None:
        if not self.hasFocus() or self._day not in self._days:
            return
        column = self._days.index(self._day)
        top = self.top_of(self._slot)
        rect = QRect(self._left(column), top, self._left(column + 1) - self._left(column), self.top_of(30))
        strokes.focus_ring(
            painter,
            QRectF(self._mirrored(rect)).adjusted(1, 1, -1, -1),
            self._theme.tokens,
            self._theme.px(4),
        )

    def _paint_drag(self, painter: QPainter) -> None:
        drag = self._drag
        if drag is None or not drag.is_on:
            return
        column = self._days.index(drag.day)
        rect = self._rect(column, Block(0, drag.start, drag.end, 0, 1))
        tokens = self._theme.tokens
        strokes.box(painter, QRectF(rect), tokens.accent_soft, tokens.focus, self._theme.px(6), 2.0)
        painter.setFont(self._theme.font(Face.SMALL_STRONG))
        painter.setPen(tokens.accent_text)
        start = datetime.combine(date.min, time()) + timedelta(minutes=drag.start)
        end = start + timedelta(minutes=drag.end - drag.start)
        inside = rect.adjusted(self._theme.px(6), self._theme.px(3), -self._theme.px(4), 0)
        painter.drawText(inside, _LEFT, f"{clock_text(start)} – {clock_text(end)}")

    # Where things are

    def _left(self, column: int) -> int:
        return self._gutter + (self.width() - self._gutter) * column // max(len(self._days), 1)

    def _rect(self, column: int, block: Block) -> QRect:
        left, width = self._left(column) + 3, self._left(column + 1) - self._left(column) - 6
        first = left + width * block.lane // block.lanes
        last = left + width * (block.lane + block.wide) // block.lanes
        top, bottom = self.top_of(block.start), self.top_of(min(block.end, _DAY))
        return self._mirrored(QRect(first, top + 1, last - first - 1, max(bottom - top - 2, 4)))

    def _mirrored(self, rect: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), rect)

    def _within(self, around: QRect, rect: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), around, rect)

    def _at(self, position: QPoint) -> tuple[date, int] | None:
        """The day and the minute under a point."""
        logical = QStyle.visualPos(self.layoutDirection(), self.rect(), position)
        for column, day in enumerate(self._days):
            if self._left(column) <= logical.x() < self._left(column + 1):
                return day, min(max(position.y() * _DAY // max(self.height(), 1), 0), _DAY - 1)
        return None

    def _entry_at(self, position: QPoint) -> tuple[Entry, QRect] | None:
        for column, day in enumerate(self._days):
            for block in reversed(self._blocks.get(day, ())):
                rect = self._rect(column, block)
                if rect.contains(position):
                    return self._entries[day][block.key], rect
        return None

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ahead = -1 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 1
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = ahead if key == Qt.Key.Key_Right else -ahead
            self.day_changed.emit(self._day + timedelta(days=step))
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._walk(2 * STEP if key == Qt.Key.Key_Down else -2 * STEP)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key == Qt.Key.Key_Escape and self._drag is not None:
            self._drag = None
            self.update()
        else:
            super().keyPressEvent(event)

    def _walk(self, by: int) -> None:
        self._slot = min(max(self._slot + by, 0), _DAY - 2 * STEP)
        self.shown_asked.emit(self.top_of(self._slot), self.top_of(2 * STEP))
        self._speak()
        self.update()

    def _enter(self) -> None:
        """Open what stands at the cursor, or plan something there."""
        entries, place = self.entries_at_slot(), self._place_of_slot()
        if not entries:
            self.plan_asked.emit(self.slot, _USUAL)
        choose(entries, place, lambda entry: self.entry_opened.emit(entry, place), self)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if by_keyboard(event):
            place = self._place_of_slot()
            choose(self.entries_at_slot(), place, lambda entry: self.menu_asked.emit(entry, place), self)

    def _place_of_slot(self) -> QPoint:
        column = self._days.index(self._day) if self._day in self._days else 0
        rect = self._rect(column, Block(0, self._slot, self._slot + 2 * STEP, 0, 1))
        return self.mapToGlobal(rect.center())

    def entries_at_slot(self) -> list[Entry]:
        """What stands at the cursor."""
        return [
            self._entries[self._day][block.key]
            for block in self._blocks.get(self._day, ())
            if block.start < self._slot + 2 * STEP and self._slot < block.end
        ]

    def _speak(self) -> None:
        entries = "; ".join(entry.spoken for entry in self.entries_at_slot())
        self.setAccessibleName(f"{full_day(self._day)} {clock_text(self.slot)}")
        self.setAccessibleDescription(entries or self.tr("Free"))

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        found, place = self._entry_at(position), self._at(position)
        if event.button() == Qt.MouseButton.RightButton and found is not None:
            self.menu_asked.emit(found[0], event.globalPosition().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or place is None:
            return
        day, minute = place
        self._slot = minute // (2 * STEP) * 2 * STEP
        if day != self._day:
            self.day_changed.emit(day)
        if found is None or found[0].can_move:
            self._drag = begun(day, minute, position, found, self._theme.px(_EDGE))
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        if self._drag is None or not event.buttons() & Qt.MouseButton.LeftButton:
            found = self._entry_at(position)
            shape = Qt.CursorShape.ArrowCursor
            if found is not None:
                edge = found[1].bottom() - position.y() <= self._theme.px(_EDGE)
                shape = Qt.CursorShape.SizeVerCursor if edge else Qt.CursorShape.PointingHandCursor
            self.setCursor(shape)
            return
        far = (position - self._drag.pressed).manhattanLength() >= QApplication.startDragDistance()
        place = self._at(position)
        if place is not None and (far or self._drag.is_on):
            self._drag.to(*place)
            self.shown_asked.emit(position.y(), 1)
            self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        drag, self._drag = self._drag, None
        self.update()
        if drag is None or not drag.is_on:
            return
        start = datetime.combine(drag.day, time()) + timedelta(minutes=drag.start)
        if drag.entry is None:
            self.plan_asked.emit(start, drag.end - drag.start)
        elif drag.stretches:
            self.stretched.emit(drag.entry, drag.end - drag.start)
        elif start != drag.entry.starts:
            self.moved.emit(drag.entry, start)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._drag = None
        position = event.position().toPoint()
        found, place = self._entry_at(position), self._at(position)
        if found is not None:
            self.entry_opened.emit(found[0], event.globalPosition().toPoint())
        elif place is not None:
            minute = place[1] // (2 * STEP) * 2 * STEP
            start = datetime.combine(place[0], time()) + timedelta(minutes=minute)
            self.plan_asked.emit(start, _USUAL)

    def event(self, event: QEvent) -> bool:
        if event.type() == event.Type.ToolTip:
            found = self._entry_at(event.pos())  # type: ignore[attr-defined]
            spoken = found[0].spoken if found else ""
            QToolTip.showText(event.globalPos(), plain_tip(spoken), self)  # type: ignore[attr-defined]
            return True
        return super().event(event)

    def _measure(self) -> None:
        self._gutter = gutter_width(self._theme)
        self.setFixedHeight(self._theme.px(24 * _HOUR))
        self.update()


def _spans(day: date, entries: Sequence[Entry]) -> list[Span]:
    spans = []
    for key, entry in enumerate(entries):
        if entry.starts is None or entry.ends is None or not isinstance(entry.subject, AgendaMeeting):
            continue
        midnight = datetime.combine(day, time())
        start, end = (int((at - midnight).total_seconds()) // 60 for at in (entry.starts, entry.ends))
        spans.append(Span(key, max(start, 0), min(end, _DAY)))
    return spans

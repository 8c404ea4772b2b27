"""What belongs to whole days, above the hours: dates, promises, complaints, and what is important.

The keyboard walks over it entry by entry; what there is no room for is counted, and opens the day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QStyle, QToolTip, QWidget

from crm_desktop.domain.agenda import AgendaMeeting
from crm_desktop.ui.calendar.choosing import by_keyboard
from crm_desktop.ui.calendar.entries import Entry
from crm_desktop.ui.calendar.gutter import gutter_width
from crm_desktop.ui.theme import strokes
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.labels import isolated
from crm_desktop.ui.widgets.plain_text import plain_tip
from crm_desktop.ui.wording.days import full_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from crm_desktop.ui.calendar.period import Periods
    from crm_desktop.ui.theme.controller import ThemeController

_HEAD, _ICON, _PAD = 30, 13, 3
_MOST, _MOST_ALONE = 4, 10
"""Lines for a day among others, and for one that has all the width."""
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextSingleLine)
_MIDDLE = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine)


class WholeDayStrip(QWidget):
    """Signals: `day_opened(date)` for the name of a day; `entry_opened(Entry, QPoint)`, `menu_asked` too."""

    day_opened = Signal(object)
    entry_opened = Signal(object, QPoint)
    menu_asked = Signal(object, QPoint)

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._days: list[tuple[date, list[Entry]]] = []
        self._today: date | None = None
        self._periods: Periods | None = None
        self._bar = 0
        self._cursor = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        theme.theme_changed.connect(self.updateGeometry)

    def show_days(
        self, days: Sequence[tuple[date, Sequence[Entry]]], today: date, periods: Periods, bar: int
    ) -> None:
        """Show the days that stand below; `bar` is the width of the scroll bar beside those."""
        self._days = [(day, self._fitting(day, entries, len(days))) for day, entries in days]
        self._today, self._periods, self._bar = today, periods, bar
        self._cursor = max(min(self._cursor, len(self._lines()) - 1), 0)
        has_any = any(entries for _, entries in self._days)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if has_any else Qt.FocusPolicy.NoFocus)
        self._speak()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        lines = max((len(entries) for _, entries in self._days), default=0)
        return QSize(self._theme.px(400), self._theme.px(_HEAD) + lines * self._line() + self._theme.px(6))

    def paintEvent(self, _event: QPaintEvent) -> None:
        assert self._periods is not None or not self._days
        painter, theme, px = QPainter(self), self._theme, self._theme.px
        for column, (day, _) in enumerate(self._days):
            assert self._periods is not None
            rect = self._mirrored(QRect(self._left(column), 0, self._width(column), px(_HEAD)))
            name = self.locale().dayName(day.isoweekday(), self.locale().FormatType.ShortFormat)
            other = self._periods.other_number(day)
            number = self._periods.number(day) + (f" ({other})" if other else "")
            text = f"{isolated(name)} {isolated(number)}"
            is_today = day == self._today
            if is_today:
                wide = theme.metrics(Face.SMALL_STRONG).horizontalAdvance(f"{name} {number}") + px(18)
                spot = QRectF(0, 0, min(wide, rect.width()), px(22))
                spot.moveCenter(QRectF(rect).center())
                strokes.pill(painter, spot, theme.tokens.accent)
            painter.setFont(theme.font(Face.SMALL_STRONG))
            painter.setPen(theme.tokens.on_accent if is_today else theme.tokens.text)
            painter.drawText(rect, _MIDDLE, text)
        for at, (rect, entry) in enumerate(self._lines()):
            self._paint_line(painter, rect, entry)
            if self.hasFocus() and at == self._cursor:
                strokes.focus_ring(painter, QRectF(rect).adjusted(1, 1, -1, -1), theme.tokens, px(4))
        painter.end()

    def _paint_line(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        theme, px = self._theme, self._theme.px
        tone, side = theme.tokens.tone(entry.tone), px(_ICON)
        strokes.box(painter, QRectF(rect).adjusted(0, 1, 0, -1), tone.soft, None, px(4))
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        spot = QRect(rect.left() + px(_PAD), rect.top() + (rect.height() - side) // 2, side, side)
        theme.icons.paint(
            painter,
            QRectF(QStyle.visualRect(self.layoutDirection(), rect, spot)),
            entry.icon,
            tone.fg,
            rtl=rtl,
        )
        lead = 2 * px(_PAD) + side
        room = QRect(rect.left() + lead, rect.top(), rect.width() - lead - px(_PAD), rect.height())
        painter.setFont(theme.font(Face.SMALL))
        painter.setPen(tone.fg)
        text = theme.metrics(Face.SMALL).elidedText(entry.title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(QStyle.visualRect(self.layoutDirection(), rect, room), _LEFT, isolated(text))

    def _fitting(self, day: date, entries: Sequence[Entry], days: int) -> list[Entry]:
        """Those of a day for which there is room; the last line counts the others."""
        most = _MOST_ALONE if days == 1 else _MOST
        whole = [one for one in entries if one.is_whole_day]
        found = sorted(whole, key=lambda one: not isinstance(one.subject, AgendaMeeting))
        if len(found) <= most:
            return found
        rest = sum(one.stands_for for one in found[most - 1 :])
        text = self.tr("{count} more").format(count=self.locale().toString(rest))
        return [*found[: most - 1], Entry(day, "more", "neutral", text, "", None, stands_for=rest)]

    def _lines(self) -> list[tuple[QRect, Entry]]:
        found, px = [], self._theme.px
        for column, (_, entries) in enumerate(self._days):
            for number, entry in enumerate(entries):
                top = px(_HEAD) + number * self._line()
                rect = QRect(self._left(column) + 3, top, self._width(column) - 6, self._line())
                found.append((self._mirrored(rect), entry))
        return found

    def _line(self) -> int:
        return max(self._theme.metrics(Face.SMALL).height(), self._theme.px(_ICON)) + self._theme.px(4)

    def _left(self, column: int) -> int:
        gutter = gutter_width(self._theme)
        return gutter + (self.width() - self._bar - gutter) * column // max(len(self._days), 1)

    def _width(self, column: int) -> int:
        return self._left(column + 1) - self._left(column)

    def _mirrored(self, rect: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), rect)

    def _entry_at(self, position: QPoint) -> Entry | None:
        return next((entry for rect, entry in self._lines() if rect.contains(position)), None)

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ahead = -1 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 1
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: ahead, Qt.Key.Key_Left: -ahead}
        lines, step = self._lines(), steps.get(Qt.Key(event.key()))
        if step is not None and lines:
            self._cursor = min(max(self._cursor + step, 0), len(lines) - 1)
            self._speak()
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and lines:
            rect, entry = lines[self._cursor]
            self.entry_opened.emit(entry, self.mapToGlobal(rect.center()))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        lines = self._lines()
        if by_keyboard(event) and lines:
            rect, entry = lines[self._cursor]
            self.menu_asked.emit(entry, self.mapToGlobal(rect.center()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _speak(self) -> None:
        lines = self._lines()
        self.setAccessibleName(self.tr("For the whole day"))
        entry = lines[self._cursor][1] if lines else None
        spoken = f"{full_day(entry.day)}: {entry.spoken}" if entry else self.tr("Nothing")
        self.setAccessibleDescription(spoken)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        entry, place = self._entry_at(position), event.globalPosition().toPoint()
        if entry is not None and event.button() == Qt.MouseButton.RightButton:
            self.menu_asked.emit(entry, place)
        elif event.button() != Qt.MouseButton.LeftButton:
            return
        elif entry is not None:
            self.entry_opened.emit(entry, place)
        elif position.y() < self._theme.px(_HEAD) and len(self._days) > 1:
            for column, (day, _) in enumerate(self._days):
                head = self._mirrored(QRect(self._left(column), 0, self._width(column), self.height()))
                if head.contains(position):
                    self.day_opened.emit(day)

    def event(self, event: QEvent) -> bool:
        if event.type() == event.Type.ToolTip:
            position: QPoint = event.pos()  # type: ignore[attr-defined]
            entry = self._entry_at(position)
            spoken = entry.spoken if entry else self._day_named_at(position)
            QToolTip.showText(event.globalPos(), plain_tip(spoken), self)  # type: ignore[attr-defined]
            return True
        return super().event(event)

    def _day_named_at(self, position: QPoint) -> str:
        for column, (day, _) in enumerate(self._days):
            if self._mirrored(QRect(self._left(column), 0, self._width(column), self.height())).contains(
                position
            ):
                return full_day(day)
        return ""

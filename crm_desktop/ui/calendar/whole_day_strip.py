"""What belongs to whole days, above the hours: dates, promises, complaints, and what is important."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QStyle, QToolTip, QWidget

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
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from crm_desktop.ui.calendar.entries import Entry
    from crm_desktop.ui.calendar.period import Periods
    from crm_desktop.ui.theme.controller import ThemeController

_HEAD, _ICON, _PAD, _MOST = 30, 13, 3, 4
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
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        theme.theme_changed.connect(self.updateGeometry)

    def show_days(
        self, days: Sequence[tuple[date, Sequence[Entry]]], today: date, periods: Periods, bar: int
    ) -> None:
        """Show the days that stand below; `bar` is the width of the scroll bar beside those."""
        self._days = [(day, [one for one in entries if one.starts is None]) for day, entries in days]
        self._today, self._periods, self._bar = today, periods, bar
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        lines = min(max((len(entries) for _, entries in self._days), default=0), _MOST)
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
        for rect, entry in self._lines():
            self._paint_line(painter, rect, entry)
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

    def _lines(self) -> list[tuple[QRect, Entry]]:
        found, px = [], self._theme.px
        for column, (_, entries) in enumerate(self._days):
            for number, entry in enumerate(entries[:_MOST]):
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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        entry, place = self._entry_at(position), event.globalPosition().toPoint()
        if entry is not None and event.button() == Qt.MouseButton.RightButton:
            self.menu_asked.emit(entry, place)
        elif entry is not None:
            self.entry_opened.emit(entry, place)
        elif position.y() < self._theme.px(_HEAD):
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

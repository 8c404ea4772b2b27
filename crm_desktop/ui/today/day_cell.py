"""One day of the week strip: weekday and number, and a mark with a count for each kind of thing it brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle

from crm_desktop.ui.theme import strokes
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.today import week_words
from crm_desktop.ui.widgets.labels import isolated
from crm_desktop.ui.widgets.plain_text import plain_tip

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPaintEvent

    from crm_desktop.domain.partial_date import Calendar
    from crm_desktop.domain.today import WeekDay
    from crm_desktop.ui.theme.controller import ThemeController

_PAD_X, _PAD_Y, _RADIUS, _GAP, _ROW_GAP = 6, 8, 10, 6, 4
_ICON, _ICON_GAP, _MARK_GAP, _CIRCLE = 14, 3, 8, 28
_NARROWEST = 64
_CENTER = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextSingleLine)


class DayCell(QAbstractButton):
    """Checked while its day is open. Signals: `clicked`; `step_asked(step)` for a day before or after."""

    step_asked = Signal(int)

    def __init__(self, day: WeekDay, theme: ThemeController) -> None:
        super().__init__()
        self._theme = theme
        self._day = day
        self._is_today = False
        self._other = ""
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def day(self) -> WeekDay:
        """What it shows."""
        return self._day

    def show_day(self, day: WeekDay, today: date, calendar: Calendar) -> None:
        """Show a day, as seen from today."""
        self._day = day
        self._is_today = day.day == today
        self._other = week_words.other_day(day.day, calendar)
        name = week_words.spoken(day, today, calendar)
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(name))
        self.update()

    def height_at(self, width: int) -> int:
        """How high it has to be for all of its marks at a width."""
        px, small = self._theme.px, self._theme.metrics(Face.SMALL).height()
        rows = len(self._mark_rows(width - 2 * px(_PAD_X)))
        height = 2 * px(_PAD_Y) + self._head_height() + rows * (px(_ROW_GAP) + max(small, px(_ICON)))
        return height + (small if self._other else 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_NARROWEST), self.minimumHeight())

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            self.step_asked.emit(-step if rtl else step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusOutEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        px, tokens = self._theme.px, self._theme.tokens
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        ground = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isChecked():
            strokes.box(painter, ground, tokens.accent_soft, None, px(_RADIUS))
        elif self.underMouse():
            strokes.box(painter, ground, tokens.hover, None, px(_RADIUS))
        top = self._paint_head(painter, px(_PAD_Y))
        if self._other:
            top = self._paint_other(painter, top)
        self._paint_marks(painter, top)
        if self.hasFocus():
            strokes.focus_ring(painter, ground, tokens, px(_RADIUS))
        painter.end()

    def _paint_head(self, painter: QPainter, top: int) -> int:
        """Weekday and number in the middle; the bottom of them."""
        theme, tokens, px = self._theme, self._theme.tokens, self._theme.px
        name, number = week_words.weekday(self._day.day), week_words.day_number(self._day.day)
        height = self._head_height()
        wide = theme.metrics(Face.STRONG).horizontalAdvance(number)
        circle = max(px(_CIRCLE), wide + px(10))
        named = theme.metrics(Face.SMALL).horizontalAdvance(name) + 2
        room = self.width() - 2 * px(_PAD_X)
        named = min(named, room - circle - px(_GAP))
        left = (self.width() - named - circle - px(_GAP)) // 2
        where = QRect(left + named + px(_GAP), top, circle, height)
        ink = tokens.accent_text if self._is_today else tokens.text_muted
        self._write(painter, name, Face.SMALL, ink, QRect(left, top, named, height))
        if self._is_today:
            spot = QRectF(0, 0, circle, px(_CIRCLE))
            spot.moveCenter(QRectF(self._mirrored(where)).center())
            strokes.pill(painter, spot, tokens.accent)
        self._write(painter, number, Face.STRONG, tokens.on_accent if self._is_today else tokens.text, where)
        return top + height

    def _paint_other(self, painter: QPainter, top: int) -> int:
        height = self._theme.metrics(Face.SMALL).height()
        place = QRect(self._theme.px(_PAD_X), top, self.width() - 2 * self._theme.px(_PAD_X), height)
        self._write(painter, self._other, Face.SMALL, self._theme.tokens.text_muted, place)
        return top + height

    def _paint_marks(self, painter: QPainter, top: int) -> None:
        theme, px = self._theme, self._theme.px
        height = max(theme.metrics(Face.SMALL).height(), px(_ICON))
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for row in self._mark_rows(self.width() - 2 * px(_PAD_X)):
            top += px(_ROW_GAP)
            whole = sum(width for *_, width in row) + px(_MARK_GAP) * (len(row) - 1)
            left = (self.width() - whole) // 2
            for icon, tone, text, width in row:
                ink = theme.tokens.tone(tone).fg
                spot = QRect(QPoint(left, top + (height - px(_ICON)) // 2), QSize(px(_ICON), px(_ICON)))
                theme.icons.paint(painter, QRectF(self._mirrored(spot)), icon, ink, rtl=rtl)
                lead = px(_ICON) + px(_ICON_GAP)
                self._write(painter, text, Face.SMALL, ink, QRect(left + lead, top, width - lead, height))
                left += width + px(_MARK_GAP)
            top += height

    def _mark_rows(self, room: int) -> list[list[tuple[str, str, str, int]]]:
        """The marks in as few rows as fit: icon, tone, number and the width of both."""
        px, metrics = self._theme.px, self._theme.metrics(Face.SMALL)
        rows: list[list[tuple[str, str, str, int]]] = [[]]
        left = room
        for icon, tone, count in week_words.marks(self._day):
            text = self.locale().toString(count)
            width = px(_ICON) + px(_ICON_GAP) + metrics.horizontalAdvance(text) + 2
            if rows[-1] and width > left:
                rows.append([])
                left = room
            rows[-1].append((icon, tone, text, width))
            left -= width + px(_MARK_GAP)
        return rows

    def _write(self, painter: QPainter, text: str, face: Face, ink: QColor, place: QRect) -> None:
        painter.setFont(self._theme.font(face))
        painter.setPen(ink)
        shown = self._theme.metrics(face).elidedText(text, Qt.TextElideMode.ElideRight, place.width() + 2)
        painter.drawText(self._mirrored(place).adjusted(-1, 0, 1, 0), _CENTER, isolated(shown))

    def _head_height(self) -> int:
        return max(self._theme.px(_CIRCLE), self._theme.metrics(Face.STRONG).height())

    def _mirrored(self, place: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)

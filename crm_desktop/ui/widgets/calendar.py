"""Qt's month to pick a day from, in the theme's colours: its own red and black cannot be read in the dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton

from crm_desktop.ui.theme.controller import Face

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDateTimeEdit

    from crm_desktop.ui.theme.controller import ThemeController


def dress_calendar(field: QDateTimeEdit | QCalendarWidget, theme: ThemeController) -> None:
    """Give a field's popup month, or a month of its own, the theme, now and whenever that changes."""
    calendar = field if isinstance(field, QCalendarWidget) else field.calendarWidget()
    if calendar is not None:
        _Dresser(calendar, theme)


class _Dresser(QObject):
    """Belongs to the calendar, and goes with it."""

    def __init__(self, calendar: QCalendarWidget, theme: ThemeController) -> None:
        super().__init__(calendar)
        self._calendar = calendar
        self._theme = theme
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setGridVisible(False)
        theme.theme_changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        tokens = self._theme.tokens
        day, header = QTextCharFormat(), QTextCharFormat()
        day.setForeground(tokens.text)
        header.setForeground(tokens.text_muted)
        header.setBackground(tokens.surface)
        header.setFont(self._theme.font(Face.SMALL))
        for number in Qt.DayOfWeek:
            self._calendar.setWeekdayTextFormat(number, day)
        self._calendar.setHeaderTextFormat(header)
        bar = self._calendar.findChild(QObject, "qt_calendar_navigationbar")
        if bar is not None:
            palette = self._calendar.palette()
            palette.setColor(palette.ColorRole.Highlight, tokens.surface)
            palette.setColor(palette.ColorRole.HighlightedText, tokens.text)
            bar.setPalette(palette)  # type: ignore[attr-defined]
        self._set_arrow("qt_calendar_prevmonth", "chevron-left")
        self._set_arrow("qt_calendar_nextmonth", "chevron-right")

    def _set_arrow(self, name: str, icon: str) -> None:
        button = self._calendar.findChild(QToolButton, name)
        if button is not None:
            button.setIcon(self._theme.icon(icon, self._theme.tokens.text))

"""A date of which any part may be unknown, in a calendar of the user's choice; mistakes are told in words.

`changed`: some part was edited.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QLocale, QSize, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QWidget

from crm_desktop.domain.calendars import month_length, months
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.ui.widgets.flow_layout import FlowLayout
from crm_desktop.ui.wording.date_pattern import order_of_parts
from crm_desktop.ui.wording.days import calendar_word, month_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import SignalInstance

    from crm_desktop.domain.draft import JSON

_WHOLE_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
# Within so many years every calendar has a leap year.
_LEAP_CYCLE = 9
_GAP = 6
_CALENDARS = (Calendar.GREGORIAN, Calendar.JALALI, Calendar.ETHIOPIAN, Calendar.ISLAMIC)


class PartialDateEdit(QWidget):
    """Day, month, year and calendar side by side, in the locale's order."""

    changed = Signal()

    def __init__(self, calendar: Calendar = Calendar.GREGORIAN, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = QLineEdit(self, maxLength=12)
        self._day.setPlaceholderText(self.tr("Day"))
        self._month = QComboBox(self)
        self._month.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._year = QLineEdit(self, maxLength=6)
        self._year.setPlaceholderText(self.tr("Year"))
        self._calendar = QComboBox(self)
        for each in _CALENDARS:
            self._calendar.addItem(calendar_word(each), each)
        self._calendar.setCurrentIndex(_CALENDARS.index(calendar))
        self._fill_months()
        self.name(self.tr("Date"))
        self._lay_out()
        self._calendar.currentIndexChanged.connect(self._on_calendar_changed)
        self._month.currentIndexChanged.connect(self.changed)
        self._day.textEdited.connect(self._on_day_edited)
        self._year.textEdited.connect(self.changed)
        self.setFocusProxy(self._day)

    def name(self, what: str) -> None:
        """Say to screen readers which date this is."""
        self._day.setAccessibleName(self.tr("{date}: day").format(date=what))
        self._month.setAccessibleName(self.tr("{date}: month").format(date=what))
        self._year.setAccessibleName(self.tr("{date}: year").format(date=what))
        self._calendar.setAccessibleName(self.tr("{date}: calendar").format(date=what))

    def set_value(self, value: PartialDate | None) -> None:
        """Show a date, or nothing."""
        if value is None:
            self._day.clear()
            self._year.clear()
            self._month.setCurrentIndex(0)
            return
        self._calendar.setCurrentIndex(_CALENDARS.index(value.calendar))
        self._day.setText("" if value.day is None else _number(value.day))
        self._month.setCurrentIndex(value.month or 0)
        self._year.setText("" if value.year is None else _number(value.year))

    def value(self) -> PartialDate | None:
        """The date, None where nothing is known. Raises UserError with what is wrong."""
        day, year, month = self._read_day(), self._read_year(), self._month.currentIndex() or None
        if day is None and month is None and year is None:
            return None
        calendar = _CALENDARS[self._calendar.currentIndex()]
        try:
            value = PartialDate(year=year, month=month, day=day, calendar=calendar)
        except ValueError as error:
            raise UserError(self._sentence(calendar, year, month)) from error
        if day is not None and day > _days_in(calendar, year, month):
            raise UserError(self._sentence(calendar, year, month))
        return value

    @property
    def is_empty(self) -> bool:
        """Whether nothing was put in."""
        return not (self._day.text().strip() or self._year.text().strip() or self._month.currentIndex())

    def draft_content(self) -> JSON:
        # As it is typed, right or wrong.
        return {
            "calendar": _CALENDARS[self._calendar.currentIndex()].value,
            "day": self._day.text(),
            "month": self._month.currentIndex(),
            "year": self._year.text(),
        }

    def restore(self, content: Any) -> None:
        # The calendar first: the months are its own.
        self._calendar.setCurrentIndex(_CALENDARS.index(Calendar(content["calendar"])))
        self._day.setText(content["day"])
        self._month.setCurrentIndex(content["month"])
        self._year.setText(content["year"])

    def draft_signals(self) -> Sequence[SignalInstance]:
        return (self.changed,)

    def _read_day(self) -> int | None:
        text = self._day.text().strip()
        if not text:
            return None
        if not text.isdecimal():
            raise UserError(self.tr("“{text}” is not a day; write its number.").format(text=text))
        return int(text)

    def _read_year(self) -> int | None:
        text = self._year.text().strip()
        if not text:
            return None
        if not text.isdecimal():
            sentence = self.tr("“{text}” is not a year; write its number, or leave it out.")
            raise UserError(sentence.format(text=text))
        if len(text) < 3:
            raise UserError(self.tr("Write the whole year, with its century, or leave it out."))
        return int(text)

    def _sentence(self, calendar: Calendar, year: int | None, month: int | None) -> str:
        if year is not None and not 1 <= year <= 9999:
            return self.tr("There is no year {year}; years go from 1 to 9999.").format(year=year)
        days = _days_in(calendar, year, month)
        if month is None:
            return self.tr("No month has more than {days} days.").format(days=days)
        name = month_name(month, calendar)
        if year is not None and days < _days_in(calendar, None, month):
            sentence = self.tr("{month} {year} has only {days} days.")
            return sentence.format(month=name, year=_number(year), days=days)
        return self.tr("{month} has only {days} days.").format(month=name, days=days)

    def _on_day_edited(self, text: str) -> None:
        whole = _WHOLE_DATE.fullmatch(text.strip())
        if whole is not None:
            year, month, day = (whole[1], whole[2], whole[3]) if whole[1] else (whole[6], whole[5], whole[4])
            if int(month) <= months(_CALENDARS[self._calendar.currentIndex()]):
                self._day.setText(str(int(day)))
                self._month.setCurrentIndex(int(month))
                self._year.setText(year)
        self.changed.emit()

    def _on_calendar_changed(self) -> None:
        self._fill_months()
        self.changed.emit()

    def _fill_months(self) -> None:
        calendar = _CALENDARS[self._calendar.currentIndex()]
        chosen = max(0, self._month.currentIndex())
        self._month.blockSignals(True)
        self._month.clear()
        self._month.addItem(self.tr("Month"))
        self._month.addItems([month_name(month + 1, calendar) for month in range(months(calendar))])
        self._month.setCurrentIndex(min(chosen, months(calendar)))
        self._month.blockSignals(False)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "_year"):
            self._measure()

    def sizeHint(self) -> QSize:
        """All in one line, where there is room."""
        parts = (self._day, self._month, self._year, self._calendar)
        widths = [min(each.sizeHint().width(), each.maximumWidth()) for each in parts]
        return QSize(sum(widths) + _GAP * (len(parts) - 1), self._month.sizeHint().height())

    def _measure(self) -> None:
        digit = self.fontMetrics().horizontalAdvance("0")
        for edit in (self._day, self._year):
            edit.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._day.setFixedWidth(digit * 7)
        self._year.setFixedWidth(digit * 8)

    def _lay_out(self) -> None:
        self._measure()
        row = FlowLayout(self, _GAP)
        fields = {"d": self._day, "M": self._month, "y": self._year}
        ordered = [fields[letter] for letter in order_of_parts(QLocale())]
        for field in ordered:
            row.addWidget(field)
        row.addWidget(self._calendar)
        for first, second in zip(ordered, [*ordered[1:], self._calendar], strict=True):
            self.setTabOrder(first, second)


def _days_in(calendar: Calendar, year: int | None, month: int | None) -> int:
    """The most days that the month has, in that year or in any."""
    if month is None:
        return max(month_length(calendar, 1, each) for each in range(1, months(calendar) + 1))
    years = range(1, _LEAP_CYCLE) if year is None else (year,)
    return max(month_length(calendar, each, month) for each in years)


def _number(number: int) -> str:
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    return locale.toString(number)

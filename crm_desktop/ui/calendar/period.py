"""Which days each view shows around a day, how it is called, and how far a step goes."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from crm_desktop.domain.calendars import from_gregorian, month_length, months, to_gregorian
from crm_desktop.domain.partial_date import Calendar
from crm_desktop.domain.week import month_of, week_of
from crm_desktop.ui.wording.date_pattern import write_date
from crm_desktop.ui.wording.days import full_day, month_name, short_day

if TYPE_CHECKING:
    from collections.abc import Iterator

_translate = QCoreApplication.translate

_EARLIEST, _LATEST = date(1900, 1, 1), date(9000, 1, 1)
_LISTED = 30  # days of the list


class View(StrEnum):
    """The views of the calendar."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    LIST = "list"
    NOTEBOOK = "notebook"


class Periods:
    """`calendar` is the one the user lives by, `first` the day the week begins with (1 is Monday)."""

    def __init__(self, calendar: Calendar, first: int) -> None:
        self.calendar = calendar
        self.first = first

    def days(self, view: View, day: date) -> tuple[date, int]:
        """The first day that a view shows around a day, and how many days it shows."""
        match view:
            case View.WEEK:
                return week_of(day, self.first)[0], 7
            case View.MONTH:
                start, end = month_of(day, self.calendar)
                first, last = week_of(start, self.first)[0], week_of(end, self.first)[1]
                return first, (last - first).days + 1
            case View.LIST:
                return day, _LISTED
            case _:
                return day, 1

    def step(self, view: View, day: date, by: int) -> date:
        """The day that stands for this one a page further, or back."""
        match view:
            case View.WEEK:
                found = day + timedelta(days=7 * by)
            case View.MONTH:
                found = self._month_on(day, by)
            case View.LIST:
                found = day + timedelta(days=_LISTED * by)
            case _:
                found = day + timedelta(days=by)
        return min(max(found, _EARLIEST), _LATEST)

    def title(self, view: View, day: date) -> str:
        """What is in view: "November 2026", "16 – 22 Nov 2026", "Wednesday, 18 November 2026"."""
        if view is View.MONTH:
            year, month, _ = from_gregorian(self.calendar, day)
            word = month_name(month, self.calendar)
            return write_date(QLocale(), year=year, month=month, month_word=word, day=None)
        if view in (View.WEEK, View.LIST):
            first, count = self.days(view, day)
            last = first + timedelta(days=count - 1)
            return self.between(first, last)
        if self.calendar is Calendar.GREGORIAN:
            return full_day(day)
        weekday = QLocale().dayName(day.isoweekday())
        return _translate("Calendar", "{weekday}, {day}").format(weekday=weekday, day=self._day_text(day))

    def between(self, first: date, last: date) -> str:
        """ "16 Nov – 22 Nov 2026", and one day as itself."""
        if first == last:
            return self._day_text(last)
        start, end = self._day_text(first, last), self._day_text(last)
        return _translate("Calendar", "{first} – {last}").format(first=start, last=end)

    def is_of_month(self, day: date, shown: date) -> bool:
        """Whether a day lies in the month that is shown."""
        return from_gregorian(self.calendar, day)[:2] == from_gregorian(self.calendar, shown)[:2]

    def number(self, day: date) -> str:
        """The day's number in the calendar one lives by."""
        return QLocale().toString(from_gregorian(self.calendar, day)[2])

    def other_number(self, day: date) -> str:
        """The Gregorian day beside it, where one lives by another calendar."""
        return "" if self.calendar is Calendar.GREGORIAN else QLocale().toString(day.day)

    def weekdays(self) -> Iterator[int]:
        """The days of the week in their order, 1 is Monday."""
        return ((self.first - 1 + ahead) % 7 + 1 for ahead in range(7))

    def _day_text(self, day: date, until: date | None = None) -> str:
        """The day in the calendar one lives by; its year is left out where a period ends in the same."""
        year, month, number = from_gregorian(self.calendar, day)
        same = until is not None and from_gregorian(self.calendar, until)[0] == year
        if self.calendar is Calendar.GREGORIAN:
            return short_day(day, with_year=not same)
        word = month_name(month, self.calendar)
        return write_date(QLocale(), year=None if same else year, month=month, month_word=word, day=number)

    def _month_on(self, day: date, by: int) -> date:
        year, month, number = from_gregorian(self.calendar, day)
        years, month = divmod(month - 1 + by, months(self.calendar))
        year, month = year + years, month + 1
        return to_gregorian(self.calendar, year, month, min(number, month_length(self.calendar, year, month)))

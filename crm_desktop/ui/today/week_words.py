"""A day of the week strip in words and marks. Plain text, in the window's language and locale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from crm_desktop.domain.calendars import from_gregorian
from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.ui.wording.days import partial_text
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from datetime import date

    from crm_desktop.domain.today import WeekDay

_translate = QCoreApplication.translate


def weekday(day: date) -> str:
    """ "Wed", as the locale shortens it."""
    return QLocale().dayName(day.isoweekday(), QLocale.FormatType.ShortFormat).rstrip(".")


def day_number(day: date) -> str:
    """ "25", in the locale's digits."""
    return QLocale().toString(day.day)


def other_day(day: date, calendar: Calendar) -> str:
    """The day in the user's own calendar ("4 Azar"); empty where that is the one of the strip."""
    if calendar is Calendar.GREGORIAN:
        return ""
    _, month, number = from_gregorian(calendar, day)
    return partial_text(PartialDate(None, month, number, calendar))


def title(day: date, today: date) -> str:
    """ "Wednesday 25 November", and that it is today."""
    name = QLocale().dayName(day.isoweekday(), QLocale.FormatType.LongFormat)
    number = partial_text(PartialDate(None, day.month, day.day, Calendar.GREGORIAN))
    named = _translate("Week", "{weekday} {day}").format(weekday=name, day=number)
    return _translate("Week", "Today, {day}").format(day=named) if day == today else named


def spoken(day: WeekDay, today: date, calendar: Calendar) -> str:
    """The whole of a day: "Wednesday 25 November: 2 meetings, 1 birthday"."""
    name = title(day.day, today)
    other = other_day(day.day, calendar)
    if other:
        name = _translate("Week", "{day}, {other}").format(day=name, other=other)
    brings = ", ".join(_counts(day)) or _translate("Week", "nothing planned")
    return _translate("Week", "{day}: {brings}").format(day=name, brings=brings)


def marks(day: WeekDay) -> list[tuple[str, str, int]]:
    """The icon, its tone and the number of each kind that the day brings."""
    kinds = (
        ("calendar", "accented", day.meetings),
        ("handshake", "info", day.promises),
        ("pin", "info", day.own),
        ("cake", "warn", day.birthdays),
        ("gift", "warn", day.dates),
    )
    return [(icon, tone, count) for icon, tone, count in kinds if count]


def _counts(day: WeekDay) -> list[str]:
    counted = (
        (day.meetings, _translate("Week", "%n meeting(s)", None, day.meetings)),
        (day.promises, _translate("Week", "%n promise(s)", None, day.promises)),
        (day.own, _translate("Week", "%n reminder(s)", None, day.own)),
        (day.birthdays, _translate("Week", "%n birthday(s)", None, day.birthdays)),
        (day.dates, _translate("Week", "%n other date(s)", None, day.dates)),
    )
    return [english_plural(text, count) for count, text in counted if count]

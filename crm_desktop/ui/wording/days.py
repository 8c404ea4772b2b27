"""Days and moments in words: "Today 10:20", "18 Nov", "3 March"; in the locale's order, names and digits.

Instants are shown in the zone the user is in now; a partial date in the calendar it was given in.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCalendar, QCoreApplication, QDate, QLocale, QTime

from crm_desktop.domain.partial_date import Calendar
from crm_desktop.ui.wording.date_pattern import write_date
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from datetime import date, datetime

    from crm_desktop.domain.partial_date import PartialDate
    from crm_desktop.services.ports import Clock

_translate = QCoreApplication.translate


class DayWords:
    """Says when, as seen from the clock's now."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def today(self) -> date:
        """The day on the user's wall."""
        return self.local(self._clock.now()).date()

    def local(self, instant: datetime) -> datetime:
        """The instant on the user's wall, aware."""
        return instant.astimezone(self._clock.zone())

    def day(self, day: date, *, weekday: bool = False) -> str:
        """ "Today", "Tomorrow", "Yesterday", "18 Nov", and the year where it is another one."""
        near = _near(day, self.today())
        if near:
            return near
        text = short_day(day, with_year=day.year != self.today().year)
        return f"{_weekday(day)} {text}" if weekday else text

    def time(self, instant: datetime) -> str:
        """The time of day, as the locale writes it."""
        return clock_text(self.local(instant))

    def moment(self, instant: datetime, *, exact: bool = False) -> str:
        """When something was or will be: the time too if it is near, or always if `exact`."""
        local = self.local(instant)
        text = self.day(local.date(), weekday=exact)
        if exact or _near(local.date(), self.today()):
            return f"{text} {clock_text(local)}"
        return text

    def full(self, instant: datetime) -> str:
        """The whole of it, for tooltips and screen readers."""
        local = self.local(instant)
        return f"{full_day(local.date())} {clock_text(local)}"

    def ago(self, instant: datetime) -> str:
        """How long something is past: "Just now", "5 minutes ago", and after an hour when it was."""
        minutes = int((self._clock.now() - instant).total_seconds() // 60)
        if minutes < 1:  # also where the clock was set back meanwhile
            return _translate("Days", "Just now")
        if minutes < 60:
            return english_plural(_translate("Days", "%n minute(s) ago", None, minutes), minutes)
        return self.moment(instant, exact=True)

    def until(self, day: date) -> str:
        """How far off a day is: "today", "tomorrow", "in 3 days", "2 days late"."""
        days = (day - self.today()).days
        if days == 0:
            return _translate("Days", "today")
        if days == 1:
            return _translate("Days", "tomorrow")
        if days > 1:
            return english_plural(_translate("Days", "in %n day(s)", None, days), days)
        return english_plural(_translate("Days", "%n day(s) late", None, -days), -days)


def clock_text(moment: datetime) -> str:
    """The time of day of a wall time, as the locale writes it."""
    return QLocale().toString(QTime(moment.hour, moment.minute), QLocale.FormatType.ShortFormat)


def full_day(day: date) -> str:
    """ "Wednesday, 18 November 2026", as the locale writes it."""
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)


def partial_text(partial: PartialDate) -> str:
    """What is known of a date: "3 March 1985", "3 March", "March 1985", "1985"."""
    month = partial.month
    word = month_name(month, partial.calendar) if month is not None else ""
    return write_date(QLocale(), year=partial.year, month=month, month_word=word, day=partial.day)


def short_day(day: date, *, with_year: bool) -> str:
    """ "18 Nov" or "18 Nov 2026", in the locale's order."""
    locale = QLocale()
    word = locale.monthName(day.month, QLocale.FormatType.ShortFormat).rstrip(".")
    year = day.year if with_year else None
    return write_date(locale, year=year, month=day.month, month_word=word, day=day.day)


def month_name(month: int, calendar: Calendar) -> str:
    """The month's name in its calendar, in the locale's language."""
    locale = QLocale()
    match calendar:
        case Calendar.ETHIOPIAN:
            return ethiopian_months()[month - 1]
        case Calendar.JALALI:
            system = QCalendar.System.Jalali
        case Calendar.ISLAMIC:
            system = QCalendar.System.IslamicCivil
        case Calendar.GREGORIAN:
            return locale.monthName(month)
    return QCalendar(system).monthName(locale, month)


def calendar_word(calendar: Calendar) -> str:
    """The calendar's name."""
    match calendar:
        case Calendar.GREGORIAN:
            return _translate("Calendar", "Gregorian")
        case Calendar.JALALI:
            return _translate("Calendar", "Persian")
        case Calendar.ETHIOPIAN:
            return _translate("Calendar", "Ethiopian")
        case Calendar.ISLAMIC:
            return _translate("Calendar", "Islamic")


def ethiopian_months() -> tuple[str, ...]:
    """The thirteen months; Qt does not know them."""
    return (
        _translate("Calendar", "Meskerem"),
        _translate("Calendar", "Tikimt"),
        _translate("Calendar", "Hidar"),
        _translate("Calendar", "Tahsas"),
        _translate("Calendar", "Tir"),
        _translate("Calendar", "Yekatit"),
        _translate("Calendar", "Megabit"),
        _translate("Calendar", "Miyazya"),
        _translate("Calendar", "Ginbot"),
        _translate("Calendar", "Sene"),
        _translate("Calendar", "Hamle"),
        _translate("Calendar", "Nehase"),
        _translate("Calendar", "Pagume"),
    )


def _near(day: date, today: date) -> str:
    if day == today:
        return _translate("Days", "Today")
    if day == today + timedelta(days=1):
        return _translate("Days", "Tomorrow")
    if day == today - timedelta(days=1):
        return _translate("Days", "Yesterday")
    return ""


def _weekday(day: date) -> str:
    return QLocale().dayName(day.isoweekday(), QLocale.FormatType.ShortFormat).rstrip(".")

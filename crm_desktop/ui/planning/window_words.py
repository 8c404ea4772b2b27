"""The words of planning in the window's language, beside English; days and months are those of Qt."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QCalendar, QCoreApplication, QLocale

from crm_desktop.domain.calendars import months
from crm_desktop.domain.partial_date import Calendar
from crm_desktop.domain.recurrence_rule import WEEKDAYS
from crm_desktop.domain.week import first_weekday
from crm_desktop.ui.planning.plan_words import ENGLISH, Unit, numbered, phrases
from crm_desktop.ui.planning.when_edit import time_words
from crm_desktop.ui.wording.date_pattern import order_of_parts
from crm_desktop.ui.wording.days import ethiopian_months, month_name

if TYPE_CHECKING:
    from crm_desktop.ui.planning.plan_words import PlanWords

_translate = QCoreApplication.translate

_FORMS = (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat)
_HOUR_CLOCK = frozenset(("fr", "pt"))
# Qt knows no Ethiopian calendar; its months are written in both scripts, and not by everybody alike.
_ETHIOPIAN = (
    "Meskerem,መስከረም", "Tikimt,Tiqimt,ጥቅምት", "Hidar,ኅዳር,ህዳር", "Tahsas,Tahisas,ታኅሣሥ,ታህሳስ", "Tir,Ter,ጥር",
    "Yekatit,የካቲት", "Megabit,መጋቢት", "Miyazya,Miazia,ሚያዝያ", "Ginbot,Genbot,ግንቦት", "Sene,ሰኔ", "Hamle,ሐምሌ,ሀምሌ",
    "Nehase,Nehasse,ነሐሴ,ነሀሴ", "Pagume,Pagumen,ጳጉሜን,ጳጉሜ",
)  # fmt: skip


def window_words(calendar: Calendar, country: str) -> PlanWords:
    """The words as the window speaks now, with the months of the user's calendar."""
    spoken = _translate("PlanWords", "tomorrow")
    return _words(QLocale().name(), spoken, calendar, country)


@lru_cache(maxsize=4)
def _words(_locale: str, _spoken: str, calendar: Calendar, country: str) -> PlanWords:
    """Made once for a language, its translation, and a calendar."""
    locale = QLocale()
    order = order_of_parts(locale)
    working = {day.value for day in locale.weekdays()}
    words = replace(
        _translated(ENGLISH),
        weekdays={**ENGLISH.weekdays, **_weekdays(locale)},
        months={**ENGLISH.months, **_months(locale, Calendar.GREGORIAN), **_months(locale, calendar)},
        time=time_words(),
        day_first=order.find("d") < order.find("M"),
        hour_clock=locale.name().split("_")[0] in _HOUR_CLOCK,
        first_weekday=first_weekday(country) - 1,
        working=tuple(name for at, name in enumerate(WEEKDAYS, start=1) if at in working) or ENGLISH.working,
    )
    # Where the Arabic date is written with slashes, Qt's long format says nothing of it: the day is first.
    return words if order.startswith(("M", "y")) else replace(words, day_first=True)


def _weekdays(locale: QLocale) -> dict[str, int]:
    found: dict[str, int] = {}
    for form in _FORMS:
        found |= numbered(locale.dayName(day, form) for day in range(1, 8))
        found |= numbered(locale.standaloneDayName(day, form) for day in range(1, 8))
    return found


def _months(locale: QLocale, calendar: Calendar) -> dict[str, tuple[Calendar, int]]:
    names: dict[str, int] = {}
    if calendar is Calendar.GREGORIAN:
        for form in _FORMS:
            names |= numbered((locale.monthName(month, form) for month in range(1, 13)), 1)
            names |= numbered((locale.standaloneMonthName(month, form) for month in range(1, 13)), 1)
    elif calendar is Calendar.ETHIOPIAN:
        names = numbered(_ETHIOPIAN, 1) | numbered(ethiopian_months(), 1)
    else:
        numbers = range(1, months(calendar) + 1)
        names = numbered((month_name(month, calendar) for month in numbers), 1)
        system = QCalendar.System.Jalali if calendar is Calendar.JALALI else QCalendar.System.IslamicCivil
        english = QLocale(QLocale.Language.English)
        names |= numbered((QCalendar(system).monthName(english, month) for month in numbers), 1)
    return {name: (calendar, number) for name, number in names.items()}


def _translated(words: PlanWords) -> PlanWords:
    """Translators give as many words and phrases as there are, parted by commas."""
    days = (
        _translate("PlanWords", "today"),
        _translate("PlanWords", "tomorrow"),
        _translate("PlanWords", "day after tomorrow"),
    )
    units = {
        Unit.DAY: _translate("PlanWords", "day,days"),
        Unit.WEEK: _translate("PlanWords", "week,weeks"),
        Unit.MONTH: _translate("PlanWords", "month,months"),
        Unit.YEAR: _translate("PlanWords", "year,years"),
    }
    often = {
        Unit.DAY: _translate("PlanWords", "daily"),
        Unit.WEEK: _translate("PlanWords", "weekly"),
        Unit.MONTH: _translate("PlanWords", "monthly"),
        Unit.YEAR: _translate("PlanWords", "yearly"),
    }
    lengths = {30: _translate("PlanWords", "half an hour"), 60: _translate("PlanWords", "an hour,one hour")}
    words = replace(
        words,
        days={**words.days, **numbered(days)},
        units={**words.units, **{each: unit for unit, text in units.items() for each in phrases(text)}},
        often={**words.often, **{each: unit for unit, text in often.items() for each in phrases(text)}},
        lengths={**words.lengths, **{each: long for long, text in lengths.items() for each in phrases(text)}},
    )
    return words.with_words(
        next=_translate("PlanWords", "next", "next Tuesday"),
        this=_translate("PlanWords", "this", "this Tuesday"),
        on=_translate("PlanWords", "on", "on Tuesday"),
        of=_translate("PlanWords", "of", "1st of May"),
        at=_translate("PlanWords", "at", "at 15:00, at the office"),
        company=_translate("PlanWords", "with", "lunch with Anna"),
        also=_translate("PlanWords", "and", "Anna and Sara"),
        lasting=_translate("PlanWords", "for", "for 2 hours"),
        until=_translate("PlanWords", "until,to", "15:00 to 16:00"),
        every=_translate("PlanWords", "every,each", "every Monday"),
        workday=_translate("PlanWords", "weekday,workday", "every weekday"),
        oclock=_translate("PlanWords", "o'clock", "15 o'clock"),
    )

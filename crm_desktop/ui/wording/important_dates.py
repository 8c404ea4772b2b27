"""When an important date comes round next, and what it will be: "turns 41 · Tomorrow"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from crm_desktop.domain.contact import BIRTHDAY
from crm_desktop.domain.partial_date import Calendar
from crm_desktop.domain.yearly import age_on, next_occurrence
from crm_desktop.ui.wording.days import calendar_word, partial_text
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from crm_desktop.domain.contact import ImportantDate
    from crm_desktop.domain.yearly import Feb29
    from crm_desktop.ui.wording.days import DayWords

_translate = QCoreApplication.translate


def date_text(noted: ImportantDate) -> str:
    """What is known of it; the calendar is named where it is not the common one."""
    text = partial_text(noted.date)
    if noted.date.calendar is Calendar.GREGORIAN:
        return text
    return _translate("ImportantDate", "{date} ({calendar})").format(
        date=text, calendar=calendar_word(noted.date.calendar)
    )


def next_text(noted: ImportantDate, days: DayWords, feb_29: Feb29) -> str:
    """When it comes round and what is reached then; nothing where month or day are unknown."""
    day = next_occurrence(noted.date, days.today(), feb_29)
    if day is None:
        return ""
    when = days.day(day)
    years = age_on(noted.date, day)
    if not years:
        return when
    if noted.label == BIRTHDAY:
        reached = _translate("ImportantDate", "turns {age}").format(age=years)
    else:
        reached = english_plural(_translate("ImportantDate", "%n year(s)", None, years), years)
    return _translate("ImportantDate", "{when} · {reached}").format(
        when=f"\u2068{when}\u2069", reached=reached
    )

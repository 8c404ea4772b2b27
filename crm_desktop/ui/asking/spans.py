"""The periods one asks about: the user's own weeks and months, or any days."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from crm_desktop.domain.week import month_of, week_of

if TYPE_CHECKING:
    from datetime import date

    from crm_desktop.domain.partial_date import Calendar

_translate = QCoreApplication.translate


class Span(StrEnum):
    """The quick choices, in the order in which they are offered."""

    WEEK_BEFORE_LAST = "week_before_last"
    LAST_WEEK = "last_week"
    THIS_WEEK = "this_week"
    NEXT_WEEK = "next_week"
    LAST_MONTH = "last_month"
    THIS_MONTH = "this_month"
    NEXT_MONTH = "next_month"
    OWN = "own"


_WEEKS = {Span.WEEK_BEFORE_LAST: -2, Span.LAST_WEEK: -1, Span.THIS_WEEK: 0, Span.NEXT_WEEK: 1}
_MONTHS = {Span.LAST_MONTH: -1, Span.THIS_MONTH: 0, Span.NEXT_MONTH: 1}


def days_of(span: Span, today: date, calendar: Calendar, first: int) -> tuple[date, date] | None:
    """The first and the last day as seen from `today`; None for one's own. `first` begins the week."""
    if span in _WEEKS:
        return week_of(today + timedelta(days=7 * _WEEKS[span]), first)
    if span in _MONTHS:
        return month_of(today, calendar, ahead=_MONTHS[span])
    return None


def span_word(span: Span) -> str:
    """ "The week before last" and its sisters."""
    match span:
        case Span.WEEK_BEFORE_LAST:
            return _translate("Asking", "The week before last")
        case Span.LAST_WEEK:
            return _translate("Asking", "Last week")
        case Span.THIS_WEEK:
            return _translate("Asking", "This week")
        case Span.NEXT_WEEK:
            return _translate("Asking", "Next week")
        case Span.LAST_MONTH:
            return _translate("Asking", "Last month")
        case Span.THIS_MONTH:
            return _translate("Asking", "This month")
        case Span.NEXT_MONTH:
            return _translate("Asking", "Next month")
        case Span.OWN:
            return _translate("Asking", "Other days…")

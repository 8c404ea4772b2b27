"""Weeks and months as their users count them: from the country's first day, in the calendar they live by."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from crm_desktop.domain.calendars import from_gregorian, month_length, months, to_gregorian

if TYPE_CHECKING:
    from datetime import date

    from crm_desktop.domain.partial_date import Calendar

MONDAY, FRIDAY, SATURDAY, SUNDAY = 1, 5, 6, 7

# Unicode CLDR, supplemental week data: where the week does not begin on Monday.
_OTHERS: Final = {
    FRIDAY: "MV",
    SATURDAY: "AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY",
    SUNDAY: "AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX"
    " MZ NI NP PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW",
}


def first_weekday(country: str) -> int:
    """The day with which the week begins in a country (ISO 3166), from 1 for Monday to 7 for Sunday."""
    return next((day for day, named in _OTHERS.items() if country.upper() in named.split()), MONDAY)


def week_of(day: date, first: int) -> tuple[date, date]:
    """The first and the last day of the week in which a day lies."""
    start = day - timedelta(days=(day.isoweekday() - first) % 7)
    return start, start + timedelta(days=6)


def month_of(day: date, calendar: Calendar, ahead: int = 0) -> tuple[date, date]:
    """The first and the last day of the calendar's month in which a day lies, or of one some months on."""
    year, month, _ = from_gregorian(calendar, day)
    count = months(calendar)
    years, month = divmod(month - 1 + ahead, count)
    year, month = year + years, month + 1
    return (
        to_gregorian(calendar, year, month, 1),
        to_gregorian(calendar, year, month, month_length(calendar, year, month)),
    )

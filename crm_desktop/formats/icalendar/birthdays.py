"""Birthdays for other calendars: a day of its own every year, whichever calendar it is kept in."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from icalendar import Event

from crm_desktop.domain.partial_date import Calendar
from crm_desktop.domain.yearly import Feb29, next_occurrence
from crm_desktop.formats.icalendar import values
from crm_desktop.formats.icalendar.writing import head, tail
from crm_desktop.formats.vcard.properties import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from crm_desktop.domain.partial_date import PartialDate

_YEARS: Final = 30
"""For how many years the days of another calendar are written out: no rule of iCalendar gives them."""


def write_birthdays(
    people: Iterable[tuple[str, str, PartialDate]], now: datetime, feb_29: Feb29 = Feb29.FEB_28
) -> Iterator[bytes]:
    """A calendar with a yearly event for each (uid, name, day); those without month or day are left out."""
    yield head()
    yield from yearly_events(((uid, "", name, day) for uid, name, day in people), now, feb_29)
    yield tail()


def yearly_events(
    dates: Iterable[tuple[str, str, str, PartialDate]], now: datetime, feb_29: Feb29 = Feb29.FEB_28
) -> Iterator[bytes]:
    """A yearly event for each (uid of the contact, which of their dates, what it is called, day).

    Which date is "" for the birthday. Those without month or day are left out.
    """
    for uid, which, name, day in dates:
        if day.recurs:
            yield _event(uid, which, name, day, now, feb_29)


def _event(contact: str, which: str, name: str, day: PartialDate, now: datetime, feb_29: Feb29) -> bytes:
    uid = f"{contact} {which}" if which else contact
    event = Event()
    event.add("UID", f"{uuid.uuid5(uuid.NAMESPACE_URL, f'birthday {uid}')}@crm-desktop")
    event.add("DTSTAMP", now)
    event.add("SUMMARY", name)
    event.add("TRANSP", "TRANSPARENT")
    event.add("CATEGORIES", ["ANNIVERSARY" if which else "BIRTHDAY"])
    event.add(values.DATE, escape(contact), encode=False)
    if day.calendar is Calendar.GREGORIAN:
        year = day.year or now.year - now.year % 4
        first = next_occurrence(day, date(max(year, 1), 1, 1), feb_29)
        rule: dict[str, str | int] = {"FREQ": "YEARLY"}
        if (day.month, day.day) == (2, 29):
            # The last day of February, or the sixtieth of the year: both are the 29th in a leap year.
            rule |= {"BYMONTH": 2, "BYMONTHDAY": -1} if feb_29 is Feb29.FEB_28 else {"BYYEARDAY": 60}
        event.add("RRULE", rule)
    else:
        coming = list(_coming(day, now.date(), feb_29))
        first = coming[0] if coming else None
        if coming[1:]:
            event.add("RDATE", coming[1:], parameters={"VALUE": "DATE"})
    if first is None:
        return b""
    event.add("DTSTART", first)
    made: bytes = event.to_ical()
    return made


def _coming(day: PartialDate, after: date, feb_29: Feb29) -> Iterator[date]:
    start = after
    for _ in range(_YEARS):
        found = next_occurrence(day, start, feb_29)
        if found is None:
            return
        yield found
        start = found + timedelta(days=1)

"""What a person types as a value: words, numbers, days and moments. Refused with a sentence, not a usage."""

from __future__ import annotations

import os
import re
import sys
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from crm_desktop.domain.errors import UserError
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.partial_date import Calendar, PartialDate

if TYPE_CHECKING:
    from datetime import tzinfo

_LARGEST = 2**63 - 1  # what a row number of SQLite can hold
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_YEARLESS = re.compile(r"-{0,2}()(\d{1,2})-(\d{1,2})")
_SPAN = re.compile(r"(\d{1,6})\s*(m|min|h|d)?")
_MINUTES = {"": 1, "m": 1, "min": 1, "h": 60, "d": 24 * 60}
_RULES = {
    "day": "FREQ=DAILY",
    "weekday": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "week": "FREQ=WEEKLY",
    "month": "FREQ=MONTHLY",
    "year": "FREQ=YEARLY",
}
_NEAR = {"today": 0, "tomorrow": 1, "yesterday": -1}


def words(argument: str) -> str:
    """An argument as it was typed, also where the locale cannot read what the terminal sent."""
    if argument.isascii() or sys.getfilesystemencoding().lower() == "utf-8":
        return argument
    try:
        return os.fsencode(argument).decode("utf-8")
    except UnicodeError:
        return argument


def contact_ids(typed: list[str]) -> tuple[ContactId, ...]:
    """Numbers of contacts. Raises UserError for anything else."""
    return tuple(dict.fromkeys(contact_id(text) for text in typed))


def contact_id(typed: str) -> ContactId:
    """The number of a contact. Raises UserError for anything else."""
    text = typed.strip()
    if not text.isdecimal():
        raise UserError(f"“{text}” is not the number of a contact; search finds it.")
    if len(text) > 19 or int(text) > _LARGEST:
        raise UserError(f"There is no contact with the number {text}.")
    return ContactId(int(text))


def ids_and_text(typed: list[str]) -> tuple[tuple[ContactId, ...], str]:
    """Numbers of contacts first, then words; where all are numbers, the last is the text."""
    numbers = 0
    while numbers < len(typed) - 1 and typed[numbers].strip().isdecimal():
        numbers += 1
    return contact_ids(typed[: max(1, numbers)]), " ".join(map(words, typed[max(1, numbers) :]))


def partial_date(typed: str, calendar: str) -> PartialDate:
    """A date with or without its year ("1990-05-17", "--05-17", "05-17", "1990"). Raises UserError."""
    text = _ascii_digits(typed.strip())
    found = _PARTIAL.fullmatch(text) or _YEARLESS.fullmatch(text)
    if found is None:
        raise UserError(f"“{typed}” is not a date; write 1990-05-17, or 05-17 where the year is unknown.")
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        return PartialDate(year, month, day, Calendar(calendar))
    except ValueError:
        raise UserError(f"There is no {typed} in the {calendar.capitalize()} calendar.") from None


def moment(typed: str, now: datetime, zone: tzinfo) -> datetime:
    """An instant in UTC, from wall time in `zone` or with an offset. Raises UserError without a time."""
    day, at = _day_and_time(typed, now, zone)
    if at is None:
        raise UserError(f"“{typed}” has no time; write 2026-11-30 15:00.")
    return _instant(day, at, zone)


def moment_or_day(typed: str, now: datetime, zone: tzinfo, *, at: time) -> datetime:
    """Like `moment`; a day alone means that time of it."""
    day, given = _day_and_time(typed, now, zone)
    return _instant(day, given or at, zone)


def minutes(typed: str) -> int:
    """A length or a lead time in minutes: "15", "15m", "2h", "1d". Raises UserError."""
    found = _SPAN.fullmatch(_ascii_digits(typed.strip().lower()))
    if found is None:
        raise UserError(f"“{typed}” is not a number of minutes; write 15, 2h or 1d.")
    return int(found[1]) * _MINUTES[found[2] or ""]


def day(typed: str, now: datetime, zone: tzinfo) -> date:
    """A day on the wall in `zone`: "2026-11-30", "tomorrow". Raises UserError."""
    try:
        found, at = _day_and_time(typed, now, zone)
    except UserError:
        raise UserError(f"“{typed}” is not a day; write 2026-11-30, or tomorrow.") from None
    if at is not None:
        raise UserError(f"“{typed}” has a time; write the day alone.")
    return found


def rule(typed: str) -> str:
    """How often something repeats: a word for the usual, or RRULE text as it is. Empty for never."""
    return _RULES.get(typed.strip().lower(), typed.strip())


def _day_and_time(typed: str, now: datetime, zone: tzinfo) -> tuple[date, time | None]:
    """The day and the time of day; the time has a zone where one was given."""
    text = _ascii_digits(" ".join(typed.split()))
    today = now.astimezone(zone).date()
    first, _, rest = text.replace("T", " ", 1).partition(" ") if text[:1].isdigit() else text.partition(" ")
    try:
        if first.lower() in _NEAR:
            day = today + timedelta(days=_NEAR[first.lower()])
            return day, time.fromisoformat(rest.replace(" ", "")) if rest else None
        if ":" in first:
            return today, time.fromisoformat(text)
        return date.fromisoformat(first), time.fromisoformat(rest.replace(" ", "")) if rest else None
    except ValueError:
        raise UserError(
            f"“{typed}” is not a day and a time; write 2026-11-30 15:00, or 15:00 for today."
        ) from None


def _instant(day: date, at: time, zone: tzinfo) -> datetime:
    try:
        return datetime.combine(day, at, at.tzinfo or zone).astimezone(UTC)
    except OverflowError:
        raise UserError(f"The year {day.year} is too far away.") from None


def _ascii_digits(text: str) -> str:
    return "".join(str(int(ch)) if ch.isdecimal() else ch for ch in text)

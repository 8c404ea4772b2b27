"""One notification for all that has come due together, in plain English; the window words its own.

Names and titles are data and come out as they were typed: whoever shows this must not read it as markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm_desktop.domain.contact import ANNIVERSARY, BIRTHDAY
from crm_desktop.domain.reminder import ReminderKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime, tzinfo

    from crm_desktop.domain.reminder import Reminder

LISTED = 5
"""So many lines are spelled out; the rest is counted."""

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Notice:
    """A notification: one line, and the text under it."""

    title: str
    body: str


def notice(reminders: Sequence[Reminder], now: datetime, zone: tzinfo) -> Notice:
    """The one notification for a group of at least one reminder, as seen now in the user's zone."""
    words = _Words(now, zone)
    if len(reminders) == 1:
        return Notice(words.title(reminders[0]), words.when(reminders[0]))
    lines = [words.line(one) for one in reminders[:LISTED]]
    if len(reminders) > LISTED:
        lines.append(f"and {len(reminders) - LISTED} more")
    return Notice(_group_title(reminders), "\n".join(lines))


def _group_title(reminders: Sequence[Reminder]) -> str:
    count = len(reminders)
    kinds = {one.kind for one in reminders}
    if kinds == {ReminderKind.COLD}:
        return f"{count} contacts have gone cold"
    if kinds == {ReminderKind.BIRTHDAY}:
        return f"{count} birthdays"
    if kinds == {ReminderKind.APPOINTMENT}:
        return f"{count} meetings"
    return f"{count} reminders"


class _Words:
    """Words reminders as seen from one moment."""

    def __init__(self, now: datetime, zone: tzinfo) -> None:
        self._now = now.astimezone(zone)
        self._zone = zone

    def title(self, one: Reminder) -> str:
        """Whom or what it is about."""
        match one.kind:
            case ReminderKind.APPOINTMENT:
                with_whom = f" with {one.name}" if one.name and one.name != one.subject else ""
                return f"{one.subject}{with_whom}" if one.subject else one.name
            case ReminderKind.FOLLOW_UP:
                return one.subject or f"Promised to {one.name}"
            case ReminderKind.COLD:
                return f"{one.name} has gone cold"
            case _:
                return self._date_title(one)

    def when(self, one: Reminder) -> str:
        """How soon, or how long ago."""
        match one.kind:
            case ReminderKind.APPOINTMENT:
                return self._meeting(one.event_at or one.due_at)
            case ReminderKind.FOLLOW_UP:
                return f"Promised to {one.name} for {self._day(one.event_day)}"
            case ReminderKind.COLD:
                return "It is time to get in touch again."
            case _:
                return _capital(self._day(one.event_day))

    def line(self, one: Reminder) -> str:
        """Both in one line."""
        if one.kind is ReminderKind.COLD:
            return self.title(one)
        return f"{self.title(one)}: {_small(self.when(one))}"

    def _date_title(self, one: Reminder) -> str:
        if one.subject == BIRTHDAY and one.turns:
            return f"{one.name} turns {one.turns}"
        label = {BIRTHDAY: "birthday", ANNIVERSARY: "anniversary"}.get(one.subject, one.subject)
        return f"{one.name}: {label}" if label else one.name

    def _meeting(self, start: datetime) -> str:
        local = start.astimezone(self._zone)
        at = f"at {local:%H:%M}"
        minutes = round((local - self._now).total_seconds() / 60)
        if minutes < 0:
            return f"It was {self._day(local.date())} {at}. How did it go?"
        if minutes == 0:
            return f"Now, {at}"
        if minutes < 60:
            return f"In {_count(minutes, 'minute')}, {at}"
        return f"{_capital(self._day(local.date()))} {at}"

    def _day(self, day: date | None) -> str:
        if day is None:
            return ""
        away = (day - self._now.date()).days
        near = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get(away)
        if near:
            return near
        named = f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"
        if away < 0:
            return f"{named}, {_count(-away, 'day')} ago"
        return f"{named}, in {_count(away, 'day')}"


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]

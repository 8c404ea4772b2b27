"""One notification for all that has come due together, in plain English; the window words its own.

Names and titles are data and come out as they were typed: whoever shows this must not read it as markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from crm_desktop.domain.contact import ANNIVERSARY, BIRTHDAY
from crm_desktop.domain.reminder import ReminderKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime, tzinfo

    from crm_desktop.domain.reminder import Reminder

LISTED = 5
"""So many lines are spelled out; the rest is counted."""

NAMED = 3
"""So many contacts gone cold are named; of more, one less, and the rest is counted."""

_AWAY_AFTER = timedelta(minutes=10)

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
    """The one notification for a group of at least one reminder, as seen now in the user's zone.

    Whoever has gone cold makes one line together, in the order given.
    """
    words = _Words(now, zone)
    cold = [one for one in reminders if one.kind is ReminderKind.COLD]
    others = [one for one in reminders if one.kind is not ReminderKind.COLD]
    if len(reminders) == 1:
        return Notice(words.title(reminders[0]), words.when(reminders[0]))
    if not others:
        return Notice(_gone_cold(cold), _names(cold))
    lines = [words.line(one) for one in others]
    if cold:
        lines.append(f"{_gone_cold(cold)}: {_names(cold)}" if len(cold) > 1 else words.line(cold[0]))
    title = _group_title(reminders, len(lines), away=was_away(reminders, now, zone))
    if len(lines) > LISTED:
        lines[LISTED:] = [f"and {len(lines) - LISTED:,} more"]
    return Notice(title, "\n".join(lines))


def was_away(reminders: Sequence[Reminder], now: datetime, zone: tzinfo) -> bool:
    """Whether these could only be shown late: the user, or the computer, was away.

    Not told by what may come late into the book: contacts gone cold and dates still to come, of which an
    import brings many, and promises of today. Nor by what only the desktop was told late, in quiet time.
    """
    return any(_came_late(one, (one.shown_at or now).astimezone(zone)) for one in reminders)


def _came_late(one: Reminder, shown: datetime) -> bool:
    if one.kind is ReminderKind.COLD:
        return False
    if one.kind in (ReminderKind.BIRTHDAY, ReminderKind.DATE):
        return one.event_day is not None and one.event_day < shown.date() and one.days_ahead == 0
    if one.noted_on is not None and one.noted_on >= shown.date():
        return False
    return shown - (one.snoozed_until or one.due_at) > _AWAY_AFTER


def _group_title(reminders: Sequence[Reminder], things: int, *, away: bool) -> str:
    if away:
        return "1 thing while you were away" if things == 1 else f"{things:,} things while you were away"
    kinds = {one.kind for one in reminders}
    if kinds == {ReminderKind.BIRTHDAY}:
        return f"{things:,} birthdays"
    if kinds == {ReminderKind.APPOINTMENT}:
        return f"{things:,} meetings"
    return f"{things:,} reminders"


def _gone_cold(cold: Sequence[Reminder]) -> str:
    return f"{len(cold):,} contacts have gone cold"


def _names(cold: Sequence[Reminder]) -> str:
    if len(cold) <= NAMED:
        return ", ".join(one.name for one in cold)
    named = ", ".join(one.name for one in cold[: NAMED - 1])
    return f"{named} and {len(cold) - NAMED + 1:,} more"


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
            case ReminderKind.OWN:
                return one.subject
            case ReminderKind.COLD:
                return f"{one.name} has gone cold"
            case _:
                return self._date_title(one)

    def when(self, one: Reminder) -> str:
        """How soon, or how long ago."""
        match one.kind:
            case ReminderKind.APPOINTMENT if self._is_over(one):
                return f"It was {self._began(one)}. How did it go?"
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
        if one.kind is ReminderKind.APPOINTMENT and self._is_over(one):
            return f"{self.title(one)} was {self._began(one)}. How did it go?"
        return f"{self.title(one)}: {_small(self.when(one))}"

    def _date_title(self, one: Reminder) -> str:
        if one.subject == BIRTHDAY and one.turns:
            return f"{one.name} turns {one.turns}"
        label = {BIRTHDAY: "birthday", ANNIVERSARY: "anniversary"}.get(one.subject, one.subject)
        return f"{one.name}: {label}" if label else one.name

    def _is_over(self, one: Reminder) -> bool:
        if one.event_end is None:
            return one.event_at is not None and one.event_at < self._now
        return one.is_over(self._now)

    def _began(self, one: Reminder) -> str:
        local = (one.event_at or one.due_at).astimezone(self._zone)
        return f"{self._day(local.date())} at {local:%H:%M}"

    def _meeting(self, start: datetime) -> str:
        local = start.astimezone(self._zone)
        at = f"at {local:%H:%M}"
        minutes = round((local - self._now).total_seconds() / 60)
        if minutes < 0:
            return f"It began {at}"
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

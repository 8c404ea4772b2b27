"""An open reminder in words: whom it is about, why, and how soon. Plain text, in the window's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from crm_desktop.domain.reminder import ReminderKind
from crm_desktop.ui.wording.days import DayWords
from crm_desktop.ui.wording.people import label_word
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from datetime import date, timedelta

    from crm_desktop.domain.reminder import Reminder
    from crm_desktop.services.ports import Clock

_translate = QCoreApplication.translate

_ICONS = {
    ReminderKind.APPOINTMENT: "calendar",
    ReminderKind.BIRTHDAY: "cake",
    ReminderKind.DATE: "gift",
    ReminderKind.COLD: "snowflake",
    ReminderKind.FOLLOW_UP: "handshake",
    ReminderKind.OWN: "pin",
}
_TONES = {
    ReminderKind.APPOINTMENT: "accented",
    ReminderKind.BIRTHDAY: "warn",
    ReminderKind.DATE: "warn",
    ReminderKind.COLD: "cold",
    ReminderKind.FOLLOW_UP: "info",
    ReminderKind.OWN: "info",
}


@dataclass(frozen=True, slots=True)
class ReminderText:
    """`title` is what to look at, `detail` says why and when."""

    title: str
    detail: str


def icon_of(kind: ReminderKind) -> str:
    """The name of the kind's icon."""
    return _ICONS[kind]


def tone_of(kind: ReminderKind) -> str:
    """The name of the kind's tone in the theme."""
    return _TONES[kind]


class ReminderWords:
    """Words reminders as seen from now."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._days = DayWords(clock)

    def text(self, reminder: Reminder) -> ReminderText:
        """The reminder's two lines."""
        match reminder.kind:
            case ReminderKind.APPOINTMENT:
                return ReminderText(reminder.subject or reminder.name, self._meeting(reminder))
            case ReminderKind.BIRTHDAY:
                return ReminderText(reminder.name, self._birthday(reminder))
            case ReminderKind.DATE:
                return ReminderText(reminder.name, self._yearly(reminder))
            case ReminderKind.COLD:
                why = _translate("Inbox", "You have not been in touch for long.")
                return ReminderText(reminder.name, why)
            case ReminderKind.FOLLOW_UP:
                return ReminderText(reminder.subject or reminder.name, self._promise(reminder))
            case ReminderKind.OWN:
                return ReminderText(reminder.subject, self._days.until(self._day_of(reminder)))

    def _meeting(self, reminder: Reminder) -> str:
        start, now = reminder.event_at or reminder.due_at, self._clock.now()
        when = self._days.moment(start, exact=True)
        if reminder.is_over(now):
            parts = [when, _translate("Inbox", "How did it go?")]
        else:
            parts = [when, self._how_soon(start - now)]
        if reminder.name and reminder.subject:
            parts.insert(1, _translate("Inbox", "with {name}").format(name=reminder.name))
        return " · ".join(part for part in parts if part)

    def _how_soon(self, left: timedelta) -> str:
        minutes = round(left.total_seconds() / 60)
        if minutes < 0:
            return _translate("Inbox", "has begun")
        if minutes == 0:
            return _translate("Inbox", "now")
        if minutes >= 120:
            return ""
        return english_plural(_translate("Inbox", "in %n minute(s)", None, minutes), minutes)

    def _birthday(self, reminder: Reminder) -> str:
        age = _turns(reminder.turns)
        return " · ".join(part for part in (_translate("Inbox", "Birthday"), self._on(reminder), age) if part)

    def _yearly(self, reminder: Reminder) -> str:
        label = label_word(reminder.subject) or _translate("Inbox", "Important date")
        return " · ".join((label, self._on(reminder)))

    def _promise(self, reminder: Reminder) -> str:
        when = self._days.until(self._day_of(reminder))
        if not reminder.subject:
            return when
        return " · ".join((_translate("Inbox", "for {name}").format(name=reminder.name), when))

    def _on(self, reminder: Reminder) -> str:
        """The day as seen from today, not from when the reminder came."""
        return self._days.day(self._day_of(reminder), weekday=True)

    def _day_of(self, reminder: Reminder) -> date:
        return reminder.event_day or self._days.local(reminder.event_at or reminder.due_at).date()


def _turns(age: int | None) -> str:
    return _translate("Inbox", "turns {age}").format(age=age) if age else ""

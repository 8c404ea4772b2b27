"""Plain English for scripts, logs and the command line; the window words its own, in its own language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.domain.contact import ANNIVERSARY, BIRTHDAY
from crm_desktop.domain.reminder import ReminderKind

if TYPE_CHECKING:
    from crm_desktop.domain.warmth import Warmth


def reminder_title(
    kind: ReminderKind, *, name: str, subject: str, days_ahead: int = 0, turns: int | None = None
) -> str:
    """One line that says what a reminder is about: "Birthday in 7 days: Anna turns 40"."""
    match kind:
        case ReminderKind.APPOINTMENT:
            return f"Meeting: {_with_whom(subject, name)}"
        case ReminderKind.FOLLOW_UP:
            return f"Promised: {_with_whom(subject, name)}"
        case ReminderKind.OWN:
            return f"Reminder: {subject}"
        case ReminderKind.COLD:
            return f"Gone cold: {name}"
        case _:
            when = f" in {_days(days_ahead)}" if days_ahead else ""
            age = f" turns {turns}" if turns and subject == BIRTHDAY else ""
            return f"{_date_word(subject)}{when}: {name}{age}"


def warmth_reason(warmth: Warmth) -> str:
    """Why a contact is as warm as it is: "You wanted every 30 days; it has been 41."."""
    if not warmth.cadence_days:
        return "You asked for no reminders about keeping in touch."
    wanted = "every day" if warmth.cadence_days == 1 else f"every {warmth.cadence_days} days"
    if not warmth.days:
        return f"You want {wanted}; {'you added them' if warmth.never else 'you were in touch'} today."
    if warmth.never:
        return f"You wanted {wanted}; you have not spoken in the {_days(warmth.days)} since you added them."
    return f"You wanted {wanted}; it has been {warmth.days}."


def _with_whom(subject: str, name: str) -> str:
    if not subject or not name or subject == name:
        return subject or name
    return f"{subject} ({name})"


def _date_word(label: str) -> str:
    return {BIRTHDAY: "Birthday", ANNIVERSARY: "Anniversary"}.get(label, label or "Date")


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"

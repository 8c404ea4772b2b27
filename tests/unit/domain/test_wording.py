"""Reminders and warmth in plain English, for scripts."""

import pytest

from crm_desktop.domain.reminder import ReminderKind
from crm_desktop.domain.warmth import Warmth, WarmthState
from crm_desktop.domain.wording import reminder_title, warmth_reason


@pytest.mark.parametrize(
    "kind, name, subject, days_ahead, turns, title",
    [
        (ReminderKind.APPOINTMENT, "Anna", "Lunch", 0, None, "Meeting: Lunch (Anna)"),
        (ReminderKind.APPOINTMENT, "Anna", "Anna", 0, None, "Meeting: Anna"),
        (ReminderKind.APPOINTMENT, "", "Lunch", 0, None, "Meeting: Lunch"),
        (ReminderKind.FOLLOW_UP, "Anna", "call", 0, None, "Promised: call (Anna)"),
        (ReminderKind.COLD, "Anna", "", 0, None, "Gone cold: Anna"),
        (ReminderKind.BIRTHDAY, "Anna", "birthday", 7, 40, "Birthday in 7 days: Anna turns 40"),
        (ReminderKind.BIRTHDAY, "{0} <b>", "birthday", 1, None, "Birthday in 1 day: {0} <b>"),
        (ReminderKind.DATE, "Anna", "anniversary", 0, 10, "Anniversary: Anna"),
        (ReminderKind.DATE, "Anna", "Name day", 0, None, "Name day: Anna"),
    ],
)
def test_a_reminder_in_one_line(
    kind: ReminderKind, name: str, subject: str, days_ahead: int, turns: int | None, title: str
) -> None:
    assert reminder_title(kind, name=name, subject=subject, days_ahead=days_ahead, turns=turns) == title


@pytest.mark.parametrize(
    "warmth, reason",
    [
        (Warmth(WarmthState.COLD, 41, 30), "You wanted every 30 days; it has been 41."),
        (Warmth(WarmthState.LOST, 5, 1), "You wanted every day; it has been 5."),
        (Warmth(WarmthState.WARM, 0, 30), "You want every 30 days; you were in touch today."),
        (Warmth(WarmthState.WARM, 0, 1, never=True), "You want every day; you added them today."),
        (
            Warmth(WarmthState.COLD, 41, 30, never=True),
            "You wanted every 30 days; you have not spoken in the 41 days since you added them.",
        ),
        (Warmth(WarmthState.NONE, 41, None), "You asked for no reminders about keeping in touch."),
    ],
)
def test_every_warmth_says_why(warmth: Warmth, reason: str) -> None:
    assert warmth_reason(warmth) == reason

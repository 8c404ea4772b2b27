"""One notification for all that has come due together."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from crm_desktop.domain.contact import ANNIVERSARY, BIRTHDAY
from crm_desktop.domain.ids import ReminderKey
from crm_desktop.domain.reminder import Reminder, ReminderKind
from crm_desktop.services.reminder_wording import Notice, notice

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def meeting(minutes: int, title: str = "Lunch", name: str = "Anna") -> Reminder:
    start = NOW + timedelta(minutes=minutes)
    return Reminder(
        ReminderKey("m"), ReminderKind.APPOINTMENT, (), "", NOW, name=name, subject=title, event_at=start
    )


def by_day(
    kind: ReminderKind, days: int, subject: str, turns: int | None = None, name: str = "Anna"
) -> Reminder:
    day = NOW.date() + timedelta(days=days)
    return Reminder(
        ReminderKey("d"), kind, (), "", NOW, name=name, subject=subject, turns=turns, event_day=day
    )


def cold(name: str) -> Reminder:
    return Reminder(ReminderKey("c"), ReminderKind.COLD, (), "", NOW, name=name)


@pytest.mark.parametrize(
    "reminder, title, body",
    [
        (meeting(15), "Lunch with Anna", "In 15 minutes, at 09:15"),
        (meeting(1), "Lunch with Anna", "In 1 minute, at 09:01"),
        (meeting(0), "Lunch with Anna", "Now, at 09:00"),
        (meeting(120), "Lunch with Anna", "Today at 11:00"),
        (meeting(24 * 60), "Lunch with Anna", "Tomorrow at 09:00"),
        (meeting(-45), "Lunch with Anna", "It was today at 08:15. How did it go?"),
        (meeting(15, "Anna"), "Anna", "In 15 minutes, at 09:15"),
        (by_day(ReminderKind.BIRTHDAY, 7, BIRTHDAY, 40), "Anna turns 40", "Monday 9 March, in 7 days"),
        (by_day(ReminderKind.BIRTHDAY, 0, BIRTHDAY), "Anna: birthday", "Today"),
        (by_day(ReminderKind.BIRTHDAY, -3, BIRTHDAY), "Anna: birthday", "Friday 27 February, 3 days ago"),
        (by_day(ReminderKind.DATE, 1, ANNIVERSARY, 3), "Anna: anniversary", "Tomorrow"),
        (by_day(ReminderKind.FOLLOW_UP, -1, "send it"), "send it", "Promised to Anna for yesterday"),
        (cold("Anna"), "Anna has gone cold", "It is time to get in touch again."),
    ],
)
def test_a_single_reminder(reminder: Reminder, title: str, body: str) -> None:
    assert notice([reminder], NOW, UTC) == Notice(title, body)


def test_several_at_once_are_one_notification() -> None:
    found = notice([meeting(15), cold("Bob")], NOW, UTC)
    assert found == Notice("2 reminders", "Lunch with Anna: in 15 minutes, at 09:15\nBob has gone cold")


def test_cold_contacts_come_as_one_line_with_a_count() -> None:
    found = notice([cold(f"Contact {number}") for number in range(12)], NOW, UTC)
    assert found.title == "12 contacts have gone cold"
    assert found.body.splitlines()[-1] == "and 7 more"


def test_nobody_is_told_to_have_been_away_who_has_just_imported_contacts() -> None:
    found = notice([meeting(-600), cold("Bob")], NOW + timedelta(days=4), UTC)
    assert found.title == "2 reminders"


def test_names_come_out_as_they_were_typed() -> None:
    name = "<b>{0}</b> %s & \u202eX"
    assert notice([cold(name)], NOW, UTC).title == f"{name} has gone cold"


def test_the_time_is_the_one_on_the_users_wall() -> None:
    assert notice([meeting(120)], NOW, ZoneInfo("Asia/Tokyo")).body == "Today at 20:00"

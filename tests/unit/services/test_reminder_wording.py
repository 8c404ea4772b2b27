"""One notification for all that has come due together."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from crm_desktop.domain.contact import ANNIVERSARY, BIRTHDAY
from crm_desktop.domain.ids import ReminderKey
from crm_desktop.domain.reminder import Reminder, ReminderKind
from crm_desktop.services.reminder_wording import Notice, notice

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def meeting(minutes: int, title: str = "Lunch", name: str = "Anna", lasts: int = 30) -> Reminder:
    start = NOW + timedelta(minutes=minutes)
    return Reminder(
        ReminderKey("m"),
        ReminderKind.APPOINTMENT,
        (),
        "",
        due_at=start - timedelta(minutes=15),
        name=name,
        subject=title,
        event_at=start,
        event_end=start + timedelta(minutes=lasts),
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
        (meeting(-5), "Lunch with Anna", "It began at 08:55"),
        (meeting(-45), "Lunch with Anna", "It was today at 08:15. How did it go?"),
        (meeting(-18 * 60), "Lunch with Anna", "It was yesterday at 15:00. How did it go?"),
        (meeting(15, "Anna"), "Anna", "In 15 minutes, at 09:15"),
        (by_day(ReminderKind.BIRTHDAY, 7, BIRTHDAY, 40), "Anna turns 40", "Monday 9 March, in 7 days"),
        (by_day(ReminderKind.BIRTHDAY, 0, BIRTHDAY), "Anna: birthday", "Today"),
        (by_day(ReminderKind.BIRTHDAY, -3, BIRTHDAY), "Anna: birthday", "Friday 27 February, 3 days ago"),
        (by_day(ReminderKind.DATE, 1, ANNIVERSARY, 3), "Anna: anniversary", "Tomorrow"),
        (by_day(ReminderKind.FOLLOW_UP, -1, "send it"), "send it", "Promised to Anna for yesterday"),
        (by_day(ReminderKind.OWN, 0, "Renew the permit", name=""), "Renew the permit", "Today"),
        (cold("Anna"), "Anna has gone cold", "It is time to get in touch again."),
    ],
)
def test_a_single_reminder(reminder: Reminder, title: str, body: str) -> None:
    assert notice([reminder], NOW, UTC) == Notice(title, body)


def test_several_at_once_are_one_notification() -> None:
    found = notice([meeting(15), cold("Bob")], NOW, UTC)
    assert found == Notice("2 reminders", "Lunch with Anna: in 15 minutes, at 09:15\nBob has gone cold")


def test_cold_contacts_come_as_one_line_with_a_count() -> None:
    assert notice([cold("A"), cold("B"), cold("C")], NOW, UTC) == Notice(
        "3 contacts have gone cold", "A, B, C"
    )
    town = [cold(f"Contact {number}") for number in range(10_000)]
    assert notice(town, NOW, UTC) == Notice(
        "10,000 contacts have gone cold", "Contact 0, Contact 1 and 9,998 more"
    )


def test_cold_contacts_are_one_line_among_others() -> None:
    found = notice([meeting(15), cold("A"), cold("B"), cold("C"), cold("D")], NOW, UTC)
    assert found == Notice(
        "2 reminders",
        "Lunch with Anna: in 15 minutes, at 09:15\n4 contacts have gone cold: A, B and 2 more",
    )


def test_more_than_a_few_lines_are_counted() -> None:
    found = notice([*(meeting(15) for _ in range(7)), cold("A")], NOW, UTC)
    assert found.title == "8 reminders"
    assert found.body.splitlines()[-1] == "and 3 more"
    assert len(found.body.splitlines()) == 6


def test_after_an_absence_all_comes_as_one_digest() -> None:
    found = notice([meeting(-18 * 60), by_day(ReminderKind.FOLLOW_UP, -1, "send it"), cold("Bob")], NOW, UTC)
    assert found == Notice(
        "3 things while you were away",
        "Lunch with Anna was yesterday at 15:00. How did it go?\n"
        "send it: promised to Anna for yesterday\n"
        "Bob has gone cold",
    )


def test_a_birthday_that_went_by_unseen_says_that_the_user_was_away() -> None:
    found = notice([by_day(ReminderKind.BIRTHDAY, -3, BIRTHDAY), cold("Bob")], NOW, UTC)
    assert found.title == "2 things while you were away"


def test_nobody_is_told_to_have_been_away_who_has_just_imported_contacts() -> None:
    soon = by_day(ReminderKind.BIRTHDAY, 3, BIRTHDAY)
    assert notice([soon, cold("Bob")], NOW + timedelta(days=1), UTC).title == "2 reminders"


def test_a_promise_written_down_too_late_is_no_absence() -> None:
    late = by_day(ReminderKind.FOLLOW_UP, -2, "send it")
    late = replace(late, due_at=NOW - timedelta(days=2), shown_at=NOW, noted_on=NOW.date())
    assert notice([late, cold("Bob")], NOW, UTC).title == "2 reminders"
    before = replace(late, noted_on=NOW.date() - timedelta(days=5))
    assert notice([before, cold("Bob")], NOW, UTC).title == "2 things while you were away"


def test_what_only_quiet_time_held_back_is_no_absence() -> None:
    held_back = [replace(meeting(15), shown_at=NOW), replace(meeting(20), shown_at=NOW)]
    assert notice(held_back, NOW + timedelta(minutes=14), UTC).title == "2 meetings"


def test_what_was_put_off_by_the_user_is_no_absence() -> None:
    later = NOW + timedelta(hours=3)
    put_off = replace(meeting(240), snoozed_until=later, shown_at=later)
    assert notice([put_off, put_off], later, UTC).title == "2 meetings"


def test_names_come_out_as_they_were_typed() -> None:
    name = "<b>{0}</b> %s & \u202eX"
    assert notice([cold(name)], NOW, UTC).title == f"{name} has gone cold"


def test_the_time_is_the_one_on_the_users_wall() -> None:
    assert notice([meeting(120)], NOW, ZoneInfo("Asia/Tokyo")).body == "Today at 20:00"

"""What the desktop is told, in the window's words."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from crm_desktop.domain.contact import BIRTHDAY
from crm_desktop.domain.ids import ReminderKey
from crm_desktop.domain.reminder import Reminder, ReminderKind
from crm_desktop.services.reminder_wording import Notice
from crm_desktop.ui.inbox.notice_words import NoticeWords
from tests.fakes import FakeClock


@pytest.fixture
def words(clock: FakeClock, qapp) -> NoticeWords:
    return NoticeWords(clock)


def cold(name: str) -> Reminder:
    return Reminder(ReminderKey(f"cold:{name}"), ReminderKind.COLD, (), "", NOW, name=name)


NOW = FakeClock().now()


def meeting(starts_in: timedelta, title: str = "Lunch") -> Reminder:
    start = NOW + starts_in
    return Reminder(
        ReminderKey(title),
        ReminderKind.APPOINTMENT,
        (),
        "",
        due_at=start - timedelta(minutes=15),
        name="Anna",
        subject=title,
        event_at=start,
        event_end=start + timedelta(hours=1),
        shown_at=NOW,
    )


def of_day(kind: ReminderKind, days: int, subject: str, **more) -> Reminder:
    day = (NOW + timedelta(days=days)).date()
    due = datetime.combine(day, NOW.time(), NOW.tzinfo)
    return Reminder(
        ReminderKey(subject), kind, (), "", due, subject=subject, event_day=day, shown_at=NOW, **more
    )


def test_whoever_has_gone_cold_is_one_line(words: NoticeWords):
    assert words.notice([cold("A"), cold("B"), cold("C")]) == Notice("3 contacts have gone cold", "A, B, C")
    town = [cold(str(number)) for number in range(100)]
    assert words.notice(town) == Notice("100 contacts have gone cold", "0, 1 and 98 more")
    assert words.notice([cold("A")]).title == "A has gone cold"


def test_a_group_is_one_notification(words: NoticeWords):
    own = of_day(ReminderKind.OWN, 0, "Renew the permit")
    found = words.notice([meeting(timedelta(minutes=15)), own, cold("A"), cold("B")])
    assert found.title == "3 reminders"
    first, second, third = found.body.splitlines()
    assert first.startswith("Lunch: Today")
    assert first.endswith("with Anna · in 15 minutes")
    assert (second, third) == ("Renew the permit: today", "2 contacts have gone cold: A, B")


def test_after_an_absence_a_digest_says_so_and_asks_how_it_went(words: NoticeWords):
    promise = of_day(ReminderKind.FOLLOW_UP, -1, "Send it", name="Anna", noted_on=NOW.date().replace(day=1))
    found = words.notice([promise, meeting(timedelta(hours=-18))])
    assert found.title == "2 things while you were away"
    first, second = found.body.splitlines()
    assert first == "Send it: for Anna · 1 day late"
    assert second.startswith("Lunch: Yesterday 15")
    assert second.endswith("How did it go?")


def test_one_birthday_says_the_age_once(words: NoticeWords):
    born = of_day(ReminderKind.BIRTHDAY, 0, BIRTHDAY, name="Anna", turns=40)
    assert words.notice([born]) == Notice("Anna turns 40", "Birthday · Today")
    assert words.notice([born, replace(born, name="Bo")]).title == "2 birthdays"


def test_a_long_group_is_cut_and_counted(words: NoticeWords):
    found = words.notice([meeting(timedelta(minutes=15), f"Tea {number}") for number in range(9)])
    assert found.title == "9 meetings"
    assert len(found.body.splitlines()) == 6
    assert found.body.splitlines()[-1] == "and 4 more"

"""A repetition in words, as one would say it."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QLocale

from crm_desktop.ui.wording.recurrence import text_words, week, working_days

MONDAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def british() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    "rule, words",
    [
        ("", ""),
        ("FREQ=DAILY", "Every day"),
        ("FREQ=DAILY;INTERVAL=3", "Every 3 days"),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "Every working day"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "Every working day"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", "Every day"),
        ("FREQ=WEEKLY", "Every week on Monday"),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;UNTIL=20270503",
            "Every 2 weeks on Monday and Thursday, until 3 May 2027",
        ),
        ("FREQ=WEEKLY;COUNT=5", "Every week on Monday, 5 times"),
        ("FREQ=WEEKLY;COUNT=1", "Every week on Monday, once"),
        ("FREQ=MONTHLY", "Every month on the 23rd"),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1,-1", "Every 3 months on the 1st and the last day"),
        ("FREQ=MONTHLY;BYMONTHDAY=11,12,22", "Every month on the 11th, the 12th and the 22nd"),
        ("FREQ=MONTHLY;BYMONTHDAY=-2", "Every month on the 2nd from the end"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "Every month on the last Friday"),
        ("FREQ=MONTHLY;BYDAY=4MO", "Every month on the fourth Monday"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "Every month on the last working day"),
        ("FREQ=YEARLY", "Every year on 23 November"),
        ("FREQ=YEARLY;INTERVAL=2;BYMONTH=11;BYDAY=4TH", "Every 2 years on the fourth Thursday of November"),
        ("FREQ=YEARLY;BYWEEKNO=20", "Repeats in its own way"),
        ("FREQ=MONTHLY;BYDAY=MO", "Repeats in its own way"),
        ("FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR;COUNT=3", "Repeats in its own way, 3 times"),
        ("FREQ=MONTHLY;BYMONTH=3,6;BYMONTHDAY=1", "Repeats in its own way"),
        ("FREQ=YEARLY;BYMONTHDAY=1", "Repeats in its own way"),
        ("FREQ=DAILY;BYHOUR=9", "Repeats in its own way"),
        ("FREQ=HOURLY", "Repeats in its own way"),
    ],
)
def test_a_rule_is_said_as_one_would_say_it(rule: str, words: str) -> None:
    assert text_words(rule, MONDAY) == words


def test_the_week_and_its_working_days_are_those_of_the_country() -> None:
    assert (week()[0], working_days()) == ("MO", ("MO", "TU", "WE", "TH", "FR"))
    QLocale.setDefault(QLocale("fa_IR"))
    assert week()[0] == "SA"
    assert "FR" not in working_days()
    QLocale.setDefault(QLocale("en_US"))
    assert week()[0] == "SU"
    assert text_words("FREQ=WEEKLY;BYDAY=MO,SU", MONDAY) == "Every week on Sunday and Monday"

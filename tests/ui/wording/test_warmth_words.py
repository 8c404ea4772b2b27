"""Every warmth can say why, in words that one would use."""

from datetime import date

import pytest
from PySide6.QtCore import QLocale

from crm_desktop.domain.rhythm import SAID
from crm_desktop.domain.warmth import Warmth, WarmthState
from crm_desktop.ui.wording.days import DayWords
from crm_desktop.ui.wording.warmth import (
    cadence_text,
    pause_reason,
    paused,
    pill_look,
    pill_text,
    planned,
    reason,
    rhythm_text,
    span_text,
)
from tests.fakes import FakeClock

# It is 2 March 2026.
DAYS = DayWords(FakeClock())


def test_a_cold_contact_says_what_was_wanted_and_what_came() -> None:
    cold = Warmth(WarmthState.COLD, 41, 30)
    assert pill_text(cold) == "Cold · 41 days"
    assert reason(cold) == "You wanted every 30 days; it has been 41."


def test_somebody_new_is_called_neither_warm_nor_cold() -> None:
    new = Warmth(WarmthState.WARM, 3, 30, never=True)
    assert pill_text(new) == "New"
    assert pill_look(new) == ("neutral", "")
    waiting = Warmth(WarmthState.COLD, 41, 30, never=True)
    assert pill_text(waiting) == "Cold · 41 days"
    assert pill_look(waiting)[0] == "cold"


@pytest.mark.parametrize(
    "warmth,words",
    [
        (Warmth(WarmthState.WARM, 0, 30), "You were in touch today. You want to talk every 30 days."),
        (Warmth(WarmthState.WARM, 0, 1), "You were in touch today. You want to talk every day."),
        (
            Warmth(WarmthState.WARM, 1, 30, never=True),
            "Added 1 day ago; you have not been in touch yet. You want to talk every 30 days.",
        ),
        (Warmth(WarmthState.NONE, 5, None), "You asked for no reminders about keeping in touch."),
    ],
)
def test_the_reason_is_in_words(warmth: Warmth, words: str) -> None:
    assert reason(warmth) == words


@pytest.mark.parametrize(
    "days,words",
    [(1, "1 day"), (13, "13 days"), (14, "2 weeks"), (59, "8 weeks"), (60, "2 months"), (800, "2 years")],
)
def test_a_span_is_told_roughly(days: int, words: str) -> None:
    assert span_text(days) == words


@pytest.mark.parametrize(
    "day,text,brief",
    [
        (date(2026, 3, 2), "Planned · today", "Today"),
        (date(2026, 3, 3), "Planned · tomorrow", "Tomorrow"),
        (date(2026, 3, 18), "Planned · 18 Mar", "18 Mar"),
        (date(2027, 1, 8), "Planned · 8 Jan 2027", "8 Jan 2027"),
    ],
)
def test_what_is_planned_is_told_with_its_day(day: date, text: str, brief: str) -> None:
    beside = planned(day, DAYS)
    assert beside is not None
    assert (beside.text, beside.brief, beside.tone) == (text, brief, "accented")


def test_a_promise_that_is_late_says_so() -> None:
    beside = planned(date(2026, 2, 28), DAYS)
    assert beside is not None
    assert (beside.text, beside.brief, beside.tone) == ("Promised · 2 days late", "2 days late", "bad")


def test_nothing_planned_says_nothing() -> None:
    assert planned(None, DAYS) is None


def test_a_pause_is_told_until_its_day() -> None:
    told = paused(date(2026, 4, 3), DAYS)
    assert told is not None
    assert (told.text, told.brief) == ("Paused until 3 Apr", "until 3 Apr")
    assert pause_reason(date(2026, 4, 3), DAYS) == "No reminder before 3 Apr."
    soon = paused(date(2026, 3, 3), DAYS)
    assert soon is not None
    assert soon.text == "Paused until tomorrow"


def test_a_date_keeps_its_own_direction_within_the_sentence() -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("fa"))
    try:
        told = paused(date(2027, 1, 8), DAYS)
    finally:
        QLocale.setDefault(before)
    assert told is not None
    assert told.text.startswith("Paused until \u2068")
    assert told.text.endswith("\u2069")


@pytest.mark.parametrize("until", [None, date(2026, 3, 2), date(2026, 2, 1)])
def test_a_pause_that_is_over_is_none(until: date | None) -> None:
    assert paused(until, DAYS) is None


@pytest.mark.parametrize(
    "days,words",
    [
        (1, "You usually speak every day."),
        (3, "You usually speak every 3 days."),
        (7, "You usually speak every week."),
        (21, "You usually speak every 3 weeks."),
        (30, "You usually speak every month."),
        (90, "You usually speak every 3 months."),
        (365, "You usually speak once a year."),
    ],
)
def test_a_rhythm_is_told_as_one_would_say_it(days: int, words: str) -> None:
    assert rhythm_text(days) == words


def test_every_rhythm_that_can_be_proposed_has_its_own_words() -> None:
    assert len({rhythm_text(days) for days in SAID}) == len(SAID)
    assert len({cadence_text(days) for days in SAID}) == len(SAID)


@pytest.mark.parametrize(
    "days,words",
    [
        (14, "Every two weeks"),
        (21, "Every 3 weeks"),
        (45, "Every 45 days"),
        (49, "Every 49 days"),
        (120, "Every 4 months"),
        (360, "Every 360 days"),
        (0, "Don't remind"),
        (None, "As usual for the importance"),
    ],
)
def test_a_cadence_is_counted_in_what_one_counts_in(days: int | None, words: str) -> None:
    assert cadence_text(days) == words

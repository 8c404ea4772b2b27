"""Every warmth can say why, in words that one would use."""

import pytest

from crm_desktop.domain.warmth import Warmth, WarmthState
from crm_desktop.ui.wording.warmth import pill_look, pill_text, reason, span_text


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

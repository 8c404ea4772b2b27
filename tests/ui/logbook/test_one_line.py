"""One line of the log says by its first word what happened, and by a face how it went."""

import pytest

from crm_desktop.domain.interaction import InteractionKind, Outcome
from crm_desktop.ui.logbook.one_line import ENGLISH, kind_of, outcome_of


@pytest.mark.parametrize(
    "line,kind",
    [
        ("called about the chairs", InteractionKind.CALL),
        ("Met him at the market", InteractionKind.MEETING),
        ("visited the shop", InteractionKind.VISIT),
        ("wrote: will come on Friday", InteractionKind.MESSAGE),
        ("e-mailed the price list", InteractionKind.EMAIL),
        ("Bought 2 coffee sets", InteractionKind.PURCHASE),
        ("Note: likes tea", InteractionKind.NOTE),
        ("will come on Friday", None),
        ("", None),
        ("   ", None),
    ],
)
def test_the_first_word_says_what_happened(line: str, kind: InteractionKind | None) -> None:
    assert kind_of(line) is kind


def test_a_face_at_the_end_says_how_it_went() -> None:
    assert outcome_of("agreed on the price :)") is Outcome.GOOD
    assert outcome_of("will not come again :(") is Outcome.BAD
    assert outcome_of("he smiled :) and left") is None
    assert outcome_of("") is None


def test_another_language_adds_its_words() -> None:
    words = ENGLISH.with_more({InteractionKind.CALL: "звонил позвонил"})
    assert kind_of("Звонил насчёт плова", words) is InteractionKind.CALL
    assert kind_of("called", words) is InteractionKind.CALL

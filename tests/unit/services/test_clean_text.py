"""What is kept looks as it was typed, and harms nobody who shows it."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crm_desktop.services.clean_text import line, paragraphs
from tests.data.hostile import EVERY

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
turned = st.text(st.sampled_from(TURNING + "ab س\n"), max_size=30)


def _depth(text: str) -> list[str]:
    """What is still open where a line ends; fails where something is ended that was not begun."""
    open_ones: list[str] = []
    for ch in text:
        if ch in "\u202a\u202b\u202d\u202e":
            open_ones.append("\u202c")
        elif ch in "\u2066\u2067\u2068":
            open_ones.append("\u2069")
        elif ch in "\u202c\u2069":
            assert ch in open_ones
            while open_ones.pop() != ch:
                pass
    return open_ones


@given(turned)
@example("\u202egnirts")
@example("\u2066\u202e\u2069")
@example("\u202e\u2066\u202c\u2069")
def test_what_turns_the_direction_ends_with_the_text(text: str) -> None:
    assert _depth(line(text)) == []
    assert [_depth(one) for one in paragraphs(text).split("\n")] == [[]] * (paragraphs(text).count("\n") + 1)


@given(turned)
def test_nothing_that_can_be_seen_is_changed(text: str) -> None:
    def visible(one: str) -> str:
        return "".join(ch for ch in one if ch not in TURNING).strip()

    assert visible(line(text)) == visible(text.replace("\n", " "))


@pytest.mark.parametrize("clean", [line, paragraphs])
def test_cleaning_twice_changes_nothing_more(clean: type[str]) -> None:
    for text in EVERY:
        once = clean(text)
        assert clean(once) == once
        assert not any(unicodedata.category(ch) in ("Cc", "Cs") for ch in once if ch not in "\n\t")

"""Which passphrases are taken, and that one typed on another keyboard is the same."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.errors import UserError
from crm_desktop.domain.passphrase import LONGEST, normal, refuse_weak, weakness


@pytest.mark.parametrize(
    "passphrase",
    [
        "correct horse battery",
        "ጥቁር ድመት በዝናብ",
        "گربه سیاه زیر باران",
        "می‌روم به خانه",  # with the joiner that Persian is typed with
        "to'qqizta soyabon",
        "x'2DD29CA851E7B56E4697B0E1F08507293D761A05CE4D1B628663F411A8086D99'",
        "'; DROP TABLE contact; --",
        "🐘🐘 am Ufer 🌊",
    ],
)
def test_any_script_and_any_sign_is_taken(passphrase: str) -> None:
    refuse_weak(passphrase)


@pytest.mark.parametrize(
    "passphrase, part",
    [
        ("", "at least 8"),
        ("short 7", "at least 8"),
        ("aaaaaaaaaaaaaaaa", "repeats"),
        ("abcabcabcabc", "repeats"),
        (" leading space", "begin or end with a space"),
        ("trailing space ", "begin or end with a space"),
        ("no break at the end\u00a0", "begin or end with a space"),
        ("with a \0 in it", "something else"),
        ("two\nlines of it", "something else"),
        ("half a letter \ud800", "something else"),
        ("word " * (LONGEST // 4) + "end", "at most"),
    ],
)
def test_what_cannot_be_typed_again_or_be_guessed_at_once_is_refused(passphrase: str, part: str) -> None:
    assert part in weakness(passphrase)
    with pytest.raises(UserError, match=part):
        refuse_weak(passphrase)


def test_every_kind_of_space_is_the_space_of_the_space_bar() -> None:
    assert normal("a\u00a0b\u2003c\u3000d") == "a b c d"


@given(st.text(max_size=40))
def test_however_marks_are_typed_it_is_the_same_passphrase(typed: str) -> None:
    assert normal(unicodedata.normalize("NFD", typed)) == normal(typed)
    assert normal(normal(typed)) == normal(typed)


@given(st.text(max_size=40))
def test_what_is_said_of_it_does_not_depend_on_how_it_was_typed(typed: str) -> None:
    assert weakness(unicodedata.normalize("NFD", typed)) == weakness(typed)

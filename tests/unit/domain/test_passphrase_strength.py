"""What a passphrase is said to be worth."""

import pytest

from crm_desktop.domain.passphrase_strength import Strength, strength


@pytest.mark.parametrize("passphrase", ["", "secret", "12 45 7", "ጨው"])
def test_what_cannot_be_one_is_refused(passphrase: str) -> None:
    assert strength(passphrase) is Strength.REFUSED


@pytest.mark.parametrize(
    "passphrase", ["12345678", "password", "Password1", "aaaabbbbccccdddd", "qwertyuiop", "abcabdabcabd"]
)
def test_what_everybody_takes_is_weak(passphrase: str) -> None:
    assert strength(passphrase) is Strength.WEAK


def test_a_few_unusual_characters_are_fair() -> None:
    assert strength("kR7#vQ2!xw9") is Strength.FAIR


@pytest.mark.parametrize(
    "passphrase",
    [
        "the grey goose bought nine umbrellas",
        "ጥቁር ድመት በዝናብ ውስጥ ዘጠኝ ጃንጥላ ገዛች",
        "گربه سیاه زیر باران نه چتر خرید دیروز",
        "to'qqizta soyabon sotib olgan kulrang g'oz",
    ],
)
def test_a_sentence_in_any_script_is_strong(passphrase: str) -> None:
    assert strength(passphrase) is Strength.STRONG

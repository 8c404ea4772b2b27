"""A name in Arabic script is found by how it sounds, typed in Latin letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.consonants import index_consonants, query_consonants


def sounds_like(typed: str, name: str) -> bool:
    wanted = query_consonants(typed)
    return wanted is not None and any(word.startswith(wanted) for word in index_consonants(name))


@pytest.mark.parametrize(
    "typed, name",
    [
        ("ahmad", "أحمد"), ("ahmed", "احمد"), ("muhammad", "محمد"), ("mohamed", "مُحَمَّد"),
        ("karim", "کریم"), ("kareem", "كريم"), ("hassan", "حسن"), ("hussein", "حسین"),
        ("reza", "رضا"), ("fatima", "فاطمة"), ("fatemeh", "فاطمه"), ("mahmoud", "محمود"),
        ("parvin", "پروین"), ("shirin", "شیرین"), ("gholam", "غلام"), ("ali", "علی"),
        ("ali", "علي"), ("qasem", "قاسم"), ("ghasem", "قاسم"), ("khadija", "خديجة"),
        ("walid", "وليد"), ("yousef", "يوسف"), ("abdullah", "عبدالله"), ("rahman", "الرحمن"),
        ("alrahman", "الرحمن"), ("osman", "عثمان"), ("othman", "عثمان"), ("jafar", "جعفر"),
        ("gamal", "جمال"), ("ibrahim", "إبراهيم"), ("chamran", "چمران"), ("zhaleh", "ژاله"),
        ("moh", "محمد"), ("khamenei", "خامنه\u200cای"),
    ],
)  # fmt: skip
def test_a_latin_spelling_finds_the_name(typed: str, name: str) -> None:
    assert sounds_like(typed, name)


@pytest.mark.parametrize(
    "typed, name", [("ahmad", "محمد"), ("reza", "حسن"), ("ali", "محمد"), ("ali", "لیلا"), ("karim", "مریم")]
)
def test_another_name_is_not_found(typed: str, name: str) -> None:
    assert not sounds_like(typed, name)


@pytest.mark.parametrize("word", ["a", "eva", "123", "иван", "", "a1b2"])
def test_a_word_without_consonants_is_left_to_its_letters(word: str) -> None:
    assert query_consonants(word) is None


def test_other_scripts_are_left_to_their_letters() -> None:
    assert index_consonants("Anna Иванов አበበ 王小明") == []


@given(st.text(max_size=30))
def test_no_text_is_too_odd(text: str) -> None:
    assert all(len(word) > 2 for word in index_consonants(text))
    query_consonants(text)

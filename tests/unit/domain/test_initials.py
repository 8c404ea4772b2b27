"""The letters on an avatar: whole characters, in any script."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.contact import Name
from crm_desktop.domain.initials import initials


@pytest.mark.parametrize(
    "name, letters",
    [
        ("Anna Maria Lee", "AL"),
        ("anna", "A"),
        ("王小明", "小明"),
        ("李明", "明"),
        ("김철수", "철수"),
        ("محمد کریمی", "م\u200cک"),
        ("አበበ ቢቂላ", "አቢ"),
        ("नितिन गडकरी", "निग"),
        ("e\u0301lan vital", "E\u0301V"),
        ("👩‍👩‍👧 Fam", "👩‍👩‍👧F"),
        ("🇪🇹 Addis", "🇪🇹A"),
        ("(Bob) 'x'", "BX"),
        ("anna@example.com", "A"),
        ("+998 90 123 45 67", ""),
        ("???", ""),
        ("", ""),
    ],
)
def test_initials_of_a_name_as_written(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_the_given_and_the_family_name_are_preferred_to_the_order_on_paper() -> None:
    assert initials(Name(full="Lee, Anna", given="Anna", family="Lee")) == "AL"
    assert initials(Name(nickname="Bob")) == "B"


@given(st.text(max_size=20))
def test_initials_are_short_and_begin_with_a_whole_character(name: str) -> None:
    letters = initials(name)
    assert len(letters) <= len(name) + 1
    assert not letters or not unicodedata.combining(letters[0])

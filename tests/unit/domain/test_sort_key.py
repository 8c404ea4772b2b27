"""Alphabetical order as readers of each script expect it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.sort_key import sort_key


@pytest.mark.parametrize(
    "names",
    [
        ["anna", "Åsa", "(Bob)", "Lody", "Łódź", "Øre", "Ostrov", "Zoe"],
        ["Shop 2", "Shop ۳", "Shop 10"],
        [
            "بهار",
            "پروین",
            "تارا",
            "جواد",
            "چنگیز",
            "حمید",
            "زهرا",
            "ژاله",
            "سارا",
            "کریم",
            "گلی",
            "لیلا",
            "وحید",
            "هادی",
            "یاسر",
        ],
        ["Елена", "Жук", "Иванов", "Йод", "Яна", "Ўктам", "Қодир", "Ғани", "Ҳаким"],
        ["Zoe", "Ωμέγα", "Яна", "یاسر", "ከበደ", "王小明"],
        ["አበበ", "ከበደ"],
    ],
)
def test_names_stand_in_alphabetical_order(names: list[str]) -> None:
    assert sorted(set(names), key=sort_key) == names


@pytest.mark.parametrize(
    "one, other",
    [
        ("Ёлкин", "Елкин"),
        ("كريم", "کریم"),
        ("أحمد", "احمد"),
        ("O’Brien", "Obrien"),
        ("ANNA", "anna"),
        ("ヤマト", "やまと"),
    ],
)
def test_case_accents_and_apostrophes_do_not_count(one: str, other: str) -> None:
    assert sort_key(one) == sort_key(other)


def test_a_name_without_letters_still_has_its_place() -> None:
    assert sort_key("???") == "???"


@given(st.text(max_size=20))
def test_every_name_has_a_key_that_can_be_written_down(name: str) -> None:
    assert isinstance(sort_key(name), str)
    assert bool(sort_key(name)) == bool(name)

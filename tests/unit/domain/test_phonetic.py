"""One key for the spellings of one name, another for another name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.fold import fold
from crm_desktop.domain.phonetic import bare_skeleton, may_be, skeletons, sounds

ONE_NAME = """
mohammed/muhammad mohamed/mohammad sergei/sergey sergei/sergej jon/john yusuf/yousef
ahmed/ahmad akhmed/ahmad dmitri/dmitriy
dmitry/dimitri evgeniy/yevgeny ekaterina/yekaterina alexander/aleksandr alexandr/aleksander xurshid/khurshid
baxtiyor/bakhtiyor fatima/fatma fatemeh/fatimah yuliya/julia natalya/nataliya david/davit tsegaye/tsegay
stephen/steven yohannes/johannes khadija/hadijah ibrahim/ebrahim muller/mueller ivanov/ivanoff sara/sarah
khalid/khaled hussein/hussain husayn/hossein philip/filip aisha/ayesha jacob/jakob elisabeth/elizabeth
christian/kristian hassan/hasan giorgi/georgi shcherbakov/scherbakov
"""
TWO_NAMES = """
hasan/husan hasan/hussein daniel/daniela john/joan john/jane jan/jon amir/amar jamil/jamal karim/karam
denis/denise
anna/ina maria/marta amir/amira ali/alia martin/martina mahmud/muhammad alexander/alexandra ahmed/hamid
salim/salam kamal/kamil paul/paula mario/maria
"""


@pytest.mark.parametrize("pair", ONE_NAME.split())
def test_spellings_of_one_name_sound_the_same(pair: str) -> None:
    one, other = pair.split("/")
    assert set(sounds(one)) & set(sounds(other))


@pytest.mark.parametrize("pair", TWO_NAMES.split())
def test_other_names_sound_otherwise(pair: str) -> None:
    one, other = pair.split("/")
    assert not set(sounds(one)) & set(sounds(other))


@pytest.mark.parametrize(
    "written, other",
    [("Юсуф", "Yousef"), ("ዮሴፍ", "Yusuf"), ("Сергей", "Sergei"), ("მაია", "Maya"), ("Ирина", "Irina")],
)
def test_every_script_meets_in_its_folded_spelling(written: str, other: str) -> None:
    assert set(sounds(fold(written))) & set(sounds(fold(other)))


@pytest.mark.parametrize(
    "arabic, latin",
    [
        ("محمد", "Muhammad"),
        ("أحمد", "Ahmed"),
        ("يوسف", "Yusuf"),
        ("حسين", "Hussein"),
        ("كريم", "Kareem"),
        ("محمود", "Mahmoud"),
    ],
)
def test_a_name_without_its_vowels_may_be_the_one_with_them(arabic: str, latin: str) -> None:
    assert may_be(fold(arabic), fold(latin))


@pytest.mark.parametrize(
    "arabic, latin", [("حسين", "Hasan"), ("محمود", "Muhammad"), ("كريم", "Karam"), ("محمد", "Karim")]
)
def test_and_is_no_other_one(arabic: str, latin: str) -> None:
    assert not may_be(fold(arabic), fold(latin))


@given(st.text(max_size=40))
def test_anything_has_sounds_or_none(text: str) -> None:
    for word in (*fold(text).split(), text):
        assert isinstance(sounds(word), tuple)
        assert isinstance(skeletons(word), tuple)
        assert isinstance(bare_skeleton(word), str)


def test_a_word_of_a_hundred_thousand_letters_is_heard_at_once() -> None:
    assert sounds("ha" * 50_000)
    assert sounds("x" * 100_000)

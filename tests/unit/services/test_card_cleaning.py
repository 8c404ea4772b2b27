"""A card is made fit to keep without a letter of it being changed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.contact import Contact, Name, Phone, Role
from crm_desktop.domain.partial_date import PartialDate
from crm_desktop.services.card_cleaning import cleaned, is_clean
from crm_desktop.services.clean_text import line, paragraphs
from tests.unit.store import cards

anything = st.text(st.characters(), max_size=30)


@given(text=anything)
def test_a_line_is_one_line_that_a_database_can_hold(text: str) -> None:
    clean = line(text)
    assert len(clean.splitlines()) <= 1
    assert clean == clean.strip() == line(clean)
    clean.encode("utf-8")
    assert "\x00" not in clean


@given(text=anything)
def test_paragraphs_keep_their_lines(text: str) -> None:
    clean = paragraphs(text)
    assert clean == paragraphs(clean)
    clean.encode("utf-8")
    assert "\x00" not in clean
    assert "\r" not in clean


@pytest.mark.parametrize(
    "text",
    [
        "n\u0303",
        "\ufa19",
        "\u212b",
        "\u200fעברית\u200f",
        "\u2067x\u2069",
        "a\u200db",
        "ﬁ",
        "x\u00a0y",
        "\u0640",
    ],
)
def test_what_is_typed_stays_as_it_is(text: str) -> None:
    assert line(text) == paragraphs(text) == text


@pytest.mark.parametrize(
    "typed, kept",
    [("a\tb", "a b"), ("a\r\nb", "a b"), ("a\rb", "a b"), ("a\x85b", "a b"), (" \u3000a ", "a")],
)
def test_breaks_in_a_line_become_spaces(typed: str, kept: str) -> None:
    assert line(typed) == kept


def test_a_tab_and_a_line_stay_in_paragraphs() -> None:
    assert paragraphs("\n a\tb\r\n\r\nc\u2029d \n") == "a\tb\n\nc\nd"


@given(card=cards.cards)
def test_cleaning_twice_is_cleaning_once(card: Contact) -> None:
    once = cleaned(card, "ET")
    assert cleaned(once, "ET") == once


@given(card=cards.cards)
def test_what_is_said_to_be_clean_is_left_as_it_is(card: Contact) -> None:
    clean = cleaned(card, "ET")
    for one in (card, clean, replace(clean, custom=())):
        if is_clean(one):
            assert replace(cleaned(one, "ET"), phones=one.phones) == one


def test_an_ordinary_card_is_said_to_be_clean() -> None:
    assert is_clean(Contact(Name("አበበ ቢቂላ"), phones=(Phone("0911"),), roles=(Role("Acme"),), tags=("vip",)))


def test_a_phone_is_understood_in_the_country_it_was_typed_in() -> None:
    card = Contact(phones=(Phone(" 0911 234567 "), Phone("ext. 5")))
    assert cleaned(card, "ET").phones == (Phone("0911 234567", "", "+251911234567"), Phone("ext. 5"))
    assert cleaned(card, "").phones[0].e164 is None


def test_an_end_of_which_nothing_is_known_is_no_end() -> None:
    card = Contact(roles=(Role("Acme", until=PartialDate()),))
    assert cleaned(card, "ET").company == "Acme"

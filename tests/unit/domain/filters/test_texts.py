"""How text is compared in filters: as in the search, in any script; phones by their digits."""

import pytest

from crm_desktop.domain.filters.texts import phone_has, phone_is, text_has, text_is


@pytest.mark.parametrize(
    "text, value",
    [
        ("Сергей Иванов", "ivanov"),
        ("Sergey Ivanov", "Иван"),
        ("王小明", "小明"),
        ("O'Brien", "brien"),
        ("Müller-Lüdenscheidt", "ludenscheidt"),
        ("anna@gmail.com", "@gmail"),
        ("big green book", "book big"),
        ("Bahnhofstrasse", "*strasse"),
        ("Bahnhofstraße", "*strasse"),
    ],
)
def test_words_are_found_by_their_beginnings_in_any_script(text: str, value: str) -> None:
    assert text_has(text, value)


@pytest.mark.parametrize(
    "text, value",
    [("Bahnhofstrasse", "strasse"), ("Anna", "anna lee"), ("x", ""), ("x", "…"), ("x", "*")],
)
def test_what_is_not_there_is_not_found(text: str, value: str) -> None:
    assert not text_has(text, value)


def test_a_text_is_another_without_regard_to_case_and_spaces_but_not_to_signs() -> None:
    assert text_is("  ACME  ltd", "Acme Ltd ")
    assert not text_is("C", "C++")
    assert not text_is("Иванов", "Ivanov")


def test_a_phone_is_known_by_its_digits_in_either_form() -> None:
    typed, e164 = "0911 23-45-67", "+251911234567"
    assert all(phone_has(typed, e164, value) for value in ("0911", "2345", "+251", "251911", "٠٩١١", "91123"))
    assert not any(phone_has(typed, e164, value) for value in ("+911", "999", "", "anna"))
    assert all(phone_is(typed, e164, value) for value in ("0911234567", "+251 911 234567", "(0911) 234567"))
    assert not any(phone_is(typed, e164, value) for value in ("911234567", "", "0911"))
    assert phone_has("+12", None, "+12")

"""Phone numbers as people type them: understood, and found by any six digits in a row."""

import phonenumbers
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from phonenumbers import NumberParseException, PhoneNumberFormat, ValidationResult

from crm_desktop.domain.phone import digits, international, query_windows, windows

REGIONS = [*sorted(phonenumbers.SUPPORTED_REGIONS), "", "XX"]


@pytest.mark.parametrize(
    "typed, country, e164",
    [
        ("+998 90 123-45-67", "ET", "+998901234567"),
        ("0911 23 45 67", "ET", "+251911234567"),
        ("0911234567", "et", "+251911234567"),
        ("(030) 1234567", "DE", "+49301234567"),
        ("030/1234567", "DE", "+49301234567"),
        ("+49 (0)30 1234567", "ET", "+49301234567"),
        ("00251911234567", "DE", "+251911234567"),
        ("8 (495) 123-45-67", "RU", "+74951234567"),
        ("۰۹۱۲ ۳۴۵ ۶۷۸۹", "IR", "+989123456789"),
        ("٠٩١٢٣٤٥٦٧٨٩", "IR", "+989123456789"),
        ("+39 06 1234567", "ET", "+39061234567"),
        ("(415) 555-2671 ext. 12", "US", "+14155552671"),
        ("\u202a+998 90 123 45 67\u202c", "", "+998901234567"),
        ("082 123 4567", "ZA", "+27821234567"),
        ("＋251911234567", "", "+251911234567"),
    ],
)
def test_a_number_as_people_type_it_has_one_international_form(typed: str, country: str, e164: str) -> None:
    assert international(typed, country) == e164


@pytest.mark.parametrize(
    "typed", ["", "call me", "12", "911", "1234567", "+", "+999 12345678", "0" * 30, "1" * 400]
)
def test_what_is_no_whole_number_has_no_international_form(typed: str) -> None:
    assert international(typed, "ET") is None


def by_the_library(typed: str, country: str) -> str | None:
    try:
        number = phonenumbers.parse(typed, country or None)
    except NumberParseException:
        return None
    if phonenumbers.is_possible_number_with_reason(number) != ValidationResult.IS_POSSIBLE:
        return None
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


CODES = sorted(phonenumbers.COUNTRY_CODE_TO_REGION_CODE)
PREFIXES = st.sampled_from(["", "0", "00", "8", "1", "+"]) | st.sampled_from(CODES).map(
    lambda code: f"+{code}"
)
TYPED = st.builds(lambda prefix, rest: prefix + rest, PREFIXES, st.text("0123456789 -.()/", max_size=16))


def _example(region: str, form: int, at: int, digit: str) -> str:
    number = phonenumbers.example_number(region)
    text = phonenumbers.format_number(number, form) if number else digit
    at %= len(text)
    return text[:at] + digit + text[at + 1 :]


NEARLY_REAL = st.builds(
    _example,
    st.sampled_from(sorted(phonenumbers.SUPPORTED_REGIONS)),
    st.sampled_from([PhoneNumberFormat.E164, PhoneNumberFormat.INTERNATIONAL, PhoneNumberFormat.NATIONAL]),
    st.integers(0, 30),
    st.sampled_from("0123456789"),
)


@given(TYPED | NEARLY_REAL, st.sampled_from(REGIONS))
@example("+7 800 555 35 35", "RU")
@example("+39 0 000", "IT")
@settings(max_examples=1500)
def test_the_fast_way_agrees_with_the_library(typed: str, country: str) -> None:
    assert international(typed, country) == by_the_library(typed, country)


@given(st.text(max_size=40), st.sampled_from(REGIONS))
def test_no_text_is_too_odd(typed: str, country: str) -> None:
    found = international(typed, country)
    assert found is None or found[1:].isdecimal()


def finds(typed: str, number: str, country: str) -> bool:
    held = windows(number, international(number, country))
    return all(any(row.startswith(wanted) for row in held) for wanted in query_windows(typed))


@pytest.mark.parametrize(
    "typed",
    [
        "0911234567", "+251911234567", "251911234567", "911234", "112345", "234567", "0911 23 45 67",
        "۹۱۱۲۳۴", "09112", "91123",
    ],
)  # fmt: skip
def test_six_digits_in_a_row_find_a_number_however_it_was_typed(typed: str) -> None:
    assert finds(typed, "+251 911 23 45 67", "ET")
    assert finds(typed, "0911 234 567", "ET")


def test_other_digits_do_not_find_it() -> None:
    assert not finds("911235", "0911 234 567", "ET")
    assert not finds("0911 234 568", "0911 234 567", "ET")


@given(st.text("0123456789", min_size=6, max_size=14), st.data())
def test_any_six_digits_in_a_row_find_any_number(number: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(number) - 6))
    assert finds(number[at : at + 6], number, "ET")
    assert finds(number, number, "ET")


def test_a_short_number_is_found_by_its_beginning() -> None:
    assert finds("911", "911", "US")
    assert windows("911", None) == ["911"]
    assert query_windows("none") == []


def test_digits_of_any_script_are_digits() -> None:
    assert digits("+٩٩٨ (۹۰) 12x३") == "99890123"

"""How rows are written, and what stands in their cells."""

import csv
import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.contact import BIRTHDAY, CustomValue
from crm_desktop.domain.partial_date import PartialDate
from crm_desktop.formats.card import Card, Fault
from crm_desktop.formats.sheets.cells import day_in
from crm_desktop.formats.sheets.dialect import DELIMITERS, find_dialect
from crm_desktop.formats.sheets.meaning import Meaning, Part, read_meaning
from crm_desktop.formats.sheets.reading import NotASheet, look_at
from tests.unit.formats.sheets import contacts_of, read

TABLE = [
    ["Name", "Phone", "Notes"],
    ["Müller, Ana", "+49 171 5550123", 'said "hi"; then\nleft'],
    ["Émile", "0171", "a|b\tc"],
    ["Zoë", "", ""],
]


def written(delimiter: str, encoding: str, quoting: int = csv.QUOTE_MINIMAL) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, quoting=quoting).writerows(TABLE)
    return text.getvalue().encode(encoding)


@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", DELIMITERS)
def test_a_table_is_read_however_it_is_written(delimiter: str, encoding: str, quoting: int) -> None:
    ana, emile, zoe = contacts_of(written(delimiter, encoding, quoting))
    assert (ana.name.full, ana.notes) == ("Müller, Ana", 'said "hi"; then\nleft')
    assert (emile.name.full, emile.notes) == ("Émile", "a|b\tc")
    assert zoe.name.full == "Zoë"


def test_what_excel_says_in_its_first_line_is_heeded() -> None:
    assert find_dialect(b"sep=;\r\nName;Phone, work\r\nA;1\r\n").delimiter == ";"
    assert contacts_of("sep=;\r\nName;Phone\r\nAnna;0171 5550123\r\n")[0].name.full == "Anna"


@pytest.mark.parametrize("data", [b"", b"  \r\n", b"\x89PNG\r\n\x1a\n" + bytes(4000)])
def test_what_is_no_table_is_refused(data: bytes) -> None:
    with pytest.raises(NotASheet):
        look_at(io.BytesIO(data))


def test_a_guard_against_formulas_is_taken_off() -> None:
    (contact,) = contacts_of('Name,Phone,Notes\n"\'=HYPERLINK(1)",\'+49 171 5550123,"=""0049"""\n')
    assert contact.name.full == "=HYPERLINK(1)"
    assert contact.phones[0].typed == "+49 171 5550123"
    assert contact.notes == "0049"


def test_a_number_that_a_spreadsheet_shortened_is_told_and_not_guessed() -> None:
    (card,) = read(b"Name,Phone\nAnna,4.91512E+11\n")
    assert isinstance(card, Card)
    assert card.contact.phones == ()
    assert card.contact.notes == "4.91512E+11"
    assert "shortened" in card.warnings[0]


def test_a_row_without_anybody_is_refused_with_its_line_and_an_empty_one_is_no_row() -> None:
    cards = read(b"Name,Phone,Notes\nAnna,0171 5550123,\n,,\n,,only a note\n")
    assert [card.line for card in cards] == [2, 4]
    assert isinstance(cards[1], Fault)
    assert "no name, phone" in cards[1].reason


def test_what_stands_behind_the_last_column_is_not_lost() -> None:
    (card,) = read(b"Name,Phone\nAnna,0171 5550123,extra,more\n")
    assert isinstance(card, Card)
    assert card.contact.notes == "extra\n\nmore"
    assert "more fields" in card.warnings[0]


def test_a_column_nobody_understands_becomes_a_field_of_its_name() -> None:
    (anna,) = contacts_of("Name,Shoe size\nAnna,42\n")
    assert anna.custom == (CustomValue("Shoe size", "42"),)


def test_lines_count_from_one_also_behind_rows_of_several_lines() -> None:
    cards = read(b'Name,Notes,Phone\n"A","x\ny\nz",0171 5550123\n,note,\n')
    assert [card.line for card in cards] == [2, 5]


@pytest.mark.parametrize(
    "text, month_first, day",
    [
        ("1990-05-17", False, PartialDate(1990, 5, 17)),
        ("17.05.1990", True, PartialDate(1990, 5, 17)),
        ("5/6/1990", True, PartialDate(1990, 5, 6)),
        ("5/6/1990", False, PartialDate(1990, 6, 5)),
        ("5/17/1990", False, PartialDate(1990, 5, 17)),
        ("17/5/90", False, PartialDate(1990, 5, 17)),
        ("17.5.26", False, PartialDate(2026, 5, 17)),
        ("--05-17", False, PartialDate(None, 5, 17)),
        ("17.05.1604", False, PartialDate(None, 5, 17)),
        ("1990-05-17 00:00:00", False, PartialDate(1990, 5, 17)),
        ("0/0/00", True, None),
        ("", True, None),
    ],
)
def test_days_are_read_as_they_are_written(text: str, month_first: bool, day: PartialDate | None) -> None:
    assert day_in(text, month_first=month_first, this_year=2026) == day


def test_one_day_tells_how_the_others_of_its_column_are_written() -> None:
    first, second = contacts_of("Name,Birthday\nAnna,4/28/1971\nBen,4/5/1972\n")
    assert first.birthday == PartialDate(1971, 4, 28)
    assert second.birthday == PartialDate(1972, 4, 5)


def test_a_day_that_is_none_is_kept_as_it_stands() -> None:
    (card,) = read(b"Name,Birthday\nAnna,spring\n")
    assert isinstance(card, Card)
    assert card.contact.custom == (CustomValue("Birthday", "spring"),)
    assert card.warnings


parts = st.sampled_from([part for part in Part if part is not Part.LABEL])
labels = st.text("abc xyz", max_size=8).map(str.strip)


@given(parts, labels, st.integers(0, 99))
def test_a_meaning_is_written_and_read_again(part: Part, label: str, number: int) -> None:
    meaning = Meaning(part, label, number)
    assert read_meaning(str(meaning)) == meaning
    of = Meaning(Part.LABEL, "", number, Part.PHONE)
    assert read_meaning(str(of)) == of


@given(st.binary(max_size=600))
def test_no_bytes_make_it_fall_over(data: bytes) -> None:
    with suppress(NotASheet):
        read(data)


@given(st.lists(st.lists(st.text(max_size=12), min_size=2, max_size=5), min_size=1, max_size=6))
def test_no_text_is_lost_in_the_notes_of_a_table(rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([["Name", BIRTHDAY, "Notes", "Other thing", "More"], *rows])
    try:
        cards = read(text.getvalue().encode("utf-8", "replace"))
    except NotASheet:
        return
    kept = " ".join(str(card.contact) for card in cards if isinstance(card, Card))
    for row in rows:
        name = row[0].strip()
        if name.isalnum():
            assert name in kept or any(isinstance(card, Fault) for card in cards)

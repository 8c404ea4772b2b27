"""Contacts written as a sheet of our own: they come back, and nothing in them is a formula elsewhere."""

import csv
import io
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from crm_desktop.domain.contact import (
    BIRTHDAY,
    Address,
    Contact,
    CustomValue,
    Email,
    ImportantDate,
    Link,
    Messenger,
    Name,
    Phone,
    Role,
)
from crm_desktop.domain.importance import Importance
from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.formats.sheets.guard import guarded, unguarded
from crm_desktop.formats.sheets.lists import joined, separated
from crm_desktop.formats.sheets.own import OwnSheet
from crm_desktop.formats.sheets.writing import csv_head, csv_rows
from tests.data.hostile import EVERY
from tests.unit.formats import any_contact
from tests.unit.formats.sheets import comparable, contacts_of, kept, sheet_of

FULL = Contact(
    Name("Dr. Selam Tesfaye", "Dr.", "Selam", "", "Tesfaye", "", "Sela"),
    uid="urn:uuid:00000000-0000-4000-8000-000000000001",
    phones=(Phone("+251 91 123 4567", "mobile"), Phone("011 551 0000", "work")),
    emails=(Email("selam@nile.example", "work"), Email("s@mail.example")),
    addresses=(
        Address("home", "Bole Rd 4", "Addis Ababa", "AA", "1000", "Ethiopia"),
        Address("", "", "Jimma"),
    ),
    links=(Link("https://nile.example", "blog"),),
    messengers=(Messenger("@sela", "Telegram"),),
    roles=(
        Role("Blue Nile", "Buyer", "Imports", PartialDate(2020, 5)),
        Role("Old Firm", since=PartialDate(2001), until=PartialDate(2004, 2, 29)),
    ),
    dates=(
        ImportantDate(BIRTHDAY, PartialDate(None, 13, 5, Calendar.ETHIOPIAN)),
        ImportantDate("name day", PartialDate(2001, 6, 24)),
    ),
    tags=("buna", "vip, very", "a ::: b"),
    notes='=HYPERLINK("x")\nsecond; line, "quoted"',
    facts=("drinks tea", "two dogs"),
    source="market",
    status="customer",
    importance=Importance.HIGH,
    cadence_days=30,
    do_not_contact=True,
    custom=(CustomValue("shoe size", "42"), CustomValue("Phone 1 - Value", "red"), CustomValue("=x", "1")),
)


def test_contacts_come_back_from_a_sheet() -> None:
    bare = Contact(Name("Bo"), uid="b")
    assert contacts_of(sheet_of(OwnSheet(), FULL, bare)) == [FULL, bare]


@given(st.lists(any_contact.contacts, min_size=1, max_size=3))
def test_any_contact_comes_back_from_a_sheet(contacts: list[Contact]) -> None:
    cards = [card for card in map(kept, contacts) if not card.is_empty]
    assume(cards)
    assert comparable(contacts_of(sheet_of(OwnSheet(), *cards))) == comparable(cards)


def test_hostile_texts_come_back_from_a_sheet_wherever_they_stand() -> None:
    cards = [card for card in (kept(filled_with(text)) for text in EVERY) if card.name.full]
    assert comparable(contacts_of(sheet_of(OwnSheet(), *cards))) == comparable(cards)


def test_hostile_texts_are_formulas_in_no_cell() -> None:
    sheet = sheet_of(OwnSheet(), *(kept(filled_with(text)) for text in EVERY)).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(sheet, newline="")):
        assert not [cell for cell in row if cell[:1] in tuple("=@\t\r\n＝＋－＠")]
        assert not [cell for cell in row if cell[:1] in ("+", "-") and any(map(str.isalpha, cell))]


def test_phones_and_negative_numbers_stay_as_they_are() -> None:
    for text in ("+251 91 123 4567", "+49(30)123-45", "-5", "-1,5", "030 / 12 34"):
        assert guarded(text) == text
    assert guarded("-2+3") == "'-2+3"


def test_a_sheet_that_somebody_added_a_column_to_is_still_ours() -> None:
    contact = Contact(Name("Bo"), uid="b", tags=("x, y",))
    lines = sheet_of(OwnSheet(), contact).decode().split("\r\n")
    more = f"{lines[0]},Hat,\r\n{lines[1]},blue,by hand\r\n"
    expected = replace(contact, custom=(CustomValue("Hat", "blue"),), notes="by hand")
    assert contacts_of(more) == [expected]


def test_a_person_finds_first_what_is_asked_for_most() -> None:
    headings = next(csv.reader(io.StringIO(sheet_of(OwnSheet(), FULL).decode("utf-8-sig"))))
    assert headings[:5] == [
        "Name", "Phone 1 - Label", "Phone 1 - Value", "Phone 2 - Label", "Phone 2 - Value",
    ]  # fmt: skip
    assert headings[-1] == "UID"


def test_columns_may_change_places() -> None:
    rows = csv.reader(io.StringIO(sheet_of(OwnSheet(), FULL).decode("utf-8-sig"), newline=""))
    text = io.StringIO()
    csv.writer(text).writerows(reversed(row) for row in rows)
    assert comparable(contacts_of(text.getvalue())) == [
        replace(one, phones=one.phones[::-1], emails=one.emails[::-1], addresses=one.addresses[::-1],
                roles=one.roles[::-1], custom=one.custom)
        for one in comparable([FULL])
    ]  # fmt: skip


def test_a_sheet_that_a_spreadsheet_saved_anew_is_still_ours() -> None:
    contact = Contact(
        Name("Bo, Jr."), uid="b", tags=("x",), dates=(ImportantDate(BIRTHDAY, PartialDate(1990, 5, 17)),)
    )
    rows = list(csv.reader(io.StringIO(sheet_of(OwnSheet(), contact).decode("utf-8-sig"), newline="")))
    told = [[cell.replace("1990-05-17", "17.05.1990") for cell in row] for row in rows]
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(told)
    assert contacts_of(text.getvalue()) == [contact]


def test_what_is_longer_than_a_cell_goes_on_in_the_next() -> None:
    contact = Contact(Name("Bo"), uid="b", notes="=a bc" * 50, facts=("x" * 30, "y" * 30))
    data = sheet_of(OwnSheet(longest=20), contact, Contact(Name("Li"), uid="c"))
    assert max(len(cell) for row in csv.reader(io.StringIO(data.decode())) for cell in row) <= 21
    assert contacts_of(data) == [contact, Contact(Name("Li"), uid="c")]


@pytest.mark.parametrize("name", ["Name", "UID", "Phone 1 - Value", "Field: x", "Notes (continued 2)"])
def test_a_field_that_is_named_like_a_column_stays_a_field(name: str) -> None:
    contact = Contact(Name("Bo"), uid="b", custom=(CustomValue(name, "red"),))
    assert contacts_of(sheet_of(OwnSheet(), contact)) == [contact]


@given(st.text(max_size=40))
def test_a_guard_is_taken_off_again(text: str) -> None:
    guard = guarded(text)
    assert unguarded(guard) == text
    assert not guard.startswith(("=", "@", "\t", "\r", "\n"))


@given(st.lists(st.text(":\\a b", min_size=1).map(str.strip).filter(bool)))
def test_several_values_in_a_cell_are_told_apart_again(values: list[str]) -> None:
    assert separated(joined(values)) == values


def test_guards_of_guards_are_told_apart() -> None:
    for first, second in product("'=+-@", repeat=2):
        text = f"{first}{second}x"
        assert unguarded(guarded(text)) == text


def test_a_sheet_begins_with_the_mark_of_utf_8() -> None:
    sheet = OwnSheet()
    assert csv_head(sheet).startswith(b"\xef\xbb\xbfName,")
    assert csv_rows(sheet, []) == b""


def filled_with(text: str) -> Contact:
    return Contact(
        Name(text, text, text, text, text, text, text),
        uid="u",
        phones=(Phone(text, text),),
        emails=(Email(text, text),),
        addresses=(Address(text, text, text, text, text, text),),
        links=(Link(text, text),),
        messengers=(Messenger(text, text),),
        roles=(Role(text, text, text),),
        dates=(ImportantDate(text, PartialDate(2000, 2, 29)),),
        tags=(text,),
        notes=text,
        facts=(text,),
        source=text,
        status=text,
        custom=(CustomValue(text, text),),
    )

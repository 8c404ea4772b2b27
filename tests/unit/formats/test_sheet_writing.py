"""Contacts written as a sheet: they come back, and nothing in them is a formula to a spreadsheet."""

from dataclasses import replace

from hypothesis import given
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
from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.formats.sheets.cells import plain
from crm_desktop.formats.sheets.guard import guarded
from crm_desktop.formats.sheets.writing import SheetShape
from tests.unit.formats.sheets import contacts_of

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
    roles=(Role("Blue Nile", "Buyer", "Imports"), Role("Old Firm")),
    dates=(
        ImportantDate(BIRTHDAY, PartialDate(None, 13, 5, Calendar.ETHIOPIAN)),
        ImportantDate("name day", PartialDate(2001, 6, 24)),
    ),
    tags=("buna", "vip"),
    notes='=HYPERLINK("x")\nsecond; line, "quoted"',
    facts=("drinks tea", "two dogs"),
    source="market",
    status="customer",
    cadence_days=30,
    custom=(CustomValue("shoe size", "42"),),
)


def sheet_of(*contacts: Contact) -> bytes:
    shape = SheetShape()
    shape.look_at(contacts)
    return shape.head() + b"".join(shape.rows(contacts))


def test_contacts_come_back_from_a_sheet() -> None:
    bare = Contact(Name("Bo"), uid="b")
    assert contacts_of(sheet_of(FULL, bare)) == [FULL, bare]


def test_no_cell_begins_as_a_formula_does() -> None:
    evil = replace(FULL, name=Name("=1+1"), notes="@SUM(A1)", source="-2+3", status="+cmd|x", tags=("\t=1",))
    text = sheet_of(evil).decode("utf-8-sig")
    for bad in (",=1", ',"=', ",@", ",+cmd", ",\t"):
        assert bad not in text
    assert ",+251 91 123 4567," in text


@given(st.text(max_size=40))
def test_a_guard_is_taken_off_again(text: str) -> None:
    guard = guarded(text)
    assert plain(guard) == plain(text) or plain(guard) == text.strip()
    assert not guard.startswith(("=", "@", "\t", "\r"))

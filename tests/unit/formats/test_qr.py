"""A contact as a code for a phone: read by another program, short, and honest about what is missing."""

import pytest
import zxingcpp
from hypothesis import given

from crm_desktop.domain.contact import BIRTHDAY, Contact, Email, ImportantDate, Name, Phone, Photo, Role
from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.formats.card import Card
from crm_desktop.formats.qr import MOST_BYTES, Left, QrCard, qr_card, short_card
from tests.data.hostile import EVERY
from tests.unit.formats import any_contact
from tests.unit.formats.cards import read_bytes
from tests.unit.formats.sheets import kept

NAMES = ("Anna Berg", "አበበ በቀለ", "سارا محمدی", "王小明", "Иванов С. В.", "👍🏿 O'Brien; \\n,")


def scanned(code: QrCard, scale: int = 3, quiet: int = 4) -> str:
    """What a reader of codes makes of it."""
    side = (len(code.modules) + 2 * quiet) * scale
    white = bytes([255])
    rows = [white * side] * (quiet * scale)
    for row in code.modules:
        dark = b"".join((b"\0" if module else white) * scale for module in row)
        rows += [white * (quiet * scale) + dark + white * (quiet * scale)] * scale
    rows += [white * side] * (quiet * scale)
    found = zxingcpp.read_barcodes(memoryview(b"".join(rows)).cast("B", (side, side)))
    assert len(found) == 1
    return found[0].text


def read_one(text: str) -> Contact:
    """The one contact of a vCard."""
    [card] = read_bytes(text.encode())
    assert isinstance(card, Card)
    return card.contact


@pytest.mark.parametrize("name", NAMES)
def test_a_phone_reads_the_card_from_the_code(name: str) -> None:
    contact = Contact(
        Name(name),
        phones=(Phone("+251 91 123 4567", "mobile"),),
        emails=(Email("a@b.example", "work"),),
        roles=(Role("Blue Nile, Ltd; Co", "Buyer"),),
        dates=(ImportantDate(BIRTHDAY, PartialDate(1370, 1, 5, Calendar.JALALI)),),
    )
    code = qr_card(contact)
    assert scanned(code) == code.text
    assert code.left_out == ()
    card = read_one(code.text)
    assert (card.name.full, card.phones, card.emails) == (name, contact.phones, contact.emails)
    assert (card.roles, card.birthday) == (contact.roles, PartialDate(1991, 3, 25))


def test_what_is_left_out_is_said() -> None:
    contact = Contact(
        Name("Anna"),
        photo=Photo("image/png", b"\x89PNG"),
        notes="owes me a coffee",
        tags=("vip",),
        dates=(ImportantDate(BIRTHDAY, PartialDate(None, 5, 17)),),
    )
    code = qr_card(contact)
    assert code.left_out == (Left.PHOTO, Left.NOTES, Left.DATES, Left.OWN)
    assert "coffee" not in code.text


def test_the_most_important_comes_first_where_there_is_too_much() -> None:
    contact = Contact(
        Name("Anna"),
        phones=tuple(Phone(f"+49 151 55500{number:02}") for number in range(40)),
        emails=tuple(Email(f"anna{number}@mail.example") for number in range(40)),
        roles=(Role("Berg & Co", "Baker"),),
    )
    code = qr_card(contact)
    for text in ("+49 151 5550000", "anna0@mail.example", "Berg & Co", "Baker"):
        assert text in code.text
    assert len(code.text.encode()) <= MOST_BYTES
    assert code.left_out == (Left.PHONES, Left.EMAILS)
    assert scanned(code) == code.text


@pytest.mark.parametrize("text", EVERY, ids=range(len(EVERY)))
def test_any_text_fits_into_a_code(text: str) -> None:
    contact = kept(Contact(Name(text, given=text), phones=(Phone(text, text),), roles=(Role(text, text),)))
    card, _left = short_card(contact)
    assert len(card.encode("utf-8", "replace")) <= MOST_BYTES
    assert [line for line in card.split("\r\n") if line == "END:VCARD"] == ["END:VCARD"]


@given(any_contact.contacts)
def test_any_contact_makes_a_code_that_reads_back(contact: Contact) -> None:
    contact = kept(contact)
    card, left = short_card(contact)
    assert len(card.encode()) <= MOST_BYTES
    read = read_one(card)
    if Left.NAME not in left:
        assert read.name.full in (contact.display_name, "?")
    if Left.PHONES not in left:
        assert {phone.typed for phone in read.phones} == {phone.typed for phone in contact.phones}

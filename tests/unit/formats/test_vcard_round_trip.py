"""What is exported comes back identically, in both versions."""

import io

import pytest
from hypothesis import given, settings

from crm_desktop.domain.contact import BIRTHDAY, Contact, CustomValue, ImportantDate, Name
from crm_desktop.domain.custom_field import CustomField, FieldType
from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.domain.relationship import RelationshipKind
from crm_desktop.formats.card import Card, Relation
from crm_desktop.formats.vcard import VERSIONS, Version, read_cards, write_card
from tests.unit.formats.any_contact import contacts
from tests.unit.formats.cards import DATA, contacts_in

versions = pytest.mark.parametrize("version", VERSIONS)


def _read(data: bytes) -> Card:
    (card,) = read_cards(io.BytesIO(data))
    assert isinstance(card, Card), card
    return card


@versions
@settings(max_examples=150)
@given(contact=contacts)
def test_any_contact_comes_back_as_it_was(version: Version, contact: Contact) -> None:
    card = _read(write_card(contact, version))
    assert card.contact.content() == contact.content()
    assert card.contact.uid == contact.uid
    assert card.warnings == ()


@versions
@settings(max_examples=50)
@given(contact=contacts)
def test_lines_are_at_most_75_bytes_and_valid_utf8(version: Version, contact: Contact) -> None:
    lines = write_card(contact, version).split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert [line.decode() for line in lines if b"\n" in line or b"\r" in line] == []


@versions
def test_relationships_and_the_types_of_fields_come_back(version: Version) -> None:
    relation = Relation(RelationshipKind.REFERRED_BY, 'urn:"x"; y', "王小明, Jr.")
    size = CustomField("Size; or so", FieldType.CHOICE, ("S", "L, or more", 'X"L'))
    contact = Contact(Name("Anna"), custom=(CustomValue(size.name, "S"), CustomValue("Plain", "1")))
    card = _read(write_card(contact, version, relations=[relation], fields={size.name: size}))
    assert card.relations == (relation,)
    assert card.fields == (size, CustomField("Plain"))
    assert card.contact == contact


def test_what_another_program_wrote_comes_back_from_our_export() -> None:
    for path in sorted(DATA.glob("*.vcf")):
        for contact in contacts_in(path.name) if path.stem != "faults" else ():
            for version in VERSIONS:
                assert _read(write_card(contact, version)).contact == contact


def test_other_programs_get_a_birthday_in_their_calendar() -> None:
    born = ImportantDate(BIRTHDAY, PartialDate(1375, 1, 27, Calendar.JALALI))
    text = write_card(Contact(Name("Ali"), dates=(born,)), "3.0").decode()
    assert "BDAY;X-CRM-DATE=1375-01-27[jalali]:1996-04-15" in text.replace("\r\n ", "")


def test_control_characters_are_not_written() -> None:
    data = write_card(Contact(Name("An\x00na\x1b", nickname="a\rb"), notes="c\r\nd"))
    assert _read(data).contact.content() == Contact(Name("Anna", nickname="a\nb"), notes="c\nd")

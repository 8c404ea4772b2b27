"""Sheets for Google and for Outlook: their own headings, and all that these can hold comes back from them."""

import csv
import io
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.contact import (
    ANNIVERSARY,
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
from crm_desktop.domain.relationship import RelationshipKind
from crm_desktop.formats.card import Relation
from crm_desktop.formats.sheets.google import GoogleSheet
from crm_desktop.formats.sheets.outlook import HEADINGS, OutlookSheet
from crm_desktop.formats.sheets.values import Sheet
from crm_desktop.formats.sheets.writing import csv_head, csv_rows
from tests.data.hostile import EVERY
from tests.unit.formats import any_contact
from tests.unit.formats.sheets import DATA, contacts_of, kept, sheet_of

ANNA = Contact(
    Name("Dr. Anna Maria Berg Jr.", "Dr.", "Anna", "Maria", "Berg", "Jr.", "Annie"),
    phones=(
        Phone("+49 151 5550000", "mobile"),
        Phone("+49 30 123456", "work"),
        Phone("030/98 76", "home"),
        Phone("030/98 77", "pager"),
    ),
    emails=(Email("anna@berg.example", "work"), Email("a@mail.example", "home")),
    addresses=(
        Address("work", "Mill Lane 1", "Köln", "NRW", "50667", "Germany"),
        Address("home", "Bole Rd 4", "Addis Ababa", "AA", "1000", "Ethiopia"),
    ),
    links=(Link("https://berg.example", "blog"),),
    messengers=(Messenger("@annie", "Telegram"),),
    roles=(Role("Berg & Co", "Baker", "Bread"),),
    dates=(
        ImportantDate(BIRTHDAY, PartialDate(1990, 5, 17)),
        ImportantDate(ANNIVERSARY, PartialDate(2015, 6, 1)),
        ImportantDate("name day", PartialDate(None, 7, 26)),
    ),
    tags=("baker", "vip"),
    notes='Likes buna,\n"not tea"',
    facts=("two dogs",),
    source="market",
    status="customer",
    do_not_contact=True,
    custom=(CustomValue("shoe size", "42"),),
)


def rows_of(sheet: Sheet, contact: Contact, *relations: Relation) -> dict[str, str]:
    """The one row of a sheet, by headings."""
    sheet.look_at(contact, relations)
    data = (csv_head(sheet) + csv_rows(sheet, [(contact, relations)])).decode("utf-8-sig")
    headings, row = csv.reader(io.StringIO(data, newline=""))
    assert len(headings) == len(row)
    return dict(zip(headings, row, strict=True))


def test_a_contact_comes_back_whole_from_googles_layout() -> None:
    assert contacts_of(sheet_of(GoogleSheet(), ANNA, Contact(Name("Bo", given="Bo")))) == [
        ANNA,
        Contact(Name("Bo", given="Bo")),
    ]


def test_googles_headings_stand_in_googles_order() -> None:
    theirs = next(csv.reader((DATA / "google.csv").read_text(encoding="utf-8").splitlines()))
    ours = list(rows_of(GoogleSheet(), ANNA, Relation(RelationshipKind.SPOUSE, "u", "Ben")))
    assert [heading for heading in ours if heading in theirs] == [head for head in theirs if head in ours]
    assert ours[:17] == theirs[:17]
    assert ours[-14:-12] == ["Event 2 - Label", "Event 2 - Value"]
    assert ours[17:21] == ["E-mail 1 - Label", "E-mail 1 - Value", "E-mail 2 - Label", "E-mail 2 - Value"]
    assert ours[-2:] == ["Custom Field 6 - Label", "Custom Field 6 - Value"]
    assert not csv_head(GoogleSheet()).startswith(b"\xef\xbb\xbf")


def test_google_gets_days_and_labels_as_it_writes_them() -> None:
    row = rows_of(GoogleSheet(), ANNA, Relation(RelationshipKind.SPOUSE, "u", "Ben Berg"))
    assert (row["Birthday"], row["Event 2 - Value"]) == ("1990-05-17", "--07-26")
    assert (row["Phone 1 - Label"], row["Phone 1 - Value"]) == ("Mobile", "+49 151 5550000")
    assert (row["Relation 1 - Label"], row["Relation 1 - Value"]) == ("Spouse", "Ben Berg")
    assert row["Labels"] == "baker ::: vip ::: * myContacts"
    assert row["Address 1 - Formatted"] == "Mill Lane 1\nKöln NRW 50667\nGermany"


def test_a_name_without_parts_is_not_taken_apart() -> None:
    for sheet in (GoogleSheet(), OutlookSheet()):
        row = rows_of(sheet, Contact(Name("አበበ በቀለ")))
        assert (row["First Name"], row["Last Name"]) == ("አበበ በቀለ", "")


def test_a_day_of_another_calendar_reaches_google_as_the_day_that_it_is() -> None:
    born = ImportantDate(BIRTHDAY, PartialDate(1370, 1, 5, Calendar.JALALI))
    feast = ImportantDate("feast", PartialDate(None, 13, 5, Calendar.ETHIOPIAN))
    row = rows_of(GoogleSheet(), Contact(Name("Sara"), dates=(born, feast)))
    assert row["Birthday"] == "1991-03-25"
    assert (row["Custom Field 1 - Label"], row["Custom Field 1 - Value"]) == ("feast", "'--13-05[ethiopian]")


def test_a_contact_comes_back_from_outlooks_layout_with_the_rest_in_the_notes() -> None:
    [read] = contacts_of(sheet_of(OutlookSheet(), ANNA))
    told = (
        "Name: Dr. Anna Maria Berg Jr.",
        "Nickname: Annie",
        "name day: --07-26",
        "Telegram: @annie",
        "Fact: two dogs",
        "Status: customer",
        "Do not contact: yes",
        "shoe size: 42",
    )
    expected = replace(
        ANNA,
        name=replace(ANNA.name, nickname=""),
        emails=(Email("anna@berg.example"), Email("a@mail.example")),
        links=(Link("https://berg.example"),),
        messengers=(),
        dates=ANNA.dates[:2],
        notes="\n\n".join((ANNA.notes, "\n".join(told[1:]))),
        facts=(),
        status="",
        do_not_contact=False,
        custom=(),
    )
    assert sorted(read.phones, key=repr) == sorted(expected.phones, key=repr)
    assert sorted(read.dates, key=repr) == sorted(expected.dates, key=repr)
    assert replace(read, phones=(), dates=()) == replace(expected, phones=(), dates=())


def test_outlooks_headings_are_all_there_and_its_days_have_a_year() -> None:
    row = rows_of(OutlookSheet(), ANNA, Relation(RelationshipKind.SPOUSE, "u", "Ben"))
    assert tuple(row) == HEADINGS
    assert len(HEADINGS) == len(set(HEADINGS)) == 92
    assert (row["Birthday"], row["Anniversary"], row["Spouse"]) == ("1990-05-17", "2015-06-01", "Ben")
    assert (row["Business Phone"], row["Mobile Phone"]) == ("+49 30 123456", "+49 151 5550000")
    assert row["Categories"] == "baker;vip"
    yearless = Contact(Name("Bo"), dates=(ImportantDate(BIRTHDAY, PartialDate(None, 5, 17)),))
    row = rows_of(OutlookSheet(), yearless)
    assert (row["Birthday"], row["Notes"]) == ("", "Birthday: --05-17")


@given(any_contact.contacts)
def test_nothing_is_lost_on_the_way_to_outlook(contact: Contact) -> None:
    contact = kept(contact)
    text = "\n".join(rows_of(OutlookSheet(), contact).values())
    texts = [contact.name.full, *contact.name.parts, contact.name.nickname, contact.source, contact.status]
    texts += [one.typed for one in contact.phones] + [one.address for one in contact.emails]
    texts += [one.url for one in contact.links] + [one.handle for one in contact.messengers]
    texts += [one.company for one in contact.roles] + [one.title for one in contact.roles]
    texts += [one.value for one in contact.custom] + [one.street for one in contact.addresses]
    texts += [*contact.facts, *contact.tags, contact.notes]
    assert [one for one in texts if one not in text] == []


@given(st.lists(any_contact.contacts, min_size=1, max_size=2))
def test_every_contact_makes_a_row_of_googles_that_is_read(contacts: list[Contact]) -> None:
    cards = [card for card in map(kept, contacts) if card.display_name]
    read = contacts_of(sheet_of(GoogleSheet(), *cards))
    assert len(read) == len(cards)


def test_hostile_texts_are_formulas_in_no_cell_of_theirs() -> None:
    for sheet in (GoogleSheet(), OutlookSheet()):
        cards = [kept(Contact(Name(text), notes=text, tags=(text,), facts=(text,))) for text in EVERY]
        data = sheet_of(sheet, *cards).decode("utf-8-sig")
        for row in csv.reader(io.StringIO(data, newline="")):
            assert not [cell for cell in row if cell[:1] in tuple("=@\t\r\n＝＋－＠")]

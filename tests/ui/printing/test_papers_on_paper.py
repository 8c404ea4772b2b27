"""What stands on the papers, and that it stands inside the sheet, in every script and direction."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.contact import BIRTHDAY, Address, Contact, ImportantDate, Name, Phone, Role
from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.interaction import Interaction, InteractionKind
from crm_desktop.domain.papers import AddressLabel, PhoneEntry, postal_lines
from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.services.context import Services
from crm_desktop.services.progress import NeverCancel, no_progress
from crm_desktop.ui.printing.blocks import Gap, Heading, Text, paragraphs
from crm_desktop.ui.printing.choices import Order, Paper, Press
from crm_desktop.ui.printing.document import Document
from crm_desktop.ui.printing.flow import FlowDocument
from crm_desktop.ui.printing.ink import MM
from crm_desktop.ui.printing.labels import SHEETS, LabelDocument
from crm_desktop.ui.printing.lists import phone_list
from crm_desktop.ui.printing.output import write_pdf
from crm_desktop.ui.printing.shape import shape
from crm_desktop.ui.wording.days import DayWords
from tests.data.hostile import EVERY
from tests.ui.printing.paper import TellingInk, picture, spoken, texts

BERLIN = Address(street="Kastanienallee 51", city="Berlin", postcode="10435", country="Deutschland")
HANA = Contact(
    Name("ሐና ዓለሙ"),
    phones=(Phone("0911 234 567", "mobile"), Phone("011 551 23 45", "work")),
    addresses=(BERLIN,),
    roles=(Role("Bole Print", "Owner"),),
    dates=(ImportantDate(BIRTHDAY, PartialDate(1990, 3, 3)),),
    notes="Likes rough paper.\n\nAsk for the mother.",
    facts=("drinks tea",),
    tags=("paper",),
)
REZA = Contact(Name("رضا کریمی"), phones=(Phone("۰۹۱۲ ۳۴۵ ۶۷۸۹"),))


def _made(services: Services, ink: TellingInk, order: Order) -> Document:
    press = Press(services.papers, DayWords(services.clock), services.settings.calendar, rtl=ink.rtl)
    press._ink = ink
    return press.document(order, press.read(order, no_progress, NeverCancel()))


def test_a_phone_list_names_everyone_with_a_phone_and_each_number(
    services: Services, ink: TellingInk
) -> None:
    for contact in (HANA, REZA, Contact(Name("Nobody To Call"))):
        services.contacts.add(contact)
    found = texts(_made(services, ink, Order(Paper.PHONES, None, "a4")), ink)
    for wanted in ("Phone list", "ሐና ዓለሙ", "0911 234 567", "011 551 23 45", "رضا کریمی", "Bole Print"):
        assert wanted in found
    assert "Nobody To Call" not in found


def test_birthdays_stand_under_the_months_of_the_users_calendar(services: Services, ink: TellingInk) -> None:
    services.contacts.add(HANA)
    services.settings.calendar = "ethiopian"
    found = texts(_made(services, ink, Order(Paper.BIRTHDAYS, None, "a4")), ink)
    # 3 March is Yekatit 24 or 23, whichever the year.
    assert any(text.startswith("Yekatit") for text in found)
    assert "ሐና ዓለሙ" in found


def test_a_label_says_where_to_as_the_post_wants_it() -> None:
    american = Address(street="1 Main St", city="Austin", region="TX", postcode="78701", country="USA")
    assert postal_lines(AddressLabel("Ann", "", BERLIN), country=True) == (
        "Ann", "Kastanienallee 51", "10435 Berlin", "Deutschland",
    )  # fmt: skip
    assert postal_lines(AddressLabel("Ann", "Shop", american), country=False) == (
        "Ann", "Shop", "1 Main St", "Austin, TX 78701",
    )  # fmt: skip


def test_a_begun_sheet_of_labels_is_used_up(ink: TellingInk) -> None:
    sheet = SHEETS["L7160"]
    labels = [AddressLabel(f"N{number}", "", BERLIN) for number in range(sheet.count)]
    document = LabelDocument(labels, sheet, ink, first=20)
    assert document.page_count == 2
    assert [text for text in texts(document, ink, 0) if text.startswith("N")] == ["N0"]
    assert len([text for text in texts(document, ink, 1) if text.startswith("N")]) == 20


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("rtl", [False, True], ids=["ltr", "rtl"])
def test_labels_lie_on_the_sheet_beside_each_other(name: str, rtl: bool) -> None:
    document = LabelDocument([], SHEETS[name], TellingInk(rtl=rtl))
    places = [document.place(number) for number in range(SHEETS[name].count)]
    sheet = document.shape.sheet.adjusted(-MM, -MM, MM, MM)
    assert all(sheet.contains(place) for place in places)
    for number, place in enumerate(places):
        for other in places[number + 1 :]:
            both = place.intersected(other)
            assert both.width() <= 1 or both.height() <= 1
    first, second = places[0], places[1]
    assert (second.left() < first.left()) is rtl


def test_no_line_of_a_long_address_leaves_its_label(ink: TellingInk) -> None:
    long = Address(street="\n".join(f"Line {number} of a long street" for number in range(9)), city="Ṭā")
    document = LabelDocument([AddressLabel("W" * 200, "C" * 200, long)], SHEETS["5160"], ink)
    found = texts(document, ink)
    assert "Line 8 of a long street" in found
    inside = picture(document)
    right = round(document.place(0).right() * 60 / 720)
    dark = [
        (x, y)
        for x in range(right + 1, inside.width())
        for y in range(inside.height())
        if inside.pixelColor(x, y).lightness() < 200
    ]
    assert dark == []


def test_a_client_card_has_what_one_needs_before_a_meeting(services: Services, ink: TellingInk) -> None:
    hana = services.contacts.add(HANA)
    now = services.clock.now()
    services.interactions.log(
        Interaction(
            InteractionKind.CALL, now - timedelta(days=3), (hana,), "Wants 300 labels", agreed="rough"
        )
    )
    services.follow_ups.promise(FollowUp(hana, "Bring samples", now.date() + timedelta(days=2)))
    found = texts(_made(services, ink, Order(Paper.CLIENTS, (hana,), "a4")), ink)
    for wanted in (
        "ሐና ዓለሙ",
        "Owner · Bole Print",
        "Wants 300 labels",
        "Bring samples",
        "drinks tea",
        "rough",
    ):
        assert wanted in found
    assert "Likes rough paper." in found
    assert "Kastanienallee 51\n10435 Berlin\nDeutschland" in found


def test_every_client_begins_on_a_page_of_their_own(services: Services, ink: TellingInk) -> None:
    ids = tuple(services.contacts.add(one) for one in (HANA, REZA))
    document = _made(services, ink, Order(Paper.CLIENTS, ids, "a4"))
    assert document.page_count == 2
    assert "رضا کریمی" not in texts(document, ink, 0) or "ሐና ዓለሙ" not in texts(document, ink, 0)


def test_a_day_sheet_has_meetings_promises_dates_and_room_to_write(
    services: Services, ink: TellingInk
) -> None:
    today = services.clock.now().astimezone(services.clock.zone()).date()
    hana = services.contacts.add(
        replace(HANA, dates=(ImportantDate(BIRTHDAY, PartialDate(1990, today.month, today.day)),))
    )
    start = datetime.combine(today, datetime.min.time()).replace(hour=15)
    services.appointments.plan(Appointment("Coffee labels", start, "UTC", (hana,), place="Bole"))
    services.follow_ups.promise(FollowUp(hana, "Bring samples", today - timedelta(days=2)))
    found = texts(_made(services, ink, Order(Paper.DAY, None, "a4", day=today)), ink)
    assert any(text.startswith("Coffee labels · Bole") for text in found)
    assert "ሐና ዓለሙ · Bring samples" in found
    assert "0911 234 567" in found
    assert "Birthday · turns 36" in found
    assert {"Important", "Notes"} <= set(found)
    tomorrow = texts(_made(services, ink, Order(Paper.DAY, None, "a4", day=today + timedelta(days=1))), ink)
    assert not any("Bring samples" in text for text in tomorrow)
    assert "Nothing is planned." in tomorrow


@pytest.mark.parametrize("size", ["a4", "letter", "a5"])
@pytest.mark.parametrize("rtl", [False, True], ids=["ltr", "rtl"])
def test_nothing_leaves_what_may_be_printed_on(services: Services, size: str, rtl: bool) -> None:
    ink = TellingInk(rtl=rtl)
    for contact in (HANA, REZA, Contact(Name("Ł" * 300), phones=(Phone("1" * 80),))):
        services.contacts.add(contact)
    ids = tuple(ContactId(number) for number in services.contacts.all_ids())
    with spoken("fa_IR" if rtl else "en_GB"):
        for paper in (Paper.PHONES, Paper.CLIENTS, Paper.DAY, Paper.BIRTHDAYS):
            document = _made(services, ink, Order(paper, ids, size))
            body = document.shape.body.united(document.shape.foot).adjusted(-MM, -MM, MM, 2 * MM)
            for page in range(document.page_count):
                ink.drawn.clear()
                picture(document, page)
                assert [text for text, rect in ink.drawn if text and not body.contains(rect)] == []


def test_a_page_that_begins_at_the_right_is_the_mirror_of_the_other(services: Services) -> None:
    services.contacts.add(HANA)
    places = {}
    for rtl in (False, True):
        ink = TellingInk(rtl=rtl)
        document = _made(services, ink, Order(Paper.PHONES, None, "a4"))
        picture(document)
        places[rtl] = dict(ink.drawn)
    width = shape("a4").sheet.width()
    left, right = places[False]["ሐና ዓለሙ"], places[True]["ሐና ዓለሙ"]
    assert abs(left.left() - (width - right.right())) < 3 * MM


def test_a_heading_is_never_left_alone_at_the_foot(ink: TellingInk) -> None:
    blocks = []
    for number in range(60):
        blocks += [Gap(2), Heading(f"H{number}"), Text(f"T{number}\n" * 3)]
    document = FlowDocument("A", blocks, shape("a4"), ink, columns=2)
    for page in range(document.page_count):
        found = [text for text in texts(document, ink, page) if text[:1] in "HT"]
        for heading in (text for text in found if text.startswith("H")):
            assert any(text.startswith("T" + heading[1:] + "\n") for text in found)


@given(st.lists(st.text(alphabet="ab cድፍ\n", max_size=3000), min_size=1, max_size=4))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_word_of_a_long_note_is_printed_once(ink: TellingInk, notes: list[str]) -> None:
    blocks = [block for note in notes for block in paragraphs(note)]
    document = FlowDocument("", blocks, shape("a5"), ink)
    printed = []
    for page in range(document.page_count):
        body = texts(document, ink, page)[:-2]
        printed += "\n".join(body).split()
    # A word that is longer than a line is cut in two.
    assert "".join(printed) == "".join("".join(note.split()) for note in notes)


def test_hostile_texts_are_printed_as_they_stand(ink: TellingInk) -> None:
    for text in EVERY:
        entry = PhoneEntry(text[:2000], text[:2000], (Phone(text[:2000]),))
        document = phone_list([entry], date(2026, 11, 22), shape("a4"), ink)
        assert document.page_count >= 1
        picture(document)


def test_a_pdf_is_whole_or_not_there(services: Services, ink: TellingInk, tmp_path: Path) -> None:
    services.contacts.add(HANA)
    document = _made(services, ink, Order(Paper.PHONES, None, "a4"))
    path = tmp_path / "phones.pdf"
    assert write_pdf(document, path, no_progress, NeverCancel()) == 1
    assert path.read_bytes().startswith(b"%PDF")
    assert path.read_bytes().rstrip().endswith(b"%%EOF")


def test_ten_thousand_phones_are_laid_out_at_once(ink: TellingInk) -> None:
    entries = [PhoneEntry(f"Person {number:05}", "", (Phone(str(number)),)) for number in range(10_000)]
    document = phone_list(entries, date(2026, 11, 22), shape("a4"), ink)
    last = texts(document, ink, document.page_count - 1)
    assert "Person 09999" in last


def test_the_calendar_of_a_page_is_that_of_the_data(services: Services) -> None:
    assert Press(services.papers, DayWords(services.clock), "jalali", rtl=True)._calendar is Calendar.JALALI
    assert QRectF(shape("nothing").sheet).width() > 0

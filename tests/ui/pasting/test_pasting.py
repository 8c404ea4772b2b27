"""Pasting people: looked at, put right, added as one change, and lost by nothing."""

from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from crm_desktop.domain.contact import Contact, Name, Phone
from crm_desktop.domain.contact_query import ContactQuery
from crm_desktop.domain.phone import international
from crm_desktop.formats.plain_text import reading
from crm_desktop.formats.plain_text.pieces import PastedKind, What
from crm_desktop.formats.plain_text.reading import reader_for
from crm_desktop.services.context import Services
from crm_desktop.ui.pasting.people_view import PAGE
from crm_desktop.ui.pasting.sheet import PastingSheet
from crm_desktop.ui.runtime.task_runner import ImmediateRunner
from crm_desktop.ui.theme.controller import ThemeController

LIST = "Anna Schmidt, 0171 2345678, Kassel\nJan Wolf, 0151 1111111, geb. 3.5.1990\nEva Kern 0151 2222222"


@pytest.fixture
def sheet(services: Services, theme: ThemeController, qtbot: QtBot) -> PastingSheet:
    reader = reader_for(partial(international, country="DE"), country="DE", today=date(2026, 11, 22))
    made = PastingSheet(services.importing, reader, ImmediateRunner(), theme)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


def everyone(services: Services) -> list[Contact]:
    return services.contacts.load(services.contacts.ids(ContactQuery()))


def say_it_is(box: QComboBox, word: str) -> None:
    box.setCurrentIndex(box.findText(word))
    box.activated.emit(box.currentIndex())


def look_for_known(sheet: PastingSheet) -> None:
    sheet._later.stop()
    sheet._look_for_known()


def test_who_is_in_a_text_is_shown_before_anybody_is_added(sheet: PastingSheet, services: Services):
    sheet.take_text(LIST)
    assert sheet.summary == "3 people found"
    assert sheet.save_button.text() == "Add 3 people"
    assert [card.person.name for card in sheet.people.cards] == ["Anna Schmidt", "Jan Wolf", "Eva Kern"]
    assert services.contacts.count() == 0


def test_adding_them_is_one_change(sheet: PastingSheet, services: Services, qtbot: QtBot):
    sheet.take_text(LIST)
    with qtbot.waitSignal(sheet.added) as told:
        sheet.save_button.click()
    assert told.args[0].created == 3
    assert not sheet.isVisible()
    anna = next(one for one in everyone(services) if one.display_name == "Anna Schmidt")
    assert anna.phones[0].e164 == "+491712345678"
    assert anna.addresses[0].city == "Kassel"
    services.undo.undo()
    assert services.contacts.count() == 0


def test_what_a_piece_is_can_be_put_right(sheet: PastingSheet, services: Services):
    sheet.take_text("Anna Schmidt, 0171 2345678, Rotkäppchen")
    box = sheet.people.cards[0].boxes[2]
    assert box.currentText() == "Note"
    say_it_is(box, "Company")
    edit = sheet.people.cards[0].edits[0]
    assert isinstance(edit, QLineEdit)
    edit.setText("Anna Schmitt")
    sheet.submit()
    (anna,) = everyone(services)
    assert (anna.display_name, anna.company, anna.notes) == ("Anna Schmitt", "Rotkäppchen", "")


def test_what_was_put_right_stays_while_one_goes_on_typing(sheet: PastingSheet):
    sheet.take_text("Anna Schmidt, 0171 2345678, Rotkäppchen")
    say_it_is(sheet.people.cards[0].boxes[2], "Company")
    sheet.take_text("Anna Schmidt, 0171 2345678, Rotkäppchen\nJan Wolf 0151 1111111")
    assert sheet.found.people[0].pieces[2].what is What.COMPANY
    assert sheet.people.cards[0].boxes[2].currentText() == "Company"


def test_what_was_said_of_one_column_can_be_said_of_all(sheet: PastingSheet):
    sheet.take_text(
        "Anna Schmidt; 0171 2345678; Rot\nJan Wolf; 0151 1111111; Gelb\nEva Kern; 0151 2222222; Grün"
    )
    say_it_is(sheet.people.cards[0].boxes[2], "Company")
    assert sheet.people.all_button.text() == "Make the same of 2 others: Company"
    sheet.people.all_button.click()
    assert [person.pieces[2].what for person in sheet.found.people] == [What.COMPANY] * 3
    assert [card.boxes[2].currentText() for card in sheet.people.cards] == ["Company"] * 3
    assert not sheet.people.all_button.isVisibleTo(sheet)


def test_somebody_can_be_left_out(sheet: PastingSheet, services: Services):
    sheet.take_text(LIST)
    sheet.people.cards[1].check.click()
    assert sheet.save_button.text() == "Add 2 people"
    sheet.submit()
    assert sorted(one.display_name for one in everyone(services)) == ["Anna Schmidt", "Eva Kern"]


def test_how_it_is_read_can_be_changed(sheet: PastingSheet):
    sheet.take_text("Anna Schmidt\nJan Wolf")
    assert sheet.found.pasted.kind is PastedKind.LIST
    sheet.kind_box.setCurrentIndex(sheet.kind_box.findData(PastedKind.MESSAGE.value))
    assert len(sheet.found.people) == 1
    assert sheet.found.people[0].pieces[-1].text == "Anna Schmidt\nJan Wolf"


def test_who_is_known_is_said_and_can_be_somebody_new(sheet: PastingSheet, services: Services):
    services.contacts.add(Contact(Name("Anna Schmidt"), phones=(Phone("0171 2345678"),)))
    sheet.take_text("Anna Schmidt, 0171 2345678, Kassel")
    look_for_known(sheet)
    card = sheet.people.cards[0]
    assert card.fate.isVisibleTo(card)
    assert card.who_box.currentText() == "Add to the card of \u2068Anna Schmidt\u2069"
    sheet.submit()
    (anna,) = everyone(services)
    assert anna.addresses[0].city == "Kassel"


def test_the_same_name_is_asked_about(sheet: PastingSheet, services: Services):
    known = services.contacts.add(Contact(Name("Anna Schmidt"), phones=(Phone("030 7654321"),)))
    sheet.take_text("Anna Schmidt 0171 2345678")
    look_for_known(sheet)
    card = sheet.people.cards[0]
    assert card.fate.text == "Looks familiar"
    assert card.who_box.currentText() == "Somebody new"
    card.who_box.setCurrentIndex(1)
    card.who_box.activated.emit(1)
    sheet.submit()
    assert services.contacts.count() == 1
    assert len(services.contacts.get(known).phones) == 2


def test_nobody_without_a_name_is_added_and_nothing_is_gone(sheet: PastingSheet, services: Services):
    sheet.take_text("Anna Schmidt 0171 2345678")
    for place in sheet.found.people[0].shown:
        sheet.found.people[0].say(place, what=What.NOTE)
    sheet.submit()
    assert services.contacts.count() == 0
    assert sheet.isVisible()
    assert sheet.error_text == "Say what number 1 is called, or leave it out."


def test_a_text_that_cannot_be_added_stays(
    sheet: PastingSheet, services: Services, monkeypatch: pytest.MonkeyPatch
):
    def full(*_args: object, **_kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(services.importing, "import_cards", full)
    sheet.take_text(LIST)
    sheet.submit()
    assert sheet.isVisible()
    assert sheet.error_text
    assert sheet.text.toPlainText() == LIST
    assert sheet.save_button.isEnabled()


def test_a_text_that_a_program_wrote_goes_to_the_import(sheet: PastingSheet, qtbot: QtBot):
    sheet.take_text("BEGIN:VCARD\nVERSION:3.0\nFN:Anna\nEND:VCARD\n")
    assert not sheet.save_button.isVisible()
    with qtbot.waitSignal(sheet.import_asked) as told:
        sheet.people.empty.action_button.click()
    assert told.args[0].startswith("BEGIN:VCARD")


def test_marks_tell_what_was_understood(sheet: PastingSheet):
    sheet.take_text("😀 Anna Schmidt 0171 2345678")
    block = sheet.text.document().firstBlock()
    marked = [
        block.text().encode("utf-16-le")[2 * one.start : 2 * (one.start + one.length)].decode("utf-16-le")
        for one in block.layout().formats()
    ]
    assert "0171 2345678" in marked
    assert sheet.legend.accessibleName() == "Name, Phone"


def test_many_people_are_shown_by_the_page_and_all_are_added(sheet: PastingSheet, services: Services):
    many = PAGE + 5
    sheet.take_text(
        "\n".join(f"Person {chr(65 + n // 26)}{chr(97 + n % 26)}x 0171 23456{n:02}" for n in range(many))
    )
    assert len(sheet.people.cards) == PAGE
    assert sheet.people.more_button.text() == "Show 5 more"
    sheet.people.more_button.click()
    assert len(sheet.people.cards) == many
    sheet.submit()
    assert services.contacts.count() == many


def test_what_is_too_much_for_once_stays_for_the_next_time(
    sheet: PastingSheet, services: Services, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(reading, "MOST_PEOPLE", 3)
    lines = [f"Anna {letter}rot" for letter in "ABCDE"]
    sheet.take_text("\n".join(lines))
    assert sheet.found.rest == "\n".join(lines[-2:])
    sheet.submit()
    assert sheet.isVisible()
    assert sheet.text.toPlainText() == "\n".join(lines[-2:])
    assert services.contacts.count() == 3


def test_a_draft_holds_the_text_and_what_was_put_right(
    sheet: PastingSheet, services: Services, theme: ThemeController, qtbot: QtBot
):
    sheet.take_text("Anna Schmidt, 0171 2345678, Rotkäppchen\nJan Wolf 0151 1111111")
    sheet.found.people[0].say(2, what=What.COMPANY)
    sheet.found.people[1].left_out = True
    content = sheet.draft_content()
    other = PastingSheet(services.importing, sheet.found.reader, ImmediateRunner(), theme)
    qtbot.addWidget(other)
    other.restore(content)
    other.read_now()
    assert other.text.toPlainText() == sheet.text.toPlainText()
    assert other.found.people[0].pieces[2].what is What.COMPANY
    assert other.found.people[1].left_out


def test_enter_in_the_text_is_a_line_and_ctrl_enter_adds(
    sheet: PastingSheet, services: Services, qtbot: QtBot
):
    sheet.text.setFocus()
    qtbot.keyClicks(sheet.text, "Anna Schmidt 0171 2345678")
    qtbot.keyClick(sheet.text, Qt.Key.Key_Return)
    qtbot.keyClicks(sheet.text, "Jan Wolf 0151 1111111")
    assert services.contacts.count() == 0
    qtbot.keyClick(sheet.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert services.contacts.count() == 2

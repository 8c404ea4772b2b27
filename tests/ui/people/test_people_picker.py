"""Choosing contacts by typing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from crm_desktop.domain.contact_query import ContactQuery
from crm_desktop.services.context import Services
from crm_desktop.ui.models.contact_texts import ContactTexts
from crm_desktop.ui.models.found_people import FoundPeople
from crm_desktop.ui.people.people_picker import PeoplePicker
from crm_desktop.ui.theme.controller import ThemeController
from crm_desktop.ui.wording.days import DayWords
from tests.ui.people.conftest import AddContact


@pytest.fixture
def picker(services: Services, theme: ThemeController, qtbot: QtBot) -> PeoplePicker:
    made = PeoplePicker(services.contacts, ContactTexts(DayWords(services.clock)), theme, name="With whom")
    qtbot.addWidget(made)
    made.resize(500, 80)
    made.show()
    return made


def field(picker: PeoplePicker) -> QLineEdit:
    found = picker.findChild(QLineEdit)
    assert found is not None
    return found


def test_what_is_found_is_a_sound_model(services: Services, add: AddContact) -> None:
    add("Sara", notes="coffee")
    add("Abebe")
    model = FoundPeople(ContactTexts(DayWords(services.clock)))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(services.contacts.rows(services.contacts.ids(ContactQuery())))
    assert model.rowCount() == 2
    model.show([])
    del tester


def test_the_arrows_and_enter_choose_among_what_was_found(
    picker: PeoplePicker, services: Services, add: AddContact, qtbot: QtBot
) -> None:
    add("Sara Alemu")
    add("Sara Bekele")
    _, second = services.contacts.ids(ContactQuery(text="sara"))
    qtbot.keyClicks(field(picker), "sara")
    qtbot.waitUntil(picker.popup.isVisible)
    qtbot.keyClick(picker.popup, Qt.Key.Key_Down)
    with qtbot.waitSignal(picker.picked) as picked:
        qtbot.keyClick(picker.popup, Qt.Key.Key_Return)
    assert picked.args == [second]
    assert picker.ids == (second,)


def test_whoever_is_chosen_is_not_offered_again(picker: PeoplePicker, add: AddContact, qtbot: QtBot) -> None:
    sara = add("Sara")
    picker.choose([sara])
    qtbot.keyClicks(field(picker), "sara")
    assert not picker.popup.isVisible()


def test_pressing_someone_takes_them_away(picker: PeoplePicker, add: AddContact) -> None:
    sara, abebe = add("Sara"), add("Abebe")
    picker.choose([sara, abebe])
    picker.chips[0].click()
    assert picker.ids == (abebe,)


def test_one_is_enough_where_one_is_asked_for(
    services: Services, theme: ThemeController, add: AddContact, qtbot: QtBot
) -> None:
    sara, abebe = add("Sara"), add("Abebe")
    one = PeoplePicker(services.contacts, ContactTexts(DayWords(services.clock)), theme, most=1)
    qtbot.addWidget(one)
    one.choose([sara, abebe])
    assert one.ids == (sara,)
    assert not field(one).isVisibleTo(one)

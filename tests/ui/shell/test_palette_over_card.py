"""The palette over a card: its keys are its own."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.domain.contact import Contact, Name
from crm_desktop.services.context import Services
from crm_desktop.ui.people.page import PeoplePage
from crm_desktop.ui.shell.session import WindowSession


def test_esc_closes_the_palette_and_leaves_the_card_behind_it(
    shown: WindowSession, services: Services, qtbot: QtBot
):
    anna = services.contacts.add(Contact(Name("Anna")))
    shown.open_contact(anna)
    people = shown.stack.built("people")
    assert isinstance(people, PeoplePage)
    before = QApplication.focusWidget()
    shown.actions.palette.trigger()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is before
    assert people.card.isVisible()

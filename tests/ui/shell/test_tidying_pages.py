"""Duplicates and tidying up within the whole window: the ways in, the ways out, and undo by its key."""

from typing import cast

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crm_desktop.domain.contact import Contact, Email, Name, Phone
from crm_desktop.domain.filters.condition import SavedFilter
from crm_desktop.services.context import Services
from crm_desktop.ui.duplicates.page import DuplicatesPage
from crm_desktop.ui.shell.session import WindowSession
from crm_desktop.ui.triage.page import TriagePage

_CTRL = Qt.KeyboardModifier.ControlModifier


def _triage(session: WindowSession) -> TriagePage:
    return cast(TriagePage, session.stack.built("triage"))


def _add(services: Services, *names: str) -> None:
    for name in names:
        services.contacts.add(Contact(Name(name)))


def test_one_may_tidy_up_a_saved_filter_or_who_lacks_something(
    shown: WindowSession, services: Services, qtbot: QtBot
) -> None:
    _add(services, "Anna", "Berta")
    services.contacts.tag([2], "choir")
    services.filters.save(SavedFilter("Singers", services.filters.parsed("tag = choir")))

    shown.actions.triage.trigger()
    page = _triage(shown)
    qtbot.waitUntil(lambda: bool(page.start.rows))

    assert page.start.rows[0].text() == "Singers"
    assert "No phone" in [row.text() for row in page.start.rows]
    page.start.rows[0].click()
    qtbot.waitUntil(lambda: page.run is not None)
    assert page.sitting.card.name_label.text() == "Berta"


def test_who_is_selected_in_the_list_can_be_tidied_up(
    shown: WindowSession, services: Services, qtbot: QtBot
) -> None:
    _add(services, "Anna", "Berta", "Carla")
    people = shown.people()
    qtbot.waitUntil(lambda: people.list.listing.is_whole)
    people.list.view.selectAll()
    qtbot.waitUntil(lambda: len(people.current_people()) == 3)

    shown.actions.triage.trigger()
    page = _triage(shown)
    qtbot.waitUntil(lambda: bool(page.start.rows))

    assert page.start.rows[0].text() == "Selected in the list"
    assert page.start.rows[0].accessibleName() == "Selected in the list, 3 people"


def test_who_is_selected_in_the_list_can_be_compared(
    shown: WindowSession, services: Services, qtbot: QtBot
) -> None:
    _add(services, "Anna", "Ana Maria")
    people = shown.people()
    qtbot.waitUntil(lambda: people.list.listing.is_whole)
    people.list.view.selectAll()
    qtbot.waitUntil(lambda: len(people.current_people()) == 2)

    shown.actions.duplicates.trigger()
    page = cast(DuplicatesPage, shown.stack.built("duplicates"))
    qtbot.waitUntil(page.empty.isVisible)
    assert page.head.compare.text() == "Compare the 2 selected"
    page.head.compare.click()

    assert page.model.rowCount() == 1
    assert page.plan is not None


def test_the_key_for_undo_brings_a_person_back_and_esc_leads_out(
    shown: WindowSession, services: Services, qtbot: QtBot
) -> None:
    _add(services, "Anna", "Berta")
    shown.actions.triage.trigger()
    page = _triage(shown)
    qtbot.waitUntil(page.start.begin_button.isVisible)
    page.start.begin_button.click()
    qtbot.waitUntil(lambda: page.run is not None)
    qtbot.keyClick(page.sitting, Qt.Key.Key_D)
    assert page.sitting.card.name_label.text() == "Berta"

    qtbot.waitUntil(shown.actions.undo.isEnabled)
    shown.actions.undo.trigger()
    qtbot.waitUntil(lambda: page.sitting.card.name_label.text() == "Anna")

    qtbot.keyClick(page.sitting, Qt.Key.Key_Escape)
    assert page.currentWidget() is page.start
    qtbot.keyClick(page.start, Qt.Key.Key_Escape)
    assert shown.stack.current == "people"


def test_duplicates_are_looked_for_when_the_page_is_opened_and_merged_with_undo_in_the_bar(
    shown: WindowSession, services: Services, qtbot: QtBot
) -> None:
    for _ in range(2):
        card = Contact(
            Name("Anna Meier"), phones=(Phone("+49 30 1234567"),), emails=(Email("a@example.org"),)
        )
        services.contacts.add(card)
    shown.actions.duplicates.trigger()
    page = cast(DuplicatesPage, shown.stack.built("duplicates"))
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)

    page.pane.merge.click()
    assert services.contacts.count() == 1
    assert shown.window.content.messages.text == "2 cards of Anna Meier are one now"
    qtbot.waitUntil(shown.actions.undo.isEnabled)
    shown.actions.undo.trigger()
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)

    assert services.contacts.count() == 2
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert shown.stack.current == "people"

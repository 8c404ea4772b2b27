"""Typing in a notebook with the keyboard alone: every row is kept as it is left, and nothing is lost."""

from datetime import date
from functools import partial
from time import perf_counter

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.domain.changes import Changes, DataChanged, Kind
from crm_desktop.domain.contact import Contact, Name, Phone
from crm_desktop.domain.contact_query import ContactQuery
from crm_desktop.domain.custom_field import CustomField
from crm_desktop.domain.phone import international
from crm_desktop.formats.plain_text.reading import reader_for
from crm_desktop.services.context import Services
from crm_desktop.ui.paper.cell_edit import CellEdit
from crm_desktop.ui.paper.page import PaperPage, PaperServices
from crm_desktop.ui.paper.rows import PaperRow, RowState
from crm_desktop.ui.theme.controller import ThemeController

KEY_PRESS = QEvent.Type.KeyPress
TAB, ENTER, ESC = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Escape


class Said:
    """Remembers what the message bar was told."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.ways: list = []

    def say(self, text: str) -> None:
        self.texts.append(text)

    def error(self, text: str) -> None:
        self.texts.append(text)

    def undoable(self, text: str) -> None:
        self.texts.append(text)

    def offer(self, text: str, action: str, on_action) -> None:
        self.texts.append(text)
        self.ways.append(on_action)


@pytest.fixture
def said() -> Said:
    return Said()


def make_page(services: Services, theme: ThemeController, qtbot: QtBot, said: Said, **more) -> PaperPage:
    page = PaperPage(
        PaperServices(services.contacts, services.duplicates, services.custom_fields),
        reader_for(partial(international, country="DE"), country="DE", today=date(2026, 11, 22)),
        said,
        theme,
        **more,
    )
    qtbot.addWidget(page)
    page.resize(1100, 640)
    page.show()
    page.activateWindow()
    page.setFocus()
    QApplication.processEvents()
    return page


@pytest.fixture
def page(services: Services, theme: ThemeController, qtbot: QtBot, said: Said) -> PaperPage:
    return make_page(services, theme, qtbot, said)


def edit_of(page: PaperPage) -> CellEdit:
    edit = page.view._open_edit()
    assert edit is not None
    return edit


def press(page: PaperPage, *keys: Qt.Key | str) -> None:
    for key in keys:
        edit = edit_of(page)
        if isinstance(key, str):
            for letter in key:
                QApplication.sendEvent(edit, QKeyEvent(KEY_PRESS, 0, Qt.KeyboardModifier.NoModifier, letter))
        else:
            QTest.keyClick(edit, key)
        QApplication.processEvents()


def everyone(services: Services) -> list[Contact]:
    found = services.contacts.load(services.contacts.ids(ContactQuery()))
    return sorted(found, key=lambda one: one.display_name)


def finish(page: PaperPage) -> None:
    for _ in range(200):
        QApplication.processEvents()
        if not page._queue.is_busy:
            return


def test_a_row_is_typed_with_tab_and_kept_with_enter(page: PaperPage, services: Services):
    press(
        page, "Anna Schmidt", TAB, "0171 2345678", TAB, "Rotkäppchen", TAB, "Kassel", TAB, "likes tea", ENTER
    )
    (anna,) = everyone(services)
    assert anna.display_name == "Anna Schmidt"
    assert anna.phones[0].e164 == "+491712345678"
    assert (anna.company, anna.addresses[0].city, anna.notes) == ("Rotkäppchen", "Kassel", "likes tea")
    assert page.model.rows[0].state is RowState.KEPT
    assert page.view.currentIndex().row() == 1
    assert page.view.currentIndex().column() == 0
    assert edit_of(page).text() == ""


def test_tab_behind_the_last_cell_begins_the_next_row(page: PaperPage, services: Services):
    press(page, "Anna", TAB, TAB, TAB, TAB, TAB)
    assert page.view.currentIndex().row() == 1
    assert services.contacts.count() == 1


def test_what_repeats_is_proposed_and_taken_with_tab(page: PaperPage, services: Services):
    press(page, "Anna", TAB, TAB, "Rotkäppchen", TAB, "Kassel", ENTER)
    press(page, "Jan", TAB, TAB)
    assert edit_of(page).placeholderText() == "Rotkäppchen"
    press(page, TAB)
    assert edit_of(page).placeholderText() == "Kassel"
    press(page, Qt.Key.Key_Backspace, TAB, ENTER)
    jan = everyone(services)[1]
    assert (jan.company, jan.addresses) == ("Rotkäppchen", ())


def test_an_empty_row_takes_no_proposals(page: PaperPage, services: Services):
    press(page, "Anna", TAB, TAB, "Rotkäppchen", ENTER)
    press(page, TAB, TAB, TAB, ENTER)
    assert services.contacts.count() == 1


def test_ctrl_d_repeats_the_cell_above(page: PaperPage, services: Services, qtbot: QtBot):
    press(page, "Anna", TAB, "0561 12345", ENTER, "Jan", TAB)
    qtbot.keyClick(edit_of(page), Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    press(page, ENTER)
    assert everyone(services)[1].phones[0].typed == "0561 12345"


def test_words_are_completed_as_they_are_typed(page: PaperPage, services: Services):
    press(page, "Anna", TAB, TAB, "Rotkäppchen", ENTER, "Jan", TAB, TAB, "Ro")
    assert edit_of(page).text() == "Rotkäppchen"
    assert edit_of(page).selectedText() == "tkäppchen"
    press(page, "ma", TAB, ENTER)
    assert everyone(services)[1].company == "Roma"


def test_the_arrow_keys_go_from_row_to_row(page: PaperPage, services: Services):
    press(page, "Anna", ENTER, "Jan", Qt.Key.Key_Up)
    assert page.view.currentIndex().row() == 0
    assert services.contacts.count() == 2


def test_what_is_not_understood_is_said_and_kept(page: PaperPage, services: Services, theme, qtbot, said):
    page = make_page(services, theme, qtbot, said, columns=("name", "phone", "birthday"))
    press(page, "Anna", TAB, "12", TAB, "31.2.1990")
    assert "no day that is understood" in page.frame.said.text()
    press(page, ENTER)
    (anna,) = everyone(services)
    assert (anna.phones[0].typed, anna.notes, anna.birthday) == ("12", "31.2.1990", None)


def test_what_is_understood_is_said_while_it_is_typed(page: PaperPage):
    press(page, "Anna", TAB, "0171 2345678")
    assert "+491712345678" in page.frame.said.text()


def test_a_kept_row_can_be_changed_and_what_others_wrote_stays(page: PaperPage, services: Services):
    from dataclasses import replace

    press(page, "Anna", TAB, "0171 2345678", ENTER)
    (anna,) = everyone(services)
    services.contacts.save(
        replace(anna, notes="her daughter is Lea", phones=(*anna.phones, Phone("030 1234567")))
    )
    page.view.go_to(0, 1)
    edit_of(page).selectAll()
    press(page, "0172 2345678")
    assert page.draft_content()["rows"]
    press(page, ENTER)
    (anna,) = everyone(services)
    assert [phone.typed for phone in anna.phones] == ["0172 2345678", "030 1234567"]
    assert anna.notes == "her daughter is Lea"
    assert page.draft_content() == {"rows": []}


def test_the_same_number_is_told_while_it_is_typed(page: PaperPage, services: Services):
    services.contacts.add(Contact(Name("Anna Schmidt"), phones=(Phone("0171 2345678"),)))
    press(page, "A. Schmidt", TAB, "0171 2345678")
    page.look_now()
    assert page.model.rows[0].likes[0].name == "Anna Schmidt"
    assert page.frame.join_button.text() == "It is Anna Schmidt (Ctrl+Enter)"
    assert "the same phone number" in page.frame.said.text()


def test_who_is_known_gets_the_row_on_their_card(page: PaperPage, services: Services, said: Said):
    services.contacts.add(Contact(Name("Anna Schmidt"), phones=(Phone("0171 2345678"),)))
    press(page, "Anna Schmidt", TAB, "0171 2345678", TAB, "Rotkäppchen")
    page.look_now()
    page.frame.join_button.click()
    (anna,) = everyone(services)
    assert (anna.company, len(anna.phones)) == ("Rotkäppchen", 1)
    assert page.model.rows[0].state is RowState.KEPT
    assert said.texts == ["Added to the card of Anna Schmidt"]


def test_a_half_typed_row_is_a_draft_with_what_stands_in_the_field(page: PaperPage, services: Services):
    press(page, "Anna", TAB, "0171 23")
    content = page.draft_content()
    assert content == {
        "rows": [{"cells": {"name": "Anna", "phone": "0171 23"}, "kept": None, "contact": None}]
    }
    assert services.contacts.count() == 0
    assert page.draft_title() == "Row of the notebook: Anna"


def test_a_draft_is_put_back(page: PaperPage, services: Services, theme, qtbot, said):
    press(page, "Anna", TAB, "0171 23")
    content = page.draft_content()
    other = make_page(services, theme, qtbot, said)
    other.restore(content)
    assert other.model.rows[0].cells == {"name": "Anna", "phone": "0171 23"}
    assert other.draft_content() == content


def test_a_row_that_was_undone_says_so_and_can_be_kept_again(page: PaperPage, services: Services):
    press(page, "Anna", ENTER)
    services.undo.undo()
    page.notice(DataChanged(Changes({Kind.CONTACT: frozenset({1})}), None))
    assert page.model.rows[0].state is RowState.TAKEN_BACK
    services.undo.redo()
    page.notice(DataChanged(Changes({Kind.CONTACT: frozenset({1})}), None))
    assert page.model.rows[0].state is RowState.KEPT


def test_a_row_that_cannot_be_kept_stays_with_the_reason(
    page: PaperPage, services: Services, monkeypatch: pytest.MonkeyPatch
):
    def full(*_args: object, **_kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(services.contacts, "add", full)
    press(page, "Anna", ENTER)
    assert page.model.rows[0].state is RowState.REFUSED
    assert page.draft_content()["rows"]
    monkeypatch.undo()
    page.keep_all()
    finish(page)
    assert page.model.rows[0].state is RowState.KEPT


def test_a_block_from_a_spreadsheet_fills_the_grid_and_waits(
    page: PaperPage, services: Services, qtbot: QtBot
):
    QGuiApplication.clipboard().setText("Anna\t0171 1111111\tRot\r\nJan\t0171 2222222\t\tBonn\r\nEva\r\n")
    qtbot.keyClick(edit_of(page), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    finish(page)
    assert [row.text("name") for row in page.model.rows] == ["Anna", "Jan", "Eva", ""]
    assert page.model.rows[1].cells == {"name": "Jan", "phone": "0171 2222222", "city": "Bonn"}
    assert services.contacts.count() == 0
    assert page.frame.keep_button.text() == "Keep 3 rows"
    page.frame.keep_button.click()
    finish(page)
    assert services.contacts.count() == 3
    assert not page.frame.keep_button.isVisible()


def test_a_block_with_headings_goes_where_they_say(page: PaperPage, qtbot: QtBot):
    QGuiApplication.clipboard().setText(
        "Telefon\tName\tGeburtstag\tHobby\n0171 1111111\tAnna\t3.5.1990\tchess"
    )
    qtbot.keyClick(edit_of(page), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.model.rows[0].cells == {
        "name": "Anna",
        "phone": "0171 1111111",
        "birthday": "3.5.1990",
        "note": "chess",
    }
    assert "birthday" in [column.key for column in page.model.columns]


def test_pasted_rows_can_be_thrown_away_and_brought_back(page: PaperPage, said: Said, qtbot: QtBot):
    QGuiApplication.clipboard().setText("Anna\t1\nJan\t2")
    qtbot.keyClick(edit_of(page), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    page.throw_waiting_away()
    assert page.model.rowCount() == 1
    said.ways[-1]()
    assert [row.text("name") for row in page.model.rows] == ["Anna", "Jan", ""]


def test_a_row_is_deleted_with_its_card(page: PaperPage, services: Services, said: Said):
    press(page, "Anna", ENTER, "Jan", ENTER)
    page.delete_row(0)
    assert [one.display_name for one in everyone(services)] == ["Jan"]
    assert said.texts == ["Deleted Anna"]
    services.undo.undo()
    assert services.contacts.count() == 2


def test_fields_of_ones_own_are_columns_too(services: Services, theme, qtbot, said):
    services.custom_fields.add(CustomField("Shoe size"))
    page = make_page(services, theme, qtbot, said, columns=("name", "own:Shoe size"))
    press(page, "Anna", TAB, "38", ENTER)
    (anna,) = everyone(services)
    assert [(one.field, one.value) for one in anna.custom] == [("Shoe size", "38")]


def test_columns_are_chosen_and_remembered(services: Services, theme, qtbot, said):
    kept: list = []
    page = make_page(services, theme, qtbot, said, keep_columns=kept.append)
    press(page, "Anna", TAB, TAB, "Rot")
    page.show_columns(["name", "birthday"])
    assert [column.key for column in page.model.columns] == ["name", "birthday"]
    assert kept == [["name", "birthday"]]
    assert page.model.rows[0].text("company") == "Rot"


def test_escape_leaves_the_field_and_then_the_page(page: PaperPage, qtbot: QtBot):
    press(page, "Anna", TAB, "01", ESC)
    with qtbot.waitSignal(page.back_asked):
        qtbot.keyClick(page.view, ESC)
    assert page.model.rows[0].text("name") == "Anna"


def test_behind_three_hundred_rows_typing_is_as_quick(page: PaperPage, services: Services):
    typed = [
        {"name": f"Person {number}", "phone": f"0171 2{number:06}", "city": "Bonn"} for number in range(300)
    ]
    page.model.put(0, [PaperRow(dict(cells), kept=dict(cells)) for cells in typed])
    page.view.go_to(300, 0)
    began = perf_counter()
    press(page, "Anna Schmidt", TAB, "0171 2345678", TAB, TAB, "Bo", TAB, ENTER)
    took = perf_counter() - began
    assert services.contacts.count() == 1
    assert page.model.rows[300].text("city") == "Bonn"
    assert took < 1.5

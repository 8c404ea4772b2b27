"""Pasting and the notebook in the whole window: opened, left, and what was typed outlives a crash."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.domain.contact_query import ContactQuery
from crm_desktop.services.context import Services
from crm_desktop.ui.importing.import_dialog import ImportDialog
from crm_desktop.ui.paper.page import PaperPage
from crm_desktop.ui.pasting.sheet import PastingSheet
from crm_desktop.ui.shell.further import PAPER
from crm_desktop.ui.shell.pasting_builder import open_pasting
from crm_desktop.ui.shell.session import PEOPLE, WindowSession
from tests.fakes import FakeClock
from tests.ui.shell.drafting import crashed

LIST = "Anna Schmidt 0171 2345678\nJan Wolf 0151 1111111"
After = Callable[[], WindowSession]


@pytest.fixture
def after(
    shown: WindowSession,
    tmp_path: Path,
    clock: FakeClock,
    qapp: QApplication,
    qtbot: QtBot,
    request: pytest.FixtureRequest,
) -> After:
    """Lets the program crash, and gives the window after it."""

    def crash() -> WindowSession:
        context = crashed(shown, tmp_path, clock, qapp, qtbot)
        session = context.__enter__()
        request.addfinalizer(lambda: context.__exit__(None, None, None))
        return session

    return crash


def sheet_of(session: WindowSession) -> PastingSheet:
    sheets = session.window.findChildren(PastingSheet)
    assert len(sheets) == 1
    return sheets[0]


def names(services: Services) -> list[str]:
    found = services.contacts.load(services.contacts.ids(ContactQuery()))
    return sorted(one.display_name for one in found)


def test_the_clipboard_is_pasted_and_added(shown: WindowSession, services: Services, qtbot: QtBot):
    QGuiApplication.clipboard().setText(LIST)
    shown.actions.paste.trigger()
    sheet = sheet_of(shown)
    assert sheet.summary == "2 people found"
    with qtbot.waitSignal(sheet.accepted):
        sheet.save_button.click()
    assert names(services) == ["Anna Schmidt", "Jan Wolf"]
    assert "2 contacts added" in shown.window.content.messages.text
    assert not shown.drafting.waiting


def test_what_was_put_right_in_a_pasted_text_outlives_a_crash(shown: WindowSession, after: After):
    sheet = open_pasting(shown, LIST)
    sheet.people.cards[1].check.click()
    shown.drafting.keep_now()
    later = after()
    (draft,) = later.drafting.waiting
    assert draft.title == "Pasted: Anna Schmidt 0171 2345678"
    later.drafting.go_on(draft)
    back = sheet_of(later)
    back.read_now()
    assert back.text.toPlainText() == LIST
    assert [person.left_out for person in back.found.people] == [False, True]
    back.reject()
    sheet.reject()


def test_escape_keeps_a_text_that_was_typed(shown: WindowSession):
    sheet = open_pasting(shown, "")
    sheet.text.setPlainText(LIST)
    sheet.reject()
    (draft,) = shown.drafting.waiting
    assert draft.content["fields"]["text"] == LIST


def test_a_pasted_card_opens_the_import(shown: WindowSession, qtbot: QtBot):
    sheet = open_pasting(shown, "BEGIN:VCARD\nVERSION:3.0\nFN:Anna\nTEL:0171 2345678\nEND:VCARD\n")
    sheet.people.empty.action_button.click()
    dialog = shown.window.findChild(ImportDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: "1 new" in dialog.summary)
    dialog.reject()


def test_the_notebook_opens_ready_to_type_and_leads_back(shown: WindowSession, services: Services):
    page = shown.go_to(PAPER)
    assert isinstance(page, PaperPage)
    page.model.setData(page.model.index(0, 0), "Anna")
    page.view.row_left.emit(0)
    assert names(services) == ["Anna"]
    page.frame.back_button.click()
    assert shown.stack.current == PEOPLE
    assert shown.go_to(PAPER) is page
    assert page.model.rows[0].text("name") == "Anna"


def test_a_half_typed_row_outlives_a_crash(shown: WindowSession, after: After):
    page = shown.go_to(PAPER)
    assert isinstance(page, PaperPage)
    edit = page.view._open_edit()
    assert edit is not None
    edit.insert("Anna Schm")
    shown.drafting.keep_now()
    later = after()
    (draft,) = later.drafting.waiting
    assert draft.title == "Row of the notebook: Anna Schm"
    later.drafting.go_on(draft)
    back = later.go_to(PAPER)
    assert isinstance(back, PaperPage)
    assert back.model.rows[0].text("name") == "Anna Schm"
    assert not later.drafting.waiting


def test_a_row_that_is_kept_is_no_draft_any_more(shown: WindowSession):
    page = shown.go_to(PAPER)
    assert isinstance(page, PaperPage)
    page.model.setData(page.model.index(0, 0), "Anna")
    shown.drafting.keep_now()
    assert shown.drafting.keeper.find("paper rows") is not None
    page.view.row_left.emit(0)
    shown.drafting.keep_now()
    assert shown.drafting.keeper.find("paper rows") is None


def test_undo_takes_a_row_back_and_says_so(shown: WindowSession, services: Services, qtbot: QtBot):
    page = shown.go_to(PAPER)
    assert isinstance(page, PaperPage)
    page.model.setData(page.model.index(0, 0), "Anna")
    page.view.row_left.emit(0)
    qtbot.waitUntil(shown.actions.undo.isEnabled)
    shown.actions.undo.trigger()
    qtbot.waitUntil(lambda: page.model.rows[0].is_gone)
    assert names(services) == []


def test_text_that_is_dropped_on_the_window_is_looked_at(shown: WindowSession):
    words = QMimeData()
    words.setText(LIST)
    middle = shown.window.rect().center()
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    shown.window.dropEvent(QDropEvent(middle.toPointF(), Qt.DropAction.CopyAction, words, buttons, keys))
    sheet = sheet_of(shown)
    assert sheet.summary == "2 people found"
    sheet.reject()


def test_who_has_no_file_finds_the_other_ways_in_the_import(shown: WindowSession):
    QGuiApplication.clipboard().setText(LIST)
    shown.actions.import_files.trigger()
    (dialog,) = shown.window.findChildren(ImportDialog)
    dialog.choose.paste_button.click()
    assert not dialog.isVisible()
    sheet_of(shown).reject()
    QApplication.processEvents()
    shown.actions.import_files.trigger()
    dialog = next(one for one in shown.window.findChildren(ImportDialog) if one.isVisible())
    dialog.choose.paper_button.click()
    assert shown.stack.current == PAPER

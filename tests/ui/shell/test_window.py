"""The window as a person meets it: pages, side bar, keys, closing, quitting."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from crm_desktop.bootstrap import open_services
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.services.context import Services
from crm_desktop.ui.importing.import_dialog import ImportDialog
from crm_desktop.ui.shell.session import PEOPLE, WindowSession
from tests.ui.shell.conftest import Desktop


def press(qtbot: QtBot, session: WindowSession, keys: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    qtbot.keyClick(session.window, keys, modifier)


CTRL = Qt.KeyboardModifier.ControlModifier


def dialogs(session: WindowSession) -> list[QDialog]:
    return [dialog for dialog in session.window.findChildren(QDialog) if dialog.isVisible()]


def test_an_empty_contact_book_opens_with_three_doors(shown: WindowSession):
    assert shown.stack.current == "welcome"
    assert shown.window.windowTitle() == "Today – CRM Desktop"


def test_with_contacts_the_window_opens_on_today(session: WindowSession, services: Services, qtbot: QtBot):
    services.contacts.add(Contact(Name("Anna Meier")))
    with qtbot.waitSignal(session.ready):
        session.start()
    assert session.stack.current == "today"


def test_only_the_first_page_is_built_before_the_first_paint(session: WindowSession, services: Services):
    services.contacts.add(Contact(Name("Anna Meier")))
    session.start()
    assert session.stack.built("today") is not None
    assert session.stack.built("people") is None
    assert session.stack.built("settings") is None


def test_the_keyboard_goes_to_each_page(shown: WindowSession, services: Services, qtbot: QtBot):
    services.contacts.add(Contact(Name("Anna Meier")))
    press(qtbot, shown, Qt.Key.Key_2, CTRL)
    assert shown.stack.current == "people"
    press(qtbot, shown, Qt.Key.Key_Comma, CTRL)
    assert shown.stack.current == "settings"
    press(qtbot, shown, Qt.Key.Key_1, CTRL)
    assert shown.stack.current == "today"
    assert shown.window.windowTitle().startswith("Today")


def test_the_first_contact_closes_the_three_doors(shown: WindowSession, services: Services, qtbot: QtBot):
    services.contacts.add(Contact(Name("Anna Meier")))
    assert shown.stack.current == "today"
    services.undo.undo()
    assert shown.stack.current == "welcome"


def test_f1_shows_every_key(shown: WindowSession, qtbot: QtBot):
    qtbot.keyClick(shown.window, Qt.Key.Key_F1)
    (dialog,) = dialogs(shown)
    assert dialog.windowTitle() == "Keyboard"
    dialog.reject()


def test_files_dropped_on_the_window_are_looked_at_before_anything_is_changed(
    shown: WindowSession, services: Services, tmp_path, qtbot: QtBot
):
    file = tmp_path / "phone.vcf"
    file.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Anna Meier\nEND:VCARD\n", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    no_button, no_key = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(10, 10), Qt.DropAction.CopyAction, data, no_button, no_key)
    shown.window.dropEvent(event)
    (dialog,) = dialogs(shown)
    assert isinstance(dialog, ImportDialog)
    qtbot.waitUntil(lambda: "Nothing has been changed" in dialog.summary)
    assert services.contacts.count() == 0
    dialog.reject()


def test_closing_the_window_hides_it_and_says_so_the_first_time(
    shown: WindowSession, desktop: Desktop, qtbot: QtBot
):
    with qtbot.assertNotEmitted(shown.quit_asked):
        shown.window.close()
    assert not shown.window.isVisible()
    assert [title for title, _body in desktop.sent] == ["CRM Desktop is still there"]
    shown.window.come_forward()
    assert shown.window.isVisible()
    shown.window.close()
    assert len(desktop.sent) == 1


def test_closing_the_window_quits_where_nobody_wants_to_be_reminded_on(
    shown: WindowSession, services: Services, qtbot: QtBot
):
    services.settings.close_to_tray = False
    with qtbot.waitSignal(shown.quit_asked):
        shown.window.close()


def test_quitting_with_an_unsaved_card_asks_nothing_for_it_is_kept(
    shown: WindowSession, services: Services, qtbot: QtBot
):
    shown.add_contact("Anna")
    fields = shown.stack.currentWidget().findChildren(QLineEdit)
    qtbot.keyClicks(next(field for field in fields if field.text() == "Anna"), "belle")
    with qtbot.waitSignal(shown.quit_asked):
        shown.quit()
    assert [draft.title for draft in services.drafts.all()] == ["New contact: Annabelle"]


def test_the_window_comes_back_where_it_was(shown: WindowSession, qtbot: QtBot):
    shown.window.resize(790, 600)
    shown.window.close()
    assert shown.state.restore("window", shown.window)
    assert shown.window.width() == 790


@pytest.mark.parametrize("size", [(760, 480), (1280, 720)])
def test_the_window_fits_small_screens(shown: WindowSession, size: tuple[int, int]):
    shown.window.resize(*size)
    assert (shown.window.width(), shown.window.height()) == size


def test_what_the_command_line_adds_is_shown_at_the_next_tick(
    shown: WindowSession, services: Services, desktop: Desktop, qtbot: QtBot
) -> None:
    page = shown.go_to(PEOPLE)
    qtbot.waitUntil(lambda: desktop.ticker is not None)
    elsewhere = open_services(services.folder, default_country=lambda: "ET")
    elsewhere.contacts.add(Contact(name=Name(full="Written Elsewhere")))
    elsewhere.close()

    desktop.ticker.tick()

    qtbot.waitUntil(lambda: page.list.listing.model.rowCount() == 1)

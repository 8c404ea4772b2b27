"""Undo and redo, with the name of what they undo."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from crm_desktop.domain.contact import Contact, Name
from crm_desktop.services.context import Services
from crm_desktop.ui.shell.history_sheet import HistorySheet
from crm_desktop.ui.shell.session import WindowSession

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def said(session: WindowSession) -> str:
    return session.window.content.messages.text


def test_undo_carries_the_name_of_what_it_undoes(shown: WindowSession, services: Services, qtbot: QtBot):
    assert not shown.actions.undo.isEnabled()
    anna = services.contacts.add(Contact(Name("Anna Meier")))
    services.contacts.delete([anna])
    qtbot.waitUntil(lambda: shown.actions.undo.text() == "Undo: Delete Anna Meier")


def test_ctrl_z_undoes_and_offers_to_redo(shown: WindowSession, services: Services, qtbot: QtBot):
    anna = services.contacts.add(Contact(Name("Anna Meier")))
    services.contacts.delete([anna])
    qtbot.waitUntil(shown.actions.undo.isEnabled)
    qtbot.keyClick(shown.window, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: said(shown) == "Undone: Delete Anna Meier")
    assert services.contacts.count() == 1
    qtbot.waitUntil(shown.actions.redo.isEnabled)
    qtbot.keyClick(shown.window, Qt.Key.Key_Z, CTRL | SHIFT)
    qtbot.waitUntil(lambda: services.contacts.count() == 0)


def test_a_name_with_braces_is_only_a_name(shown: WindowSession, services: Services, qtbot: QtBot):
    anna = services.contacts.add(Contact(Name("{count} {0} %s <b>")))
    services.contacts.delete([anna])
    qtbot.waitUntil(lambda: shown.actions.undo.text() == "Undo: Delete {count} {0} %s <b>")


def test_a_very_long_name_is_cut(shown: WindowSession, services: Services, qtbot: QtBot):
    services.contacts.add(Contact(Name("A" * 10_000)))
    qtbot.waitUntil(shown.actions.undo.isEnabled)
    assert len(shown.actions.undo.text()) < 100


def test_ctrl_z_in_a_field_belongs_to_the_field_until_it_has_nothing_to_undo(
    shown: WindowSession, services: Services, qtbot: QtBot
):
    anna = services.contacts.add(Contact(Name("Anna Meier")))
    services.contacts.delete([anna])
    qtbot.waitUntil(shown.actions.undo.isEnabled)
    field = QLineEdit(shown.window)
    field.show()
    qtbot.waitUntil(shown.window.isActiveWindow)
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "abc")
    qtbot.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert field.text() == ""
    assert services.contacts.count() == 0
    qtbot.keyClick(field, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: services.contacts.count() == 1)


def test_the_palette_opens_from_a_field_too(shown: WindowSession, qtbot: QtBot):
    field = QLineEdit("abc", shown.window)
    field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    field.setCursorPosition(0)
    qtbot.keyClick(field, Qt.Key.Key_K, CTRL)
    assert field.text() == "abc"
    assert shown._palette is not None
    assert shown._palette.isVisible()


def test_what_takes_long_to_undo_says_that_it_goes_on(
    shown: WindowSession, services: Services, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    services.contacts.add(Contact(Name("Anna Meier")))
    qtbot.waitUntil(shown.actions.undo.isEnabled)
    gate = threading.Event()
    monkeypatch.setattr(services.undo, "undo", lambda: gate.wait(30) and None)
    shown.actions.undo.trigger()
    qtbot.waitUntil(lambda: said(shown).startswith("Still working"))
    gate.set()
    qtbot.waitUntil(lambda: not shown.runner.busy)


def history(session: WindowSession) -> HistorySheet:
    [sheet] = [each for each in session.window.findChildren(HistorySheet) if each.isVisible()]
    return sheet


def lines(sheet: HistorySheet) -> list[str]:
    return [sheet.table.item(row, 0).text().strip("\u2068\u2069") for row in range(sheet.table.rowCount())]


def test_the_history_leads_back_to_any_point_and_forward_again(
    shown: WindowSession, services: Services, qtbot: QtBot
):
    for name in ("One", "Two", "Three"):
        services.contacts.add(Contact(Name(name)))
    qtbot.keyClick(shown.window, Qt.Key.Key_H, CTRL)
    sheet = history(shown)
    assert lines(sheet) == ["Add Three", "Add Two", "Add One"]
    assert not sheet.save_button.isEnabled()
    qtbot.keyClick(sheet.table, Qt.Key.Key_Down)
    qtbot.keyClick(sheet.table, Qt.Key.Key_Down)
    assert sheet.save_button.text() == "Undo 2 steps to here"
    sheet.save_button.click()
    qtbot.waitUntil(lambda: services.contacts.count() == 1)
    qtbot.waitUntil(lambda: "Add One" in said(shown))
    shown.actions.history.trigger()
    again = history(shown)
    assert lines(again)[:2] == ["Add Three (undone)", "Add Two (undone)"]
    again.table.setCurrentCell(0, 0)
    assert again.save_button.text() == "Redo 2 steps to here"
    qtbot.keyClick(again.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: services.contacts.count() == 3)


def test_an_empty_history_says_so(shown: WindowSession):
    shown.actions.history.trigger()
    sheet = history(shown)
    assert sheet.table.isHidden()
    sheet.reject()

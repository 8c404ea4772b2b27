"""The usual is written down with two keys: Ctrl+L from a card, and the key of the line."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.interaction import InteractionKind, Outcome
from crm_desktop.ui.logbook.log_dialog import LogDialog
from crm_desktop.ui.shell.session import WindowSession


def test_called_and_nobody_answered_is_two_keys_from_the_card(shown: WindowSession, qtbot: QtBot) -> None:
    anna = shown.services.contacts.add(Contact(Name("Anna Meier")))
    shown.open_contact(anna)
    qtbot.keyClick(shown.window.focusWidget(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = shown.window.findChildren(LogDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    (entry,) = shown.services.interactions.timeline(anna)
    assert (entry.kind, entry.text, entry.outcome) == (InteractionKind.CALL, "No answer", Outcome.NEUTRAL)

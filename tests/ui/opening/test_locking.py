"""One window after another over the same folder: locked and unlocked, encrypted in between, nothing lost."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from crm_desktop.domain.follow_up import FollowUp
from crm_desktop.ui.app import run_window
from crm_desktop.ui.logbook.log_text import LogText
from crm_desktop.ui.opening import locked_watch
from crm_desktop.ui.opening.passphrase_dialog import PassphraseDialog
from crm_desktop.ui.settings.passphrase_sheets import ChangeSheet, TurnOffSheet, TurnOnSheet
from crm_desktop.ui.shell.main_window import MainWindow
from crm_desktop.ui.shell.ports import WindowParts
from crm_desktop.ui.shell.session import PEOPLE, SETTINGS, WindowSession
from tests.fakes import FakeClock
from tests.ui.opening.conftest import RIGHT, Person, Place
from tests.ui.opening.test_passphrase_dialog import give
from tests.ui.shell.conftest import Desktop

OTHER = "seven lamps under a river"
Act = Callable[[WindowSession], object]


class Windows:
    """What happens in each window that comes, in turn; the last one is quit."""

    def __init__(self, *acts: Act) -> None:
        self._acts = list(acts)
        self.seen = 0

    def begun(self, session: WindowSession) -> None:
        """Given to `run_window`."""
        act = self._acts[self.seen] if self.seen < len(self._acts) else WindowSession.end
        self.seen += 1
        session.ready.connect(lambda: self._do(act, session), Qt.ConnectionType.QueuedConnection)

    def _do(self, act: Act, session: WindowSession) -> None:
        try:
            act(session)
        except BaseException:
            session.end()
            raise


def lock(session: WindowSession) -> None:
    session.actions.lock.trigger()


def test_a_locked_window_is_gone_until_the_passphrase_is_given(
    parts: WindowParts, place: Place, person: Person, qapp: QApplication, desktop: Desktop
) -> None:
    place.begin(RIGHT, "Siobhán")
    desktop.keys.kept = RIGHT
    gone: list[object] = []

    def first(session: WindowSession) -> None:
        session.go_to(PEOPLE)
        gone.extend((session, session.window, session.stack.built(PEOPLE)))
        lock(session)

    def behind_the_lock(dialog: PassphraseDialog) -> None:
        assert not any(isValid(each) for each in gone)
        assert not any(isinstance(each, MainWindow) for each in qapp.topLevelWidgets())
        assert open_files(place) == []
        person.does(PassphraseDialog, give(RIGHT))
        give("nine umbrellas for a duck")(dialog)

    seen: list[str] = []

    def second(session: WindowSession) -> None:
        seen.append(session.stack.current)
        assert session.services.contacts.count() == 1
        session.end()

    person.does(PassphraseDialog, behind_the_lock)
    windows = Windows(first, second)
    assert run_window(parts, begun=windows.begun) == 0
    assert windows.seen == 2
    assert seen == [PEOPLE], "the page that was in view is in view again"


def test_quitting_behind_the_lock_ends_the_program(parts: WindowParts, place: Place, person: Person) -> None:
    place.begin(RIGHT, "Abebe")
    person.does(PassphraseDialog, give(RIGHT))
    person.does(PassphraseDialog, lambda dialog: dialog.quit_button.click())
    windows = Windows(lock)
    assert run_window(parts, begun=windows.begun) == 0
    assert windows.seen == 1


def test_what_was_copied_here_is_not_left_in_the_clipboard(
    parts: WindowParts, place: Place, person: Person, desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.begin(RIGHT, "Abebe")
    desktop.keys.kept = RIGHT
    # The clipboard of a desktop without a screen does not know whose it is.
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _self: True)

    def copy_and_lock(session: WindowSession) -> None:
        QGuiApplication.clipboard().setText("+49 30 1234567")
        lock(session)

    def look(dialog: PassphraseDialog) -> None:
        assert QGuiApplication.clipboard().text() == ""
        dialog.quit_button.click()

    person.does(PassphraseDialog, look)
    run_window(parts, begun=Windows(copy_and_lock).begun)


def test_what_was_typed_and_not_saved_is_there_after_unlocking(
    parts: WindowParts, place: Place, person: Person, desktop: Desktop
) -> None:
    place.begin(RIGHT, "Abebe")
    desktop.keys.kept = RIGHT

    def type_and_lock(session: WindowSession) -> None:
        dialog = session.dialogs.log()
        text = dialog.findChild(LogText)
        assert text is not None
        text.setPlainText("He wants blue tins")
        QTimer.singleShot(0, dialog, lambda: lock(session))

    kept: list[str] = []

    def second(session: WindowSession) -> None:
        kept.extend(str(draft.content) for draft in session.services.drafts.all())
        session.end()

    person.does(PassphraseDialog, give(RIGHT))
    run_window(parts, begun=Windows(type_and_lock, second).begun)
    assert len(kept) == 1
    assert "He wants blue tins" in kept[0]


def test_plain_data_has_nothing_to_lock(parts: WindowParts, place: Place) -> None:
    place.begin("", "Abebe")
    seen: list[bool] = []

    def look(session: WindowSession) -> None:
        seen.append(session.actions.lock.isVisible())
        seen.append(session.actions.lock in session.actions.all())
        session.end()

    run_window(parts, begun=Windows(look).begun)
    assert seen == [False, False]


def test_behind_the_lock_one_notice_without_a_name_says_that_something_is_due(
    parts: WindowParts,
    place: Place,
    person: Person,
    desktop: Desktop,
    clock: FakeClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place.begin(RIGHT, "Siobhán")
    desktop.keys.kept = RIGHT
    monkeypatch.setattr(locked_watch, "_LOOK_EVERY", 5)
    at = clock.now() + timedelta(days=1)

    def promise_and_lock(session: WindowSession) -> None:
        session.services.follow_ups.promise(FollowUp(None, "Send Siobhán the mock-up", at.date()))
        lock(session)

    sent: list[tuple[str, str]] = []

    def later(dialog: PassphraseDialog) -> None:
        assert desktop.sent == []
        clock.advance(days=2)

        def told() -> None:
            if not desktop.sent:
                QTimer.singleShot(5, dialog, told)
                return
            QTimer.singleShot(50, dialog, done)

        def done() -> None:
            sent.extend(desktop.sent)
            dialog.quit_button.click()

        told()

    person.does(PassphraseDialog, later)
    run_window(parts, begun=Windows(promise_and_lock).begun)
    assert sent == [("CRM Desktop is locked", "A reminder is waiting for you. Unlock to read it.")]


def test_encryption_is_turned_on_changed_and_turned_off_from_the_settings(
    parts: WindowParts, place: Place, person: Person, qtbot: QtBot
) -> None:
    place.begin("", "Siobhán")
    said: list[str] = []

    def turn_on(session: WindowSession) -> None:
        section(session, "on_button").click()
        [sheet] = session.window.findChildren(TurnOnSheet)
        sheet.choice.field.edit.setText(RIGHT)
        sheet.choice.again.edit.setText(RIGHT)
        free(session, sheet.save_button.click)

    def change(session: WindowSession) -> None:
        said.append(session.window.content.messages.text)
        section(session, "change_button").click()
        [sheet] = session.window.findChildren(ChangeSheet)
        sheet.old_field.edit.setText("not that one")
        sheet.choice.field.edit.setText(OTHER)
        sheet.choice.again.edit.setText(OTHER)
        sheet.save_button.click()
        qtbot.waitUntil(lambda: "not the passphrase" in sheet.problem)
        sheet.old_field.edit.setText(RIGHT)
        free(session, sheet.save_button.click)

    def turn_off(session: WindowSession) -> None:
        said.append(session.window.content.messages.text)
        section(session, "off_button").click()
        [sheet] = session.window.findChildren(TurnOffSheet)
        QTest.keyClicks(sheet.old_field.edit, OTHER)
        free(session, lambda: QTest.keyClick(sheet.old_field.edit, Qt.Key.Key_Return))

    def last(session: WindowSession) -> None:
        said.append(session.window.content.messages.text)
        assert session.stack.current == SETTINGS
        assert session.services.contacts.count() == 1
        session.end()

    windows = Windows(turn_on, change, turn_off, last)
    assert run_window(parts, begun=windows.begun) == 0
    assert [words.split(".")[0] for words in said] == [
        "Your contacts are encrypted now",
        "The new passphrase holds from now on",
        "Your contacts are not encrypted any more",
    ]
    assert place.names("") == ["Siobhán"]


def open_files(place: Place) -> list[str]:
    """The data files that this process has open, where the system tells."""
    found = []
    for each in Path("/proc/self/fd").glob("*"):
        with suppress(OSError):
            path = each.readlink()
            if place.folder in path.parents and path.name.startswith("contacts.db"):
                found.append(path.name)
    return found


def section(session: WindowSession, button: str):
    """A button of the section, once the page is there."""
    page = session.go_to(SETTINGS)
    from crm_desktop.ui.settings.encryption import EncryptionSection

    [found] = page.findChildren(EncryptionSection)
    return getattr(found, button)


def free(session: WindowSession, act: Callable[[], object]) -> None:
    """Do it once nothing is being done behind the window."""
    if session.runner.busy:
        QTimer.singleShot(5, session, lambda: free(session, act))
    else:
        act()

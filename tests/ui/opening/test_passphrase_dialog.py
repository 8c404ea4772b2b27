"""An encrypted file asks for its passphrase before there is a window, until one fits."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from crm_desktop.domain.errors import UserError
from crm_desktop.services.context import Services
from crm_desktop.ui.opening.passphrase_dialog import Given, PassphraseDialog, ask_passphrase
from crm_desktop.ui.shell.leaving import Locked
from crm_desktop.ui.shell.ports import WindowParts
from crm_desktop.ui.theme.controller import ThemeController
from tests.fakes import FakeClock
from tests.ui.opening.conftest import RIGHT, Person, Place
from tests.ui.shell.conftest import Desktop


@pytest.fixture(autouse=True)
def _encrypted(place: Place) -> None:
    place.begin(RIGHT, "Abebe")


def give(passphrase: str):
    """Type one, and press Enter."""

    def deed(dialog: PassphraseDialog) -> None:
        dialog.field.edit.selectAll()
        QTest.keyClicks(dialog.field.edit, passphrase)
        QTest.keyClick(dialog.field.edit, Qt.Key.Key_Return)

    return deed


def asked(parts: WindowParts, theme: ThemeController, locked: Locked | None = None) -> Given:
    given = ask_passphrase(parts, theme, locked=locked)
    assert given is not None
    return given


def test_the_right_one_opens_it(parts: WindowParts, theme: ThemeController, person: Person) -> None:
    person.does(PassphraseDialog, give(RIGHT))
    given = asked(parts, theme)
    assert given.services is not None
    assert given.services.contacts.count() == 1


def test_a_wrong_one_is_told_beside_the_field_and_can_be_typed_over(
    parts: WindowParts, theme: ThemeController, person: Person
) -> None:
    def after(dialog: PassphraseDialog) -> None:
        assert "does not open" in dialog.trouble.text()
        assert dialog.trouble.isVisible()
        assert dialog.field.edit.selectedText()
        give(RIGHT)(dialog)

    person.does(PassphraseDialog, give("nine umbrellas for a duck"))
    person.does(PassphraseDialog, after)
    assert asked(parts, theme).services is not None


def test_damage_is_thought_of_only_after_a_wrong_one(
    parts: WindowParts, theme: ThemeController, person: Person
) -> None:
    def before(dialog: PassphraseDialog) -> None:
        assert not dialog.damaged_button.isVisible()
        give("wrong wrong")(dialog)

    person.does(PassphraseDialog, before)
    person.does(PassphraseDialog, lambda dialog: dialog.damaged_button.click())
    given = asked(parts, theme)
    assert given.services is None
    assert given.error is None
    assert given.passphrase == "wrong wrong"


def test_escape_ends_the_start(parts: WindowParts, theme: ThemeController, person: Person) -> None:
    person.does(PassphraseDialog, lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    assert ask_passphrase(parts, theme) is None


def test_escape_clears_a_lock_and_does_not_end_it(
    parts: WindowParts, theme: ThemeController, person: Person, clock: FakeClock
) -> None:
    def slip(dialog: PassphraseDialog) -> None:
        QTest.keyClicks(dialog.field.edit, "slip")
        QTest.keyClick(dialog.field.edit, Qt.Key.Key_Escape)
        assert dialog.field.text == ""

    person.does(PassphraseDialog, slip)
    person.does(PassphraseDialog, lambda dialog: dialog.quit_button.click())
    assert ask_passphrase(parts, theme, locked=Locked(clock)) is None


def test_the_letters_are_dots_until_somebody_looks(
    parts: WindowParts, theme: ThemeController, person: Person
) -> None:
    def look(dialog: PassphraseDialog) -> None:
        assert dialog.field.edit.echoMode() is QLineEdit.EchoMode.Password
        dialog.field.eye.click()
        assert dialog.field.edit.echoMode() is QLineEdit.EchoMode.Normal
        assert dialog.field.eye.accessibleName() == "Hide the letters"
        dialog.reject()

    person.does(PassphraseDialog, look)
    ask_passphrase(parts, theme)


def test_caps_lock_is_seen_in_the_letters(parts: WindowParts, theme: ThemeController, person: Person) -> None:
    def type_on(dialog: PassphraseDialog) -> None:
        edit, hint = dialog.field.edit, dialog.field.hint
        shifted = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier, "A")
        QApplication.sendEvent(edit, shifted)
        assert not hint.isVisible()
        locked = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "A")
        QApplication.sendEvent(edit, locked)
        assert hint.isVisible()
        QTest.keyClick(edit, Qt.Key.Key_A)
        assert not hint.isVisible()
        dialog.reject()

    person.does(PassphraseDialog, type_on)
    ask_passphrase(parts, theme)


def test_the_keyring_is_offered_only_where_there_is_one(
    parts: WindowParts, theme: ThemeController, person: Person, desktop: Desktop
) -> None:
    desktop.keys.why_not = "This computer has no keyring."

    def look(dialog: PassphraseDialog) -> None:
        assert not dialog.keep_box.isVisible()
        assert dialog.keys_note.text() == "This computer has no keyring."
        dialog.reject()

    def wait(dialog: PassphraseDialog) -> None:
        person.does(PassphraseDialog, look if dialog.keys_note.isVisible() else wait)

    person.does(PassphraseDialog, wait)
    ask_passphrase(parts, theme)


def test_what_else_keeps_the_file_shut_is_no_wrong_passphrase(
    parts: WindowParts, theme: ThemeController, person: Person
) -> None:
    def full(_passphrase: str) -> Services:
        raise UserError("The disk is full.")

    person.does(PassphraseDialog, give(RIGHT))
    given = asked(replace(parts, open_services=full), theme)
    assert isinstance(given.error, UserError)


def test_nothing_typed_stays_in_the_field(parts: WindowParts, theme: ThemeController, person: Person) -> None:
    seen: list[PassphraseDialog] = []

    def deed(dialog: PassphraseDialog) -> None:
        seen.append(dialog)
        give(RIGHT)(dialog)

    person.does(PassphraseDialog, deed)
    asked(parts, theme)
    assert seen[0].field.text == ""


def test_a_lock_over_a_window_out_of_sight_stays_out_of_sight(
    parts: WindowParts, theme: ThemeController, clock: FakeClock
) -> None:
    unseen = PassphraseDialog(
        parts, theme, locked=Locked(clock, was_seen=False, was_active=False, stays=True)
    )
    unseen.come()
    assert not unseen.isVisible()
    unseen.come_forward()
    assert unseen.isVisible()
    unseen.close()
    assert not unseen.isVisible()
    assert unseen.given is None
    unseen.deleteLater()

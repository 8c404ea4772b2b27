"""Who can open the data, in the settings: what is said, what is asked, and what is checked before."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.services.context import Services
from crm_desktop.ui.settings.encryption import EncryptionSection
from crm_desktop.ui.settings.passphrase_sheets import NewPassphrase, TurnOnSheet
from crm_desktop.ui.theme.controller import ThemeController

GOOD = "nine umbrellas for a goose"
Make = Callable[..., EncryptionSection]


@pytest.fixture
def make(services: Services, theme: ThemeController, qtbot: QtBot) -> Make:
    def made(*, is_on: bool, missing: str = "") -> EncryptionSection:
        section = EncryptionSection(services.settings, theme, is_on=is_on, missing=missing)
        qtbot.addWidget(section)
        section.show()
        return section

    return made


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    shown = QWidget()
    qtbot.addWidget(shown)
    shown.show()
    return shown


def test_what_is_missing_is_said_and_can_be_copied(make: Make) -> None:
    section = make(is_on=False, missing='What encrypts is not installed: pip install "crm-desktop[encrypt]"')
    assert not section.on_button.isEnabled()
    assert section.missing_label.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    section.copy_button.click()
    assert QGuiApplication.clipboard().text() == 'pip install "crm-desktop[encrypt]"'


def test_plain_data_can_be_encrypted_and_nothing_else(make: Make, qtbot: QtBot) -> None:
    section = make(is_on=False)
    assert not hasattr(section, "lock_button")
    with qtbot.waitSignal(section.turn_on_asked):
        section.on_button.click()


def test_encrypted_data_can_be_locked_changed_and_made_plain(make: Make, qtbot: QtBot) -> None:
    section = make(is_on=True)
    for button, signal in (
        (section.lock_button, section.lock_asked),
        (section.change_button, section.change_asked),
        (section.off_button, section.turn_off_asked),
    ):
        with qtbot.waitSignal(signal):
            button.click()


def test_when_it_locks_is_chosen_and_kept(make: Make, services: Services) -> None:
    section = make(is_on=True)
    assert section.after_box.currentText() == "Never"
    texts = [section.after_box.itemText(place) for place in range(section.after_box.count())]
    assert texts[1:] == [f"After {minutes} minutes" for minutes in (5, 10, 15, 30, 60)]
    section.after_box.setCurrentIndex(2)
    section.after_box.activated.emit(2)
    assert services.settings.lock_after_minutes == 10


def test_a_time_that_was_set_elsewhere_is_shown(make: Make, services: Services) -> None:
    services.settings.lock_after_minutes = 7
    assert make(is_on=True).after_box.currentText() == "After 7 minutes"


def test_the_keyring_is_shown_as_it_is_without_asking_for_it(make: Make, qtbot: QtBot) -> None:
    section = make(is_on=True)
    assert not section.keep_box.isEnabled()
    with qtbot.assertNotEmitted(section.keep_asked):
        section.show_keyring("", kept=True)
    assert section.keep_box.isEnabled()
    assert section.keep_box.isChecked()
    with qtbot.waitSignal(section.keep_asked) as asked:
        section.keep_box.click()
    assert asked.args == [False]


def test_why_there_is_no_keyring_is_said(make: Make) -> None:
    section = make(is_on=True)
    section.show_keyring("This computer has no keyring.", kept=False)
    assert not section.keep_box.isEnabled()
    assert section.keep_note.isVisible()
    assert section.keep_note.text() == "This computer has no keyring."


def test_a_new_passphrase_is_judged_in_words(theme: ThemeController, qtbot: QtBot) -> None:
    choice = NewPassphrase(theme)
    qtbot.addWidget(choice)
    said = []
    for passphrase in ("short", "password1", "kR7#vQ2!xw9", GOOD):
        choice.field.edit.setText(passphrase)
        said.append(choice.words.text().split(":")[0].split(".")[0].split()[0])
    assert said == ["A", "Weak", "Fair", "Strong"]


def fill(choice: NewPassphrase, first: str, second: str) -> None:
    choice.field.edit.setText(first)
    choice.again.edit.setText(second)


@pytest.mark.parametrize(
    "first, second, why",
    [
        ("short", "short", "at least 8"),
        (GOOD, "nine umbrellas for a duck", "not the same"),
        (GOOD, "", "not the same"),
    ],
)
def test_what_cannot_be_used_is_said_and_stays_typed(
    first: str, second: str, why: str, theme: ThemeController, window: QWidget
) -> None:
    sheet = TurnOnSheet(theme, window, keyring_trouble="")
    sheet.open()
    fill(sheet.choice, first, second)
    assert sheet.new == ""
    assert why in sheet.problem
    assert sheet.choice.text == first
    sheet.reject()


def test_the_same_typed_on_another_keyboard_is_the_same(theme: ThemeController, window: QWidget) -> None:
    sheet = TurnOnSheet(theme, window, keyring_trouble="")
    fill(sheet.choice, "Gänse\u00a0unter\u00a0Schirmen", "Ga\u0308nse unter Schirmen")
    assert sheet.new
    sheet.close()


def test_the_keyring_is_no_choice_where_there_is_none(theme: ThemeController, window: QWidget) -> None:
    sheet = TurnOnSheet(theme, window, keyring_trouble="This computer has no keyring.")
    sheet.keep_box.setChecked(True)
    assert not sheet.keep
    sheet.close()

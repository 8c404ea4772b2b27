"""Buttons: named, seen, pressed by mouse and keyboard, in both directions and at every size."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.ui.theme.controller import ThemeController
from crm_desktop.ui.widgets.buttons import IconButton, PrimaryButton, QuietButton
from crm_desktop.ui.widgets.chip import Chip
from crm_desktop.ui.widgets.empty_state import EmptyState


def test_every_button_has_a_name_for_screen_readers(qtbot: QtBot, theme: ThemeController) -> None:
    buttons = (
        (PrimaryButton("New", theme, "plus"), "New"),
        (QuietButton("Call", theme), "Call"),
        (IconButton("trash", theme, "Delete"), "Delete"),
        (Chip("Cold", theme), "Cold"),
    )
    for button, name in buttons:
        qtbot.addWidget(button)
        spoken = QAccessible.queryAccessibleInterface(button)
        assert spoken.text(QAccessible.Text.Name) == name
        assert spoken.role() in (QAccessible.Role.Button, QAccessible.Role.CheckBox)


def test_the_focus_can_be_seen(qtbot: QtBot, theme: ThemeController) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    buttons = [
        PrimaryButton("New", theme),
        QuietButton("Call", theme),
        IconButton("trash", theme, "Delete"),
        Chip("Cold", theme),
    ]
    for button in buttons:
        column.addWidget(button)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    for button in buttons:
        button.clearFocus()
        before = button.grab().toImage()
        button.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.waitUntil(button.hasFocus)
        assert button.grab().toImage() != before, button.text()


def test_a_key_presses_a_button(qtbot: QtBot, theme: ThemeController) -> None:
    button = IconButton("edit", theme, "Edit")
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Space)


def test_a_menu_adds_an_arrow(qtbot: QtBot, theme: ThemeController) -> None:
    button = QuietButton("Sort", theme, "sort")
    qtbot.addWidget(button)
    plain = button.sizeHint().width()
    menu = QMenu(button)
    button.setMenu(menu)
    assert button.sizeHint().width() > plain
    button.resize(button.sizeHint())
    button.grab()


def test_a_chip_is_on_or_off_and_reads_its_count(qtbot: QtBot, theme: ThemeController) -> None:
    chip = Chip("R&D", theme, "tag")
    qtbot.addWidget(chip)
    chip.set_count(1234)
    assert chip.accessibleName() == f"R&D {chip.locale().toString(1234)}"
    with qtbot.waitSignal(chip.toggled):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert chip.isChecked()
    chip.set_count(None)
    assert chip.accessibleName() == "R&D"


def test_an_overlong_chip_keeps_within_bounds(qtbot: QtBot, theme: ThemeController) -> None:
    chip = Chip("x" * 10_000, theme)
    qtbot.addWidget(chip)
    assert chip.sizeHint().width() <= theme.px(260)
    chip.resize(chip.sizeHint())
    chip.grab()


def test_an_empty_state_says_what_to_do(qtbot: QtBot, theme: ThemeController) -> None:
    empty = EmptyState("people", "Nobody here yet", theme, "Type a name.", "New contact")
    qtbot.addWidget(empty)
    with qtbot.waitSignal(empty.action_clicked):
        empty.action_button.click()
    empty.say("search", "Nobody found")
    assert not empty.action_button.isVisibleTo(empty)
    assert empty.accessibleName() == "Nobody found"

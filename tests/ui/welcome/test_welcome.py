"""The first run: three doors."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from crm_desktop.ui.theme.controller import ThemeController
from crm_desktop.ui.welcome.page import WelcomePage


@pytest.fixture
def page(theme: ThemeController, qtbot: QtBot) -> WelcomePage:
    made = WelcomePage(theme)
    qtbot.addWidget(made)
    made.resize(1000, 640)
    made.show()
    return made


def test_each_door_leads_somewhere(page: WelcomePage, qtbot: QtBot):
    doors = (
        (page.import_door, page.import_asked),
        (page.add_door, page.add_asked),
        (page.sample_door, page.sample_asked),
    )
    for door, signal in doors:
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(door, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_door_opens_by_keyboard(page: WelcomePage, qtbot: QtBot, key: Qt.Key):
    with qtbot.waitSignal(page.import_asked):
        qtbot.keyClick(page.import_door, key)


def test_a_screen_reader_hears_what_a_door_is_for(page: WelcomePage):
    told = QAccessible.queryAccessibleInterface(page.sample_door)
    assert told.text(QAccessible.Text.Name) == "Just look around"
    assert told.text(QAccessible.Text.Description) == "With invented people, gone again with one click."


def test_the_doors_stand_in_one_line_and_are_equally_high(page: WelcomePage):
    doors = (page.import_door, page.add_door, page.sample_door)
    assert len({door.height() for door in doors}) == 1
    assert len({door.y() for door in doors}) == 1

"""Messages and dialogs: what was done, what could not be done, and what Enter and Esc mean."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.ui.theme.controller import ThemeController
from crm_desktop.ui.widgets import card, message_bar
from crm_desktop.ui.widgets.buttons import QuietButton
from crm_desktop.ui.widgets.message_bar import MessageBar
from crm_desktop.ui.widgets.sheet import Sheet
from crm_desktop.ui.widgets.text_area import TextArea


@pytest.fixture
def bar(qtbot: QtBot, theme: ThemeController) -> Iterator[MessageBar]:
    """A bar below a field that has the keyboard."""
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    bar = MessageBar(theme)
    for widget in (QLineEdit(), bar):
        column.addWidget(widget)
    page.show()
    yield bar
    page.close()


def test_a_message_goes_away_by_itself(
    qtbot: QtBot, bar: MessageBar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(message_bar, "SHOWN_MS", 10)
    bar.say("Saved.")
    assert bar.isVisible()
    assert bar.accessibleName() == "Saved."
    qtbot.waitUntil(lambda: not bar.isVisible())
    assert bar.text == ""


def test_an_error_stays_until_it_is_closed(
    qtbot: QtBot, bar: MessageBar, monkeypatch: pytest.MonkeyPatch
) -> None:
    bar.say("Saved.")
    bar.error("<b>That</b> is no date.")
    assert not any(timer.isActive() for timer in bar.findChildren(QTimer))
    assert bar.is_error
    assert bar.text == "<b>That</b> is no date."
    bar.grab()
    bar.dismiss()
    assert not bar.isVisible()


def test_the_next_message_replaces_an_error(bar: MessageBar) -> None:
    bar.error("No.")
    bar.say("Saved.")
    assert (bar.text, bar.is_error) == ("Saved.", False)


def test_messages_wait_for_each_other(qtbot: QtBot, bar: MessageBar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(message_bar, "_LEAST_MS", 5)
    shown: list[str] = []
    bar.message_shown.connect(shown.append)
    for text in ("one", "two", "three"):
        bar.say(text)
    assert bar.text == "one"
    qtbot.waitUntil(lambda: shown == ["one", "two", "three"])


def test_undo_is_one_press_away(bar: MessageBar) -> None:
    undone: list[bool] = []
    bar.say("Anna was deleted.", "Undo", lambda: undone.append(True))
    button = next(found for found in bar.findChildren(QPushButton) if found.text() == "Undo")
    button.click()
    assert undone == [True]
    assert not bar.isVisible()


def test_the_button_of_one_message_does_not_stay_for_the_next(bar: MessageBar) -> None:
    bar.say("Deleted.", "Undo", lambda: None)
    bar.clear()
    bar.say("Saved.")
    assert not any(found.isVisible() and found.text() for found in bar.findChildren(QPushButton))


def _sheet(qtbot: QtBot, theme: ThemeController) -> tuple[Sheet, QLineEdit]:
    sheet = Sheet("Log", theme, save="Save")
    qtbot.addWidget(sheet)
    field = QLineEdit()
    sheet.body.addWidget(field)
    with qtbot.waitExposed(sheet):
        sheet.show()
    return sheet, field


def test_enter_saves_and_esc_closes(qtbot: QtBot, theme: ThemeController) -> None:
    sheet, field = _sheet(qtbot, theme)
    with qtbot.waitSignal(sheet.saved):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert sheet.isVisible()
    with qtbot.waitSignal(sheet.rejected):
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_a_dialog_begins_in_its_first_field(qtbot: QtBot, theme: ThemeController) -> None:
    sheet, field = _sheet(qtbot, theme)
    assert sheet.focusWidget() is field
    for reached in (sheet.close_button, sheet.save_button, field):
        qtbot.keyClick(sheet.focusWidget(), Qt.Key.Key_Tab)
        assert sheet.focusWidget() is reached


def test_what_cannot_be_saved_is_said_beside_the_button(qtbot: QtBot, theme: ThemeController) -> None:
    sheet, field = _sheet(qtbot, theme)
    field.setText("kept")
    sheet.error("Say with whom.")
    assert sheet.isVisible()
    assert field.text() == "kept"
    sheet.grab()


def test_enter_in_several_lines_is_a_line_and_ctrl_enter_saves(qtbot: QtBot, theme: ThemeController) -> None:
    sheet = Sheet("Log", theme, save="Save")
    qtbot.addWidget(sheet)
    area = TextArea("Text", theme)
    sheet.body.addWidget(area)
    sheet.show()
    with qtbot.assertNotEmitted(sheet.saved):
        qtbot.keyClick(area, Qt.Key.Key_Return)
    area.submitted.connect(sheet.saved)
    with qtbot.waitSignal(sheet.saved):
        qtbot.keyClick(area, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_card_looks_the_same_at_every_size(qapp: QApplication, theme: ThemeController, name: str) -> None:
    """It is put together from pieces: each must fit where the whole one would be."""
    theme.set_theme(name)
    for dpr in (1.0, 2.0):
        pieces, whole = (QImage(400, 240, QImage.Format.Format_ARGB32_Premultiplied) for _ in range(2))
        for image, paint in ((pieces, card.paint_card), (whole, card._paint_whole)):
            image.setDevicePixelRatio(dpr)
            image.fill(theme.tokens.window)
            painter = QPainter(image)
            paint(painter, QRectF(5, 5, 150, 100), theme)
            painter.end()
        far_off = [
            (x, y)
            for x in range(400)
            for y in range(240)
            if abs(pieces.pixelColor(x, y).lightness() - whole.pixelColor(x, y).lightness()) > 3
        ]
        assert not far_off


def test_a_button_of_the_bar_leaves_the_keyboard_where_it_was(qtbot: QtBot, theme: ThemeController) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    other, field, bar = QLineEdit(), QLineEdit(), MessageBar(theme)
    for widget in (other, field, bar):
        column.addWidget(widget)
    page.show()
    page.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    done: list[str] = []
    bar.say("Deleted Anna", "Undo", lambda: done.append("undo"))
    undo = bar.findChild(QuietButton)
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert field.hasFocus()
    bar.say("Deleted Anna", "Undo", lambda: done.append("undo"))
    undo.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(undo, Qt.Key.Key_Space)
    assert done == ["undo", "undo"]
    assert field.hasFocus()

"""Fields: search, several lines, several words."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDateEdit, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.ui.theme.controller import ThemeController
from crm_desktop.ui.widgets.calendar import dress_calendar
from crm_desktop.ui.widgets.flow_layout import FlowLayout
from crm_desktop.ui.widgets.search_box import SearchBox
from crm_desktop.ui.widgets.text_area import TextArea
from crm_desktop.ui.widgets.token_edit import TokenEdit


def test_the_search_box_is_cleared_by_esc_and_by_its_cross(qtbot: QtBot, theme: ThemeController) -> None:
    box = SearchBox("Search people", theme)
    qtbot.addWidget(box)
    assert box.accessibleName() == "Search people"
    qtbot.keyClicks(box, "abebe")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""
    qtbot.keyClicks(box, "abebe")
    cross = box.findChild(QPushButton)
    assert cross is not None
    assert cross.accessibleName()
    cross.click()
    assert box.text() == ""
    assert not cross.isVisibleTo(box)


def test_esc_in_an_empty_search_box_is_left_to_the_page(qtbot: QtBot, theme: ThemeController) -> None:
    class Page(QWidget):
        escaped = False

        def keyPressEvent(self, event: object) -> None:
            self.escaped = True

    page = Page()
    qtbot.addWidget(page)
    box = SearchBox("Search", theme, parent=page)
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert page.escaped


def test_the_search_box_mirrors(qtbot: QtBot, theme: ThemeController) -> None:
    box = SearchBox("Search", theme)
    qtbot.addWidget(box)
    box.resize(300, 40)
    before = box.textMargins()
    box.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    after = box.textMargins()
    assert (after.left(), after.right()) == (before.right(), before.left())
    box.setText("x")
    cross = box.findChild(QPushButton)
    assert cross is not None
    assert cross.geometry().right() < 150


def test_a_text_area_hands_tab_on_and_tells_of_ctrl_enter(qtbot: QtBot, theme: ThemeController) -> None:
    area = TextArea("Notes", theme, "What matters")
    qtbot.addWidget(area)
    assert area.accessibleName() == "Notes"
    assert area.tabChangesFocus()
    qtbot.keyClicks(area, "two")
    qtbot.keyClick(area, Qt.Key.Key_Return)
    with qtbot.waitSignal(area.submitted):
        qtbot.keyClick(area, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert area.toPlainText() == "two\n"
    area.resize(area.sizeHint())
    area.grab()


@pytest.fixture
def tokens(qtbot: QtBot, theme: ThemeController) -> TokenEdit:
    edit = TokenEdit("Tags", theme, "Add a tag")
    qtbot.addWidget(edit)
    edit.resize(300, 40)
    return edit


def _inner(edit: TokenEdit) -> QLineEdit:
    inner = edit.findChild(QLineEdit)
    assert inner is not None
    return inner


@pytest.mark.parametrize("end", [",", ";", "،", "፣"])
def test_a_comma_of_any_script_finishes_a_word(qtbot: QtBot, tokens: TokenEdit, end: str) -> None:
    with qtbot.waitSignal(tokens.tokens_changed):
        _inner(tokens).insert("friend")
        # QTest types Latin letters only.
        key = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, end)
        QApplication.sendEvent(_inner(tokens), key)
    assert tokens.tokens() == ["friend"]
    assert _inner(tokens).text() == ""


def test_enter_finishes_a_word_and_backspace_takes_it_back(qtbot: QtBot, tokens: TokenEdit) -> None:
    qtbot.keyClicks(_inner(tokens), "  new   shop ")
    qtbot.keyClick(_inner(tokens), Qt.Key.Key_Return)
    assert tokens.tokens() == ["new shop"]
    qtbot.keyClick(_inner(tokens), Qt.Key.Key_Backspace)
    assert tokens.tokens() == []


def test_what_is_still_being_typed_counts(qtbot: QtBot, tokens: TokenEdit) -> None:
    tokens.set_tokens(["one"])
    qtbot.keyClicks(_inner(tokens), "two")
    assert tokens.tokens() == ["one", "two"]


def test_a_word_stands_once_however_it_is_cased(qtbot: QtBot, tokens: TokenEdit) -> None:
    tokens.set_tokens(["Friend", "friend", "ДРУГ", "друг", " "])
    assert tokens.tokens() == ["Friend", "ДРУГ"]
    qtbot.keyClicks(_inner(tokens), "FRIEND,")
    assert tokens.tokens() == ["Friend", "ДРУГ"]


def test_a_click_on_a_word_takes_it_away(qtbot: QtBot, tokens: TokenEdit) -> None:
    tokens.set_tokens(["<b>one</b>", "two"])
    chips = tokens.findChildren(QPushButton)
    assert "<b>one</b>" in chips[0].accessibleName()
    with qtbot.waitSignal(tokens.tokens_changed):
        chips[0].click()
    assert tokens.tokens() == ["two"]


def test_known_words_are_offered_but_not_those_that_are_there(qtbot: QtBot, tokens: TokenEdit) -> None:
    tokens.set_suggestions(["friend", "family"])
    tokens.set_tokens(["friend"])
    completer = _inner(tokens).completer()
    assert completer.model().rowCount() == 1
    tokens.set_tokens([])
    assert completer.model().rowCount() == 2


def test_the_field_grows_with_its_words(qtbot: QtBot, tokens: TokenEdit) -> None:
    one_line = tokens.heightForWidth(300)
    tokens.set_tokens([f"word number {number}" for number in range(12)])
    assert tokens.heightForWidth(300) > 2 * one_line
    tokens.grab()


def test_a_flow_breaks_lines_and_begins_where_reading_begins(qtbot: QtBot, qapp: QApplication) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    flow = FlowLayout(box, 10)
    children = []
    for _ in range(3):
        child = QWidget()
        child.setFixedSize(80, 20)
        flow.addWidget(child)
        children.append(child)
    box.resize(200, flow.heightForWidth(200))
    flow.setGeometry(box.rect())
    assert [(child.x(), child.y()) for child in children] == [(0, 0), (90, 0), (0, 30)]
    box.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    flow.setGeometry(box.rect())
    assert [child.x() for child in children] == [120, 30, 120]
    flow.clear()
    assert flow.count() == 0


def test_plain_controls_are_painted_in_every_state(qtbot: QtBot, theme: ThemeController) -> None:
    from PySide6.QtWidgets import (
        QCheckBox,
        QComboBox,
        QDateTimeEdit,
        QDoubleSpinBox,
        QGroupBox,
        QProgressBar,
        QRadioButton,
        QScrollBar,
        QSlider,
        QSplitter,
        QTableWidget,
        QTabWidget,
        QToolButton,
        QTreeWidget,
    )

    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    kinds = (QCheckBox, QComboBox, QDateTimeEdit, QDoubleSpinBox, QGroupBox, QProgressBar, QRadioButton)
    more = (QScrollBar, QSlider, QSplitter, QTableWidget, QTabWidget, QToolButton, QTreeWidget)
    controls = [kind(window) for kind in kinds + more]
    for control in controls:
        column.addWidget(control)
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        window.setLayoutDirection(direction)
        for enabled in (True, False):
            window.setEnabled(enabled)
            assert not window.grab().isNull()


def test_the_month_to_pick_from_can_be_read_in_the_dark(qtbot: QtBot, theme: ThemeController) -> None:
    field = QDateEdit()
    qtbot.addWidget(field)
    field.setCalendarPopup(True)
    dress_calendar(field, theme)
    theme.set_theme("dark")
    sunday = field.calendarWidget().weekdayTextFormat(Qt.DayOfWeek.Sunday)
    assert sunday.foreground().color() == theme.tokens.text
    field.calendarWidget().grab()

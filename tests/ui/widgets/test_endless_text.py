"""Endless text is shown cut and kept whole: whoever edits something else loses nothing of it."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from crm_desktop.domain.contact import Contact, Email, Name
from crm_desktop.services.context import Services
from crm_desktop.ui.theme.controller import ThemeController
from crm_desktop.ui.widgets.buttons import QuietButton
from crm_desktop.ui.widgets.labels import PlainLabel
from crm_desktop.ui.widgets.line_edit import LineEdit
from crm_desktop.ui.widgets.plain_text import plain_action, plain_tip, plain_title, showable
from crm_desktop.ui.widgets.text_area import TextArea
from tests.data.hostile import EVERY, MEGABYTE


def test_a_line_keeps_what_it_does_not_show(qtbot: QtBot) -> None:
    edit = LineEdit(MEGABYTE)
    qtbot.addWidget(edit)
    assert edit.text() == MEGABYTE
    assert len(QLineEdit.text(edit)) < 5_000
    edit.setCursorPosition(0)
    edit.insert("x")
    assert edit.text() == "x" + MEGABYTE
    edit.clear()
    assert edit.text() == ""
    edit.setText("Anna")
    assert (edit.text(), edit.toolTip()) == ("Anna", "")


def test_a_long_line_that_is_emptied_is_empty_for_good(qtbot: QtBot) -> None:
    edit = LineEdit("x" * 50_000)
    qtbot.addWidget(edit)
    edit.selectAll()
    edit.insert("Anna")
    assert edit.text() == "Anna"
    edit.clear()
    edit.insert("Eva")
    assert edit.text() == "Eva"


def test_an_area_keeps_what_it_does_not_show_and_spaces_that_hold_words(
    qtbot: QtBot, theme: ThemeController
) -> None:
    area = TextArea("Notes", theme)
    qtbot.addWidget(area)
    for text in (MEGABYTE, "س" * 100_000, "10\u00a0kg\u202f!\nline\n\nline", ""):
        area.setPlainText(text)
        assert area.toPlainText() == text
    area.setPlainText("x" * 100_000)
    area.clear()
    assert area.toPlainText() == ""


@pytest.mark.parametrize("text", EVERY)
def test_what_an_area_is_given_it_gives_back(qtbot: QtBot, theme: ThemeController, text: str) -> None:
    from crm_desktop.services.clean_text import paragraphs

    area = TextArea("Notes", theme)
    qtbot.addWidget(area)
    kept = paragraphs(text).lstrip("\ufeff")  # which Qt takes for a mark of the encoding
    area.setPlainText(kept)
    assert area.toPlainText() == kept


def test_a_label_says_all_and_fits_a_screen(qtbot: QtBot) -> None:
    label = PlainLabel("x" * 100_000)
    qtbot.addWidget(label)
    label.setWordWrap(True)
    assert label.text() == "x" * 100_000
    assert label.minimumSizeHint().width() < 1_000
    label.resize(300, 100)
    label.grab()


def test_an_ampersand_on_a_button_marks_no_key(qtbot: QtBot, theme: ThemeController) -> None:
    button = QuietButton("&File", theme)
    qtbot.addWidget(button)
    button.setText("Anna &Berg")
    assert button.shortcut().isEmpty()
    assert button.text() == "Anna &Berg"


def test_the_doorway_makes_tips_menus_and_titles_plain() -> None:
    assert plain_tip("Anna") == "Anna"
    assert "&lt;b&gt;" in plain_tip("<b>")
    assert len(plain_tip(MEGABYTE)) < 5_000
    assert plain_action("Fish & Chips\tCtrl+A\nx") == "Fish && Chips Ctrl+A x"
    assert plain_title("[*] Anna") == "[*][*] Anna"
    assert len(plain_action(MEGABYTE)) < 200
    assert showable("short\n" * 100) == "short\n" * 100


def test_editing_something_else_keeps_an_endless_name(services: Services) -> None:
    kept = services.contacts.add(Contact(name=Name(full=MEGABYTE), emails=(Email("a@example.com"),)))
    before = services.contacts.get(kept)
    services.contacts.save(replace(before, notes="new"))
    assert services.contacts.get(kept).name == before.name

"""Looking at what would be imported, and saying of rows what becomes of them, by mouse and by keyboard."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from crm_desktop.services.context import Services
from crm_desktop.services.importing.choices import Choice
from crm_desktop.services.importing.row import Fate
from crm_desktop.ui.importing.import_dialog import ImportDialog
from crm_desktop.ui.importing.rows_model import Column
from crm_desktop.ui.runtime.task_runner import ImmediateRunner
from crm_desktop.ui.theme.controller import ThemeController
from tests.unit.services.vcard_files import everybody, write_cards

ANNA = "UID:a1|FN:Anna Bell|TEL:+49 151 2345678|ORG:Bell"


@pytest.fixture
def dialog(services: Services, theme: ThemeController, qtbot: QtBot) -> ImportDialog:
    made = ImportDialog(services.importing, ImmediateRunner(), theme)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def looked_at(dialog: ImportDialog, services: Services, tmp_path: Path) -> ImportDialog:
    """Somebody doubtful, somebody changed, two new ones, and somebody who cannot be taken."""
    services.importing.apply([write_cards(tmp_path / "mine.vcf", ANNA, "UID:b|FN:Ben|NOTE:mine")])
    cards = (
        "FN:Anna Bell|TEL:+49 160 99",
        "UID:b|FN:Benjamin",
        "FN:Cem|TEL:+49 30 1|BDAY:1984-04-15|ORG:Acme",
        "FN:Dana",
        "X-FOO:1",
    )
    dialog.look_at([write_cards(tmp_path / "theirs.vcf", *cards)])
    return dialog


def go_to(dialog: ImportDialog, name: str) -> int:
    model = dialog.cards.model
    row = next(row for row in range(model.rowCount()) if model.row(row).name == name)
    dialog.cards.table.setCurrentIndex(model.index(row, Column.NAME))
    return row


def names(services: Services) -> list[str]:
    return [contact.display_name for contact in everybody(services)]


def test_a_new_row_shows_all_that_would_be_kept(looked_at: ImportDialog):
    go_to(looked_at, "Cem")
    assert looked_at.cards.pane.lines() == [
        ["Phone", "+49 30 1"],
        ["Company", "Acme"],
        ["Birthday", "1984-04-15"],
    ]


def test_a_changed_row_shows_old_and_new_side_by_side(looked_at: ImportDialog):
    go_to(looked_at, "Benjamin")
    assert looked_at.cards.pane.lines() == [["Now", "After"], ["Name", "Ben", "Benjamin"]]
    looked_at.cards.pane.chips[Choice.LEAVE].click()
    assert looked_at.cards.pane.lines()[0] == ["Stays", "In the file"]


def test_a_refused_row_says_why(looked_at: ImportDialog):
    looked_at.cards.table.setCurrentIndex(looked_at.cards.model.index(0, 0))
    assert "empty" in looked_at.cards.pane.words
    assert looked_at.cards.pane.chips == {}


def test_space_leaves_rows_out_and_takes_them_again(
    looked_at: ImportDialog, services: Services, qtbot: QtBot
):
    table = looked_at.cards.table
    go_to(looked_at, "Cem")
    qtbot.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert looked_at.summary == "1 changed, 1 doubtful, 2 left out. Nothing has been changed yet."
    assert looked_at.save_button.text() == "Import 2 contacts"
    go_to(looked_at, "Dana")
    qtbot.keyClick(table, Qt.Key.Key_Space)
    looked_at.apply()
    assert names(services) == ["Anna Bell", "Benjamin", "Anna Bell", "Dana"]
    assert looked_at.summary.endswith("1 row left out.")


def test_a_box_is_turned_by_the_mouse(looked_at: ImportDialog, qtbot: QtBot):
    table = looked_at.cards.table
    row = go_to(looked_at, "Dana")
    cell = table.visualRect(looked_at.cards.model.index(row, Column.TAKE))
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=cell.center() + QPoint(9, 0))
    assert looked_at.summary.startswith("1 new, 1 changed, 1 doubtful, 1 left out")


def test_a_doubtful_row_may_be_said_to_be_somebody_known(looked_at: ImportDialog, services: Services):
    anna = everybody(services)[0]
    go_to(looked_at, "Anna Bell")
    pane = looked_at.cards.pane
    assert pane.words == "The same name as Anna Bell."
    assert [chip.text() for chip in pane.chips.values()] == [
        "Somebody new",
        "The same person as Anna Bell",
        "Leave it out",
    ]
    assert pane.chips[Choice.AS_NEW].isChecked()
    pane.chips[Choice.update(anna.id)].click()
    assert pane.chips[Choice.update(anna.id)].isChecked()
    assert pane.lines() == [["Now", "After"], ["Phone", "–", "+49 160 99"]]
    looked_at.apply()
    assert [phone.typed for phone in everybody(services)[0].phones] == ["+49 151 2345678", "+49 160 99"]


def test_all_of_what_is_listed_can_be_left_out_at_once(looked_at: ImportDialog, services: Services):
    assert looked_at.cards.all_button.text() == "For all 4"
    looked_at.cards.chips[Fate.NEW].click()
    assert looked_at.cards.all_button.text() == "For all 2"
    looked_at.cards.all_menu.actions()[1].trigger()
    assert looked_at.summary.startswith("1 changed, 1 doubtful, 2 left out")
    looked_at.cards.chips[None].click()
    go_to(looked_at, "Dana")
    looked_at.cards.pane.chips[Choice.TAKE].click()
    looked_at.apply()
    assert names(services) == ["Anna Bell", "Benjamin", "Anna Bell", "Dana"]


def test_all_the_doubtful_may_be_whom_they_resemble(looked_at: ImportDialog, services: Services):
    anna = everybody(services)[0]
    looked_at.cards.chips[Fate.DOUBTFUL].click()
    assert not looked_at.cards.all_button.isVisible()
    looked_at.cards.put_all(Choice.SAME)
    assert looked_at.cards.pane.chips[Choice.update(anna.id)].isChecked()
    looked_at.apply()
    assert names(services) == ["Anna Bell", "Benjamin", "Cem", "Dana"]


def test_nothing_chosen_is_nothing_to_import(looked_at: ImportDialog):
    looked_at.cards.put_all(Choice.LEAVE)
    assert not looked_at.save_button.isEnabled()
    looked_at.cards.put_all(Choice.TAKE)
    assert looked_at.save_button.isEnabled()


def test_what_was_left_out_can_be_kept_in_a_file(looked_at: ImportDialog, tmp_path: Path):
    go_to(looked_at, "Cem")
    looked_at.cards.pane.chips[Choice.LEAVE].click()
    looked_at.apply()
    target = tmp_path / "rest.vcf"
    looked_at.keep_refused(looked_at.report.files[0], target)
    assert target.read_text(encoding="utf-8").count("BEGIN:VCARD") == 1
    looked_at.keep_refused(looked_at.report.files[0], target, left_out=True)
    assert "Cem" in target.read_text(encoding="utf-8")


def test_twenty_thousand_rows_are_listed_to_the_last(dialog: ImportDialog):
    from crm_desktop.services.importing.report import ImportPreview
    from crm_desktop.services.importing.row import PreviewRow, RowKey
    from crm_desktop.services.importing.rows import PreviewRows

    rows = PreviewRows()
    for number in range(20_000):
        rows.add(PreviewRow(RowKey("a.csv", number), Fate.NEW, f"Person {number}"))
    dialog._show_preview(ImportPreview((), rows=rows))
    model = dialog.cards.model
    assert model.rowCount() == 20_000
    assert model.index(19_999, Column.NAME).data() == "Person 19999"
    model.put(19_999, Choice.LEAVE)
    assert model.picks.taken() == 19_999


def test_a_workbook_is_not_asked_how_it_is_written(dialog: ImportDialog, tmp_path: Path):
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["Name", "Phone"])
    book.active.append(["Anna", "+49 30 1234567"])
    book.save(tmp_path / "people.xlsx")
    dialog.look_at([tmp_path / "people.xlsx"])
    (path,) = dialog._sheets
    sheet = dialog.show_columns(path)
    assert not sheet.delimiter_box.isVisibleTo(sheet)
    assert not sheet.encoding_box.isVisibleTo(sheet)
    assert sheet.heading_check.isVisibleTo(sheet)
    sheet.reject()

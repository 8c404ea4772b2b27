"""What a preview and a result say about each row of a file, and what can be chosen of it."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from crm_desktop.services.importing.choices import Choice
from crm_desktop.services.importing.report import FileReport, ImportReport, Rejected
from crm_desktop.services.importing.row import Change, Fate, Likeness, PreviewRow, RowKey, Why
from crm_desktop.services.importing.rows import PreviewRows
from crm_desktop.ui.importing.picks import Picks
from crm_desktop.ui.importing.rows import as_text, detail, refused_rows
from crm_desktop.ui.importing.rows_model import Column, ImportRowsModel

NEW = PreviewRow(RowKey("phone.vcf", 1), Fate.NEW, "አበበ በቂላ", changes=(Change("phone", "", "0911 234"),))
SAME = PreviewRow(RowKey("phone.vcf", 9), Fate.SAME, "Anna Meier")
CHANGED = PreviewRow(
    RowKey("phone.vcf", 20),
    Fate.CHANGED,
    "Shavkat Yusupov",
    old_name="Shavkat",
    changes=(Change("phone", "", "+998 90 123"), Change("city", "Buxoro", "Toshkent")),
)
DOUBTFUL = PreviewRow(
    RowKey("phone.vcf", 30), Fate.DOUBTFUL, "Anna Meier", likes=(Likeness("Anna Meier", Why.NAME, 7),)
)
REFUSED = PreviewRow(RowKey("phone.vcf", 40), Fate.REFUSED, reason="the card has no name")


@pytest.fixture
def rows() -> PreviewRows:
    made = PreviewRows()
    for row in (NEW, SAME, CHANGED, DOUBTFUL, REFUSED):
        made.add(row)
    return made


@pytest.fixture
def model(rows: PreviewRows) -> ImportRowsModel:
    made = ImportRowsModel()
    made.show(rows, many_files=False)
    return made


def shown(model: ImportRowsModel) -> list[list[str]]:
    columns = (Column.FATE, Column.NAME, Column.DETAIL, Column.PLACE)
    return [[model.index(row, column).data() for column in columns] for row in range(model.rowCount())]


def test_what_needs_a_look_stands_first(model: ImportRowsModel):
    assert [line[0] for line in shown(model)] == ["Refused", "Doubtful", "Changed", "New", "The same"]


def test_rows_are_the_same_after_they_were_packed():
    rows = PreviewRows()
    for _ in range(30):
        for row in (NEW, SAME, CHANGED, DOUBTFUL, REFUSED):
            rows.add(row)
    assert list(rows) == [NEW, SAME, CHANGED, DOUBTFUL, REFUSED] * 30
    assert rows[142] == CHANGED


def test_a_row_says_what_is_on_it_what_changes_and_whom_it_resembles():
    assert detail(CHANGED) == "was Shavkat; phone added: +998 90 123; city: Buxoro → Toshkent"
    assert detail(NEW) == "0911 234"
    assert detail(DOUBTFUL) == "the same name as Anna Meier"


def test_a_refused_row_is_told_with_line_and_reason(model: ImportRowsModel, qtmodeltester: ModelTester):
    qtmodeltester.check(model)
    assert shown(model)[0] == ["Refused", "", "the card has no name", "line 40"]


def test_the_rows_of_one_fate_can_be_shown_alone(model: ImportRowsModel):
    model.show_only(Fate.NEW)
    assert [line[1] for line in shown(model)] == ["አበበ በቂላ"]
    model.show_only(None)
    assert model.rowCount() == 5


def test_a_box_takes_a_row_or_leaves_it_out_where_there_is_a_choice(model: ImportRowsModel):
    boxes = [model.index(row, Column.TAKE) for row in range(5)]
    states = [box.data(Qt.ItemDataRole.CheckStateRole) for box in boxes]
    checked = Qt.CheckState.Checked
    assert states == [None, checked, checked, checked, None]
    assert model.setData(boxes[3], Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert not model.setData(boxes[0], checked, Qt.ItemDataRole.CheckStateRole)
    assert shown(model)[3][0] == "Left out"
    assert boxes[3].data(Qt.ItemDataRole.AccessibleTextRole) == "left out"
    assert model.picks.choices().rows == {NEW.key: Choice.LEAVE}


def test_a_choice_for_all_holds_for_all_but_those_told_apart(rows: PreviewRows):
    picks = Picks(rows)
    assert (picks.taken(), picks.left_out()) == (3, 0)
    picks.put(NEW, Choice.LEAVE)
    picks.put_all([Fate.NEW, Fate.CHANGED, Fate.SAME], Choice.LEAVE)
    assert (picks.taken(), picks.left_out(), picks.taken(Fate.NEW)) == (1, 2, 0)
    picks.put(CHANGED, Choice.TAKE)
    assert (picks.taken(), picks.left_out()) == (2, 1)
    choices = picks.choices()
    assert choices.of_row(CHANGED.key, Fate.CHANGED) == Choice.TAKE
    assert choices.of_row(NEW.key, Fate.NEW) == Choice.LEAVE
    assert choices.of_row(RowKey("phone.vcf", 77), Fate.NEW) == Choice.LEAVE


def test_the_refused_cards_can_be_taken_away_as_text():
    report = ImportReport((FileReport("a.vcf", 2, 1, 0, 0, (Rejected(7, "bad\nname"),)),))
    assert as_text(refused_rows(report)) == "a.vcf\t7\tbad name\n"

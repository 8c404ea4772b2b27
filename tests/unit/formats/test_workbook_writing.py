"""Workbooks that we write: texts stay texts, days are days, and our own reader gives everything back."""

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from crm_desktop.domain.contact import BIRTHDAY, Contact, CustomValue, ImportantDate, Name, Phone
from crm_desktop.domain.custom_field import CustomField, FieldType
from crm_desktop.domain.partial_date import PartialDate
from crm_desktop.formats.sheets.own import OwnSheet
from crm_desktop.formats.sheets.workbook import sheets_of
from crm_desktop.formats.sheets.workbook_writing import LONGEST_CELL, WorkbookWriter
from tests.data.hostile import EVERY
from tests.unit.formats.sheets import comparable, contacts_of, kept
from tests.unit.formats.test_sheet_writing import FULL, filled_with

FIELDS = {
    "size": CustomField("size", FieldType.NUMBER),
    "since": CustomField("since", FieldType.DATE),
    "code": CustomField("code", FieldType.NUMBER),
}


def workbook(path: Path, *contacts: Contact, right_to_left: bool = False) -> Path:
    sheet = OwnSheet(FIELDS, longest=LONGEST_CELL)
    for contact in contacts:
        sheet.look_at(contact)
    with (
        path.open("wb") as file,
        WorkbookWriter(sheet.headings(), len(contacts), right_to_left=right_to_left) as book,
    ):
        for contact in contacts:
            book.write(sheet.row(contact))
        book.save(file)
    return path


def read(path: Path) -> list[Contact]:
    """As an import does: the sheet's rows as CSV, and that as contacts."""
    import csv

    [(_name, rows)] = sheets_of(path)
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return contacts_of(text.getvalue())


def day(year: int, month: int, day: int) -> datetime:
    """A day as the library gives it."""
    return datetime(year, month, day)  # noqa: DTZ001 - a spreadsheet's dates have no zone


def cells_of(path: Path) -> dict[str, "openpyxl.cell.Cell"]:
    """The cells of the first contact by their headings."""
    head, row, *_ = openpyxl.load_workbook(path).active.iter_rows()
    return {heading.value: cell for heading, cell in zip(head, row, strict=True)}


def test_contacts_come_back_from_a_workbook(tmp_path: Path) -> None:
    bare = Contact(Name("Bo"), uid="b")
    assert read(workbook(tmp_path / "x.xlsx", FULL, bare)) == [FULL, bare]


def test_phones_are_texts_and_days_are_days(tmp_path: Path) -> None:
    contact = Contact(
        Name("Bo"),
        uid="b",
        phones=(Phone("+491512345678"), Phone("030123456")),
        dates=(
            ImportantDate(BIRTHDAY, PartialDate(1990, 5, 17)),
            ImportantDate("x", PartialDate(1850, 1, 2)),
        ),
        cadence_days=30,
        custom=(CustomValue("size", "42.5"), CustomValue("since", "2020-02-29"), CustomValue("code", "007")),
    )
    path = workbook(tmp_path / "x.xlsx", contact)
    cells = cells_of(path)
    for heading, text in (("Phone 1 - Value", "+491512345678"), ("Phone 2 - Value", "030123456")):
        cell = cells[heading]
        assert (cell.value, cell.data_type, cell.number_format) == (text, "s", "@")
    assert (cells["Birthday"].value, cells["Birthday"].is_date) == (day(1990, 5, 17), True)
    assert cells["Event 1 - Value"].value == "1850-01-02"  # before Excel's first day
    assert (cells["Cadence Days"].value, cells["size"].value, cells["code"].value) == (30, 42.5, "007")
    assert cells["since"].value == day(2020, 2, 29)
    assert read(path) == [contact]


def test_no_text_is_a_formula_or_an_error_or_lost(tmp_path: Path) -> None:
    every = (kept(filled_with(text)) for text in (*EVERY, "#N/A", "TRUE"))
    cards = [card for card in every if card.name.full]
    path = workbook(tmp_path / "x.xlsx", *cards)
    for row in openpyxl.load_workbook(path, read_only=True).active.iter_rows():
        assert {cell.data_type for cell in row if cell.value is not None} <= {"s", "n", "d"}
        assert not [cell for cell in row if isinstance(cell.value, str) and cell.value[:1] in "=@"]
    with zipfile.ZipFile(path) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    # XML has no word for two code points that are no letters at all.
    expected = [card for card in cards if "\ufffe" not in card.name.full]
    found = [card for card in read(path) if "\ufffd" not in card.name.full]
    assert comparable(found) == comparable(expected)


def test_long_notes_go_on_in_the_next_column(tmp_path: Path) -> None:
    contact = Contact(Name("Bo"), uid="b", notes="👍🏿 notes =" * 9_000)
    path = workbook(tmp_path / "x.xlsx", contact)
    longest = max(len(str(cell.value).encode("utf-16-le")) // 2 for cell in cells_of(path).values())
    assert longest <= 32_767
    assert read(path) == [contact]


@pytest.mark.parametrize(
    "number", ["7", "-7", "0", "0.5", "42.0", "+5", "007", "-0", "0.10", "9" * 30, "1.0e5"]
)
def test_a_number_comes_back_as_it_was_written(tmp_path: Path, number: str) -> None:
    contact = Contact(Name("Bo"), uid="b", custom=(CustomValue("size", number),))
    assert read(workbook(tmp_path / "x.xlsx", contact)) == [contact]


@pytest.mark.parametrize("right_to_left", [False, True])
def test_the_headings_stay_in_sight_and_the_sheet_turns_with_the_language(
    tmp_path: Path, right_to_left: bool
) -> None:
    sheet = openpyxl.load_workbook(workbook(tmp_path / "x.xlsx", FULL, right_to_left=right_to_left)).active
    assert sheet.freeze_panes == "B2"
    assert bool(sheet.sheet_view.rightToLeft) is right_to_left
    assert sheet["A1"].font.bold
    assert not sheet["A2"].font.bold
    assert sheet.auto_filter.ref.startswith("A1:")


def test_a_workbook_that_is_not_saved_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with WorkbookWriter(["Name"], 1) as book:
        book.write(["Bo"])
    assert list(tmp_path.iterdir()) == []
    workbook(tmp_path / "x.xlsx", FULL)
    assert _names(tmp_path.iterdir()) == ["x.xlsx"]


def _names(paths: Iterable[Path]) -> list[str]:
    return [path.name for path in paths]

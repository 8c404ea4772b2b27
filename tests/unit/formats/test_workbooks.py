"""Workbooks: every sheet in them as rows, with what spreadsheets do to days and numbers undone."""

import random
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from crm_desktop.domain.partial_date import PartialDate
from crm_desktop.formats.sheets.cells import day_in
from crm_desktop.formats.sheets.workbook import BadWorkbook, sheets_of

ROWS = [
    ["Name", "Phone", "Birthday", "Company", "Paid", "Nr"],
    ["Anna", 491715550123, date(1990, 5, 17), "Finch & Co", True, 7.5],
    ["Ben", "+49 171 5550124", datetime(1985, 12, 9, 8, 30), None, None, 8],  # noqa: DTZ001 - a wall time
]


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(path)
    return path


def read(path: Path) -> dict[str, list[list[str]]]:
    return {name: list(rows) for name, rows in sheets_of(path)}


def test_every_sheet_with_something_in_it_is_read_as_text(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", People=ROWS, Empty=[], More=[["x", "y"]])
    assert read(path) == {
        "People": [
            ["Name", "Phone", "Birthday", "Company", "Paid", "Nr"],
            ["Anna", "491715550123", "1990-05-17", "Finch & Co", "yes", "7.5"],
            ["Ben", "+49 171 5550124", "1985-12-09T08:30:00", "", "", "8"],
        ],
        "More": [["x", "y"]],
    }


def test_a_cell_merged_downwards_counts_in_each_of_its_rows(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", People=ROWS)
    made = openpyxl.load_workbook(path)
    made["People"].merge_cells("D2:D3")
    made.save(path)
    assert [row[3] for row in read(path)["People"]] == ["Company", "Finch & Co", "Finch & Co"]


def test_a_day_that_stands_as_a_number_is_that_day() -> None:
    assert day_in("33010", month_first=False, this_year=2026) == PartialDate(1990, 5, 17)
    assert day_in("33010.0", month_first=True, this_year=2026) == PartialDate(1990, 5, 17)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no workbook", bytes(5000)])
def test_what_is_no_workbook_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    with pytest.raises(BadWorkbook):
        read(path)


def test_a_bomb_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/worksheets/sheet1.xml", b"<row/>" * 4_000_000)
    with pytest.raises(BadWorkbook, match="unpacks to far more"):
        read(path)


def test_entities_are_not_followed(tmp_path: Path) -> None:
    path, evil = workbook(tmp_path / "a.xlsx", People=[["Name"], ["Anna"]]), tmp_path / "evil.xlsx"
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret", encoding="utf-8")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(evil, "w") as target:
        for one in source.infolist():
            data = source.read(one)
            if one.filename.endswith(("sharedStrings.xml", "sheet1.xml")):
                kind = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'.encode()
                data = data.replace(b"?>", b"?>" + kind, 1).replace(b"Anna", b"&e;")
            target.writestr(one, data)
    try:
        text = str(read(evil))
    except BadWorkbook:
        return
    assert "a secret" not in text


def test_no_broken_workbook_makes_it_fall_over(tmp_path: Path) -> None:
    good = workbook(tmp_path / "a.xlsx", People=ROWS).read_bytes()
    path = tmp_path / "broken.xlsx"
    luck = random.Random(7)
    for _ in range(60):
        data = bytearray(good)
        for _ in range(luck.randint(1, 40)):
            data[luck.randrange(len(data))] = luck.randrange(256)
        path.write_bytes(data[: luck.randint(1, len(data))] if luck.random() < 0.3 else data)
        try:
            read(path)
        except BadWorkbook:
            continue

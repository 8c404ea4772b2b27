"""Sheets of a workbook (xlsx, xls, ods) as rows of text, as they would stand in a CSV file."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

from crm_desktop.formats.limits import LARGEST_WORKBOOK, MOST_WORKBOOK_PACKED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from crm_desktop.formats.sheets.merged import Range

_HARMLESS: Final = 4 << 20
_EXACT: Final = 2**53


class BadWorkbook(Exception):
    """The file is no workbook that can be read; the text says why."""


def sheets_of(path: Path) -> Iterator[tuple[str, Iterator[list[str]]]]:
    """The sheets that are not empty, each with its name and its rows. Raises BadWorkbook.

    Cells merged downwards count in each of their rows. What a formula gave is read, the formula is not.
    """
    _refuse_bombs(path)
    import python_calamine

    try:
        merged = _merged_of_ods(path)
        workbook = python_calamine.CalamineWorkbook.from_path(str(path))
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            rows = sheet.to_python(skip_empty_area=False)
            if any(cell not in ("", None) for row in rows for cell in row):
                _fill_merged(rows, sheet.merged_cell_ranges or merged.get(name, ()))
                yield name, ([_text(cell) for cell in row] for row in rows)
    except (python_calamine.CalamineError, OSError, ValueError) as fault:
        raise BadWorkbook(str(fault)) from None
    except BaseException as fault:
        if type(fault).__name__ != "PanicException":  # what the library's own language calls a bug
            raise
        raise BadWorkbook("it is broken") from None


def _refuse_bombs(path: Path) -> None:
    """A workbook is an archive of XML: small ones can hold a sheet that fills the memory."""
    if not zipfile.is_zipfile(path):
        return  # an old .xls, which is not packed
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(one.file_size for one in archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as fault:
        raise BadWorkbook(str(fault)) from None
    packed = max(path.stat().st_size, 1)
    if size > LARGEST_WORKBOOK or (size > _HARMLESS and size > packed * MOST_WORKBOOK_PACKED):
        raise BadWorkbook("it unpacks to far more than an address book has")


def _merged_of_ods(path: Path) -> dict[str, list[Range]]:
    if path.suffix.casefold() != ".ods":
        return {}
    from crm_desktop.formats.sheets.merged import merged_in

    return merged_in(path)


def _fill_merged(rows: list[list[Any]], ranges: Any) -> None:
    for (top, left), (bottom, _right) in ranges:
        for row in rows[top + 1 : bottom + 1]:
            if left < len(row) and left < len(rows[top]):
                row[left] = rows[top][left]


def _text(cell: Any) -> str:
    match cell:
        case bool():
            return "yes" if cell else "no"
        case float() if cell.is_integer() and abs(cell) < _EXACT:
            return str(int(cell))
        case datetime() if cell.time() == time(0):
            return cell.date().isoformat()
        case date() | time():
            return cell.isoformat()
        case timedelta():
            return str(cell)
        case _:
            return "" if cell is None else str(cell).replace("_x000D_", "")

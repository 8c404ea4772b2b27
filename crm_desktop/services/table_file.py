"""A table of anything in a file for spreadsheets: CSV or a workbook, whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.services.whole_file import whole_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from crm_desktop.formats.sheets.values import Value


def write_table(
    path: Path,
    headings: Sequence[str],
    rows: Sequence[Sequence[Value]],
    *,
    name: str,
    right_to_left: bool = False,
) -> int:
    """Write the rows and tell how many; a name that ends in .xlsx becomes a workbook, every other one CSV.

    `name` is the sheet's in a workbook. No text becomes a formula. May run on any thread.
    Raises UserError where the file cannot be written.
    """
    with whole_file(path) as file:
        if path.suffix.casefold() == ".xlsx":
            from crm_desktop.formats.sheets.workbook_writing import WorkbookWriter

            with WorkbookWriter(list(headings), len(rows), right_to_left=right_to_left, name=name) as book:
                for row in rows:
                    book.write(row)
                book.save(file)
        else:
            from crm_desktop.formats.sheets.writing import csv_table

            file.write(csv_table(headings, rows))
    return len(rows)

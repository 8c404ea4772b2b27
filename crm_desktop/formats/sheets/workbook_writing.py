"""A sheet of contacts as a workbook (xlsx), a row at a time; memory does not grow with their number.

Texts are texts, phones and postcodes among them; dates are dates, for which a spreadsheet has a calendar.
"""

from __future__ import annotations

import datetime
import re
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Final

from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.formats.sheets.guard import guarded
from crm_desktop.formats.sheets.values import Number, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from openpyxl.cell import WriteOnlyCell

    from crm_desktop.formats.sheets.values import Value

LONGEST_CELL: Final = 16_000
"""Letters; a spreadsheet holds 32,767 units of UTF-16, two of which make a rare letter."""
MOST_ROWS: Final = 1_048_575
MOST_COLUMNS: Final = 16_384
_FIRST_DAY: Final = datetime.date(1900, 3, 1)
"""Before it stands the 29 February 1900 that Excel believes in."""
_ESCAPE: Final = re.compile(r"_x[0-9A-Fa-f]{4}_")
_NO_XML: Final = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_NO_NAME: Final = re.compile("[][:*?/\\\\\x00-\x1f]|^'|'$")
_LONGEST_NAME: Final = 31
_WIDTHS: Final = {"Name": 28, "Notes": 48, "UID": 12}
_WIDE, _NARROW = 22, 14
_SHORT: Final = ("Label", "Service", "Postal Code", "Since", "Until")


class WorkbookWriter:
    """Begins with the headings; write the rows, then `save` once, all in a `with`.

    `right_to_left` turns the sheet for languages that are written so; `name` is the sheet's.
    """

    def __init__(
        self, headings: list[str], rows: int, *, right_to_left: bool = False, name: str = "Contacts"
    ) -> None:
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Font
        from openpyxl.utils import get_column_letter

        self._saved = False
        self._book = Workbook(write_only=True)
        self._sheet = self._book.create_sheet(_NO_NAME.sub(" ", name)[:_LONGEST_NAME])
        self._sheet.freeze_panes = "B2"
        self._sheet.sheet_view.rightToLeft = right_to_left
        for number, heading in enumerate(headings, 1):
            wide = _NARROW if heading.endswith(_SHORT) else _WIDE
            column = self._sheet.column_dimensions[get_column_letter(number)]
            column.width = _WIDTHS.get(heading, wide)
        # The writer changes the cell before the one that it is given, so there are two of each.
        plain, text, dates = ([WriteOnlyCell(self._sheet) for _ in range(2)] for _ in range(3))
        for cell in text:
            cell.number_format = "@"
        for cell in dates:
            cell.number_format = "yyyy-mm-dd"
        self._plain, self._text, self._dates = cycle(plain), cycle(text), cycle(dates)
        last = get_column_letter(max(1, len(headings)))
        self._sheet.auto_filter.ref = f"A1:{last}{rows + 1}"
        self._sheet.append(self._head(headings, Font(name="Calibri", size=11, bold=True)))

    def write(self, row: Iterable[Value]) -> None:
        """The next row."""
        self._sheet.append(self._cells(row))

    def save(self, file: BinaryIO) -> None:
        """Write the whole workbook to `file`."""
        self._book.save(file)
        self._saved = True

    def __enter__(self) -> WorkbookWriter:
        return self

    def __exit__(self, *_fault: object) -> None:
        """Leave nothing of a workbook that is not saved: its rows wait in a file of their own."""
        writer = self._sheet._writer
        if not self._saved and writer is not None:
            if not self._sheet.closed:
                self._sheet.close()
            if Path(writer.out).exists():
                writer.cleanup()

    def _head(self, headings: Iterable[str], font: object) -> Iterator[WriteOnlyCell]:
        from openpyxl.cell import WriteOnlyCell

        for heading in headings:
            cell = WriteOnlyCell(self._sheet)
            cell.font = font
            yield self._string(heading, iter([cell]))

    def _cells(self, row: Iterable[Value]) -> Iterator[WriteOnlyCell | None]:
        for value in row:
            if not value:
                yield None
                continue
            number, day = _number(value), _day(value)
            if number is not None:
                cell = next(self._plain)
                cell._value, cell.data_type = number, "n"
                yield cell
            elif day is not None:
                cell = next(self._dates)
                cell._value, cell.data_type = day, "d"
                yield cell
            else:
                text = text_of(value)
                # What somebody edits stays the text that it is only where its cell says so.
                delicate = text[0] in "'+-=@0123456789" or isinstance(value, PartialDate)
                yield self._string(text, self._text if delicate else self._plain)

    def _string(self, text: str, cells: Iterator[WriteOnlyCell]) -> WriteOnlyCell:
        # Set as it is: the library would make formulas and errors of some texts.
        cell = next(cells)
        cell._value, cell.data_type = _fit(guarded(text)), "s"
        return cell


def _fit(text: str) -> str:
    """The text as XML and spreadsheets can hold it."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda found: f"_x005F{found[0]}", text)
    return text if text.isprintable() else _NO_XML.sub("\ufffd", text)


def _day(value: Value) -> datetime.date | None:
    if not isinstance(value, PartialDate) or value.calendar is not Calendar.GREGORIAN:
        return None
    if value.year is None or value.month is None or value.day is None:
        return None
    day = datetime.date(value.year, value.month, value.day)
    return day if day >= _FIRST_DAY else None


def _number(value: Value) -> int | float | None:
    """A number that comes back as it was written; a spreadsheet reckons with fifteen digits."""
    if not isinstance(value, Number) or len(value.text) > 15:
        return None
    try:
        number = float(value.text) if "." in value.text else int(value.text)
    except ValueError:
        return None
    # "42.0" would come back as "42".
    return number if str(number) == value.text and not value.text.endswith(".0") else None

"""Cells copied from a spreadsheet, as rows of the notebook: by their headings where they have some, else in
the order of the columns. What finds no column goes into the note.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from crm_desktop.formats.sheets.headings import meaning_of
from crm_desktop.formats.sheets.meaning import Part
from crm_desktop.ui.paper.columns import BIRTHDAY, CITY, COMPANY, EMAIL, NAME, NOTE, PHONE, TAGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.formats.sheets.meaning import Meaning

MOST_ROWS: Final = 2_000
"""At once; more belongs in a file to import."""
_LARGEST_CELL: Final = 1 << 20
_KEYS: Final = {
    Part.NAME: NAME,
    Part.GIVEN: NAME,
    Part.MIDDLE: NAME,
    Part.FAMILY: NAME,
    Part.PHONE: PHONE,
    Part.EMAIL: EMAIL,
    Part.COMPANY: COMPANY,
    Part.CITY: CITY,
    Part.TAGS: TAGS,
    Part.NOTES: NOTE,
}
_JOINED: Final = {NAME: " ", NOTE: "\n"}


def block_of(text: str) -> list[list[str]]:
    """The cells of a pasted text, empty rows left out."""
    csv.field_size_limit(_LARGEST_CELL)
    clean = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    try:
        rows = list(csv.reader(io.StringIO(clean, newline=""), delimiter="\t"))
    except csv.Error:
        rows = [line.split("\t") for line in clean.split("\n")]
    return [row for row in rows if any(cell.strip() for cell in row)]


def cells_of(block: Sequence[Sequence[str]], keys: Sequence[str], first: int) -> list[dict[str, str]]:
    """The rows' cells by the keys of the columns, from the column `first` on."""
    headings = _by_headings(block[0]) if len(block) > 1 else None
    if headings is not None:
        return [_row(row, headings) for row in block[1:]]
    places = list(keys[first:])
    return [_row(row, places) for row in block]


def _row(row: Sequence[str], keys: Sequence[str]) -> dict[str, str]:
    cells: dict[str, list[str]] = {}
    for place, cell in enumerate(row):
        text = cell.strip() if "\n" in cell else " ".join(cell.split())
        if text:
            cells.setdefault(keys[place] if place < len(keys) else NOTE, []).append(text)
    return {key: _JOINED.get(key, ", ").join(texts) for key, texts in cells.items()}


def _by_headings(row: Sequence[str]) -> list[str] | None:
    """The column of each heading; None for a row that is somebody."""
    meanings = [meaning_of(cell) for cell in row]
    filled = sum(bool(cell.strip()) for cell in row)
    known = [key for meaning in meanings if (key := _key(meaning))]
    if len(set(known)) < 2 or NAME not in known or 2 * len(known) < filled:
        return None
    return [_key(meaning) or NOTE for meaning in meanings]


def _key(meaning: Meaning | None) -> str:
    if meaning is None:
        return ""
    if meaning.part is Part.DATE:
        return BIRTHDAY if meaning.label == "birthday" else NOTE
    return _KEYS.get(meaning.part, "")

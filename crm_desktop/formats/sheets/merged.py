"""Which cells of an OpenDocument sheet are merged: the reader of workbooks tells it of Excel's only."""

from __future__ import annotations

import zipfile
import zlib
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

if TYPE_CHECKING:
    from pathlib import Path

Range = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last row and column, from 0."""

_PIECE: Final = 1 << 16
_UNREADABLE: Final = (KeyError, ValueError, RuntimeError, NotImplementedError, OSError, EOFError)
_MOST: Final = 100_000
_FURTHEST: Final = 1 << 22
_TABLE, _ROW, _CELL, _COVERED = (
    f"table:{name}" for name in ("table", "table-row", "table-cell", "covered-table-cell")
)


def merged_in(path: Path) -> dict[str, list[Range]]:
    """The merged cells of each sheet by its name; nothing for what is no sound OpenDocument sheet."""
    seen = _Seen()
    parser = expat.ParserCreate()
    parser.StartElementHandler = seen.begin
    parser.EndElementHandler = seen.end
    parser.StartDoctypeDeclHandler = _refuse  # no such document has one, and entities could fill the memory
    try:
        with zipfile.ZipFile(path) as archive, archive.open("content.xml") as content:
            while piece := content.read(_PIECE):
                parser.Parse(piece)
    except (expat.ExpatError, zipfile.BadZipFile, zlib.error, *_UNREADABLE):
        return {}
    return seen.ranges


def _refuse(*_about: object) -> None:
    raise ValueError


class _Seen:
    """Where the reading is, and what was found on the way."""

    def __init__(self) -> None:
        self.ranges: dict[str, list[Range]] = {}
        self._found: list[Range] = []
        self._row = self._column = 0
        self._repeated = 1
        self._count = 0

    def begin(self, tag: str, about: dict[str, str]) -> None:
        """An element begins."""
        if tag in (_CELL, _COVERED):
            down = _number(about, "table:number-rows-spanned")
            if down > 1 and self._count < _MOST:
                across = _number(about, "table:number-columns-spanned")
                last = (self._row + down - 1, self._column + across - 1)
                self._found.append(((self._row, self._column), last))
                self._count += 1
            self._column += _number(about, "table:number-columns-repeated")
        elif tag == _ROW:
            self._repeated, self._column = _number(about, "table:number-rows-repeated"), 0
        elif tag == _TABLE:
            self._found = self.ranges.setdefault(about.get("table:name", ""), [])
            self._row = 0

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == _ROW:
            self._row += self._repeated


def _number(about: dict[str, str], name: str) -> int:
    return min(int(about.get(name, "1")), _FURTHEST)

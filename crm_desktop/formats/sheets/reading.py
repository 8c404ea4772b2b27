"""A text file of rows (CSV, TSV) as contacts, one at a time; a fault in one row never touches the others."""

from __future__ import annotations

import codecs
import csv
import io
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Final

from crm_desktop.formats.card import Fault
from crm_desktop.formats.sheets.cell_rules import EXACT, USUAL
from crm_desktop.formats.sheets.columns import has_headings, understood
from crm_desktop.formats.sheets.contacts import RowReader
from crm_desktop.formats.sheets.dialect import DELIMITERS, SAMPLE, Dialect, decoded, find_dialect, rows_of
from crm_desktop.formats.sheets.guard import guarded, unguarded
from crm_desktop.formats.sheets.meaning import Part
from crm_desktop.formats.sheets.own_headings import continued, is_own, own_meanings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from crm_desktop.formats.card import Card
    from crm_desktop.formats.sheets.meaning import Meaning

LONGEST_LINE: Final = 4 << 20
"""In characters. A row that is longer is refused: no export writes one."""
_SHOWN: Final = 50


class NotASheet(Exception):
    """The stream is no text of rows."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet is read: how it is written, its headings ("" where it has none), what its columns mean.

    `rows` are its first ones, to show and to judge by.
    """

    dialect: Dialect
    headings: tuple[str, ...]
    meanings: tuple[Meaning, ...]
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def is_telling(self) -> bool:
        """Whether it is sure to be people: columns that are known, and a way to reach somebody."""
        parts = {meaning.part for meaning in self.meanings}
        return len(self.meanings) > 1 and bool(parts & {Part.PHONE, Part.EMAIL})


def look_at(stream: BinaryIO) -> Layout:
    """How a sheet is likely to be read. Raises NotASheet where it is none.

    Reads no more than the beginning, and leaves the stream behind it.
    """
    sample = stream.read(SAMPLE)
    if not sample.strip():
        raise NotASheet
    try:
        dialect = _own_dialect(sample) or find_dialect(sample)
    except ValueError:
        raise NotASheet from None
    return laid_out(sample, dialect)


def _own_dialect(sample: bytes) -> Dialect | None:
    """How a sheet of ours is written, which its headings tell, whatever stands below them."""
    encoding = "utf-8-sig" if sample.startswith(codecs.BOM_UTF8) else "utf-8"
    for delimiter in DELIMITERS:
        first = next(iter(rows_of(decoded(sample, encoding), delimiter)), ())
        if is_own(first):
            return Dialect(encoding, delimiter)
    return None


def laid_out(sample: bytes, dialect: Dialect, *, header: bool | None = None) -> Layout:
    """What the columns mean of a sheet that begins like this and is written so. Raises NotASheet.

    `header` says whether its first row has headings; None finds out.
    """
    text = decoded(sample, dialect.encoding)
    for _ in range(dialect.skip):
        text = text.partition("\n")[2]
    first = [row for row in rows_of(text, dialect.delimiter) if any(cell.strip() for cell in row)]
    if len(sample) == SAMPLE and len(first) > 1:
        first = first[:-1]  # it may be cut off
    if not first:
        raise NotASheet
    ours = is_own(first[0]) and header is not False
    header = (ours or has_headings(first)) if header is None else header
    headings = tuple(first[0]) if header else ()
    body = first[1:] if header else first
    meanings = own_meanings(headings) if ours else understood(headings, body[:_SHOWN])
    told = Dialect(dialect.encoding, dialect.delimiter, header, dialect.skip, dialect.guessed)
    return Layout(told, headings, meanings, tuple(map(tuple, body[:_SHOWN])))


def read_rows(
    stream: BinaryIO,
    layout: Layout,
    understand: Callable[[str], str | None],
    *,
    month_first: bool,
    this_year: int,
) -> Iterator[Card | Fault]:
    """Every row of the stream as a card, in order. Memory does not grow with their number.

    `understand` gives the international form of a phone number; `month_first` says how days are written
    where the rows do not tell; a year of two digits is not after `this_year`.
    """
    ours = is_own(layout.headings)
    parts = continued(layout.headings) if ours else {}
    reader = RowReader(
        layout.headings,
        layout.meanings,
        layout.rows,
        understand,
        month_first=month_first,
        this_year=this_year,
        rules=EXACT if ours else USUAL,
    )
    wanted = not layout.dialect.header
    for line, cells in _rows(stream, layout.dialect):
        if isinstance(cells, Fault):
            yield cells
        elif not any(cells):
            continue
        elif not wanted:
            wanted = True
        elif (card := reader.read(line, _whole(cells, parts))) is not None:
            yield card


def _whole(cells: list[str], parts: Mapping[int, int]) -> list[str]:
    """The cells with what goes on in others behind them."""
    for place, begun in parts.items():
        if place < len(cells) and cells[place]:
            cells[begun] = unguarded(cells[begun]) + unguarded(cells[place])
            cells[begun], cells[place] = guarded(cells[begun]), ""
    return cells


def rows(stream: BinaryIO, dialect: Dialect) -> Iterator[tuple[int, list[str]]]:
    """Every row as it stands, headings too, with the line where it begins, but those that cannot be read."""
    for line, cells in _rows(stream, dialect):
        if not isinstance(cells, Fault):
            yield line, cells


def _rows(stream: BinaryIO, dialect: Dialect) -> Iterator[tuple[int, list[str] | Fault]]:
    text = io.TextIOWrapper(stream, encoding=dialect.encoding, errors="replace", newline="")
    try:
        for _ in range(dialect.skip):
            text.readline(LONGEST_LINE)
        lines = _Lines(text)
        reader = csv.reader(lines, delimiter=dialect.delimiter)
        while True:
            line = dialect.skip + reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as fault:
                yield line, Fault(line, f"This row cannot be read: {fault}.")
                continue
            if lines.too_long:
                lines.too_long = False
                yield line, Fault(line, f"This row is longer than {LONGEST_LINE >> 20} million characters.")
            else:
                yield line, cells
    finally:
        with suppress(ValueError):  # whoever opened the stream closes it, and may have done so
            text.detach()


class _Lines:
    """The lines of a text, of which none is longer than we would hold."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self.too_long = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._text.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        if len(line) < LONGEST_LINE:
            return line.replace("\0", "") if "\0" in line else line
        self.too_long = True
        while (rest := self._text.readline(LONGEST_LINE)) and not rest.endswith("\n"):
            pass
        return "\n"

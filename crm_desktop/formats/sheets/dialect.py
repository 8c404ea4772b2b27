"""How a text file of rows is written: its encoding, what stands between its fields, whether it has headings.

The standard library's sniffer fails on ordinary files; this one tries every way and asks which of them makes
the most even table.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from dataclasses import dataclass, replace
from typing import Final

DELIMITERS: Final = (",", ";", "\t", "|")
SAMPLE: Final = 1 << 18
"""How many bytes at the beginning of a file tell how it is written."""
_ROWS: Final = 200
_LARGEST_FIELD: Final = 1 << 20
_SPACES: Final = frozenset("\t\n\v\f\r\x1a")
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Dialect:
    """`encoding` is a codec of Python's; `guessed` says that it was chosen by what letters are likely.

    `skip` lines at the beginning belong to no table (Excel's "sep=;", LinkedIn's notes).
    """

    encoding: str = "utf-8"
    delimiter: str = ","
    header: bool = True
    skip: int = 0
    guessed: bool = False


def find_dialect(sample: bytes) -> Dialect:
    """How a file is written that begins like this. Raises ValueError where it is no text."""
    encoding, guessed = _encoding(sample)
    text = decoded(sample, encoding)
    if "\0" in text and not _is_text(text):
        raise ValueError("not a text")
    told, skip = _told(text)
    body = _after(text, skip)
    best = told or max(DELIMITERS, key=lambda each: _evenness(body, each))
    found = Dialect(encoding, best, skip=skip, guessed=guessed)
    return replace(found, skip=skip + _preamble(body, best))


def _is_text(text: str) -> bool:
    """Whether zeros are the only thing that is strange in it: old programs leave one behind now and then."""
    return text.count("\0") * 20 < len(text) and not (set(map(chr, range(1, 32))) - _SPACES) & set(text)


def rows_of(text: str, delimiter: str) -> list[list[str]]:
    """The rows of a text, quoted as most programs quote."""
    csv.field_size_limit(_LARGEST_FIELD)
    reader = csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter)
    rows: list[list[str]] = []
    try:
        for row in reader:
            rows.append(row)
            if len(rows) >= _ROWS:
                break
    except csv.Error:
        pass  # what was read so far tells enough; whoever reads the file says what is wrong with it
    return rows


def decoded(sample: bytes, encoding: str) -> str:
    """The text of a piece that may end in the middle of a character."""
    return codecs.getincrementaldecoder(encoding)("replace").decode(sample, final=False)


def _encoding(sample: bytes) -> tuple[str, bool]:
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return name, False
    if sample[1:400:2].count(0) > len(sample[:400]) // 3:
        return "utf-16-le", True
    try:
        codecs.getincrementaldecoder("utf-8")("strict").decode(sample, final=False)
    except UnicodeDecodeError:
        return _likely(sample), True
    return "utf-8", False


def _likely(sample: bytes) -> str:
    from crm_desktop.formats.vcard.charsets import guess

    return guess(b"", sample.splitlines())


def _told(text: str) -> tuple[str | None, int]:
    """What Excel's first line "sep=;" says, and how many lines that takes."""
    first = text.partition("\n")[0].strip().strip('"').lower()
    if first.startswith("sep=") and first[4:5] in ("", *DELIMITERS):
        return first[4:5] or "\t", 1
    return None, 0


def _after(text: str, lines: int) -> str:
    for _ in range(lines):
        text = text.partition("\n")[2]
    return text


def _evenness(text: str, delimiter: str) -> float:
    """How much of a table this makes: rows of the same width count, and wide ones more than narrow ones."""
    rows = [row for row in rows_of(text, delimiter) if any(cell.strip() for cell in row)]
    rows = rows[:-1] if len(rows) > 2 else rows  # the last one may be cut off
    widths = Counter(map(len, rows))
    if not widths:
        return 0.0
    # A sheet may leave out empty cells at the end of a row, but never has more than its headings.
    width, count = max(widths.items(), key=lambda each: (each[1], each[0]))
    if width < 2:
        return 0.0
    stray = sum('"' in cell and not cell.endswith('"') for row in rows for cell in row)
    return count / len(rows) * min(width, 12) / (1 + stray / len(rows))


def _preamble(text: str, delimiter: str) -> int:
    """How many lines stand before the table: notes that some programs put there, in one cell each."""
    rows = rows_of(text, delimiter)
    width = max((len(row) for row in rows), default=0)
    if width < 3:
        return 0
    start = next((number for number, row in enumerate(rows) if sum(map(bool, row)) > 1), 0)
    if not start or start > 10:
        return 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    for _ in range(start):
        next(reader)
    return reader.line_num

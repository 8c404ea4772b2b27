"""What an import refused, as a file that can be mended and imported again."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, BinaryIO, Final

from crm_desktop.formats.sheets.reading import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from crm_desktop.formats.sheets.reading import Layout

REASON: Final = "Refused because"
"""The heading over the reasons; a column of this name is not taken over when the file comes back."""
_BEGIN: Final = re.compile(rb"\A\s*BEGIN\s*:\s*VCARD", re.IGNORECASE)


def refused_rows(stream: BinaryIO, layout: Layout, reasons: Mapping[int, str]) -> Iterator[bytes]:
    """The rows that begin at these lines, under the sheet's headings, with the reason behind each."""
    yield "\ufeff".encode()
    if layout.headings:
        yield _row([*layout.headings, REASON], layout)
    for line, cells in rows(stream, layout.dialect):
        if line in reasons:
            yield _row([*cells, reasons[line]] if layout.headings else cells, layout)


def refused_cards(stream: BinaryIO, reasons: Mapping[int, str]) -> Iterator[bytes]:
    """The cards that begin at these lines, as they stand."""
    wanted = False
    for number, line in enumerate(stream, 1):
        if number in reasons:
            wanted = True
        elif _BEGIN.match(line):
            wanted = False
        if wanted:
            yield line


def _row(cells: list[str], layout: Layout) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=layout.dialect.delimiter).writerow(cells)
    return text.getvalue().encode("utf-8", "replace")

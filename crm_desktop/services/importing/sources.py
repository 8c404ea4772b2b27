"""Which reader reads a file of contacts, told by what stands in it and by its name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO, Final

from crm_desktop.domain.errors import UserError
from crm_desktop.formats.ldif import is_ldif, read_ldif
from crm_desktop.formats.sheets.reading import NotASheet, look_at, read_rows
from crm_desktop.formats.vcard import read_cards

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from crm_desktop.formats.card import Card, Fault
    from crm_desktop.formats.sheets.reading import Layout

_SHEETS: Final = frozenset((".csv", ".tsv", ".tab"))
_LOOK: Final = 1 << 20
_BEGINNING: Final = 1 << 13
_CARD: Final = re.compile(rb"BEGIN\s*:\s*VCARD", re.IGNORECASE)
_MONTH_FIRST: Final = frozenset(("US", "PH", "FM", "MH", "PW"))
"""Where 4/5/1990 is the fifth of April (Unicode CLDR's short dates)."""


class Sources:
    """Reads whatever file it is given, one contact after the other.

    `understand` gives the international form of a phone number, `country` (ISO 3166) and `this_year` tell how
    days are written and which years of two digits are past; `layouts` says of a sheet how it is to be read,
    where somebody has said so, and `recall` what was said of such a one the last time.
    """

    def __init__(
        self,
        understand: Callable[[str], str | None],
        *,
        country: str,
        this_year: int,
        layouts: Mapping[Path, Layout],
        recall: Callable[[Layout], Layout],
    ) -> None:
        self._understand = understand
        self._month_first = country in _MONTH_FIRST
        self._this_year = this_year
        self._layouts = layouts
        self._recall = recall

    def cards(self, path: Path, stream: BinaryIO) -> Iterator[Card | Fault]:
        """What stands in a file. Raises NotCards where that is nothing we know."""
        if is_ldif(stream.read(_BEGINNING)):
            stream.seek(0)
            return read_ldif(stream, self._understand, this_year=self._this_year)
        stream.seek(0)
        layout = self.layout(path, stream)
        stream.seek(0)
        if layout is None:
            return read_cards(stream, understand=self._understand)
        return read_rows(
            stream, layout, self._understand, month_first=self._month_first, this_year=self._this_year
        )

    def layout(self, path: Path, stream: BinaryIO) -> Layout | None:
        """How a sheet is read: as somebody said, now or the last time, or as is likely. None for no sheet."""
        if path in self._layouts:
            return self._layouts[path]
        found = layout_of(path, stream)
        return None if found is None else self._recall(found)


def layout_of(path: Path, stream: BinaryIO) -> Layout | None:
    """How a sheet is likely to be read; None for what is no sheet, or not likely one."""
    head = stream.read(_LOOK).replace(b"\0", b"")
    named = path.suffix.casefold() in _SHEETS
    if is_ldif(head[:_BEGINNING]):
        return None
    if _CARD.match(head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")) or (not named and _CARD.search(head)):
        return None
    stream.seek(0)
    try:
        layout = look_at(stream)
    except NotASheet:
        return None
    if named:
        return layout
    if path.suffix.casefold() == ".txt" and layout.is_telling and not _is_even(layout):
        raise UserError(
            f"“{path.name}” is a list of lines, not a table. Open it, copy its text, and paste it here with"
            " “Paste contacts…”: nothing of it is lost then."
        )
    return layout if layout.is_telling else None


def _is_even(layout: Layout) -> bool:
    """Whether its rows are as long as its headings, from the first line on, as a program writes them."""
    return not layout.dialect.skip and all(len(row) == len(layout.headings) for row in layout.rows)

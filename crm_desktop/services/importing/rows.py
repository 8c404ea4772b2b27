"""All rows of a preview, however many: packed by the page, unpacked when they are looked at.

Nothing of it is written to the disk: what is in the data file may be encrypted there.
"""

from __future__ import annotations

import json
import zlib
from array import array
from typing import TYPE_CHECKING, Any, Final

from crm_desktop.services.importing.row import Change, Fate, Likeness, PreviewRow, RowKey, Why

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAGE: Final = 100
_UNPACKED: Final = 40
_FATES: Final = tuple(Fate)


class PreviewRows:
    """The rows in the order of the files. A million of them take some 100 MB."""

    def __init__(self) -> None:
        self._pages: list[bytes] = []
        self._open: list[PreviewRow] = []
        self._unpacked: dict[int, list[PreviewRow]] = {}
        self._numbers = {fate: array("L") for fate in Fate}
        self._count = 0

    def add(self, row: PreviewRow) -> None:
        """Put a row behind the others."""
        self._numbers[row.fate].append(self._count)
        self._count += 1
        self._open.append(row)
        if len(self._open) == _PAGE:
            self._pages.append(_packed(self._open))
            self._open = []

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: int) -> PreviewRow:
        if not 0 <= number < self._count:
            raise IndexError(number)
        page, place = divmod(number, _PAGE)
        return self._page(page)[place]

    def __iter__(self) -> Iterator[PreviewRow]:
        for page in range(len(self._pages) + 1):
            yield from self._page(page)

    def count(self, fate: Fate) -> int:
        """How many rows have this fate."""
        return len(self._numbers[fate])

    def numbers(self, *fates: Fate) -> array[int]:
        """The places of the rows of these fates (of all where none is named), one fate after the other."""
        found = array("L")
        for fate in fates or _FATES:
            found.extend(self._numbers[fate])
        return found

    def _page(self, page: int) -> list[PreviewRow]:
        if page == len(self._pages):
            return self._open
        rows = self._unpacked.pop(page, None) or _unpacked(self._pages[page])
        self._unpacked[page] = rows
        if len(self._unpacked) > _UNPACKED:
            del self._unpacked[next(iter(self._unpacked))]
        return rows


def _packed(rows: list[PreviewRow]) -> bytes:
    text = json.dumps([_plain(row) for row in rows], ensure_ascii=True, separators=(",", ":"))
    return zlib.compress(text.encode(), 1)


def _unpacked(page: bytes) -> list[PreviewRow]:
    return [_row(*plain) for plain in json.loads(zlib.decompress(page))]


def _plain(row: PreviewRow) -> tuple[Any, ...]:
    return (
        *row.key, row.fate, row.name, row.old_name, row.contact_id, _triples(row.changes),
        [(one.name, one.why, one.contact_id, one.row, _triples(one.changes)) for one in row.likes],
        row.warnings, row.reason,
    )  # fmt: skip


def _row(
    file: str, line: int, fate: str, name: str, old_name: str, number: int | None, *rest: Any
) -> PreviewRow:
    changes, likes, warnings, reason = rest
    return PreviewRow(
        key=RowKey(file, line),
        fate=Fate(fate),
        name=name,
        old_name=old_name,
        contact_id=number,
        changes=_changes(changes),
        likes=tuple(
            Likeness(name, Why(why), contact, RowKey(*row) if row else None, _changes(would))
            for name, why, contact, row, would in likes
        ),
        warnings=tuple(warnings),
        reason=reason,
    )


def _triples(changes: tuple[Change, ...]) -> list[tuple[str, str, str]]:
    return [(one.what, one.old, one.new) for one in changes]


def _changes(triples: list[list[str]]) -> tuple[Change, ...]:
    return tuple(Change(*triple) for triple in triples)

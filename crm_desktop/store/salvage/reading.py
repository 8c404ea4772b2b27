"""Reads the rows of a damaged file from its pages, and notes which numbers are missing between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from crm_desktop.store.salvage.finding import Finder, Gap, roots_in
from crm_desktop.store.salvage.trees import cells

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from crm_desktop.store.salvage.finding import Roots
    from crm_desktop.store.salvage.layout import Layout, Row
    from crm_desktop.store.salvage.pages import PageFile
    from crm_desktop.store.salvage.trees import Cell


class Reading(Protocol):
    """What can be read of a damaged file. The gaps of a table are known once its rows were read."""

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of a table that can be read, each once at the most but for what damage doubled."""

    def gaps(self, table: str) -> list[Gap]:
        """Which rows of it cannot be read."""


class PageReading:
    """Reads a plain file. `guessed` is where its tables begin in files like it, `owners` to which table each
    page of rows belonged there; `on_step` is told of every page.
    """

    def __init__(
        self,
        pages: PageFile,
        layouts: Mapping[str, Layout],
        guessed: Sequence[Roots] = (),
        owners: Callable[[], Mapping[int, str]] = dict,
        on_step: Callable[[], None] = lambda: None,
    ) -> None:
        self._pages = pages
        self._layouts = layouts
        self._on_step = on_step
        self._found = Finder(pages, layouts, owners).find(roots_in(pages), guessed)

    def count(self, tables: Iterable[str]) -> int:
        """How many steps it takes to read these tables."""
        return sum(len(self._found.trees[table].leaves) for table in tables if table in self._found.trees)

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of a table, the newest first."""
        gaps = self._found.gaps[table]
        for number, first, last in sorted(self._found.trees[table].leaves, key=lambda leaf: -leaf[1]):
            rows, missing = _of_leaf(list(cells(self._pages, number)), first, last, self._layouts[table])
            gaps += missing
            self._on_step()
            yield from reversed(rows)

    def gaps(self, table: str) -> list[Gap]:
        """Which of its rows cannot be read."""
        return self._found.gaps[table]


def _of_leaf(
    found: Sequence[Cell | None], first: int, last: int, layout: Layout
) -> tuple[list[Row], list[Gap]]:
    """The rows of a page, which may have the numbers `first` to `last`, and the gaps between them."""
    rows: list[Row] = []
    gaps: list[Gap] = []
    low, unreadable = first, 0
    for cell in found:
        row = None
        if cell is not None and low <= cell.number <= last:
            row = layout.read(cell.number, cell.content, cell.length)
        if row is None:
            unreadable += 1
            continue
        if unreadable and low < row.number:
            gaps.append(Gap(max(low, 1), row.number - 1, unreadable))
        rows.append(row)
        low, unreadable = row.number + 1, 0
    if unreadable and max(low, 1) <= last:
        gaps.append(Gap(max(low, 1), last, unreadable))
    return rows, gaps

"""Where the tables of a damaged file are: the pages of their rows, and which rows cannot be found.

A tree is walked down from its root. Where a part of it is destroyed, the pages that nobody leads to any more
are looked through for what fits there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crm_desktop.store.salvage.layout import INDEX_LIKE, Column, Layout
from crm_desktop.store.salvage.trees import (
    HIGHEST,
    LOWEST,
    TABLE_LEAF,
    Hole,
    Tree,
    cells,
    claim_index,
    kind_of,
    tree,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from crm_desktop.store.salvage.layout import Row
    from crm_desktop.store.salvage.pages import PageFile

_SCHEMA_KIND, _SCHEMA_NAME, _SCHEMA_ROOT, _SCHEMA_SQL = 0, 1, 3, 4
_TEXT = Column("", "TEXT", may_be_null=True, is_number=False)
_SCHEMA = Layout(
    "sqlite_master", (_TEXT, _TEXT, _TEXT, Column("", "INTEGER", may_be_null=True, is_number=False), _TEXT), 1
)


@dataclass(frozen=True, slots=True)
class Gap:
    """Rows with the numbers `first` to `last` cannot be read; at least `known` there were."""

    first: int
    last: int
    known: int = 1


@dataclass(slots=True)
class Findings:
    """The pages of rows of each table, and what is missing between them."""

    trees: dict[str, Tree] = field(default_factory=dict)
    gaps: dict[str, list[Gap]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Roots:
    """Where trees begin: of tables by name, and of indexes."""

    tables: Mapping[str, int]
    indexes: Sequence[int] = ()


def roots_in(pages: PageFile) -> Roots:
    """What the file's own table of contents says, as far as it can be read."""
    tables: dict[str, int] = {}
    indexes: list[int] = []
    for row in _rows(pages, tree(pages, 1), _SCHEMA):
        kind, name, root = (row.values[at] for at in (_SCHEMA_KIND, _SCHEMA_NAME, _SCHEMA_ROOT))
        if row.damaged or not name or not isinstance(root, int) or root < 2:
            continue
        if kind == "table" and not (row.values[_SCHEMA_SQL] or "").endswith(INDEX_LIKE):
            tables[name] = root
        else:
            indexes.append(root)
    return Roots(tables, indexes)


class Finder:
    """`owners` says of pages to which table they belonged when the newest backup was made: a guess."""

    def __init__(
        self, pages: PageFile, layouts: Mapping[str, Layout], owners: Callable[[], Mapping[int, str]]
    ) -> None:
        self._pages = pages
        self._layouts = layouts
        self._owners = owners
        self._free = pages.free()

    def find(self, own: Roots, guessed: Sequence[Roots]) -> Findings:
        """Every table; the guesses are for those of which the file itself does not say where they begin."""
        found = Findings()
        for table in self._layouts:
            found.trees[table] = self._walk(table, own, guessed)
        broken = {table: one for table, one in found.trees.items() if one.holes}
        if broken:
            self._claim_the_rest(own, found)
            self._adopt(broken)
        for table, one in found.trees.items():
            found.gaps[table] = [Gap(max(hole.first, 1), hole.last) for hole in one.holes if hole.last >= 1]
        return found

    def _walk(self, table: str, own: Roots, guessed: Sequence[Roots]) -> Tree:
        if table in own.tables:
            return tree(self._pages, own.tables[table])
        for guess in guessed:
            root = guess.tables.get(table, 0)
            if root and root not in self._pages.claimed and self._could_be(table, root):
                return tree(self._pages, root)
        return Tree(holes=[Hole(LOWEST, HIGHEST)])

    def _could_be(self, table: str, root: int) -> bool:
        """Whether the tree that begins there has rows like those of a table; looked at without claiming."""
        before = set(self._pages.claimed)
        try:
            found = tree(self._pages, root)
            first = [number for number, _, _ in found.leaves[:1]]
            return not found.holes and all(self._fits(table, number) for number in first)
        finally:
            self._pages.claimed = before

    def _fits(self, table: str, number: int) -> bool:
        layout = self._layouts[table]
        return all(
            cell is not None and layout.read(cell.number, cell.content, cell.length) is not None
            for cell in cells(self._pages, number)
        )

    def _claim_the_rest(self, own: Roots, found: Findings) -> None:
        """What belongs to indexes, and where long rows go on, is nobody's page of rows."""
        for root in own.indexes:
            claim_index(self._pages, root)
        for one in found.trees.values():
            for number, _, _ in one.leaves:
                for _ in cells(self._pages, number):
                    pass  # reading a row claims the pages on which it goes on

    def _adopt(self, broken: dict[str, Tree]) -> None:
        """Give pages of rows that nobody leads to any more to the tree from which they are missing."""
        wide = {table: [hole for hole in one.holes if not hole.leaf] for table, one in broken.items()}
        owners = self._owners()
        adopted: dict[tuple[str, Hole], list[tuple[int, int, int]]] = {}
        for number in self._orphans():
            home = self._home(number, wide, owners.get(number))
            if home is not None:
                table, hole, first, last = home
                self._pages.claimed.add(number)
                adopted.setdefault((table, hole), []).append((number, first, last))
        unexplained = self._unexplained(broken)
        for table, one in broken.items():
            for hole in wide[table]:
                pieces = adopted.get((table, hole), [])
                if not pieces:
                    continue
                one.holes.remove(hole)
                pieces.sort(key=lambda piece: piece[1])
                one.leaves += pieces
                if unexplained:
                    one.holes += _between(hole, pieces)

    def _orphans(self) -> Iterator[int]:
        for number in range(2, self._pages.count + 1):
            if number in self._pages.claimed or number in self._free:
                continue
            page = self._pages.page(number)
            if page is not None and kind_of(page, number) == TABLE_LEAF:
                yield number

    def _home(
        self, number: int, wide: Mapping[str, Sequence[Hole]], owner: str | None
    ) -> tuple[str, Hole, int, int] | None:
        numbers = [cell.number for cell in cells(self._pages, number) if cell is not None]
        if not numbers or numbers != sorted(set(numbers)):
            return None
        first, last = numbers[0], numbers[-1]
        fitting = [
            (table, hole)
            for table, holes in wide.items()
            for hole in holes
            if hole.first <= first and last <= hole.last and self._fits(table, number)
        ]
        if not fitting:
            return None
        table, hole = min(fitting, key=lambda one: (one[0] != owner, one[1].last - one[1].first))
        return table, hole, first, last

    def _unexplained(self, broken: Mapping[str, Tree]) -> bool:
        """Whether pages are destroyed of which nobody knows what they were, beyond one for each hole."""
        bad = 0
        for number in range(2, self._pages.count + 1):
            if number in self._pages.claimed or number in self._free:
                continue
            page = self._pages.page(number)
            bad += page is None or not kind_of(page, number)
        return bad > sum(len(one.holes) for one in broken.values())


def _between(hole: Hole, pieces: Sequence[tuple[int, int, int]]) -> list[Hole]:
    """What is left of a hole beside the pages that were found for it."""
    found, low = [], hole.first
    for _, first, last in pieces:
        if first > low:
            found.append(Hole(low, first - 1))
        low = last + 1
    if low <= hole.last:
        found.append(Hole(low, hole.last))
    return found


def _rows(pages: PageFile, one: Tree, layout: Layout) -> Iterator[Row]:
    for number, _, _ in one.leaves:
        for cell in cells(pages, number):
            row = layout.read(cell.number, cell.content, cell.length) if cell is not None else None
            if row is not None:
                yield row

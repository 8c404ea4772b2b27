"""SQLite's trees of pages: which pages hold the rows of a table, and where a part of a tree is missing."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_desktop.store.salvage.pages import PageFile

TABLE_LEAF, TABLE_NODE, INDEX_LEAF, INDEX_NODE = 13, 5, 10, 2
LOWEST, HIGHEST = -(1 << 63), (1 << 63) - 1
_NODES = {TABLE_NODE, INDEX_NODE}


@dataclass(frozen=True, slots=True)
class Hole:
    """A part of a tree that cannot be read: rows with the numbers `first` to `last` may have been there.

    `leaf` says that it was one page of rows, not a node over more of them.
    """

    first: int
    last: int
    leaf: bool = False


@dataclass(slots=True)
class Tree:
    """The pages of rows of a table, each with the numbers that it may hold, and the holes between them."""

    leaves: list[tuple[int, int, int]] = field(default_factory=list)
    holes: list[Hole] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Cell:
    """A row as it lies on a page: its number, and its content as far as it is `whole`."""

    number: int
    content: bytes
    length: int
    whole: bool


def kind_of(page: bytes, number: int) -> int:
    """What a page says it is, 0 for nothing that it could be."""
    kind = page[start_of(number)]
    return kind if kind in (TABLE_LEAF, TABLE_NODE, INDEX_LEAF, INDEX_NODE) else 0


def start_of(number: int) -> int:
    """Where on a page its own header begins: the first page begins with that of the file."""
    return 100 if number == 1 else 0


def tree(pages: PageFile, root: int) -> Tree:
    """Walk down from the root of a table. Pages that are walked over are claimed."""
    found = Tree()
    below: list[tuple[int, int, int, int]] = [(root, LOWEST, HIGHEST, 0)]
    while below:
        number, first, last, expected = below.pop()
        page = pages.page(number)
        kind = kind_of(page, number) if page is not None and number not in pages.claimed else 0
        if page is None or kind not in (TABLE_LEAF, TABLE_NODE) or (expected and kind != expected):
            found.holes.append(Hole(first, last, leaf=expected == TABLE_LEAF))
            continue
        if kind == TABLE_LEAF:
            pages.claimed.add(number)
            found.leaves.append((number, first, last))
            continue
        children = _children(page, number, pages.usable, first, last)
        if children is None:
            found.holes.append(Hole(first, last))
            continue
        pages.claimed.add(number)
        depth = _kind_below(pages, [child for child, _, _ in children])
        below.extend((child, low, high, depth) for child, low, high in reversed(children))
    return found


def claim_index(pages: PageFile, root: int) -> None:
    """Note which pages belong to an index: they are no rows of anybody."""
    below = [root]
    while below:
        number = below.pop()
        page = pages.page(number)
        if page is None or number in pages.claimed or kind_of(page, number) not in (INDEX_LEAF, INDEX_NODE):
            continue
        pages.claimed.add(number)
        is_node = kind_of(page, number) == INDEX_NODE
        for at in _pointers(page, number, pages.usable) or ():
            if is_node:
                below.append(struct.unpack_from(">I", page, at)[0])
            length, start = varint(page, at + 4 * is_node)
            here = local_length(length, pages.usable, (pages.usable - 12) * 64 // 255 - 23)
            if here < length and start + here + 4 <= len(page):
                pages.chain(struct.unpack_from(">I", page, start + here)[0], length - here)
        if is_node:
            below.append(struct.unpack_from(">I", page, start_of(number) + 8)[0])


def cells(pages: PageFile, number: int) -> Iterator[Cell | None]:
    """The rows of a page of rows, in the order of their numbers; None for one that is no row."""
    page = pages.page(number)
    pointers = _pointers(page, number, pages.usable) if page is not None else None
    if page is None or pointers is None:
        yield None
        return
    for at in pointers:
        yield _cell(pages, page, at)


def _cell(pages: PageFile, page: bytes, at: int) -> Cell | None:
    usable = pages.usable
    length, at = varint(page, at)
    number, at = varint(page, at)
    if number > HIGHEST:
        number -= 1 << 64
    here = local_length(length, usable, usable - 35)
    if length < 1 or at + here + (4 if here < length else 0) > usable or length > pages.count * usable:
        return None
    content = page[at : at + here]
    if here == length:
        return Cell(number, content, length, whole=True)
    rest, whole = pages.chain(struct.unpack_from(">I", page, at + here)[0], length - here)
    return Cell(number, content + rest, length, whole and here + len(rest) == length)


def local_length(length: int, usable: int, most: int) -> int:
    """How much of a row of this length lies on its own page, the rest being elsewhere."""
    if length <= most:
        return length
    least = (usable - 12) * 32 // 255 - 23
    here = least + (length - least) % (usable - 4)
    return here if here <= most else least


def varint(data: bytes, at: int) -> tuple[int, int]:
    """SQLite's number of one to nine bytes, and where it ends."""
    value = 0
    for index in range(at, min(at + 8, len(data))):
        byte = data[index]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, index + 1
    last = at + 8
    return (value << 8 | data[last], last + 1) if last < len(data) else (0, len(data))


def _pointers(page: bytes, number: int, usable: int) -> tuple[int, ...] | None:
    """Where on a page its entries begin; None where that cannot be so."""
    start = start_of(number)
    first = start + (12 if page[start] in _NODES else 8)
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    if first + 2 * count > usable:
        return None
    pointers: tuple[int, ...] = struct.unpack_from(f">{count}H", page, first)
    return pointers if all(first + 2 * count <= at < usable - 3 for at in pointers) else None


def _children(
    page: bytes, number: int, usable: int, first: int, last: int
) -> list[tuple[int, int, int]] | None:
    """The pages below a node, each with the numbers it may hold; None where they make no sense."""
    pointers = _pointers(page, number, usable)
    if not pointers:
        return None
    found, low = [], first
    for at in pointers:
        key, _ = varint(page, at + 4)
        key = key - (1 << 64) if key > HIGHEST else key
        if not low <= key <= last:
            return None
        found.append((struct.unpack_from(">I", page, at)[0], low, key))
        low = key + 1
    found.append((struct.unpack_from(">I", page, start_of(number) + 8)[0], low, last))
    return found


def _kind_below(pages: PageFile, children: list[int]) -> int:
    """Of what kind the pages below a node are: all of one, since all rows lie equally deep."""
    kinds = [
        kind_of(page, child)
        for child in children
        if (page := pages.page(child)) is not None and child not in pages.claimed
    ]
    rows, nodes = kinds.count(TABLE_LEAF), kinds.count(TABLE_NODE)
    if not rows and not nodes:
        return 0
    return TABLE_LEAF if rows >= nodes else TABLE_NODE

"""What was committed into SQLite's write-ahead log: which page lies where in it."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAGIC = {0x377F0682: "<", 0x377F0683: ">"}
"""What a log begins with, and in which order of bytes its sums are made."""

_HEADER, _FRAME = 32, 24
_MASK = 0xFFFFFFFF


def committed_frames(log: BinaryIO, page_size: int) -> tuple[dict[int, int], int]:
    """Where in a log the newest committed content of each page lies, and how many pages the file then has.

    Read up to the first frame whose sum is wrong, as SQLite does; (nothing, 0) for a log without a commit.
    """
    committed: dict[int, int] = {}
    pending: dict[int, int] = {}
    pages = 0
    try:
        for number, after_commit, at in _frames(log, page_size):
            pending[number] = at
            if after_commit:
                committed |= pending
                pending, pages = {}, after_commit
    except OSError:
        pass  # the disk gives no more of it
    return {number: at for number, at in committed.items() if number <= pages}, pages


def _frames(log: BinaryIO, page_size: int) -> Iterator[tuple[int, int, int]]:
    header = log.read(_HEADER)
    if len(header) < _HEADER:
        return
    magic, _, size, _, *salt = struct.unpack_from(">6I", header)
    order = _MAGIC.get(magic)
    if order is None or size != page_size:
        return
    sums = _sum(order, header[:24], (0, 0))
    if sums != struct.unpack_from(">2I", header, 24):
        return
    at = _HEADER
    while len(frame := log.read(_FRAME + page_size)) == _FRAME + page_size:
        number, after_commit, *rest = struct.unpack_from(">6I", frame)
        sums = _sum(order, frame[_FRAME:], _sum(order, frame[:8], sums))
        if rest != [*salt, *sums]:
            return
        yield number, after_commit, at + _FRAME
        at += len(frame)


def _sum(order: str, data: bytes, sums: tuple[int, int]) -> tuple[int, int]:
    one, two = sums
    for first, second in struct.iter_unpack(f"{order}2I", data):
        one = (one + first + two) & _MASK
        two = (two + second + one) & _MASK
    return one, two

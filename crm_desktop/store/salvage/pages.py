"""The pages of a SQLite file as bytes, read without SQLite and without touching the file.

What was committed into the log beside the file lies over its pages, as SQLite would see it. Nothing here
trusts what it reads: a page that is not there, or that the disk does not give, is None.
See sqlite.org/fileformat2.html for all of it.
"""

from __future__ import annotations

import struct
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from crm_desktop.store.log import committed_frames
from crm_desktop.store.on_disk import log_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAGIC = b"SQLite format 3\0"
_USUAL_SIZE = 4096
_SIZES = {1 << bits for bits in range(9, 17)}
_FREE_LISTED = 2  # numbers on a page of the free list before its list begins


@dataclass(slots=True)
class PageFile:
    """`usable` is how much of a page holds content; `count` how many pages there should be."""

    file: BinaryIO
    log: BinaryIO | None
    size: int
    usable: int
    count: int
    frames: dict[int, int]
    header: bytes
    claimed: set[int] = field(default_factory=set)
    """The pages that were found to be a part of something."""

    def page(self, number: int) -> bytes | None:
        """The content of a page, None for one that is not there or cannot be read."""
        if not 1 <= number <= self.count:
            return None
        source, at = self.file, (number - 1) * self.size
        if self.log is not None and number in self.frames:
            source, at = self.log, self.frames[number]
        try:
            source.seek(at)
            data = source.read(self.size)
        except OSError:
            return None
        return data if len(data) == self.size else None

    @property
    def version(self) -> int:
        """The version of the schema, 0 where the beginning of the file does not say it."""
        return _number(self.header, 60)

    def chain(self, number: int, length: int) -> tuple[bytes, bool]:
        """So many bytes from pages that follow each other, and whether all of them were there."""
        parts: list[bytes] = []
        seen: set[int] = set()
        left = length
        while left > 0:
            page = self.page(number)
            if page is None or number in seen:
                return b"".join(parts), False
            seen.add(number)
            parts.append(page[4 : min(self.usable, 4 + left)])
            left -= self.usable - 4
            number = _number(page, 0)
        self.claimed |= seen
        # The last one of them names no other: else they are not what they should be.
        return b"".join(parts), number == 0

    def free(self) -> set[int]:
        """The pages that hold nothing any more, as far as their list can be read."""
        found: set[int] = set()
        number = _number(self.header, 32)
        while number and number not in found and (page := self.page(number)) is not None:
            found.add(number)
            listed = min(_number(page, 4), self.usable // 4 - _FREE_LISTED)
            found.update(struct.unpack_from(f">{listed}I", page, 8))
            number = _number(page, 0)
        return found


@contextmanager
def page_file(path: Path, like: bytes = b"") -> Iterator[PageFile]:
    """The pages of a file; where its own beginning is lost, `like` is that of a file of the same kind."""
    log_path = log_of(path)
    with path.open("rb") as file:
        log = log_path.open("rb") if log_path.exists() else None
        try:
            yield _laid_out(path, file, log, like)
        finally:
            if log is not None:
                log.close()


def _laid_out(path: Path, file: BinaryIO, log: BinaryIO | None, like: bytes) -> PageFile:
    header = _header(file)
    good = _is_good(header)
    size, usable = _sizes(header if good else like)
    frames, in_log = committed_frames(log, size) if log is not None else ({}, 0)
    pages = PageFile(file, log, size, usable, -(-path.stat().st_size // size), frames, b"")
    pages.count = max(pages.count, _number(header, 28) if good and not in_log else in_log)
    first = pages.page(1)
    pages.header = first[:100] if first is not None and _is_good(first) else bytes(100)
    return pages


def _header(file: BinaryIO) -> bytes:
    try:
        return file.read(100).ljust(100, b"\0")
    except OSError:
        return bytes(100)


def _is_good(header: bytes) -> bool:
    return header.startswith(MAGIC) and _page_size(header) in _SIZES


def _sizes(header: bytes) -> tuple[int, int]:
    if not _is_good(header):
        return _USUAL_SIZE, _USUAL_SIZE
    size = _page_size(header)
    return size, size - header[20]


def _page_size(header: bytes) -> int:
    size = int.from_bytes(header[16:18], "big")
    return 65536 if size == 1 else size


def _number(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "big")

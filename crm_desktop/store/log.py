"""SQLite's write-ahead log: what was committed into it, and whether more was than SQLite can read.

SQLite reads a log up to the first thing that is wrong in it, without a word: the end of a log that was being
written when the power went looks so. But what was saved before and stands behind such a place is lost then.
See sqlite.org/fileformat2.html#walformat.
"""

from __future__ import annotations

import struct
import time
from typing import TYPE_CHECKING, BinaryIO

from crm_desktop.domain.errors import DamagedFileError
from crm_desktop.store.on_disk import log_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MAGIC = {0x377F0682: "<", 0x377F0683: ">"}
"""What a log begins with, and in which order of bytes its sums are made."""

_HEADER, _FRAME = 32, 24
_SALT, _SALT_OF_FRAME = slice(16, 24), slice(8, 16)
_MASK = 0xFFFFFFFF
_SIZES = {1 << bits for bits in range(9, 17)}
_USUAL_SIZE = 4096
_PAUSE = 0.05  # seconds


def refuse_broken_log(path: Path) -> None:
    """Before a data file is opened, which takes over its log and deletes it. It is only read.

    Raises DamagedFileError where changes that were saved stand in the log behind a damaged place.
    """
    log = log_of(path)
    before = _written(log)
    if not _is_broken(log):
        return
    time.sleep(_PAUSE)
    # Read while another program writes, a log may look so; but then it is otherwise a moment later.
    if _is_broken(log) and _written(log) == before:
        raise DamagedFileError(f"{log} is damaged: changes that were saved cannot be read any more.")


def committed_frames(log: BinaryIO, page_size: int) -> tuple[dict[int, int], int]:
    """Where in a log the newest committed content of each page lies, and how many pages the file then has.

    Up to the first frame whose sum is wrong, as SQLite does; of a log that is broken in its middle also what
    is whole behind that. (nothing, 0) for a log without a commit.
    """
    committed: dict[int, int] = {}
    pending: dict[int, int] = {}
    pages = 0
    try:
        leap = _commits_behind(log) > 1
        for number, after_commit, at in _frames(log, page_size, leap=leap):
            pending[number] = at
            if after_commit:
                committed |= pending
                pending, pages = {}, after_commit
    except OSError:
        pass  # the disk gives no more of it
    return {number: at for number, at in committed.items() if number <= pages}, pages


def _written(log: Path) -> tuple[int, int] | None:
    try:
        state = log.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size


def _is_broken(log: Path) -> bool:
    try:
        if log.stat().st_size <= _HEADER:
            return False
        with log.open("rb") as file:
            # One that was not finished when the power went is not lost: nobody was told that it was saved.
            return _commits_behind(file) > 1
    except OSError:
        return False  # whoever opens it says why it cannot be


def _commits_behind(log: BinaryIO) -> int:
    """How many commits stand behind the first place that is wrong; one more if that is its beginning."""
    log.seek(0)
    header = log.read(_HEADER)
    size = _page_size(header)
    valid = sum(1 for _ in _frames(log, size))
    at, salt, commits = _HEADER + valid * (_FRAME + size), header[_SALT], 0
    without_beginning = not valid and not _order(header)
    while True:
        log.seek(at)
        frame = log.read(_FRAME)
        if len(frame) < _FRAME:
            return commits
        if without_beginning and at == _HEADER:
            salt = frame[_SALT_OF_FRAME]
            commits += 1  # even one is too much: a beginning is never half written
        if frame[_SALT_OF_FRAME] == salt and any(frame[4:8]):
            commits += 1
        at += _FRAME + size


def _frames(log: BinaryIO, page_size: int, *, leap: bool = False) -> Iterator[tuple[int, int, int]]:
    """Page, pages in the file after a commit (else 0), and place of each whole frame; with `leap` also of
    those behind one that is not.
    """
    log.seek(0)
    header = log.read(_HEADER)
    order = _order(header)
    if _page_size(header) != page_size or (not order and not leap):
        return
    sums: tuple[int, int] | None = struct.unpack_from(">2I", header, 24) if order else None
    salt, at = header[_SALT], _HEADER
    while len(frame := log.read(_FRAME + page_size)) == _FRAME + page_size:
        salt = salt if order else frame[_SALT_OF_FRAME]
        order = order or "<"
        is_ours = frame[_SALT_OF_FRAME] == salt
        told = struct.unpack_from(">2I", frame, 16)
        if sums is not None and is_ours:
            sums = _sum(order, frame[_FRAME:], _sum(order, frame[:8], sums))
        if is_ours and sums == told:
            yield *struct.unpack_from(">2I", frame), at + _FRAME
        elif not leap:
            return
        # Each sum goes on from the one before it, which a whole frame tells.
        sums = told if is_ours else None
        log.seek(at := at + len(frame))


def _order(header: bytes) -> str:
    """The order of bytes of a log that begins as it should, "" for any other."""
    if len(header) < _HEADER:
        return ""
    order = _MAGIC.get(struct.unpack_from(">I", header)[0], "")
    return (
        order if order and _sum(order, header[:24], (0, 0)) == struct.unpack_from(">2I", header, 24) else ""
    )


def _page_size(header: bytes) -> int:
    size = int.from_bytes(header[8:12], "big") if len(header) == _HEADER else 0
    return size if size in _SIZES and _order(header) else _USUAL_SIZE


def _sum(order: str, data: bytes, sums: tuple[int, int]) -> tuple[int, int]:
    one, two = sums
    for first, second in struct.iter_unpack(f"{order}2I", data):
        one = (one + first + two) & _MASK
        two = (two + second + one) & _MASK
    return one, two

"""A byte stream of any encoding and line ending as lists of lines in UTF-8 (or what was meant to be).

Holds a block at a time, and one line of at most `LONGEST_LINE` bytes.
"""

from __future__ import annotations

import codecs
import re
from enum import StrEnum
from typing import TYPE_CHECKING, BinaryIO, Final

from crm_desktop.formats.limits import LONGEST_LINE

if TYPE_CHECKING:
    from collections.abc import Iterator

BLOCK: Final = 1 << 18
LOOK_AHEAD: Final = 1 << 20
HOPELESS_LINE: Final = 128 << 20

TOO_LONG: Final = b"\x00too long"
"""Stands for a line that was left out for its length. No other line holds a NUL."""

_LINE_END: Final = re.compile(rb"[\r\n]")
# Escape is kept: ISO-2022 texts need it until they are decoded.
_CONTROLS: Final = bytes({*range(32), 127} - {9, 10, 13, 27})
_UTF8_MARK: Final = codecs.BOM_UTF8
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (_UTF8_MARK, ""),
)


class Why(StrEnum):
    """Why a file cannot be read as cards."""

    EMPTY = "empty"
    NO_CARDS = "no cards"
    ENDLESS_LINE = "endless line"


class NotCards(Exception):
    """The stream is no vCard file at all."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


def line_batches(stream: BinaryIO) -> Iterator[list[bytes]]:
    """The lines, without their ends and control characters, some hundreds at a time.

    Raises NotCards for an empty file, one without a card in its first megabyte, or one whose line
    never ends. A line that is merely too long is given as `TOO_LONG`.
    """
    held: list[bytes] = []
    size = 0
    for block in _blocks(stream):
        cut = max(block.rfind(b"\n"), block.rstrip(b"\r").rfind(b"\r")) + 1
        if not cut:
            size += len(block)
            if size <= LONGEST_LINE:
                held.append(block)
            elif size <= HOPELESS_LINE:
                held.clear()
            else:
                raise NotCards(Why.ENDLESS_LINE)
            continue
        if size > LONGEST_LINE:
            yield [TOO_LONG]
            rest = _LINE_END.split(block, maxsplit=1)[1]
            block, cut = rest, cut - (len(block) - len(rest))
        held.append(block[:cut])
        yield _lines(b"".join(held))
        held = [block[cut:]]
        size = len(held[0])
    yield [TOO_LONG] if size > LONGEST_LINE else _lines(b"".join(held) + b"\n")


def _lines(block: bytes) -> list[bytes]:
    if b"\r" in block:
        block = block.replace(b"\r\r\n", b"\n").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    # Marks in the middle come from files that were put one behind the other.
    lines = block.translate(None, _CONTROLS).replace(_UTF8_MARK + b"BEGIN", b"BEGIN").split(b"\n")
    lines.pop()
    return lines


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    first = stream.read(LOOK_AHEAD)
    if not first:
        raise NotCards(Why.EMPTY)
    encoding, mark = _encoding(first)
    decoder = codecs.getincrementaldecoder(encoding)("replace") if encoding else None
    block = first[mark:]
    if decoder:
        block = decoder.decode(block).encode("utf-8", "replace")
    if not _has_cards(block):
        raise NotCards(Why.EMPTY if not block.strip() else Why.NO_CARDS)
    yield block
    while block := stream.read(BLOCK):
        yield decoder.decode(block).encode("utf-8", "replace") if decoder else block


def _encoding(first: bytes) -> tuple[str, int]:
    """The encoding to translate from ("" for none) and the length of the byte order mark."""
    for mark, encoding in _MARKS:
        if first.startswith(mark):
            return encoding, len(mark)
    # Without a mark: every other byte of Latin letters is NUL in UTF-16.
    begin = first[:64].lstrip(b"\0\r\n\t ")
    if begin[:8].upper() == b"B\0E\0G\0I\0":
        return ("utf-16-le" if (first.find(begin[:4])) % 2 == 0 else "utf-16-be"), 0
    return "", 0


def _has_cards(block: bytes) -> bool:
    squeezed = block.upper().translate(None, b" \t\0")
    return b"BEGIN:VCARD" in squeezed or b"END:VCARD" in squeezed

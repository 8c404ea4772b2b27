"""A stream of iCalendar as one component after the other, within limits, each with the line it begins at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

from crm_desktop.formats.icalendar.values import LARGEST_EVENT, MOST_LINES, NotACalendar

if TYPE_CHECKING:
    from collections.abc import Iterator

_PIECE: Final = 1 << 16
_LOOK: Final = 1 << 20
_DEEPEST: Final = 8


class Source(Protocol):
    """What bytes are read from."""

    def read(self, size: int = -1, /) -> bytes: ...


@dataclass(slots=True)
class Block:
    """One component of a calendar ("VEVENT"): its lines, unfolded, from BEGIN to END.

    `refused` says why it is not to be read. `product` is the PRODID of the calendar it stands in.
    """

    kind: str
    line: int
    product: str = ""
    lines: list[str] = field(default_factory=list)
    refused: str = ""


def blocks(stream: Source) -> Iterator[Block]:
    """The components of every calendar of the stream. Raises NotACalendar."""
    product, depth = "", 0
    block: Block | None = None
    seen, size = False, 0
    for number, line in _unfolded(stream):
        word, _, what = line.partition(":")
        word, what = word.strip().upper(), what.strip().upper()
        if not seen:
            seen = word == "BEGIN" and what == "VCALENDAR"
            size += len(line)
            if size > _LOOK:
                break
            continue
        if block is None:
            if word == "BEGIN" and what != "VCALENDAR":
                block, depth, size = Block(what, number, product, [line]), 1, len(line)
            elif word.partition(";")[0] == "PRODID":
                product = line.partition(":")[2]
            continue
        size += len(line)
        depth += (word == "BEGIN") - (word == "END")
        _add(block, line, size, depth)
        if depth <= 0:
            yield block
            block = None
    if not seen:
        raise NotACalendar
    if block is not None:
        block.refused = "This event does not end; the file may have been cut off."
        yield block


def _add(block: Block, line: str, size: int, depth: int) -> None:
    if size > LARGEST_EVENT or len(block.lines) > MOST_LINES:
        block.refused = f"This event is larger than {LARGEST_EVENT >> 20} MB or {MOST_LINES:,} lines."
    elif depth > _DEEPEST:
        block.refused = "The parts of this event lie too deep in one another."
    if block.refused:
        block.lines.clear()
    else:
        block.lines.append(line)


def _unfolded(stream: Source) -> Iterator[tuple[int, str]]:
    """The lines with the number at which each begins; one that goes on behind a blank is one line."""
    held: list[bytes] = []
    begun, size = 1, 0
    for number, line in enumerate(_lines(stream), 1):
        if line[:1] in (b" ", b"\t") and held:
            size += len(line)
            if size <= LARGEST_EVENT + _PIECE:
                held.append(line[1:])
            continue
        if held:
            yield begun, _text(b"".join(held))
        held, begun, size = [line], number, len(line)
    if held:
        yield begun, _text(b"".join(held))


def _text(line: bytes) -> str:
    try:
        text = line.decode()
    except UnicodeDecodeError:
        text = line.decode("cp1252", "replace")
    return text.lstrip("\ufeff").replace("\0", "")


def _lines(stream: Source) -> Iterator[bytes]:
    rest = b""
    while data := stream.read(max(_PIECE, len(rest))):
        if data.endswith(b"\r"):
            data += stream.read(1)
        data = (rest + data).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        *whole, rest = data.split(b"\n")
        yield from whole
        if len(rest) > LARGEST_EVENT:
            # A line without an end: a piece of it stands for it, which no event survives.
            yield rest
            rest = b" "
    if rest:
        yield rest

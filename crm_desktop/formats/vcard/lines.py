"""Where each card of a file begins and ends: lines in, one `RawCard` at a time out.

Knows BEGIN, END and the cards nested in an AGENT, nothing else of what stands in a card.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Final

from crm_desktop.formats.limits import DEEPEST, LARGEST_CARD, MOST_LINES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BEGIN: Final = b"BEGIN:VCARD"
_END: Final = b"END:VCARD"
_TELLING: Final = frozenset(
    bytes(letters)
    for word in (b"BEG", b"END", b"AGE")
    for letters in product(*((ch, ch + 32) for ch in word))
)
_CARD_LIKE: Final = (b"N:", b"N;", b"FN:", b"FN;", b"TEL", b"EMAIL", b"ORG")


@dataclass(slots=True)
class RawCard:
    """The lines between BEGIN and END, still folded, each and as one `block`. `line` is that of BEGIN in
    the file, from 1.

    `around` are lines from there on, further cards included, to guess an encoding from.
    """

    line: int
    lines: list[bytes]
    block: bytes
    begun: bool = True
    ended: bool = True
    too_large: bool = False
    too_deep: bool = False
    around: list[bytes] | None = None


def raw_cards(batches: Iterable[list[bytes]]) -> Iterator[RawCard]:
    """Every card, in the order of the file. One that does not end is closed by the next, or by the end."""
    splitter = _Splitter()
    for batch in batches:
        for card in splitter.feed(batch):
            card.around = batch
            yield card
    yield from splitter.finish()


def _index(batch: list[bytes], line: bytes, start: int) -> int:
    try:
        return batch.index(line, start)
    except ValueError:
        return len(batch)


class _Splitter:
    """Keeps true: `_lines` are those since the last border, and never hold more than `LARGEST_CARD`."""

    def __init__(self) -> None:
        self._number = 0
        self._lines: list[bytes] = []
        self._inside = False
        self._start = 1
        self._size = 0
        self._too_large = False
        self._too_deep = False
        self._depth = 0
        self._nested_at = 0

    def feed(self, batch: list[bytes]) -> Iterator[RawCard]:
        """The cards that end within these lines."""
        first = self._number + 1
        at = 0
        while at < len(batch):
            end = _index(batch, _END, at)
            if batch[at] == _BEGIN and not self._inside and not self._lines and end < len(batch):
                lines = batch[at + 1 : end]
                block = b"\n".join(lines)
                if b"VCARD" not in block.upper():
                    self._number = first + end
                    self._start = self._number + 1
                    yield RawCard(first + at, lines, block)
                    at = end + 1
                    continue
            for number in range(at, min(end + 1, len(batch))):
                self._number = first + number
                yield from self._line(batch[number])
            at = end + 1
        if self._lines:
            self._bound(batch)

    def _line(self, line: bytes) -> Iterator[RawCard]:
        if line[:3] in _TELLING:
            yield from self._border(line)
        elif line or self._inside:
            self._lines.append(line)

    def _bound(self, batch: list[bytes]) -> None:
        self._size += sum(map(len, batch))
        if self._size > LARGEST_CARD or len(self._lines) > MOST_LINES:
            self._too_large = self._inside
            self._lines.clear()
            self._depth = 0

    def finish(self) -> Iterator[RawCard]:
        """The card that the file ended in, if it did."""
        if self._inside or self._looks_like_a_card():
            yield self._taken(ended=False)

    def _border(self, line: bytes) -> Iterator[RawCard]:
        plain = line.upper().replace(b" ", b"").replace(b"\t", b"")
        if plain.startswith(_END):
            yield from self._ended()
            # Files put one behind the other without a line end between them.
            if plain.endswith(_BEGIN):
                self._begun()
        elif plain == _BEGIN:
            if self._inside and (self._depth or self._after_agent()):
                self._nest()
                return
            if self._inside or self._looks_like_a_card():
                yield self._taken(ended=False)
            self._begun()
        elif self._inside and plain.startswith(b"AGENT") and plain.endswith(b":" + _BEGIN):
            self._lines.append(line[: line.index(b":") + 1])
            self._nest()
        else:
            self._lines.append(line)

    def _begun(self) -> None:
        self._lines = []
        self._inside = True
        self._start = self._number
        self._size = 0

    def _ended(self) -> Iterator[RawCard]:
        if self._depth:
            self._lines.append(_END)
            self._depth -= 1
            if not self._depth:
                self._fold_nested()
        elif self._inside or self._looks_like_a_card():
            yield self._taken(ended=True)
        else:
            self._lines = []
            self._start = self._number + 1

    def _taken(self, *, ended: bool) -> RawCard:
        if self._depth:
            self._fold_nested()
        block = b"\n".join(self._lines)
        card = RawCard(self._start, self._lines, block, self._inside, ended, self._too_large, self._too_deep)
        self._lines = []
        self._start = self._number + 1
        self._inside = False
        self._too_large = self._too_deep = False
        self._size = 0
        self._depth = 0
        return card

    def _after_agent(self) -> bool:
        before = next((line for line in reversed(self._lines) if line.strip()), b"").upper()
        return before.startswith(b"AGENT") and before.rstrip().endswith(b":")

    def _nest(self) -> None:
        if not self._depth:
            self._nested_at = len(self._lines)
        self._depth += 1
        self._too_deep = self._too_deep or self._depth > DEEPEST
        self._lines.append(_BEGIN)

    def _fold_nested(self) -> None:
        """The nested card as the escaped value of its AGENT line, as vCard 3.0 writes it."""
        nested = b"\n".join(self._lines[self._nested_at :]).replace(b"\n ", b"").replace(b"\n\t", b"")
        del self._lines[self._nested_at :]
        while self._lines and not self._lines[-1].strip():
            self._lines.pop()
        for plain, escaped in ((b"\\", b"\\\\"), (b"\n", b"\\n"), (b",", b"\\,"), (b";", b"\\;")):
            nested = nested.replace(plain, escaped)
        self._lines.append(self._lines.pop().rstrip() + nested)

    def _looks_like_a_card(self) -> bool:
        return any(line.upper().startswith(_CARD_LIKE) for line in self._lines)

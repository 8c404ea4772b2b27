"""What a page is made of: text, rows, rules and gaps. Each knows its height and paints itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from textwrap import wrap
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QRectF

from crm_desktop.ui.printing.ink import MM, Style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from crm_desktop.ui.printing.ink import Ink

_LONGEST: Final = 4000  # letters that are laid out at once


class Block(Protocol):
    """`keeps` wants to stand on the same page as the block behind it."""

    @property
    def keeps(self) -> bool: ...

    def height(self, ink: Ink, width: float) -> float: ...

    def paint(self, ink: Ink, painter: QPainter, rect: QRectF) -> None: ...

    def split(self, ink: Ink, width: float, room: float) -> tuple[Block, Block] | None:
        """The part that fits and the rest; None where it stays whole."""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, in as many lines as it needs."""

    text: str
    style: Style = Style.BODY
    keeps: bool = False

    def height(self, ink: Ink, width: float) -> float:
        return ink.lines(self.text, self.style, width).lineCount() * ink.line_height(self.style)

    def paint(self, ink: Ink, painter: QPainter, rect: QRectF) -> None:
        ink.draw(painter, ink.lines(self.text, self.style, rect.width()), rect.topLeft(), self.style)

    def split(self, ink: Ink, width: float, room: float) -> tuple[Block, Block] | None:
        layout = ink.lines(self.text, self.style, width)
        fitting = int(room // ink.line_height(self.style))
        if not 0 < fitting < layout.lineCount():
            return None
        # What is laid out is as long as what is shown, and only that was cut into lines.
        shown = layout.text()
        at = layout.lineAt(fitting).textStart()
        head, rest = (part.replace("\u2028", "\n") for part in (shown[:at], shown[at:]))
        return replace(self, text=head.removesuffix("\n")), replace(self, text=rest)


@dataclass(frozen=True, slots=True)
class Cell:
    """`share` of the row's width. `end` stands at the end of its place; `wraps` takes further lines."""

    text: str
    share: float
    style: Style = Style.BODY
    end: bool = False
    wraps: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Cells beside each other; `ruled` draws a line below."""

    cells: Sequence[Cell]
    ruled: bool = False
    keeps: bool = False

    def height(self, ink: Ink, width: float) -> float:
        heights = (self._cell_height(ink, cell, width) for cell in self.cells)
        return max(heights) + (0.8 * MM if self.ruled else 0)

    def paint(self, ink: Ink, painter: QPainter, rect: QRectF) -> None:
        total = sum(cell.share for cell in self.cells)
        left = rect.left()
        for cell in self.cells:
            place = QRectF(left, rect.top(), rect.width() * cell.share / total, rect.height())
            left = place.right()
            place = ink.mirrored(place, rect)
            room = _room(place.width())
            lines = ink.lines if cell.wraps else ink.one_line
            corner = place.topLeft()
            if ink.rtl:
                corner.setX(place.right() - room)
            if cell.end:
                corner.setX(place.left() if ink.rtl else place.right() - room)
            ink.draw(painter, lines(cell.text, cell.style, room, end=cell.end), corner, cell.style)
        if self.ruled:
            ink.rule(painter, rect, rect.bottom() - 0.4 * MM)

    def split(self, ink: Ink, width: float, room: float) -> tuple[Block, Block] | None:
        """A row stays whole: what may be long stands in a text of its own."""
        return None

    def _cell_height(self, ink: Ink, cell: Cell, width: float) -> float:
        if not cell.wraps:
            return ink.line_height(cell.style)
        place = width * cell.share / sum(one.share for one in self.cells)
        return ink.lines(cell.text, cell.style, _room(place)).lineCount() * ink.line_height(cell.style)


@dataclass(frozen=True, slots=True)
class Gap:
    """Millimetres of nothing; at the top of a page it is left out."""

    mm: float
    keeps: bool = True

    def height(self, _ink: Ink, _width: float) -> float:
        return self.mm * MM

    def paint(self, ink: Ink, painter: QPainter, rect: QRectF) -> None:
        pass

    def split(self, _ink: Ink, _width: float, _room: float) -> tuple[Block, Block] | None:
        return None


@dataclass(frozen=True, slots=True)
class Heading:
    """What the blocks behind it are about, above a rule."""

    text: str
    keeps: bool = True

    def height(self, ink: Ink, _width: float) -> float:
        return ink.line_height(Style.HEADING) + 2 * MM

    def paint(self, ink: Ink, painter: QPainter, rect: QRectF) -> None:
        lines = ink.one_line(self.text, Style.HEADING, rect.width())
        ink.draw(painter, lines, rect.topLeft(), Style.HEADING)
        ink.rule(painter, rect, rect.bottom() - MM)

    def split(self, _ink: Ink, _width: float, _room: float) -> tuple[Block, Block] | None:
        return None


@dataclass(frozen=True, slots=True)
class Rule:
    """A fine line."""

    keeps: bool = False

    def height(self, _ink: Ink, _width: float) -> float:
        return 2.5 * MM

    def paint(self, ink: Ink, painter: QPainter, rect: QRectF) -> None:
        ink.rule(painter, rect, rect.center().y())

    def split(self, _ink: Ink, _width: float, _room: float) -> tuple[Block, Block] | None:
        return None


@dataclass(frozen=True, slots=True)
class WritingLines:
    """Empty lines to write on: at least `count`, and with `fills` as many as the page has room for."""

    count: int
    fills: bool = False
    keeps: bool = False

    def filling(self, room: float) -> WritingLines:
        """These lines, on a page with so much room left."""
        return replace(self, count=max(self.count, int(room // (8 * MM)))) if self.fills else self

    def height(self, _ink: Ink, _width: float) -> float:
        return self.count * 8 * MM

    def paint(self, ink: Ink, painter: QPainter, rect: QRectF) -> None:
        for number in range(1, self.count + 1):
            ink.rule(painter, rect, rect.top() + number * 8 * MM)

    def split(self, _ink: Ink, _width: float, room: float) -> tuple[Block, Block] | None:
        fitting = int(room // (8 * MM))
        if not 0 < fitting < self.count:
            return None
        return WritingLines(fitting), WritingLines(self.count - fitting)


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a page of its own."""

    keeps: bool = False

    def height(self, _ink: Ink, _width: float) -> float:
        return 0.0

    def paint(self, ink: Ink, painter: QPainter, rect: QRectF) -> None:
        pass

    def split(self, _ink: Ink, _width: float, _room: float) -> tuple[Block, Block] | None:
        return None


def paragraphs(text: str, style: Style = Style.BODY) -> list[Block]:
    """A long text in parts that are laid out one by one."""
    parts: list[Block] = []
    for line in text.strip().splitlines():
        parts += [Text(piece, style) for piece in wrap(line, _LONGEST, break_on_hyphens=False)] or [Gap(1.5)]
    return parts


def _room(width: float) -> float:
    """What text may take of a cell: some space to the next one is left."""
    return max(width - 2 * MM, MM)

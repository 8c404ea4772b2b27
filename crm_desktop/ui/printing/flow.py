"""Blocks on pages: in columns, nothing cut in two that fits, headings with what they head."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, QRectF

from crm_desktop.ui.printing.blocks import Gap, NewPage, WritingLines
from crm_desktop.ui.printing.ink import MM, Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QPainter

    from crm_desktop.ui.printing.blocks import Block
    from crm_desktop.ui.printing.ink import Ink
    from crm_desktop.ui.printing.shape import Shape

_GUTTER = 8 * MM

Placed = tuple["Block", QRectF]


@dataclass(slots=True)
class _Column:
    page: list[Placed]
    rect: QRectF
    top: float = field(init=False)

    def __post_init__(self) -> None:
        self.top = self.rect.top()

    @property
    def room(self) -> float:
        return self.rect.bottom() - self.top

    @property
    def is_empty(self) -> bool:
        return self.top == self.rect.top()

    def put(self, block: Block, height: float) -> None:
        self.page.append((block, QRectF(self.rect.left(), self.top, self.rect.width(), height)))
        self.top += height


class FlowDocument:
    """Pages of blocks under a title that stands at the foot of each.

    `head` stands above the columns of the first page, over its whole width.
    """

    def __init__(
        self,
        title: str,
        blocks: Iterable[Block],
        shape: Shape,
        ink: Ink,
        *,
        head: Sequence[Block] = (),
        columns: int = 1,
    ) -> None:
        self.title = title
        self.shape = shape
        self._ink = ink
        self._columns = columns
        self._pages: list[list[Placed]] = []
        self._waiting: list[_Column] = []
        self._arrange(list(blocks), head)

    @property
    def page_count(self) -> int:
        """How many sheets; at least one."""
        return len(self._pages)

    def paint(self, painter: QPainter, number: int) -> None:
        """Paint a page, counted from 0, with a painter whose units are those of the page."""
        for block, rect in self._pages[number]:
            block.paint(self._ink, painter, rect)
        foot, ink, small = self.shape.foot, self._ink, Style.SMALL
        locale = QLocale()
        count = QCoreApplication.translate("Printing", "Page {page} of {pages}").format(
            page=locale.toString(number + 1), pages=locale.toString(self.page_count)
        )
        width = 0.3 * foot.width()
        place = ink.mirrored(QRectF(foot.right() - width, foot.top(), width, foot.height()), foot)
        ink.draw(painter, ink.one_line(count, small, width, end=True), place.topLeft(), small)
        title = ink.mirrored(QRectF(foot.left(), foot.top(), 0.65 * foot.width(), foot.height()), foot)
        ink.draw(painter, ink.one_line(self.title, small, title.width()), title.topLeft(), small)

    def _arrange(self, blocks: list[Block], head: Sequence[Block]) -> None:
        column = self._new_page(head)
        at = 0
        while at < len(blocks):
            group = self._group(blocks, at)
            at += len(group)
            column = self._put(column, group)

    def _group(self, blocks: list[Block], at: int) -> list[Block]:
        """A block with those behind it that it must not be parted from."""
        end = at
        while end < len(blocks) - 1 and blocks[end].keeps:
            end += 1
        return blocks[at : end + 1]

    def _put(self, column: _Column, group: list[Block]) -> _Column:
        if isinstance(group[-1], NewPage):
            return column if column.is_empty and not self._used(column) else self._new_page()
        if column.is_empty and isinstance(group[0], Gap):
            group = group[1:]
        width = column.rect.width()
        if isinstance(group[-1], WritingLines):
            before = sum(block.height(self._ink, width) for block in group[:-1])
            group = [*group[:-1], group[-1].filling(column.room - before)]
        heights = [block.height(self._ink, width) for block in group]
        if sum(heights) <= column.room:
            for block, height in zip(group, heights, strict=True):
                column.put(block, height)
            return column
        before, last = sum(heights[:-1]), group[-1]
        parts = last.split(self._ink, width, column.room - before)
        if parts is not None:
            for block, height in zip(group[:-1], heights, strict=False):
                column.put(block, height)
            column.put(parts[0], parts[0].height(self._ink, width))
            return self._put(self._next(column), [parts[1]])
        if column.is_empty:  # higher than any page: it is cut at the edge, and what follows goes on behind
            for block, height in zip(group, heights, strict=True):
                column.put(block, min(height, max(column.room, 0)))
            return self._next(column)
        return self._put(self._next(column), group)

    def _used(self, column: _Column) -> bool:
        return bool(column.page)

    def _next(self, _column: _Column) -> _Column:
        return self._waiting.pop(0) if self._waiting else self._new_page()

    def _new_page(self, head: Sequence[Block] = ()) -> _Column:
        page: list[Placed] = []
        self._pages.append(page)
        body = QRectF(self.shape.body)
        top = _Column(page, body)
        for block in head:
            top.put(block, block.height(self._ink, body.width()))
        body.setTop(top.top)
        width = (body.width() - _GUTTER * (self._columns - 1)) / self._columns
        rects = (
            QRectF(body.left() + number * (width + _GUTTER), body.top(), width, body.height())
            for number in range(self._columns)
        )
        columns = [_Column(page, self._ink.mirrored(rect, body)) for rect in rects]
        self._waiting = columns[1:]
        return columns[0]

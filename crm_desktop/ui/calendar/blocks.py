"""Where meetings stand beside each other in a column of hours. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTEST: Final = 20
"""Minutes that a block is drawn long at least, so that its words can be read."""


@dataclass(frozen=True, slots=True)
class Span:
    """Minutes of a day, from midnight; `key` is whose they are."""

    key: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A span in one of `lanes` equal lanes, counted from 0; it is `wide` lanes wide."""

    key: int
    start: int
    end: int
    lane: int
    lanes: int
    wide: int = 1


def arranged(spans: Iterable[Span]) -> list[Block]:
    """No two that overlap share a lane, and each is as wide as its neighbours let it be.

    Spans that touch each other only through others form a group with as many lanes as it needs.
    """
    found: list[Block] = []
    group: list[Span] = []
    reach = -1
    for span in sorted(spans, key=lambda one: (one.start, -one.end, one.key)):
        end = max(span.end, span.start + SHORTEST)
        if group and span.start >= reach:
            found += _lanes(group)
            group = []
        group.append(Span(span.key, span.start, end))
        reach = max(reach, end) if len(group) > 1 else end
    return found + _lanes(group)


def _lanes(group: list[Span]) -> list[Block]:
    free: list[int] = []
    lanes: list[tuple[Span, int]] = []
    for span in group:
        lane = next((at for at, end in enumerate(free) if end <= span.start), len(free))
        if lane == len(free):
            free.append(0)
        free[lane] = span.end
        lanes.append((span, lane))
    count = len(free)
    return [
        Block(span.key, span.start, span.end, lane, count, _room(span, lane, lanes, count))
        for span, lane in lanes
    ]


def _room(span: Span, lane: int, lanes: list[tuple[Span, int]], count: int) -> int:
    """How many lanes are free to the end side while the span lasts, its own among them."""
    taken = [
        other
        for neighbour, other in lanes
        if other > lane and neighbour.start < span.end and span.start < neighbour.end
    ]
    return min(taken, default=count) - lane

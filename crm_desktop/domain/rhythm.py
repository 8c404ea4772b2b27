"""The rhythm that a history of contacts shows, and whether to propose it as the cadence.

A proposal is only ever that: nothing here, nor whoever calls it, sets a cadence by itself.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

LEAST_CONTACTS = 5
LATEST_GAPS = 12
# What people say: days up to six, a week, ten days, whole weeks, then months of 30 days, and a year.
SAID: tuple[int, ...] = (1, 2, 3, 4, 5, 6, 7, 10, 14, 21, 28, 30, 35, 42, *range(60, 331, 30), 365)
_NEAR = 0.25
_SLOWEST = 365 * (1 + _NEAR)
_LEFT_AFTER_DAYS, _LEFT_AFTER_GAPS = 60, 4


def rhythm(days: Sequence[date], today: date | None = None) -> int | None:
    """Every how many days there was contact, as people say it (one of `SAID`); None without a rhythm.

    `days` are the local days of real contacts, in any order; several on a day count once. The last twelve
    gaps decide: their median is the rhythm if two gaps in three keep to it, that is, differ from it by no
    more than half of it, or by a day. So one long holiday, or one second call the next day, changes nothing.
    There is none in fewer than five days of contact, nor where it is slower than about a year. With
    `today` there is none either once it was left: a silence of four times as long, and over two months.
    """
    ordered = sorted({day.toordinal() for day in days})
    if len(ordered) < LEAST_CONTACTS:
        return None
    gaps = [after - before for before, after in pairwise(ordered)][-LATEST_GAPS:]
    middle = _median(gaps)
    if middle > _SLOWEST or not _keeps_to(gaps, middle):
        return None
    silence = today.toordinal() - ordered[-1] if today is not None else 0
    if silence > max(_LEFT_AFTER_DAYS, _LEFT_AFTER_GAPS * middle):
        return None
    return min(SAID, key=lambda said: (abs(said - middle), said))


def proposal(days: int | None, cadence: int | None, declined: int | None) -> int | None:
    """The rhythm in days if it should be proposed as the cadence, else None.

    `cadence` is the one in effect: 0 means that nobody wants to be reminded, None that there is none, neither
    own nor by default. `declined` is the rhythm to which the user said no. Nothing is proposed that is within
    a quarter of either.
    """
    if days is None or cadence == 0:
        return None
    if any(known is not None and _near(days, known) for known in (cadence, declined)):
        return None
    return days


def _median(gaps: Sequence[int]) -> float:
    # The library's own imports fractions and decimals: time that the first card would wait.
    ordered, half = sorted(gaps), len(gaps) // 2
    return ordered[half] if len(gaps) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _keeps_to(gaps: Sequence[int], middle: float) -> bool:
    room = max(1.0, middle / 2)
    return 3 * sum(abs(gap - middle) <= room for gap in gaps) >= 2 * len(gaps)


def _near(days: float, known: float) -> bool:
    return abs(days - known) <= _NEAR * known

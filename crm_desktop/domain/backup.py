"""Copies of the data file: what one holds, and which of many are worth their room."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

_LATEST: Final = 10
_DAYS, _WEEKS, _MONTHS = 14, 8, 24


class BackupReason(StrEnum):
    """Why a copy was made; it stands in the name of its file."""

    DAILY = "daily"
    ASKED = "asked"
    UPDATE = "before-update"
    IMPORT = "before-import"
    MERGE = "before-merge"
    RESTORE = "before-restore"
    ENCRYPT = "before-encryption"


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy made at the instant `at` (UTC). `size` is in bytes; `contacts` counts the living ones.

    `last_change` is when the last command in it was given, None for a file nobody wrote in. `problem`
    says in words why it cannot be used; empty for one that can.
    """

    name: str
    at: datetime
    reason: BackupReason
    size: int
    contacts: int = 0
    last_change: datetime | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class BackupDifference:
    """What bringing a copy back would change, in contacts: those that come back, go, and are otherwise."""

    back: int
    gone: int
    changed: int


def worth_keeping(moments: Iterable[datetime]) -> set[datetime]:
    """The copies to keep, by when they were made.

    The last ten, and the last one of each of fourteen days, eight weeks and twenty-four months on which
    there is one (days of UTC, ISO weeks): a bad week of many copies does not push the good ones out.
    """
    newest_first = sorted(set(moments), reverse=True)
    kept = set(newest_first[:_LATEST])
    periods: tuple[tuple[Callable[[datetime], object], int], ...] = (
        (lambda at: at.date(), _DAYS),
        (lambda at: at.isocalendar()[:2], _WEEKS),
        (lambda at: (at.year, at.month), _MONTHS),
    )
    for period_of, how_many in periods:
        last_of_each: dict[object, datetime] = {}
        for at in newest_first:
            last_of_each.setdefault(period_of(at), at)
        kept.update(list(last_of_each.values())[:how_many])
    return kept

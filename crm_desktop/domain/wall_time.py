"""What a clock change does to a wall time: it may not be there at all, or be there twice.

Which instant such a time is, says `Appointment`: one that is skipped is read with the offset before the
change, one that is repeated is the first of the two (PEP 495, fold=0).
"""

from __future__ import annotations

from datetime import UTC
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from datetime import datetime


class WallTime(StrEnum):
    """How often a clock on the wall shows a time."""

    ONCE = "once"
    NEVER = "never"
    TWICE = "twice"


def shown(wall: datetime, zone: str) -> WallTime:
    """How often a clock in an IANA zone shows a naive time. Raises what ZoneInfo does for no such zone."""
    there = ZoneInfo(zone)
    first, second = (wall.replace(tzinfo=there, fold=fold).utcoffset() for fold in (0, 1))
    if first == second or first is None or second is None:
        return WallTime.ONCE
    return WallTime.NEVER if first < second else WallTime.TWICE


def really(wall: datetime, zone: str) -> datetime:
    """The naive time that a clock in the zone shows at the instant that is meant by a wall time."""
    there = ZoneInfo(zone)
    return wall.replace(tzinfo=there, fold=0).astimezone(UTC).astimezone(there).replace(tzinfo=None)

"""The moments a reminder can be put off to, on the user's own wall clock. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, tzinfo

_EVENING = time(18)
_LATE_EVENING = time(21)
_WEEK = 7


class Snooze(StrEnum):
    """How long a reminder may rest."""

    TEN_MINUTES = "ten-minutes"
    HOUR = "hour"
    EVENING = "evening"
    TOMORROW = "tomorrow"
    NEXT_WEEK = "next-week"


@dataclass(frozen=True, slots=True)
class SnoozeChoice:
    """A choice and the instant (aware, UTC) that it means now."""

    snooze: Snooze
    until: datetime


def choices(now: datetime, zone: tzinfo, morning: time) -> tuple[SnoozeChoice, ...]:
    """What can be offered now. "This evening" is 18:00, from then on 21:00, and later not offered.

    Days mean the user's morning time; next week is its Monday.
    """
    wall = now.astimezone(zone)
    today = wall.date()
    moments = [
        SnoozeChoice(Snooze.TEN_MINUTES, now + timedelta(minutes=10)),
        SnoozeChoice(Snooze.HOUR, now + timedelta(hours=1)),
    ]
    evening = _this_evening(wall.time())
    if evening is not None:
        moments.append(SnoozeChoice(Snooze.EVENING, on_wall(today, evening, zone)))
    tomorrow = today + timedelta(days=1)
    monday = today + timedelta(days=_WEEK - today.weekday())
    moments.append(SnoozeChoice(Snooze.TOMORROW, on_wall(tomorrow, morning, zone)))
    if monday != tomorrow:
        moments.append(SnoozeChoice(Snooze.NEXT_WEEK, on_wall(monday, morning, zone)))
    return tuple(moments)


def on_wall(day: date, at: time, zone: tzinfo) -> datetime:
    """The instant (UTC) of a wall time; one that a clock change skips is read as before the change."""
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)


def _this_evening(now: time) -> time | None:
    if now < _EVENING:
        return _EVENING
    return _LATE_EVENING if now < _LATE_EVENING else None

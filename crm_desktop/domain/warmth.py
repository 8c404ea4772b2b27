"""Warmth: the time since the last real contact against the cadence, and the days on which it turns."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil

COOLING_AT = 0.7
COLD_AT = 1.0
LOST_AT = 2.0
_LAST_DAY = date.max.toordinal()


class WarmthState(StrEnum):
    """NONE is a contact nobody wants to be reminded of."""

    WARM = "warm"
    COOLING = "cooling"
    COLD = "cold"
    LOST = "lost"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Warmth:
    """A state with its reason: `days` since the last real contact, against a cadence in days.

    `never` is true where the days count from the day the contact was added, for want of a talk.
    `cadence_days` is None for a contact without reminders.
    """

    state: WarmthState
    days: int
    cadence_days: int | None
    never: bool = False


@dataclass(frozen=True, slots=True)
class TurningDays:
    """The first days on which a contact counts as cooling, cold and lost."""

    cooling: date
    cold: date
    lost: date


def turning_days(since: date, cadence_days: int) -> TurningDays:
    """When a contact last spoken to on `since` cools, given a cadence of at least one day."""
    return TurningDays(*map(date.fromordinal, turning_ordinals(since.toordinal(), cadence_days)))


def turning_ordinals(since: int, cadence_days: int) -> tuple[int, int, int]:
    """The same, from ordinal to ordinals (`date.toordinal`): lists have them by the hundred thousand."""
    # 0.7 * 10 is 7.000000000000001 in floating point: a hair above a whole day is that day.
    cooling = since + ceil(COOLING_AT * cadence_days - 1e-9)
    cold, lost = since + ceil(COLD_AT * cadence_days), since + ceil(LOST_AT * cadence_days)
    return min(cooling, _LAST_DAY), min(cold, _LAST_DAY), min(lost, _LAST_DAY)


def warmth(since: date, cadence_days: int | None, today: date, *, never: bool = False) -> Warmth:
    """The warmth on `today`; a cadence of None or 0 means that nobody wants to be reminded."""
    days = max(0, (today - since).days)
    if not cadence_days:
        return Warmth(WarmthState.NONE, days, None, never)
    turns = turning_days(since, cadence_days)
    if today >= turns.lost:
        state = WarmthState.LOST
    elif today >= turns.cold:
        state = WarmthState.COLD
    elif today >= turns.cooling:
        state = WarmthState.COOLING
    else:
        state = WarmthState.WARM
    return Warmth(state, days, cadence_days, never)

"""Warmth: the time since the last real contact against the cadence, and the days on which it turns."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import ceil

COOLING_AT = 0.7
COLD_AT = 1.0
LOST_AT = 2.0


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
    return TurningDays(
        cooling=_first_day(since, COOLING_AT * cadence_days),
        cold=_first_day(since, COLD_AT * cadence_days),
        lost=_first_day(since, LOST_AT * cadence_days),
    )


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


def _first_day(since: date, days: float) -> date:
    # 0.7 * 10 is 7.000000000000001 in floating point: a hair above a whole day is that day.
    whole = ceil(days - 1e-9)
    return since + timedelta(days=whole) if whole < (date.max - since).days else date.max

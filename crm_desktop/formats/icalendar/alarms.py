"""The alarms of an event: how many minutes before the start, and those for which we have no word."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from icalendar import Component, Event

    from crm_desktop.domain.appointment import Appointment

LONGEST_MINUTES: Final = 366 * 24 * 60
_LARGEST: Final = 1 << 20
_MOST: Final = 100


def alarms(
    event: Event, texts: Sequence[str], when: Appointment, *, once: bool, own: bool
) -> tuple[tuple[int, ...], list[str]]:
    """The leads in minutes, and the alarms that say something else, as they stand.

    One before the end, or at a moment, counts from the start (a moment only where the event comes `once`).
    One that sends a mail rings here too, and stays as it is; in our `own` file that was done already.
    """
    leads: list[int] = []
    others: list[str] = []
    for alarm, text in zip(event.walk("VALARM"), texts, strict=False):
        action = str(alarm.get("ACTION", "")).upper()
        lead = _lead(alarm, when, once=once)
        heard = lead is not None and action != "NONE" and not (own and action == "EMAIL")
        if heard and lead is not None:
            leads.append(lead)
        if (not heard or action == "EMAIL") and len(text) <= _LARGEST:
            others.append(text)
    return tuple(dict.fromkeys(leads))[:_MOST], others[:_MOST]


def _lead(alarm: Component, when: Appointment, *, once: bool) -> int | None:
    """Minutes before the start; None where it comes later, or far too early."""
    trigger = alarm.get("TRIGGER")
    trigger = trigger[0] if isinstance(trigger, list) else trigger
    try:
        at = getattr(trigger, "dt", None)
    except ValueError:  # how the library says that it is broken
        return None
    lead: float = -1
    if isinstance(at, timedelta):
        lead = -at.total_seconds() / 60
        if str(getattr(trigger, "params", {}).get("RELATED", "")).upper() == "END":
            lead -= when.minutes
    elif isinstance(at, datetime) and once:
        instant = at if at.tzinfo else at.replace(tzinfo=UTC)
        lead = (when.starts_at - instant).total_seconds() / 60
    return int(lead) if 0 <= lead <= LONGEST_MINUTES else None

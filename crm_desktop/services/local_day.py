"""The user's day: what the wall shows, in the zone that they are in now."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from crm_desktop.services.ports import Clock


def local_today(clock: Clock) -> date:
    """The day that the user's wall shows."""
    return clock.now().astimezone(clock.zone()).date()

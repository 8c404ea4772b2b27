"""What hangs on contacts that may become one: counts, for whoever has to decide."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attached:
    """How many entries of the logbook, meetings, and promises."""

    interactions: int = 0
    appointments: int = 0
    follow_ups: int = 0

    def __bool__(self) -> bool:
        return bool(self.interactions or self.appointments or self.follow_ups)

"""What a calendar file would come to, or came to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from crm_desktop.domain.calendar_file import EventFate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crm_desktop.domain.calendar_file import EventRow

MOST_ROWS: Final = 10_000
"""Rows that are kept to be shown; all are counted."""


@dataclass(frozen=True, slots=True)
class CalendarReport:
    """`rows` has what is new, changed and refused first, in the order of the file.

    `passed_over` counts what is no event (to-dos, journals), `linked` how many contacts are to come to
    some of it, `strangers` how many others.
    """

    path: str
    counts: Mapping[EventFate, int]
    rows: tuple[EventRow, ...] = ()
    passed_over: Mapping[str, int] = field(default_factory=dict)
    linked: int = 0
    strangers: int = 0

    @property
    def total(self) -> int:
        """How many events the file has."""
        return sum(self.counts.values())

    @property
    def changes_nothing(self) -> bool:
        """Whether nothing comes of it."""
        return not self.count(EventFate.NEW) and not self.count(EventFate.CHANGED)

    def count(self, fate: EventFate) -> int:
        """How many events come to that."""
        return self.counts.get(fate, 0)

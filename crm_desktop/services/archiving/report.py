"""What an archive holds, and what came, or would come, of bringing it in: counts a kind of thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Count:
    """How many things of a kind ("contacts", "follow-ups") an archive holds, and what becomes of them.

    For an archive that was written all of them are `new` to it.
    """

    what: str
    total: int
    new: int = 0
    changed: int = 0

    @property
    def same(self) -> int:
        """How many were there already, just so."""
        return self.total - self.new - self.changed


@dataclass(frozen=True, slots=True)
class ArchiveReport:
    """An archive in numbers. `written_at` is the aware UTC instant at which it was made."""

    path: str
    written_at: datetime
    counts: tuple[Count, ...]

    @property
    def changes_nothing(self) -> bool:
        """Whether everything in it was there already."""
        return not any(count.new or count.changed for count in self.counts)

    def count(self, what: str) -> Count:
        """The numbers of one kind."""
        return next((one for one in self.counts if one.what == what), Count(what, 0))

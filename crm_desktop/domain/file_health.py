"""What a check of the data file finds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileHealth:
    """What a check of the data file found: SQLite's own words, and counts of what is wrong."""

    integrity: str
    foreign_keys: int
    search_index: str
    contacts: int

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return self.integrity == "ok" and self.foreign_keys == 0 and self.search_index == "ok"

"""What a check of the data file finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DeepHealth:
    """What a look at every single value found; all of it is 0 or empty in a sound file.

    `values`: texts, lists and words that nobody can have written so. `photos`: pictures that end in nothing.
    `journal`: steps of undo that lead nowhere. `lists` and `reminders`: derived rows that are not what the
    facts call for. `where`: the tables concerned. `backups`: the names of those that cannot be read.
    """

    values: int = 0
    photos: int = 0
    journal: int = 0
    lists: int = 0
    reminders: int = 0
    where: tuple[str, ...] = ()
    backups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileHealth:
    """What a check of the data file found: SQLite's own words, and counts of what is wrong.

    `deep` is None where only the file's own order was looked at.
    """

    integrity: str
    foreign_keys: int
    search_index: str
    contacts: int
    deep: DeepHealth | None = None

    @property
    def ok(self) -> bool:
        """Whether nothing at all is wrong."""
        return not self.is_damaged and not self.is_mendable and not self.bad_backups

    @property
    def is_damaged(self) -> bool:
        """Whether something that was written down is broken: a backup is needed."""
        deep = self.deep or DeepHealth()
        return self.integrity != "ok" or bool(self.foreign_keys or deep.values or deep.photos or deep.journal)

    @property
    def is_mendable(self) -> bool:
        """Whether all that is wrong with the file can be made anew from what was written down."""
        deep = self.deep or DeepHealth()
        wrong = self.search_index != "ok" or bool(deep.lists or deep.reminders)
        return wrong and not self.is_damaged

    @property
    def bad_backups(self) -> tuple[str, ...]:
        """The backups that cannot be read."""
        return self.deep.backups if self.deep else ()

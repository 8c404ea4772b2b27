"""What an import would do and what it did: counts a file, the cards refused and why, samples of the rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from crm_desktop.formats.sheets.reading import Layout


class Fate(StrEnum):
    """What becomes of one card of a file."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Rejected:
    """A card that cannot be taken over: the line of the file where it begins (from 1), and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Change:
    """One thing on a card that would differ: `what` is the field's word ("phone", "birthday")."""

    what: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class SampleRow:
    """One card of a preview. `old_name` is "" for a new contact; `warnings` say what was read with doubt."""

    line: int
    fate: Fate
    name: str
    old_name: str = ""
    changes: tuple[Change, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FilePreview:
    """What one file holds. `sample` has the first 200 cards of each fate except the refused ones."""

    file: str
    cards: int
    new: int
    changed: int
    same: int
    rejected: tuple[Rejected, ...] = ()
    sample: tuple[SampleRow, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What would be imported, with nothing written. `layouts` says how each sheet of them was read."""

    files: tuple[FilePreview, ...]
    layouts: Mapping[Path, Layout] = field(default_factory=dict)

    @property
    def new(self) -> int:
        """How many contacts would be added."""
        return sum(file.new for file in self.files)

    @property
    def changed(self) -> int:
        """How many contacts would be changed."""
        return sum(file.changed for file in self.files)

    @property
    def same(self) -> int:
        """How many cards say nothing new."""
        return sum(file.same for file in self.files)

    @property
    def refused(self) -> int:
        """How many cards cannot be taken over."""
        return sum(len(file.rejected) for file in self.files)


@dataclass(frozen=True, slots=True)
class FileReport:
    """What came of one file: `cards` is the number of cards in it, refused ones included."""

    file: str
    cards: int
    created: int
    updated: int
    unchanged: int
    rejected: tuple[Rejected, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came of an import."""

    files: tuple[FileReport, ...]

    @property
    def created(self) -> int:
        """How many contacts were added."""
        return sum(file.created for file in self.files)

    @property
    def updated(self) -> int:
        """How many contacts were changed."""
        return sum(file.updated for file in self.files)

    @property
    def unchanged(self) -> int:
        """How many cards said nothing new."""
        return sum(file.unchanged for file in self.files)

    @property
    def refused(self) -> int:
        """How many cards were not taken over."""
        return sum(len(file.rejected) for file in self.files)

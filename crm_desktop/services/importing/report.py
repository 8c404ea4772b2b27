"""What an import would do and what it did: counts a file, every row, the cards refused and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crm_desktop.services.importing.rows import PreviewRows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from crm_desktop.formats.sheets.reading import Layout


@dataclass(frozen=True, slots=True)
class Rejected:
    """A card that cannot be taken over: the line of the file where it begins (from 1), and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Warned:
    """What was read of a card with doubt: the line of the file where it begins (from 1), and a sentence."""

    line: int
    sentence: str


@dataclass(frozen=True, slots=True)
class FilePreview:
    """What one file holds; each of its rows stands in the preview. `warned` are the first of its warnings."""

    file: str
    cards: int
    new: int
    changed: int
    same: int
    rejected: tuple[Rejected, ...] = ()
    doubtful: int = 0
    warned: tuple[Warned, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What would be imported, with nothing written. `layouts` says how each sheet of them was read."""

    files: tuple[FilePreview, ...]
    layouts: Mapping[Path, Layout] = field(default_factory=dict)
    rows: PreviewRows = field(default_factory=PreviewRows)

    @property
    def new(self) -> int:
        """How many contacts would be added that resemble nobody."""
        return sum(file.new for file in self.files)

    @property
    def doubtful(self) -> int:
        """How many contacts would be added that resemble somebody."""
        return sum(file.doubtful for file in self.files)

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
    """What came of one file: `cards` is the number of cards in it, refused and left out ones included.

    `left_out` are the lines of the rows that somebody wanted left out, `warned` the first of its warnings.
    """

    file: str
    cards: int
    created: int
    updated: int
    unchanged: int
    rejected: tuple[Rejected, ...] = ()
    left_out: Sequence[int] = ()
    warned: tuple[Warned, ...] = ()


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
        """How many cards could not be taken over."""
        return sum(len(file.rejected) for file in self.files)

    @property
    def left_out(self) -> int:
        """How many rows were left out because somebody said so."""
        return sum(len(file.left_out) for file in self.files)

"""What somebody has said so far of the rows of a preview; counted without looking at every row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.services.importing.choices import Choice, Choices, Way
from crm_desktop.services.importing.row import Fate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crm_desktop.services.importing.row import PreviewRow, RowKey
    from crm_desktop.services.importing.rows import PreviewRows

CHOOSABLE = (Fate.DOUBTFUL, Fate.CHANGED, Fate.NEW)
"""What there is something to choose of: the same changes nothing, and the refused cannot be taken."""


class Picks:
    """A choice for all of a fate, and others for single rows of it."""

    def __init__(self, rows: PreviewRows) -> None:
        self._rows = rows
        self._of_fate: dict[Fate, Choice] = {}
        self._of_row: dict[RowKey, tuple[Fate, Choice]] = {}

    def choice(self, row: PreviewRow) -> Choice:
        """What is to be done with a row."""
        said = self._of_row.get(row.key)
        return said[1] if said is not None else self._rule(row.fate)

    def is_taken(self, row: PreviewRow) -> bool:
        """Whether a row is to come in."""
        return row.fate in CHOOSABLE and self.choice(row).way is not Way.LEAVE

    def put(self, row: PreviewRow, choice: Choice) -> None:
        """Say it of one row."""
        if choice == self._rule(row.fate):
            self._of_row.pop(row.key, None)
        elif row.fate in CHOOSABLE:
            self._of_row[row.key] = row.fate, choice

    def put_all(self, fates: Iterable[Fate], choice: Choice) -> None:
        """Say it of all rows of these fates, also of those that were told apart before."""
        told = set(fates).intersection(CHOOSABLE)
        self._of_row = {key: said for key, said in self._of_row.items() if said[0] not in told}
        self._of_fate.update(dict.fromkeys(told, choice))

    def taken(self, *fates: Fate) -> int:
        """How many rows of these fates (of all where none is named) are to come in."""
        return sum(self._rows.count(fate) - self.left_out(fate) for fate in fates or CHOOSABLE)

    def left_out(self, *fates: Fate) -> int:
        """How many rows of these fates are to be left out."""
        return sum(self._left_out(fate) for fate in fates or CHOOSABLE)

    def choices(self) -> Choices:
        """All of it, for the import."""
        return Choices({key: choice for key, (_, choice) in self._of_row.items()}, dict(self._of_fate))

    def _rule(self, fate: Fate) -> Choice:
        return self._of_fate.get(fate, Choice.TAKE)

    def _left_out(self, fate: Fate) -> int:
        told = [choice for of, choice in self._of_row.values() if of is fate]
        left = sum(choice.way is Way.LEAVE for choice in told)
        others = self._rows.count(fate) - len(told) if self._rule(fate).way is Way.LEAVE else 0
        return left + others

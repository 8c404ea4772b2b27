"""Counts what became of a file's rows, and tells all of them to a preview."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Final

from crm_desktop.services.importing.differences import contents, differences
from crm_desktop.services.importing.report import FilePreview, FileReport, Rejected, Warned
from crm_desktop.services.importing.row import Fate, PreviewRow, RowKey

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crm_desktop.formats.card import Fault
    from crm_desktop.services.importing.rows import PreviewRows
    from crm_desktop.services.importing.session import Decision, Step

_MOST_WARNED: Final = 1000
"""So many warnings of a file are kept: a sheet of a million rows may have one in each."""


class Tally:
    """One file's counts. Keeps true: every card of the file is counted once."""

    def __init__(self, file: str, rows: PreviewRows | None = None) -> None:
        self._file = file
        self._rows = rows
        self._counts = dict.fromkeys(Fate, 0)
        self._rejected: list[Rejected] = []
        self._left = array("q")
        self._warned: list[Warned] = []

    def add(self, step: Step) -> None:
        """Count a batch."""
        self.groups(step.decisions)
        self._counts[Fate.REFUSED] += len(step.faults)
        self._rejected += [Rejected(fault.line, fault.reason) for fault in step.faults]
        if self._rows is not None:
            for fault in step.faults:
                self._rows.add(_refused(self._file, fault))

    def groups(self, decisions: Iterable[Decision]) -> None:
        """Count rows that were decided, cards that are lists of others too."""
        for decision in decisions:
            if decision.left:
                self._left.append(decision.line)
                continue
            self._counts[decision.fate] += 1
            if decision.warnings and len(self._warned) < _MOST_WARNED:
                self._warned += [Warned(decision.line, sentence) for sentence in decision.warnings]
            if self._rows is not None:
                self._rows.add(_row(self._file, decision))

    def preview(self) -> FilePreview:
        """The counts as what would be done."""
        return FilePreview(
            file=self._file,
            cards=sum(self._counts.values()),
            new=self._counts[Fate.NEW],
            changed=self._counts[Fate.CHANGED],
            same=self._counts[Fate.SAME],
            rejected=tuple(self._rejected),
            doubtful=self._counts[Fate.DOUBTFUL],
            warned=tuple(self._warned),
        )

    def report(self) -> FileReport:
        """The counts as what was done."""
        return FileReport(
            file=self._file,
            cards=sum(self._counts.values()) + len(self._left),
            created=self._counts[Fate.NEW] + self._counts[Fate.DOUBTFUL],
            updated=self._counts[Fate.CHANGED],
            unchanged=self._counts[Fate.SAME],
            rejected=tuple(self._rejected),
            left_out=tuple(self._left),
            warned=tuple(self._warned),
        )


def _row(file: str, decision: Decision) -> PreviewRow:
    old = decision.old
    known = decision.fate is Fate.CHANGED and old is not decision.new
    return PreviewRow(
        key=RowKey(file, decision.line),
        fate=decision.fate,
        name=decision.new.display_name,
        old_name=old.display_name if old is not None and known else "",
        contact_id=decision.number,
        changes=differences(old, decision.new) if old is not None and known else contents(decision.new),
        likes=decision.likes,
        warnings=decision.warnings,
    )


def _refused(file: str, fault: Fault) -> PreviewRow:
    return PreviewRow(key=RowKey(file, fault.line), fate=Fate.REFUSED, reason=fault.reason)

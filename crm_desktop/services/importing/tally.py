"""Counts what became of a file's cards, and keeps samples for a preview."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_desktop.services.importing.differences import differences
from crm_desktop.services.importing.report import Fate, FilePreview, FileReport, Rejected, SampleRow

if TYPE_CHECKING:
    from pathlib import Path

    from crm_desktop.services.importing.session import Decision, Step

SAMPLE: Final = 200
LISTED: Final = 10_000


class Tally:
    """One file's counts. Keeps true: every card of the file is counted once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._counts = dict.fromkeys(Fate, 0)
        self._rejected: list[Rejected] = []
        self._sample: list[SampleRow] = []
        self._sampled = dict.fromkeys(Fate, 0)

    def add(self, step: Step) -> None:
        """Count a batch."""
        for decision in step.decisions:
            self._counts[decision.fate] += 1
            if self._sampled[decision.fate] < SAMPLE:
                self._sampled[decision.fate] += 1
                self._sample.append(_row(decision))
        self._counts[Fate.REFUSED] += len(step.faults)
        room = LISTED - len(self._rejected)
        self._rejected += [Rejected(fault.line, fault.reason) for fault in step.faults[:room]]

    def groups(self, changed: list[bool]) -> None:
        """Count cards that are lists of others: whether each gave somebody a tag."""
        self._counts[Fate.CHANGED] += sum(changed)
        self._counts[Fate.SAME] += len(changed) - sum(changed)

    def preview(self) -> FilePreview:
        """The counts and samples."""
        return FilePreview(
            file=str(self._path),
            cards=sum(self._counts.values()),
            new=self._counts[Fate.NEW],
            changed=self._counts[Fate.CHANGED],
            same=self._counts[Fate.SAME],
            rejected=tuple(self._rejected),
            sample=tuple(self._sample),
        )

    def report(self) -> FileReport:
        """The counts as what was done."""
        return FileReport(
            file=str(self._path),
            cards=sum(self._counts.values()),
            created=self._counts[Fate.NEW],
            updated=self._counts[Fate.CHANGED],
            unchanged=self._counts[Fate.SAME],
            rejected=tuple(self._rejected),
        )


def _row(decision: Decision) -> SampleRow:
    old = decision.old
    return SampleRow(
        line=decision.line,
        fate=decision.fate,
        name=decision.new.display_name,
        old_name=old.display_name if old else "",
        changes=differences(old, decision.new) if old else (),
        warnings=decision.warnings,
    )

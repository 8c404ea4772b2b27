"""The lines that a preview and a result show: which card, what becomes of it, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from crm_desktop.services.importing.row import Fate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crm_desktop.services.importing.report import FileReport, ImportPreview, ImportReport
    from crm_desktop.services.importing.row import Change, PreviewRow

_translate = QCoreApplication.translate

_LONGEST = 300


@dataclass(frozen=True, slots=True)
class CardLine:
    """One card of a file: `detail` says what changes, what was read with doubt, or why it is refused."""

    fate: Fate
    name: str
    detail: str
    file: str
    line: int


def preview_lines(preview: ImportPreview) -> list[CardLine]:
    """The refused cards first, since they need a look; then what changes and what is new."""
    return [_line(preview.rows[number]) for number in preview.rows.numbers()]


def refused_lines(report: ImportReport) -> list[CardLine]:
    """The cards that an import did not take over."""
    return [line for file in report.files for line in _refused(file)]


def fate_word(fate: Fate) -> str:
    """What becomes of a card, in a word."""
    match fate:
        case Fate.DOUBTFUL:
            return _translate("Import", "Doubtful")
        case Fate.NEW:
            return _translate("Import", "New")
        case Fate.CHANGED:
            return _translate("Import", "Changed")
        case Fate.SAME:
            return _translate("Import", "The same")
        case Fate.REFUSED:
            return _translate("Import", "Refused")


def fate_tone(fate: Fate) -> str:
    """The name of the fate's tone in the theme."""
    return {
        Fate.NEW: "good",
        Fate.CHANGED: "info",
        Fate.SAME: "neutral",
        Fate.REFUSED: "bad",
        Fate.DOUBTFUL: "warn",
    }[fate]


def place(line: CardLine, *, many_files: bool) -> str:
    """Where the card stands: the line, and the file if there are several."""
    where = _translate("Import", "line {line}").format(line=line.line)
    return f"{Path(line.file).name}, {where}" if many_files else where


def as_text(lines: Sequence[CardLine]) -> str:
    """The lines as plain text, one a line: file, line and reason parted by tabs."""
    return "".join(f"{line.file}\t{line.line}\t{' '.join(line.detail.split())}\n" for line in lines)


def _refused(file: FileReport) -> Iterator[CardLine]:
    for card in file.rejected:
        yield CardLine(Fate.REFUSED, "", card.reason, file.file, card.line)


def _line(row: PreviewRow) -> CardLine:
    parts = [_change_text(change) for change in row.changes]
    if row.old_name and row.old_name != row.name:
        parts.insert(0, _translate("Import", "was {name}").format(name=row.old_name))
    detail = row.reason or "; ".join([*parts, *row.warnings])[:_LONGEST]
    return CardLine(row.fate, row.name, detail, row.key.file, row.key.line)


def _change_text(change: Change) -> str:
    what = _translate("Field", change.what)
    if not change.old:
        return _translate("Import", "{what} added: {new}").format(what=what, new=change.new)
    if not change.new:
        return _translate("Import", "{what} removed: {old}").format(what=what, old=change.old)
    return _translate("Import", "{what}: {old} → {new}").format(what=what, old=change.old, new=change.new)

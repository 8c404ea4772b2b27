"""The words for the rows that a preview and a result show: what becomes of each, and where it stands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from crm_desktop.services.importing.choices import Way
from crm_desktop.services.importing.row import Fate, PreviewRow, RowKey, Why
from crm_desktop.services.importing.rows import PreviewRows
from crm_desktop.ui.widgets.labels import isolated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crm_desktop.services.importing.choices import Choice
    from crm_desktop.services.importing.report import ImportReport
    from crm_desktop.services.importing.row import Change, Likeness

_translate = QCoreApplication.translate

_LONGEST = 300


def refused_rows(report: ImportReport) -> PreviewRows:
    """The rows that an import could not take over."""
    rows = PreviewRows()
    for file in report.files:
        for card in file.rejected:
            rows.add(PreviewRow(RowKey(file.file, card.line), Fate.REFUSED, reason=card.reason))
    return rows


def fate_word(fate: Fate) -> str:
    """What becomes of a row, in a word."""
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


_TONES = {
    Fate.NEW: "good",
    Fate.CHANGED: "info",
    Fate.SAME: "neutral",
    Fate.REFUSED: "bad",
    Fate.DOUBTFUL: "warn",
}


def outcome(row: PreviewRow, choice: Choice) -> tuple[str, str]:
    """What becomes of a row by what was chosen of it: a word, and the name of its tone in the theme."""
    if choice.way is Way.LEAVE:
        return _translate("Import", "Left out"), "neutral"
    if row.fate is Fate.DOUBTFUL and choice.way is Way.UPDATE:
        return _translate("Import", "Known"), "info"
    if row.fate is Fate.DOUBTFUL and choice.way is Way.AS_NEW:
        return fate_word(Fate.NEW), "good"
    return fate_word(row.fate), _TONES[row.fate]


def place(key: RowKey, *, many_files: bool) -> str:
    """Where a row stands: the line, and the file if there are several."""
    where = _translate("Import", "line {line}").format(line=key.line)
    return f"{Path(key.file).name}, {where}" if many_files else where


def detail(row: PreviewRow, *, mirrored: bool = False) -> str:
    """What stands on a row, what it changes, whom it resembles or why it is refused, on one line.

    In a `mirrored` window each part reads in its own direction.
    """
    parts = [likeness_text(like) for like in row.likes[:1]]
    if row.fate is Fate.CHANGED:
        if row.old_name and row.old_name != row.name:
            parts.append(_translate("Import", "was {name}").format(name=row.old_name))
        parts += [change_text(one) for one in row.changes if one.what != "name"]
        separator = "; "
    else:
        parts += [value_text(one.what, one.new) for one in row.changes]
        separator = " · "
    told = row.reason or separator.join([*parts, *row.warnings])
    if not mirrored:
        return told[:_LONGEST]
    return separator.join(map(isolated, [row.reason] if row.reason else [*parts, *row.warnings]))[:_LONGEST]


def likeness_text(like: Likeness) -> str:
    """Whom a row resembles, and by what."""
    name = like.name if like.row is None else place(like.row, many_files=False)
    if like.why is Why.NAME:
        return _translate("Import", "the same name as {who}").format(who=name)
    return _translate("Import", "the same phone or e-mail as {who}").format(who=name)


def field_word(what: str) -> str:
    """The word for a field."""
    word = _translate("Field", what)
    return word[:1].upper() + word[1:]


def value_text(what: str, value: str) -> str:
    """A value as it is shown: of a picture only that there is one."""
    return _translate("Import", "a picture") if what == "photo" and value else value


def change_text(change: Change) -> str:
    """One change on one line."""
    what = _translate("Field", change.what)
    old, new = value_text(change.what, change.old), value_text(change.what, change.new)
    if not change.old:
        return _translate("Import", "{what} added: {new}").format(what=what, new=new)
    if not change.new:
        return _translate("Import", "{what} removed: {old}").format(what=what, old=old)
    return _translate("Import", "{what}: {old} → {new}").format(what=what, old=old, new=new)


def as_text(rows: Iterable[PreviewRow]) -> str:
    """The rows as plain text, one a line: file, line and reason parted by tabs."""
    return "".join(f"{row.key.file}\t{row.key.line}\t{' '.join(detail(row).split())}\n" for row in rows)

"""What contacts can be written as, in words that say what it is good for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from crm_desktop.services.export_format import ExportFormat

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from crm_desktop.services.exporting import Exporting
    from crm_desktop.services.progress import Cancel, Progress

    Write = Callable[[Path, Sequence[int] | None, Progress, Cancel], int]

_translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class ExportKind:
    """`write(path, ids, progress, cancel)` tells how many contacts it wrote; `ids` None is everybody.

    `for_all` is what can only be done with everything. `files` says what such files are.
    """

    text: str
    hint: str
    ending: str
    files: str
    write: Write
    for_all: bool = False


def export_kinds(exporting: Exporting, *, right_to_left: bool) -> list[ExportKind]:
    """Everything but the archive, the most wanted first."""

    def kind(words: tuple[str, str], files: str, format: ExportFormat, version: str = "4.0") -> ExportKind:
        def write(path: Path, ids: Sequence[int] | None, progress: Progress, cancel: Cancel) -> int:
            return exporting.export(
                path,
                ids,
                format=format,
                version=version,
                right_to_left=right_to_left,
                progress=progress,
                cancel=cancel,
            )

        return ExportKind(*words, format.ending, files, write)

    cards, sheets = _translate("ExportKinds", "Contacts"), _translate("ExportKinds", "Sheets")
    workbooks = _translate("ExportKinds", "Workbooks")
    return [
        kind(_phones(), cards, ExportFormat.VCARD, "3.0"),
        kind(_google(), sheets, ExportFormat.GOOGLE),
        kind(_outlook(), sheets, ExportFormat.OUTLOOK),
        kind(_excel(), workbooks, ExportFormat.XLSX),
        kind(_csv(), sheets, ExportFormat.CSV),
        kind(_newest(), cards, ExportFormat.VCARD, "4.0"),
    ]


def _phones() -> tuple[str, str]:
    return (
        _translate("ExportKinds", "For phones (vCard)"),
        _translate(
            "ExportKinds", "Phones and nearly every address book read it. Photos and all details are in it."
        ),
    )


def _google() -> tuple[str, str]:
    return (
        _translate("ExportKinds", "For Google"),
        _translate("ExportKinds", "Import it at contacts.google.com. Photos are not in it."),
    )


def _outlook() -> tuple[str, str]:
    return (
        _translate("ExportKinds", "For Outlook"),
        _translate("ExportKinds", "What Outlook has no place for stands in its notes. Photos are not in it."),
    )


def _excel() -> tuple[str, str]:
    return (
        _translate("ExportKinds", "Spreadsheet (Excel)"),
        _translate(
            "ExportKinds",
            "To sort, count and add to. Import the file here again, and what you added is taken over.",
        ),
    )


def _csv() -> tuple[str, str]:
    return (
        _translate("ExportKinds", "Plain table (CSV)"),
        _translate("ExportKinds", "The same table for programs that know no Excel files."),
    )


def _newest() -> tuple[str, str]:
    return (
        _translate("ExportKinds", "Newest vCard (4.0)"),
        _translate("ExportKinds", "For newer programs; it says dates without a year as they are."),
    )

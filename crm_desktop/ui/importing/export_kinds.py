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

    def written(kind: ExportFormat, version: str = "4.0") -> Write:
        return lambda path, ids, progress, cancel: exporting.export(
            path,
            ids,
            format=kind,
            version=version,
            right_to_left=right_to_left,
            progress=progress,
            cancel=cancel,
        )

    vcard = _translate("ExportKinds", "Contacts")
    sheet = _translate("ExportKinds", "Sheets")
    return [
        ExportKind(
            _translate("ExportKinds", "For phones (vCard)"),
            _translate(
                "ExportKinds",
                "Phones and nearly every address book read it. Photos and all details are in it.",
            ),
            ".vcf",
            vcard,
            written(ExportFormat.VCARD, "3.0"),
        ),
        ExportKind(
            _translate("ExportKinds", "For Google"),
            _translate("ExportKinds", "Import it at contacts.google.com. Photos are not in it."),
            ".csv",
            sheet,
            written(ExportFormat.GOOGLE),
        ),
        ExportKind(
            _translate("ExportKinds", "For Outlook"),
            _translate(
                "ExportKinds",
                "What Outlook has no place for stands in its notes. Photos are not in it.",
            ),
            ".csv",
            sheet,
            written(ExportFormat.OUTLOOK),
        ),
        ExportKind(
            _translate("ExportKinds", "Spreadsheet (Excel)"),
            _translate(
                "ExportKinds",
                "To sort, count and change. Import the file here again, and what you changed is taken over.",
            ),
            ".xlsx",
            _translate("ExportKinds", "Workbooks"),
            written(ExportFormat.XLSX),
        ),
        ExportKind(
            _translate("ExportKinds", "Plain table (CSV)"),
            _translate("ExportKinds", "The same table for programs that know no Excel files."),
            ".csv",
            sheet,
            written(ExportFormat.CSV),
        ),
        ExportKind(
            _translate("ExportKinds", "Newest vCard (4.0)"),
            _translate("ExportKinds", "For newer programs; it says dates without a year as they are."),
            ".vcf",
            vcard,
            written(ExportFormat.VCARD, "4.0"),
        ),
    ]

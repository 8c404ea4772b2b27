"""The kinds of files that contacts are written to."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Final

from crm_desktop.domain.errors import UserError


class ExportFormat(StrEnum):
    """As the command line names them."""

    VCARD = "vcard"
    CSV = "csv"
    GOOGLE = "google-csv"
    OUTLOOK = "outlook-csv"
    XLSX = "xlsx"

    @property
    def ending(self) -> str:
        """What the name of such a file ends with."""
        return _ENDINGS[self]


_ENDINGS: Final = {
    ExportFormat.VCARD: ".vcf",
    ExportFormat.CSV: ".csv",
    ExportFormat.GOOGLE: ".csv",
    ExportFormat.OUTLOOK: ".csv",
    ExportFormat.XLSX: ".xlsx",
}
_BY_ENDING: Final = {
    ".vcf": ExportFormat.VCARD,
    ".vcard": ExportFormat.VCARD,
    ".csv": ExportFormat.CSV,
    ".xlsx": ExportFormat.XLSX,
}


def format_of(path: Path | str, named: str | None = None) -> ExportFormat:
    """The named format, else the one that the file's ending asks for. Raises UserError for unknown ones."""
    if named:
        try:
            return ExportFormat(named)
        except ValueError:
            known = ", ".join(ExportFormat)
            raise UserError(f"There is no format “{named}” to write; choose one of {known}.") from None
    name = Path(path).name
    found = _BY_ENDING.get(Path(path).suffix.casefold())
    if found is None:
        raise UserError(
            f"“{name}” has no ending that says its kind; end its name with .vcf, .csv or .xlsx,"
            " or with .zip for everything."
        )
    return found

"""Writing contacts to a file that other programs read: vCards, which come back identically, or a sheet.

One contact, or a few, also as a vCard in memory, and as a code that a phone reads from the screen.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from crm_desktop.domain.errors import UserError
from crm_desktop.formats.card import Relation
from crm_desktop.formats.vcard import VERSIONS, write_card
from crm_desktop.services.export_format import ExportFormat, format_of
from crm_desktop.services.progress import Cancelled, no_progress
from crm_desktop.services.whole_file import whole_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from crm_desktop.domain.contact import Contact
    from crm_desktop.domain.custom_field import CustomField
    from crm_desktop.domain.ids import ContactId
    from crm_desktop.formats.qr import QrCard
    from crm_desktop.formats.sheets.values import Sheet
    from crm_desktop.formats.vcard import Version
    from crm_desktop.services.custom_fields import CustomFields
    from crm_desktop.services.ports import ContactReads
    from crm_desktop.services.progress import Cancel, Progress

_CHUNK: Final = 200


class Exporting:
    """Writes files whole or not at all; what stood there before stays until the new one is complete."""

    def __init__(self, reads: ContactReads, fields: CustomFields) -> None:
        self._reads = reads
        self._fields = fields

    def export(
        self,
        path: Path | str,
        ids: Sequence[int] | None = None,
        *,
        format: str | None = None,
        version: str = "4.0",
        right_to_left: bool = False,
        progress: Progress = no_progress,
        cancel: Cancel | None = None,
    ) -> int:
        """Write these contacts, or all living ones, and tell how many. Progress counts contacts.

        `format` is one of `ExportFormat`; without it the ending of the name tells. `version` is of vCards,
        `right_to_left` turns a workbook's sheet. Sheets are without photos.

        Raises UserError where there is nobody to write or the file cannot be written, and Cancelled.
        """
        kind, known = _format(path, format), _version(version)
        wanted = self._reads.all_ids() if ids is None else self._living(ids)
        if not wanted:
            raise UserError("There are no contacts to export.")
        told = _Told(len(wanted), progress, cancel, rounds=1 if kind is ExportFormat.VCARD else 2)
        with whole_file(Path(path)) as file:
            if kind is ExportFormat.VCARD:
                for chunk in _chunks(wanted):
                    file.write(self._cards(chunk, known))
                    told.add(len(chunk))
            elif kind is ExportFormat.XLSX:
                self._write_workbook(file, wanted, told, right_to_left=right_to_left)
            else:
                self._write_csv(file, self._sheet(kind), wanted, told)
        return len(wanted)

    def card_text(self, contact_id: ContactId, version: str = "4.0") -> bytes:
        """One contact as a vCard, complete. Raises UserError where there is none."""
        return self.cards_text([contact_id], version)

    def cards_text(self, ids: Sequence[int], version: str = "4.0") -> bytes:
        """These contacts as vCards, one behind the other. Raises UserError where there are none."""
        wanted = self._living(ids)
        if not wanted:
            raise UserError("This contact is not there any more.")
        return b"".join(self._cards(chunk, _version(version)) for chunk in _chunks(wanted))

    def qr(self, contact_id: ContactId) -> QrCard:
        """One contact as a QR code, and what had to be left out. Raises UserError where there is none."""
        from crm_desktop.formats.qr import qr_card

        found = self._reads.load(self._living([contact_id]))
        if not found:
            raise UserError("This contact is not there any more.")
        return qr_card(found[0])

    def _cards(self, ids: Sequence[int], version: Version) -> bytes:
        fields = self._fields_by_name()
        return b"".join(
            write_card(contact, version, relations=relations, fields=fields)
            for contact, relations in self._with_relations(ids)
        )

    def _write_csv(self, file: BinaryIO, sheet: Sheet, ids: Sequence[int], told: _Told) -> None:
        from crm_desktop.formats.sheets.writing import csv_head, csv_rows

        self._look_at(sheet, ids, told)
        file.write(csv_head(sheet))
        for chunk in _chunks(ids):
            file.write(csv_rows(sheet, self._with_relations(chunk)))
            told.add(len(chunk))

    def _write_workbook(
        self, file: BinaryIO, ids: Sequence[int], told: _Told, *, right_to_left: bool
    ) -> None:
        from crm_desktop.formats.sheets.own import OwnSheet
        from crm_desktop.formats.sheets.workbook_writing import (
            LONGEST_CELL,
            MOST_COLUMNS,
            MOST_ROWS,
            WorkbookWriter,
        )

        sheet = OwnSheet(self._fields_by_name(), longest=LONGEST_CELL)
        self._look_at(sheet, ids, told)
        headings = sheet.headings()
        if len(ids) > MOST_ROWS or len(headings) > MOST_COLUMNS:
            raise UserError("These contacts are more than a workbook can hold. Choose a CSV file.")
        with WorkbookWriter(headings, len(ids), right_to_left=right_to_left) as workbook:
            for chunk in _chunks(ids):
                for contact, relations in self._with_relations(chunk):
                    workbook.write(sheet.row(contact, relations))
                told.add(len(chunk))
            workbook.save(cast("BinaryIO", _Stoppable(file, told.stop_if_asked)))

    def _look_at(self, sheet: Sheet, ids: Sequence[int], told: _Told) -> None:
        for chunk in _chunks(ids):
            for contact, relations in self._with_relations(chunk):
                sheet.look_at(contact, relations)
            told.add(len(chunk))

    def _sheet(self, kind: ExportFormat) -> Sheet:
        if kind is ExportFormat.GOOGLE:
            from crm_desktop.formats.sheets.google import GoogleSheet

            return GoogleSheet()
        if kind is ExportFormat.OUTLOOK:
            from crm_desktop.formats.sheets.outlook import OutlookSheet

            return OutlookSheet()
        from crm_desktop.formats.sheets.own import OwnSheet

        return OwnSheet(self._fields_by_name())

    def _with_relations(self, ids: Sequence[int]) -> Iterator[tuple[Contact, list[Relation]]]:
        contacts = self._reads.load(ids)
        related = self._reads.related([contact.id for contact in contacts if contact.id is not None])
        for contact in contacts:
            yield contact, [Relation(*relation) for relation in related.get(contact.id or 0, ())]

    def _fields_by_name(self) -> dict[str, CustomField]:
        return {field.name: field for field in self._fields.all()}

    def _living(self, ids: Sequence[int]) -> list[int]:
        living = set(self._reads.living(ids))
        return [number for number in dict.fromkeys(ids) if number in living]


class _Told:
    """How far the work is, which goes over everybody so many times; asked after every piece of it."""

    def __init__(self, total: int, progress: Progress, cancel: Cancel | None, *, rounds: int) -> None:
        self._total, self._rounds = total, rounds
        self._progress, self._cancel = progress, cancel
        self._done = 0
        self.stop_if_asked()

    def add(self, count: int) -> None:
        """So many more are done. Raises Cancelled."""
        self._done += count
        self._progress(self._done // self._rounds, self._total)
        self.stop_if_asked()

    def stop_if_asked(self) -> None:
        """Raises Cancelled where it was asked for."""
        if self._cancel and self._cancel.is_set():
            raise Cancelled


class _Stoppable:
    """A file that can be told to stop between two pieces of what is written to it."""

    def __init__(self, file: BinaryIO, stop_if_asked: Callable[[], None]) -> None:
        self._file = file
        self._stop_if_asked = stop_if_asked

    def write(self, data: bytes) -> int:
        self._stop_if_asked()
        return self._file.write(data)

    def __getattr__(self, name: str) -> object:
        return getattr(self._file, name)


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]


def _format(path: Path | str, named: str | None) -> ExportFormat:
    if not named and Path(path).is_dir():
        return ExportFormat.VCARD  # that it is a folder is said where the file is to be opened
    return format_of(path, named)


def _version(text: str) -> Version:
    for version in VERSIONS:
        if text in (version, version[0]):
            return version
    raise UserError(f"There is no vCard version {text} to write; choose 4.0 or 3.0.")

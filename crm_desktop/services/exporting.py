"""Writing contacts to a file that other programs read: a vCard file, which comes back identically, or CSV."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from crm_desktop.domain.errors import UserError
from crm_desktop.formats.card import Relation
from crm_desktop.formats.sheets.writing import SheetShape
from crm_desktop.formats.vcard import VERSIONS, write_card
from crm_desktop.services.progress import Cancelled, no_progress
from crm_desktop.services.whole_file import whole_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
        version: str = "4.0",
        progress: Progress = no_progress,
        cancel: Cancel | None = None,
    ) -> int:
        """Write these contacts, or all living ones, and tell how many. Progress counts contacts.

        A name that ends with .csv asks for a sheet: without photos, relationships and the ends of roles.

        Raises UserError where there is nobody to write or the file cannot be written, and Cancelled.
        """
        as_sheet = Path(path).suffix.casefold() == ".csv"
        known = _version(version)
        wanted = self._reads.all_ids() if ids is None else self._living(ids)
        if not wanted:
            raise UserError("There are no contacts to export.")
        written = 0
        with whole_file(Path(path)) as file:
            for data, count in self._rows(wanted) if as_sheet else self._cards(wanted, known):
                if cancel and cancel.is_set():
                    raise Cancelled
                file.write(data)
                written += count
                progress(written, len(wanted))
        return written

    def _cards(self, ids: Sequence[int], version: Version) -> Iterator[tuple[bytes, int]]:
        fields = {field.name: field for field in self._fields.all()}
        for chunk in _chunks(ids):
            contacts = self._reads.load(chunk)
            related = self._reads.related([contact.id for contact in contacts if contact.id is not None])
            cards = [
                write_card(
                    contact,
                    version,
                    relations=[Relation(*relation) for relation in related.get(contact.id or 0, ())],
                    fields=fields,
                )
                for contact in contacts
            ]
            yield b"".join(cards), len(contacts)

    def _rows(self, ids: Sequence[int]) -> Iterator[tuple[bytes, int]]:
        shape = SheetShape()
        for chunk in _chunks(ids):
            shape.look_at(self._reads.load(chunk))
        yield shape.head(), 0
        for chunk in _chunks(ids):
            contacts = self._reads.load(chunk)
            yield b"".join(shape.rows(contacts)), len(contacts)

    def _living(self, ids: Sequence[int]) -> list[int]:
        living = set(self._reads.living(ids))
        return [number for number in dict.fromkeys(ids) if number in living]


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]


def _version(text: str) -> Version:
    for version in VERSIONS:
        if text in (version, version[0]):
            return version
    raise UserError(f"There is no vCard version {text} to write; choose 4.0 or 3.0.")

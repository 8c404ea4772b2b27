"""What belongs to a meeting: web addresses, and copies of files. Adding and removing can be undone."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING

from crm_desktop.domain.attachment import LARGEST_COPY, Attachment
from crm_desktop.domain.changes import Label
from crm_desktop.domain.errors import UserError
from crm_desktop.services.clean_text import line

if TYPE_CHECKING:
    from pathlib import Path

    from crm_desktop.domain.ids import AppointmentId
    from crm_desktop.services.appointments import Appointments
    from crm_desktop.services.ports import AttachmentReads, UnitOfWork

_LONGEST_LINK = 8_000
_WEB = ("http://", "https://")


class Attachments:
    """Commands and reads about what belongs to meetings."""

    def __init__(self, uow: UnitOfWork, reads: AttachmentReads, appointments: Appointments) -> None:
        self._uow = uow
        self._reads = reads
        self._appointments = appointments

    def of(self, appointment_id: AppointmentId) -> list[Attachment]:
        """Those of a meeting, in the order in which they were added."""
        return self._reads.of(appointment_id)

    def content(self, number: int) -> bytes:
        """The bytes of a copy."""
        return self._reads.content(number)

    def link(
        self, appointment_id: AppointmentId, address: str, *, name: str = "", origin: object | None = None
    ) -> int:
        """Let a web address belong to a meeting; its number. Raises UserError for another address."""
        clean = line(address)
        if not clean.lower().startswith(_WEB) or len(clean) > _LONGEST_LINK:
            raise UserError("Write a web address that begins with https:// or http://.")
        return self._add(Attachment(appointment_id, line(name) or clean, clean), None, origin)

    def copy(self, appointment_id: AppointmentId, path: Path, *, origin: object | None = None) -> int:
        """Copy a file into the data; its number. Raises UserError where it is too large or not a file."""
        if not path.is_file():
            raise UserError(f"“{path.name}” is not a file.")
        with path.open("rb") as file:
            data = file.read(LARGEST_COPY + 1)
        if len(data) > LARGEST_COPY:
            raise UserError(f"“{path.name}” is larger than 10 MB; link to it instead.")
        kind = mimetypes.guess_type(path.name)[0] or ""
        return self._add(Attachment(appointment_id, line(path.name), "", kind, len(data)), data, origin)

    def remove(self, number: int, *, origin: object | None = None) -> None:
        """Take one away. Raises UserError where there is none."""
        found = self._reads.get(number)
        if found is None:
            raise UserError("That attachment is not there any more.")
        with self._uow(Label("Remove {name}", {"name": found.name}), origin=origin) as tx:
            tx.attachments.remove(number)

    def _add(self, attachment: Attachment, data: bytes | None, origin: object | None) -> int:
        self._appointments.get(attachment.appointment_id)
        with self._uow(Label("Attach {name}", {"name": attachment.name}), origin=origin) as tx:
            return tx.attachments.add(attachment, data)

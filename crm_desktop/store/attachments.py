"""What belongs to meetings: addresses, and copies of files whose bytes are read only when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.domain.attachment import Attachment
from crm_desktop.domain.ids import AppointmentId

if TYPE_CHECKING:
    from crm_desktop.store.database import Database, Row

_COLUMNS = "appointment_id, name, link, media_type, coalesce(length(data), 0), id"


class AttachmentReader:
    """Reads them without their bytes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, appointment_id: AppointmentId) -> list[Attachment]:
        """Those of a meeting, in the order in which they were added."""
        rows = self._database.rows(
            f"SELECT {_COLUMNS} FROM attachment WHERE appointment_id = ? ORDER BY id", (appointment_id,)
        )
        return [_attachment(row) for row in rows]

    def get(self, number: int) -> Attachment | None:
        """One of them, None where there is none."""
        row = self._database.row(f"SELECT {_COLUMNS} FROM attachment WHERE id = ?", (number,))
        return None if row is None else _attachment(row)

    def content(self, number: int) -> bytes:
        """The bytes of a copy; none for a link, and for what is gone."""
        data = self._database.value("SELECT data FROM attachment WHERE id = ?", (number,))
        return bytes(data) if data else b""


class AttachmentWriter:
    """Writes inside a unit of work."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, attachment: Attachment, data: bytes | None) -> int:
        """Keep a new one; its number."""
        cursor = self._database.execute(
            "INSERT INTO attachment (appointment_id, name, link, media_type, data) VALUES (?, ?, ?, ?, ?)",
            (attachment.appointment_id, attachment.name, attachment.link, attachment.media_type, data),
        )
        return cursor.lastrowid or 0

    def remove(self, number: int) -> None:
        """Take one away."""
        self._database.execute("DELETE FROM attachment WHERE id = ?", (number,))


def _attachment(row: Row) -> Attachment:
    appointment_id, name, link, media_type, size, number = row
    return Attachment(AppointmentId(appointment_id), name, link, media_type, size, number)

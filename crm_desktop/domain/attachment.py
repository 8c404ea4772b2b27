"""What belongs to a meeting: a web address, or a copy of a file that is kept with the data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crm_desktop.domain.ids import AppointmentId

LARGEST_COPY = 10_000_000
"""Bytes of a file that is copied in; every backup carries it along."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """`link` is a web address, empty for a copy; `size` are the bytes of a copy, 0 for a link."""

    appointment_id: AppointmentId
    name: str
    link: str = ""
    media_type: str = ""
    size: int = 0
    id: int = 0

    @property
    def is_copy(self) -> bool:
        """Whether its content is kept here."""
        return not self.link

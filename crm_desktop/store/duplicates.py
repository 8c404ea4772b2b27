"""What is read of contacts to find out who is there twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.store.attached import attached, attached_to_all

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.domain.duplicates.attached import Attached
    from crm_desktop.store.database import Database


class DuplicateReader:
    """Reads living contacts only."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def attached(self, ids: Sequence[int]) -> dict[int, Attached]:
        """What hangs on each of these contacts."""
        return attached(self._database, ids)

    def attached_to_all(self, ids: Sequence[int]) -> Attached:
        """What hangs on these few together."""
        return attached_to_all(self._database, ids)

    def apart(self) -> list[tuple[int, int]]:
        """Pairs that are known to be two people, the smaller number first."""
        return [
            (one, other)
            for one, other in self._database.rows("SELECT contact_id, other_id FROM apart ORDER BY 1, 2")
        ]

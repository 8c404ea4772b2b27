"""The queue of waiting reminders: facts minus ledger, derived for every subject that a change touched."""

from collections.abc import Sequence

from crm_desktop.services.ports import Clock
from crm_desktop.store.database import Database


class DueQueue:
    """Keeps the table `due`; it can be made anew from the facts at any time."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def refresh(
        self, *, contact_ids: Sequence[int], appointment_ids: Sequence[int], follow_up_ids: Sequence[int]
    ) -> None:
        """Derive the waiting reminders of these subjects anew."""

    def rebuild(self) -> None:
        """Derive all of them anew."""

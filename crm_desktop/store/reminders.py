"""The ledger of reminders: what was shown, snoozed, done and dismissed."""

from datetime import datetime

from crm_desktop.store.database import Database


class ReminderWriter:
    """Writes the ledger inside a unit of work."""

    def __init__(self, database: Database, now: datetime) -> None:
        self._database = database
        self._now = now

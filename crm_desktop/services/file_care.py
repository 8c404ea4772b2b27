"""Looking after the data file: whether it is sound, when to look closely again, and mending what can be
made anew.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from crm_desktop.domain.changes import Kind
from crm_desktop.services.progress import no_progress

if TYPE_CHECKING:
    from datetime import datetime

    from crm_desktop.domain.file_health import FileHealth
    from crm_desktop.services.ports import Clock, DataFile, UnitOfWork
    from crm_desktop.services.progress import Cancel, Progress
    from crm_desktop.services.settings import Settings

EVERY = timedelta(days=7)


class FileCare:
    """`check` and `mend` are long work: call them where it may take its time."""

    def __init__(self, file: DataFile, uow: UnitOfWork, settings: Settings, clock: Clock) -> None:
        self._file = file
        self._uow = uow
        self._settings = settings
        self._clock = clock

    def check(
        self, *, deep: bool = False, progress: Progress = no_progress, cancel: Cancel | None = None
    ) -> FileHealth:
        """Whether the file is in order; with `deep` every value, everything derived and the backups too.

        Nothing is written and nobody waits. Raises Cancelled; a fault is a finding and is not raised,
        unless the file cannot be reached at all just now.
        """
        return self._file.check(deep=deep, progress=progress, cancel=cancel)

    @property
    def last_sound(self) -> datetime | None:
        """When a close look last found the file sound; None where there was none."""
        return self._settings.checked_at

    def is_due(self) -> bool:
        """Whether it is time for a close look: a week after the last one, or where the clock was set back."""
        last, now = self.last_sound, self._clock.now()
        return last is None or not now - EVERY < last <= now

    def note(self, health: FileHealth) -> None:
        """Remember a close look that found the file sound, whatever it found of the backups."""
        if health.deep is not None and not health.is_damaged and not health.is_mendable:
            self._settings.checked_at = self._clock.now().replace(microsecond=0)

    def mend(self) -> None:
        """Make lists, search and waiting reminders anew from what was written down."""
        with self._uow(None) as tx:
            tx.rebuild()
            tx.tell_all(Kind.CONTACT)
            tx.tell_all(Kind.REMINDER)

"""Backups: made without asking and when asked, listed, compared with the present, and brought back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.domain.backup import BackupReason
from crm_desktop.services.progress import no_progress

if TYPE_CHECKING:
    from crm_desktop.domain.backup import Backup, BackupDifference
    from crm_desktop.services.file_ports import BackupFiles
    from crm_desktop.services.ports import Clock
    from crm_desktop.services.progress import Cancel, Progress
    from crm_desktop.services.settings import Settings

EVERY = timedelta(days=1)


class Backups:
    """Long work: call it where it may take its time, except for `is_due`."""

    def __init__(self, files: BackupFiles, settings: Settings, clock: Clock) -> None:
        self._files = files
        self._settings = settings
        self._clock = clock

    @property
    def folder(self) -> Path:
        """Where the backups lie that are made without asking."""
        return self._files.folder

    def all(self) -> list[Backup]:
        """Every backup beside the data file, the newest first."""
        return self._files.all()

    def is_due(self) -> bool:
        """Whether the last one is over a day old, and something was changed since."""
        newest = self._files.newest()
        old = newest is None or newest <= self._clock.now() - EVERY
        return old and self._files.changed_since(newest)

    def make(
        self,
        reason: BackupReason = BackupReason.ASKED,
        folder: Path | None = None,
        *,
        progress: Progress = no_progress,
        cancel: Cancel | None = None,
        needed: Path | None = None,
    ) -> Backup:
        """A copy beside the data file, or in another folder; and one in the user's second folder. Those that
        are not worth their room any more go for it, but for the `needed` one.

        Raises UserError where there is no room or the copy is not sound. A second folder that cannot be
        reached, such as a stick that is not there, is no reason to go without the first copy.
        """
        made = self._files.write(reason, self._clock.now(), folder, progress, cancel, needed)
        if folder is None:
            self._files.encrypt_plain_ones(None)
            second = self._settings.backup_folder
            if second and Path(second).is_dir():
                self._files.write(reason, self._clock.now(), Path(second), progress, cancel, needed)
                self._files.encrypt_plain_ones(Path(second))
        return made

    def before(self, reason: BackupReason, cancel: Cancel | None = None) -> None:
        """A copy before something large, unless there is one with all that would be lost."""
        if self._files.changed_since(self._files.newest()):
            self.make(reason, cancel=cancel)

    def file_of(self, name: str) -> Path:
        """Where a backup lies, by its name or its path. Raises UserError where there is none."""
        path = Path(name)
        return path if path.is_file() else self._files.find(name)

    def compare(self, path: Path, passphrase: str | None = None) -> BackupDifference:
        """What bringing it back would change; `passphrase` is that of the backup where it is another.

        Raises PassphraseError for a backup that does not open, UserError for a file that is none.
        """
        return self._files.difference(path, passphrase)

    def restore(self, path: Path, passphrase: str | None = None) -> Backup:
        """Bring a backup back; what was there is kept as a backup first, which is returned. The data file
        stays encrypted, or plain, as it is, whatever the backup was.

        Raises PassphraseError and UserError as `compare` does; then nothing has changed.
        """
        kept = self.make(BackupReason.RESTORE, needed=path)
        self._files.bring_back(path, passphrase)
        return kept

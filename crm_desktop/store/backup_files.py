"""The copies of one data file: beside it, and wherever else the user wants them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.store.backups import BackupFolder, difference
from crm_desktop.store.codec import to_seconds
from crm_desktop.store.identity import is_plain
from crm_desktop.store.restoring import bring_back

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from datetime import datetime
    from pathlib import Path

    from crm_desktop.domain.backup import Backup, BackupDifference, BackupReason
    from crm_desktop.services.progress import Cancel, Progress
    from crm_desktop.store.database import Database


class BackupFiles:
    """`alone` keeps other writers out while a copy is brought back; `forget` is called when all is new."""

    def __init__(
        self,
        database: Database,
        alone: Callable[[], AbstractContextManager[None]],
        forget: Callable[[], None],
    ) -> None:
        self._database = database
        self._alone = alone
        self._forget = forget

    @property
    def folder(self) -> Path:
        """The folder beside the file."""
        return self._copies().path

    def all(self) -> list[Backup]:
        """The copies beside the file, the newest first."""
        return self._copies().all()

    def newest(self) -> datetime | None:
        """When the last of them was made."""
        return self._copies().newest()

    def changed_since(self, moment: datetime | None) -> bool:
        """Whether somebody gave a command since an instant; with None, ever."""
        seconds = -1 if moment is None else to_seconds(moment)
        return bool(self._database.value("SELECT EXISTS (SELECT 1 FROM operation WHERE at >= ?)", (seconds,)))

    def find(self, name: str) -> Path:
        """Where a copy lies. Raises UserError where there is none of that name."""
        return self._copies().find(name)

    def write(
        self,
        reason: BackupReason,
        now: datetime,
        folder: Path | None,
        progress: Progress,
        cancel: Cancel | None,
        needed: Path | None = None,
    ) -> Backup:
        """Copy the file, beside it or into another folder; the `needed` copy does not go for it."""
        return self._copies(folder).write(reason, now, progress=progress, cancel=cancel, needed=needed)

    def encrypt_plain_ones(self, folder: Path | None) -> None:
        """Where the file is encrypted, its copies are to be: one that was not there then (on a stick) may not
        be. Those that cannot be are left.
        """
        if self._database.passphrase and any(map(is_plain, self._copies(folder).files())):
            from crm_desktop.store.conversion import encrypt_copies

            encrypt_copies(self._database.path, self._database.passphrase, [self._copies(folder).path])

    def difference(self, path: Path, passphrase: str | None = None) -> BackupDifference:
        """What bringing a copy back would change; `passphrase` is that of the copy where it is another."""
        return difference(self._database, path, passphrase)

    def _copies(self, folder: Path | None = None) -> BackupFolder:
        return BackupFolder(self._database.path, self._database.passphrase, folder)

    def bring_back(self, path: Path, passphrase: str | None = None) -> None:
        """Let the file hold what a copy holds; everyone is told."""
        with self._alone():
            bring_back(self._database, path, passphrase)
        self._forget()

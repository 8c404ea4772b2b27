"""A damaged data file and its backups, none of which is opened for writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.domain.errors import UserError
from crm_desktop.store.backups import BackupFolder
from crm_desktop.store.cipher import recast
from crm_desktop.store.database import FILE_NAME
from crm_desktop.store.identity import is_plain
from crm_desktop.store.on_disk import alone, kept_aside, log_of, remove, take_place
from crm_desktop.store.preparing import opens, prepare, prepare_empty

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from crm_desktop.domain.backup import Backup
    from crm_desktop.domain.damage import LostSince, Salvage
    from crm_desktop.services.ports import Clock
    from crm_desktop.services.progress import Cancel, Progress

_PREPARED = FILE_NAME + ".prepared"
_SALVAGED = FILE_NAME + ".salvaged"


class RescueFiles:
    """The files of one data folder."""

    def __init__(self, folder: Path, passphrase: str, clock: Clock) -> None:
        self._path = folder / FILE_NAME
        self._passphrase = passphrase
        self._clock = clock

    def why(self) -> str:
        """What is wrong with the data file, in one sentence; "" if nothing can be found."""
        from crm_desktop.store.diagnosis import diagnosis

        return diagnosis(self._path, self._passphrase)

    def backups(self) -> list[Backup]:
        """The copies beside the file, the newest first."""
        return self._copies().all()

    def find(self, name: str) -> Path:
        """Where a copy lies. Raises UserError where there is none of that name."""
        return self._copies().find(name)

    def lost_since(self, backup: Backup) -> LostSince:
        """What a copy does not hold that the damaged file had."""
        from crm_desktop.store.diagnosis import lost_since

        return lost_since(self._source(), self._passphrase, backup)

    def salvage(self, progress: Progress, cancel: Cancel) -> Salvage:
        """Read what can be read into a new file beside the damaged one."""
        from crm_desktop.store.salvage import salvage

        with alone(self._path):
            pass  # nobody writes into it
        return salvage(
            self._source(), self._salvaged, self._passphrase, self._copies(), self._clock, progress, cancel
        )

    def keep_salvaged(self, now: datetime) -> Path | None:
        """Let what was salvaged take the place. Raises UserError where there is nothing."""
        if not self._salvaged.exists():
            raise UserError("Nothing was saved from the damaged file yet.")
        return take_place(self._salvaged, self._path, now)

    def bring_back(self, path: Path, now: datetime) -> Path | None:
        """Let a copy take the place."""
        try:
            key = prepare(path, self._prepared, self._passphrase)
            if not key and self._is_encrypted():
                recast(self._prepared, key, self._passphrase)  # what was encrypted stays so
            return self._take_place(now)
        finally:
            remove(self._prepared)

    def begin_anew(self, now: datetime) -> Path | None:
        """Let an empty file take the place."""
        try:
            prepare_empty(self._prepared, self._passphrase if self._is_encrypted() else "")
            return self._take_place(now)
        finally:
            remove(self._prepared)

    def hold_anything(self) -> bool:
        """Whether there is a byte to save, in the damaged file or in its log."""
        places = (self._source(), log_of(self._path))
        return any(one.exists() and one.stat().st_size for one in places)

    def _take_place(self, now: datetime) -> Path | None:
        aside = take_place(self._prepared, self._path, now)
        remove(self._salvaged)  # it was not wanted
        return aside

    def _is_encrypted(self) -> bool:
        """Whether the data was encrypted, and with this passphrase: it may have been mistyped."""
        source, copies = self._source(), self._copies()
        if not self._passphrase or is_plain(source):
            return False
        return opens(source, self._passphrase) or any(
            not one.problem and not is_plain(copies.path / one.name) for one in copies.all()
        )

    @property
    def _prepared(self) -> Path:
        return self._path.with_name(_PREPARED)

    @property
    def _salvaged(self) -> Path:
        return self._path.with_name(_SALVAGED)

    def _copies(self) -> BackupFolder:
        return BackupFolder(self._path, self._passphrase)

    def _source(self) -> Path:
        """The damaged file: in its place or, where that is empty, the last one that was put aside."""
        aside = kept_aside(self._path)
        here = self._path.exists() and self._path.stat().st_size
        return self._path if here or not aside else aside[0]

"""What can be done for a data file that is damaged: a backup in its place, or what can be read of it.

Whatever is done, the damaged file is kept aside as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.services.progress import NeverCancel, no_progress

if TYPE_CHECKING:
    from datetime import tzinfo
    from pathlib import Path

    from crm_desktop.domain.backup import Backup
    from crm_desktop.domain.damage import LostSince, Salvage
    from crm_desktop.services.file_ports import RescueFiles
    from crm_desktop.services.ports import Clock
    from crm_desktop.services.progress import Cancel, Progress


class Rescue:
    """Long work: call it where it may take its time."""

    def __init__(self, files: RescueFiles, clock: Clock) -> None:
        self._files = files
        self._clock = clock

    @property
    def clock(self) -> Clock:
        """The clock by which days are told."""
        return self._clock

    @property
    def zone(self) -> tzinfo:
        """Where the user is, for times that are told."""
        return self._clock.zone()

    def why(self) -> str:
        """What is wrong with the data file, in one sentence; empty if nothing can be found."""
        return self._files.why()

    def backups(self) -> list[Backup]:
        """Every backup beside the data file, the newest first; one that cannot be used says why."""
        return self._files.backups()

    def newest_good(self) -> Backup | None:
        """The backup to offer: the newest that can be used."""
        return next((one for one in self.backups() if not one.problem), None)

    @property
    def may_salvage(self) -> bool:
        """Whether there is anything that could be read: an emptied file holds nothing."""
        return self._files.hold_anything()

    def lost_since(self, backup: Backup) -> LostSince:
        """What would be lost if this backup took the place of the damaged file."""
        return self._files.lost_since(backup)

    def salvage(self, *, progress: Progress = no_progress, cancel: Cancel | None = None) -> Salvage:
        """Read all that can be read of the damaged file into a new one beside it; nothing is replaced yet.

        Raises UserError where nothing can be read, PassphraseError where a passphrase is needed for it,
        Cancelled when it was stopped; then there is no new file.
        """
        return self._files.salvage(progress, cancel or NeverCancel())

    def keep_salvaged(self) -> Path | None:
        """Let what was salvaged take its place. Returns where the damaged file is kept, None if it was gone.

        Raises UserError where nothing was salvaged yet.
        """
        return self._files.keep_salvaged(self._clock.now())

    def bring_back(self, name_or_path: Path) -> Path | None:
        """Let a backup take the place, by its name or its path anywhere on the disk.

        Returns where the damaged file is kept, None if it was gone. Raises UserError for a file that is not
        sound, PassphraseError for one that needs a passphrase; then nothing has changed.
        """
        path = name_or_path if name_or_path.is_file() else self._files.find(str(name_or_path))
        return self._files.bring_back(path, self._clock.now())

    def begin_anew(self) -> Path | None:
        """Let an empty file take the place. Returns where the damaged one is kept, None if it was gone."""
        return self._files.begin_anew(self._clock.now())

"""Moves the data to another folder: a checked copy there, a note here of where it went, nothing lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.services.progress import no_progress

if TYPE_CHECKING:
    from pathlib import Path

    from crm_desktop.domain.place import Moved
    from crm_desktop.services.file_ports import MovingFiles
    from crm_desktop.services.progress import Cancel, Progress


class Moving:
    """For a data file that nobody has open. Long work: call it where it may take its time."""

    def __init__(self, files: MovingFiles) -> None:
        self._files = files

    @property
    def folder(self) -> Path:
        """Where the data is."""
        return self._files.folder

    def why_not(self, target: Path) -> str:
        """Why the data cannot move into a folder, in a sentence; "" where it can. Nothing is changed."""
        return self._files.why_not(target)

    def move(
        self,
        target: Path,
        *,
        keep_backups_here: bool = False,
        progress: Progress = no_progress,
        cancel: Cancel | None = None,
    ) -> Moved:
        """Copy the file and its backups, check them, put the old file aside, and note where it went.

        With `keep_backups_here` a copy of every backup goes into the old folder from then on. Raises
        UserError where it cannot be, and Cancelled; then the data is where it was. A crash at any moment
        leaves the data in one place, to which the old folder leads.
        """
        return self._files.move(target, keep_backups_here=keep_backups_here, progress=progress, cancel=cancel)

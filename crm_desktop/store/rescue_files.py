"""A damaged data file and its backups, none of which is opened for writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from crm_desktop.services.ports import Clock


class RescueFiles:
    """The files of one data folder."""

    def __init__(self, folder: Path, passphrase: str, clock: Clock) -> None:
        self._folder = folder
        self._passphrase = passphrase
        self._clock = clock

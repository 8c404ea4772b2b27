"""The data file of a folder and its backups, to be encrypted, encrypted otherwise, or made plain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.store.database import FILE_NAME
from crm_desktop.store.engine import HOW_TO_INSTALL, can_encrypt
from crm_desktop.store.identity import is_plain

if TYPE_CHECKING:
    from pathlib import Path

    from crm_desktop.services.ports import Clock


class EncryptionFiles:
    """`is_on` is None where the file is not open in this process and has to be looked at."""

    def __init__(self, folder: Path, clock: Clock, is_on: bool | None = None) -> None:
        self._path = folder / FILE_NAME
        self._clock = clock
        self._is_on = is_on

    @property
    def is_on(self) -> bool:
        """Whether the data file is encrypted."""
        if self._is_on is None:
            # Only while it is closed: to close a file lets go of every lock this process has on it.
            self._is_on = self._path.is_file() and self._path.stat().st_size > 0 and not is_plain(self._path)
        return self._is_on

    def trouble(self) -> str:
        """What has to be installed first."""
        return "" if can_encrypt() else f"What encrypts the data is not installed: {HOW_TO_INSTALL}"

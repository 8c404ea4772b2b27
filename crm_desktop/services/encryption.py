"""The data file's encryption: turned on, changed and turned off, its backups with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.domain.errors import UserError
from crm_desktop.domain.passphrase import refuse_weak
from crm_desktop.services.progress import no_progress

if TYPE_CHECKING:
    from crm_desktop.domain.encryption import Converted
    from crm_desktop.services.file_ports import EncryptionFiles
    from crm_desktop.services.progress import Cancel, Progress


class Encryption:
    """Long work, for a thread of its own, while no connection of this process has the data file open.

    Each change happens as a whole or not at all, whenever it is cancelled or the computer stops; a backup of
    what was there is made first. Each raises UserError for what a person can mend (a passphrase that is
    refused, another program that has the data open, no room), PassphraseError for a wrong passphrase,
    Cancelled. `progress` counts kilobytes.
    """

    def __init__(self, files: EncryptionFiles) -> None:
        self._files = files

    @property
    def is_on(self) -> bool:
        """Whether the data file is encrypted. Quick; may be asked while it is open."""
        return self._files.is_on

    def trouble(self) -> str:
        """What has to be installed before it can be used, in a sentence; empty where all is there."""
        return self._files.trouble()

    def fits(self, passphrase: str) -> bool:
        """Whether this is the passphrase of the file. A quarter of a second, for slow guessing is the point.

        May be asked while the file is open.
        """
        return self._files.fits(passphrase)

    def turn_on(
        self, passphrase: str, *, progress: Progress = no_progress, cancel: Cancel | None = None
    ) -> Converted:
        """Encrypt the data file and its backups; nothing readable of them stays but what is told."""
        if self.is_on:
            raise UserError("The data is encrypted already.")
        refuse_weak(passphrase)
        return self._files.convert("", passphrase, progress, cancel)

    def change(
        self, old: str, new: str, *, progress: Progress = no_progress, cancel: Cancel | None = None
    ) -> Converted:
        """Give the data file and its backups another passphrase."""
        self._refuse_plain()
        refuse_weak(new)
        return self._files.convert(old, new, progress, cancel)

    def turn_off(
        self, passphrase: str, *, progress: Progress = no_progress, cancel: Cancel | None = None
    ) -> Converted:
        """Make plain files of the data file and its backups."""
        self._refuse_plain()
        return self._files.convert(passphrase, "", progress, cancel)

    def finish(
        self, passphrase: str, *, progress: Progress = no_progress, cancel: Cancel | None = None
    ) -> Converted:
        """Encrypt the backups that were not there when the data file was encrypted, as on a stick."""
        self._refuse_plain()
        return self._files.convert_copies(passphrase, progress, cancel)

    def forget_keys(self) -> None:
        """Keep nothing of a passphrase in memory any longer: the window is locked and the file closed."""
        self._files.forget_keys()

    def _refuse_plain(self) -> None:
        if not self.is_on:
            raise UserError("The data is not encrypted.")

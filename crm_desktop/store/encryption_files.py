"""The data file of a folder and its backups, to be encrypted, encrypted otherwise, or made plain."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from crm_desktop.domain.errors import PassphraseError, UserError
from crm_desktop.store.database import FILE_NAME
from crm_desktop.store.engine import HOW_TO_INSTALL, can_encrypt, connect, faults, forget_keys
from crm_desktop.store.identity import looks_encrypted, settle_first

if TYPE_CHECKING:
    from pathlib import Path

    from crm_desktop.domain.encryption import Converted
    from crm_desktop.services.ports import Clock
    from crm_desktop.services.progress import Cancel, Progress


class EncryptionFiles:
    """`is_on` is None where the file is not open in this process and has to be looked at."""

    def __init__(self, folder: Path, clock: Clock, is_on: bool | None = None) -> None:
        self._path = folder / FILE_NAME
        self._clock = clock
        self._is_on = is_on

    @property
    def is_on(self) -> bool:
        """Whether the data file is encrypted. Raises UserError while somebody is converting it."""
        if self._is_on is None:
            # Only while it is closed: whoever reads a file by himself lets go of every lock of this process.
            settle_first(self._path)
            self._is_on = looks_encrypted(self._path)
        return self._is_on

    def trouble(self) -> str:
        """What has to be installed first."""
        return "" if can_encrypt() else f"What encrypts the data is not installed: {HOW_TO_INSTALL}"

    def fits(self, passphrase: str) -> bool:
        """Whether the file opens with it."""
        with closing(connect(self._path, passphrase)) as connection:
            try:
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            except faults() as error:
                if "not a database" in str(error):
                    return False
                raise
        return True

    def convert(self, old: str, new: str, progress: Progress, cancel: Cancel | None) -> Converted:
        """Let what `old` opens be opened by `new`; "" stands for a plain file."""
        from crm_desktop.store.conversion import convert

        self._refuse()
        converted = convert(self._path, old, new, self._clock.now(), progress, cancel)
        self._is_on = bool(new)
        return converted

    def convert_copies(self, passphrase: str, progress: Progress, cancel: Cancel | None) -> Converted:
        """Encrypt the backups that are not encrypted as the file is."""
        from crm_desktop.store.conversion import encrypt_copies

        self._refuse()
        if not self.fits(passphrase):
            raise PassphraseError("The data does not open with this passphrase.", was_wrong=True)
        return encrypt_copies(self._path, passphrase, None, progress, cancel)

    def forget_keys(self) -> None:
        """Keep no key in memory."""
        forget_keys()

    def _refuse(self) -> None:
        if trouble := self.trouble():
            raise UserError(trouble)
        if not self._path.is_file():
            raise UserError("There is no data to encrypt yet.")

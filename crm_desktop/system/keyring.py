"""The system's keyring: where a passphrase may be kept for its user. Without one nothing is kept."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from crm_desktop.domain.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

_SERVICE = "CRM Desktop"
_NO_LIBRARY = 'What keeps passphrases is not installed: pip install "crm-desktop[encrypt]"'
_NO_KEYRING = (
    "This computer has no keyring that could keep the passphrase; it will be asked for at every start."
)

_log = logging.getLogger(__name__)


class Keyring:
    """The passphrase of one data folder, under the folder's path."""

    def __init__(self, folder: Path) -> None:
        self._name = str(folder.resolve())

    def trouble(self) -> str:
        """Why there is no keyring to use, in a sentence; empty where there is one."""
        library = _library()
        if library is None:
            return _NO_LIBRARY
        return _NO_KEYRING if library.get_keyring().priority <= 0 else ""

    def remembered(self) -> str | None:
        """The passphrase that is kept, None where there is none. Never raises."""
        if self.trouble():
            return None
        library = _library()
        assert library is not None
        try:
            found: str | None = library.get_password(_SERVICE, self._name)
        except Exception as error:  # noqa: BLE001 - a keyring is a program of somebody else's
            _log.warning("the keyring does not answer: %s", type(error).__name__)
            return None
        return found

    def remember(self, passphrase: str) -> None:
        """Keep it. Raises UserError where that cannot be; it is never kept anywhere else."""
        if trouble := self.trouble():
            raise UserError(trouble)
        library = _library()
        assert library is not None
        try:
            library.set_password(_SERVICE, self._name, passphrase)
        except Exception as error:
            raise UserError("The keyring refused to keep the passphrase; open it and try again.") from error

    def forget(self) -> None:
        """Keep it no more."""
        library = _library()
        if library is None or self.remembered() is None:
            return
        try:
            library.delete_password(_SERVICE, self._name)
        except Exception as error:
            raise UserError("The keyring refused to forget the passphrase; remove it there.") from error


def _library() -> ModuleType | None:
    try:
        import keyring
    except ImportError:
        return None
    return keyring

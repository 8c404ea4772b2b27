"""Opens the data file for a window, and asks first what has to be asked: a passphrase, or what to do with a
file that is broken. A start that needs neither reads none of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.domain.errors import DamagedFileError, PassphraseError
from crm_desktop.ui.shell.leaving import Leaving

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.services.context import Services
    from crm_desktop.ui.shell.ports import WindowParts
    from crm_desktop.ui.theme.controller import ThemeController


class Opening:
    """`theme` gives the look of what is asked before the settings can be read."""

    def __init__(self, parts: WindowParts, theme: Callable[[], ThemeController]) -> None:
        self._parts = parts
        self._theme = theme
        self._passphrase = ""

    def services(self, after: Leaving = Leaving.QUIT, passphrase: str | None = None) -> Services | None:
        """The services over the open file; None where the user would rather end the program.

        `after` says why the window before this one ended; `passphrase` is the new one where that was changed.
        Raises whatever else keeps the file shut.
        """
        if passphrase is not None:
            self._passphrase = passphrase
        if after is Leaving.LOCK and not self._ask(""):
            return None
        if after is Leaving.RESCUE and not self._rescue(""):
            return None
        while True:
            try:
                return self._parts.open_services(self._passphrase)
            except PassphraseError as error:
                if not self._remembered() and not self._ask(str(error) if error.was_wrong else ""):
                    return None
            except DamagedFileError as error:
                if not self._rescue(str(error)):
                    return None

    def _remembered(self) -> bool:
        """Whether the system's keyring has a passphrase that was not tried yet."""
        found = self._parts.keys().remembered()
        if not found or found == self._passphrase:
            return False
        self._passphrase = found
        return True

    def _ask(self, wrong: str) -> bool:
        from crm_desktop.ui.opening.passphrase_dialog import ask_passphrase

        asked = ask_passphrase(self._parts, self._theme(), wrong=wrong)
        self._passphrase = asked or ""
        return asked is not None

    def _rescue(self, why: str) -> bool:
        from crm_desktop.ui.opening.rescue_dialog import rescue

        return rescue(self._parts, self._passphrase, self._theme(), why=why)

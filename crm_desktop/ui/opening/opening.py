"""Opens the data file for a window, and asks first what has to be asked: a passphrase, or what to do with a
file that is broken. A start that needs neither reads none of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from crm_desktop.domain.errors import DamagedFileError, PassphraseError, UserError
from crm_desktop.ui.shell.leaving import Leaving

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.services.context import Services
    from crm_desktop.ui.opening.passphrase_dialog import Given
    from crm_desktop.ui.shell.leaving import Locked
    from crm_desktop.ui.shell.ports import WindowParts
    from crm_desktop.ui.theme.controller import ThemeController


class Opening:
    """`theme` gives the look of what is asked before the settings can be read; whoever gives it may make
    ready for being asked. After `services`, `passphrase` is what opened them and `trouble` what is to be told
    in the window: "" where there is nothing.
    """

    def __init__(self, parts: WindowParts, theme: Callable[[], ThemeController]) -> None:
        self._parts = parts
        self._theme = theme
        self.passphrase = ""
        self.trouble = ""

    def services(
        self,
        after: Leaving = Leaving.QUIT,
        passphrase: str | None = None,
        locked: Locked | None = None,
    ) -> Services | None:
        """The services over the open file; None where the user would rather end the program.

        `after` says why the window before this one ended; `passphrase` is the new one where that was changed,
        `locked` what is known after LOCK. Raises whatever else keeps the file shut.
        """
        self.trouble = ""
        if after is Leaving.LOCK:
            # Not the keyring either: it would open to whoever sits there.
            self.passphrase = ""
            self._parts.open_encryption().forget_keys()
            return self._asked(locked=locked)
        if passphrase is not None:
            self.passphrase = passphrase
        if after is Leaving.RESCUE and not self._rescued(""):
            return None
        return self._opened(may_ask_keyring=True)

    def _opened(self, *, may_ask_keyring: bool = False) -> Services | None:
        while True:
            try:
                return self._tried(may_ask_keyring=may_ask_keyring)
            except PassphraseError as error:
                return self._asked(str(error) if error.was_wrong else "")
            except DamagedFileError as error:
                if not self._rescued(str(error)):
                    return None

    def _tried(self, *, may_ask_keyring: bool) -> Services:
        """As a plain file, which a backup brought back may be; then with the passphrase that is known, and
        with the one in the keyring. Each is tried once.
        """
        missing = PassphraseError("")
        for passphrase in dict.fromkeys(("", self.passphrase)):
            try:
                return self._with(passphrase)
            except PassphraseError as error:
                missing = error
        kept = self._parts.keys().remembered() if may_ask_keyring else None
        if not kept or kept == self.passphrase:
            raise missing
        try:
            return self._with(kept)
        except PassphraseError as error:
            # It stays there: a file whose beginning is damaged looks the same as one with another passphrase.
            words = QCoreApplication.translate(
                "Opening", "The passphrase in this computer's keyring does not fit."
            )
            raise PassphraseError(words, was_wrong=True) from error

    def _with(self, passphrase: str) -> Services:
        services = self._parts.open_services(passphrase)
        self.passphrase = passphrase
        return services

    def _asked(self, wrong: str = "", *, locked: Locked | None = None) -> Services | None:
        from crm_desktop.ui.opening.passphrase_dialog import ask_passphrase

        given = ask_passphrase(self._parts, self._theme(), wrong=wrong, locked=locked)
        if given is None:
            return None
        self.passphrase = given.passphrase
        if given.services is not None:
            self._keep(given)
            return given.services
        if given.error is not None and not isinstance(given.error, DamagedFileError):
            raise given.error
        return self._opened() if self._rescued(str(given.error or "")) else None

    def _keep(self, given: Given) -> None:
        """Only what has opened the file goes into the keyring, and only if that is wanted."""
        if given.keep is None:
            return
        keys = self._parts.keys()
        try:
            if given.keep:
                keys.remember(given.passphrase)
            elif keys.remembered() is not None:
                keys.forget()
        except UserError as error:
            self.trouble = str(error)

    def _rescued(self, why: str) -> bool:
        """Whether the user found a way to go on."""
        from crm_desktop.ui.opening.rescue_dialog import rescue

        return rescue(self._parts, self.passphrase, self._theme(), why=why)

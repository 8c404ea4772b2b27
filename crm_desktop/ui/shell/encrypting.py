"""Encryption from the settings: asks what has to be asked, and ends the window for what is to be done.

The data file is converted while nobody has it open, between this window and the next
(`ui/opening/converting.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from crm_desktop.services.environment import told_words
from crm_desktop.services.progress import Cancelled
from crm_desktop.ui.settings.passphrase_sheets import ChangeSheet, TurnOffSheet, TurnOnSheet
from crm_desktop.ui.shell.leaving import EncryptionWish, Leaving

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.ui.shell.ports import KeyringPort
    from crm_desktop.ui.shell.session import WindowSession
    from crm_desktop.ui.widgets.sheet import Sheet


class Encrypting(QObject):
    """Signals: `keyring_known(str, bool)`: why there is no keyring, and whether it has the passphrase."""

    keyring_known = Signal(str, bool)

    def __init__(self, session: WindowSession) -> None:
        super().__init__(session)
        self._session = session
        self._encryption = session.services.encryption
        self._keyring_trouble = ""

    def look(self) -> None:
        """Ask about the keyring: a library and a program of its own, which may take their time."""
        keys = self._session.parts.keys

        def ask() -> tuple[str, bool]:
            found = keys()
            trouble = found.trouble()
            return trouble, not trouble and found.remembered() is not None

        self._run(ask, lambda answer: self._show_keyring(*answer), self._session.messages.error)

    def turn_on(self) -> None:
        """Ask for a passphrase, and encrypt."""
        sheet = TurnOnSheet(self._session.theme, self._session.window, keyring_trouble=self._keyring_trouble)
        sheet.saved.connect(lambda: self._leave(sheet, "", sheet.new, keep=sheet.keep))
        sheet.open()

    def change(self) -> None:
        """Ask for the passphrase and a new one."""
        sheet = ChangeSheet(self._session.theme, self._session.window)

        def saved() -> None:
            if new := sheet.new:
                self._if_it_fits(sheet, sheet.old, lambda: self._leave(sheet, sheet.old, new))

        sheet.saved.connect(saved)
        sheet.open()

    def turn_off(self) -> None:
        """Ask for the passphrase, and make the data plain."""
        sheet = TurnOffSheet(self._session.theme, self._session.window)
        sheet.saved.connect(
            lambda: self._if_it_fits(sheet, sheet.old, lambda: self._leave(sheet, sheet.old, ""))
        )
        sheet.open()

    def keep(self, wanted: bool) -> None:
        """Put the passphrase into the keyring, or take it out."""
        passphrase = self._session.passphrase

        def act(keys: KeyringPort) -> None:
            if wanted:
                keys.remember(passphrase)
            else:
                keys.forget()

        def done() -> None:
            words = (
                self.tr("The passphrase is in the keyring.")
                if wanted
                else self.tr("The passphrase is not in the keyring any more.")
            )
            self._session.messages.say(words)
            self.look()

        def told(words: str) -> None:
            self._session.messages.error(words)
            self.look()

        keys = self._session.parts.keys
        self._run(lambda: act(keys()), lambda _nothing: done(), told)

    def _show_keyring(self, trouble: str, kept: bool) -> None:
        self._keyring_trouble = trouble
        self.keyring_known.emit(trouble, kept)

    def _if_it_fits(self, sheet: Sheet, passphrase: str, then: Callable[[], None]) -> None:
        """Before the window goes: a slip is to be mended where it was made."""

        def told(words: str) -> None:
            sheet.save_button.setEnabled(True)
            sheet.error(words)

        def answered(fits: bool) -> None:
            if fits:
                sheet.save_button.setEnabled(True)
                then()
            else:
                told(self.tr("That is not the passphrase of your contacts."))

        sheet.save_button.setEnabled(False)
        self._run(lambda: bool(passphrase) and self._encryption.fits(passphrase), answered, told)

    def _leave(self, sheet: Sheet, old: str, new: str, *, keep: bool = False) -> None:
        if not old and not new:
            return
        if self._session.runner.busy:
            sheet.error(self.tr("Something is still being done. Try again when it is ready."))
            return
        if why := self._session.keep_typed():
            sheet.error(why)
            return
        sheet.accept()
        self._session.leave_for(Leaving.ENCRYPT, wish=EncryptionWish(old, new, keep))

    def _run(
        self, work: Callable[[], object], done: Callable[..., None], told: Callable[[str], None]
    ) -> None:
        def failed(error: BaseException) -> None:
            if isinstance(error, Cancelled):
                return
            words = told_words(error)
            if not words:
                raise error
            told(words)

        self._session.runner.run(lambda _progress, _cancel: work(), on_done=done, on_error=failed)

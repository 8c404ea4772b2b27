"""Encrypts the data file between two windows, while nobody has it open: how far it is, and Cancel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from crm_desktop.domain.errors import UserError
from crm_desktop.services.environment import told_words
from crm_desktop.services.progress import Cancelled
from crm_desktop.ui.importing.working_view import WorkingView
from crm_desktop.ui.runtime.task_runner import TaskRunner
from crm_desktop.ui.widgets.buttons import QuietButton
from crm_desktop.ui.widgets.labels import Muted
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent

    from crm_desktop.domain.encryption import Converted
    from crm_desktop.services.progress import Cancel, Progress
    from crm_desktop.ui.runtime.task_runner import Task
    from crm_desktop.ui.shell.leaving import EncryptionWish
    from crm_desktop.ui.shell.ports import WindowParts
    from crm_desktop.ui.theme.controller import ThemeController

    Work = Callable[[Progress, Cancel], Any]

_translate = QCoreApplication.translate

_WIDTH, _PAD = 420, 26


@dataclass(frozen=True, slots=True, repr=False)
class Outcome:
    """What the next window opens with, and what it is to say; `is_error` says that it stays to be read."""

    passphrase: str
    words: str
    is_error: bool = False


def convert(parts: WindowParts, wish: EncryptionWish, theme: ThemeController) -> Outcome:
    """Do it, and say how it went. What went wrong has changed nothing: the old passphrase holds."""
    dialog = ConvertingDialog(_doing(wish), theme)
    try:
        converted = dialog.run(_work(parts, wish))
    except Cancelled:
        return Outcome(wish.old, _translate("Encrypting", "Stopped. Nothing was changed."))
    except Exception as error:
        words = told_words(error)
        if not words:
            raise
        return Outcome(wish.old, words, is_error=True)
    finally:
        dialog.deleteLater()
    words, is_error = _done(wish, converted)
    if trouble := _keep(parts, wish):
        return Outcome(wish.new, f"{words} {trouble}", is_error=True)
    return Outcome(wish.new, words, is_error)


class ConvertingDialog(QDialog):
    """Closing it asks to stop, and waits until that is done."""

    def __init__(self, what: str, theme: ThemeController) -> None:
        super().__init__()
        self._theme = theme
        self._task: Task | None = None
        self.setWindowTitle(self.tr("CRM Desktop"))
        self.setWindowIcon(theme.icons.app_icon())
        self.view = WorkingView(theme)
        self.view.begin(what)
        self.cancel_button = QuietButton(self.tr("Cancel"), theme)
        self.cancel_button.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self.cancel_button)
        column = QVBoxLayout(self)
        pad = theme.px(_PAD)
        column.setContentsMargins(pad, 0, pad, pad)
        column.addWidget(self.view)
        column.addWidget(Muted(self.tr("It is done as a whole, or not at all."), theme))
        column.addLayout(foot)
        self.setMinimumWidth(theme.px(_WIDTH))

    def run(self, work: Work) -> Any:
        """Do the work in a thread, showing how far it is. Raises what the work raised."""
        runner, loop = TaskRunner(), QEventLoop()
        ended: list[Any] = []

        def end(result: object) -> None:
            ended.append(result)
            loop.quit()

        self._task = runner.run(work, on_done=end, on_error=end, on_progress=self.view.show_progress)
        self.show()
        while not ended:  # a session that is ending quits every loop: the file must be whole first
            loop.exec()
        runner.stop()
        runner.deleteLater()
        self.hide()
        result = ended[0]
        if isinstance(result, BaseException):
            raise result
        return result

    def reject(self) -> None:
        """Ask to stop."""
        if self._task is not None:
            self._task.cancel()
        self.cancel_button.setEnabled(False)
        self.setCursor(Qt.CursorShape.WaitCursor)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.reject()


def _work(parts: WindowParts, wish: EncryptionWish) -> Work:
    encryption = parts.open_encryption()

    def work(progress: Progress, cancel: Cancel) -> Converted:
        if not wish.old:
            return encryption.turn_on(wish.new, progress=progress, cancel=cancel)
        if not wish.new:
            return encryption.turn_off(wish.old, progress=progress, cancel=cancel)
        return encryption.change(wish.old, wish.new, progress=progress, cancel=cancel)

    return work


def _doing(wish: EncryptionWish) -> str:
    if not wish.old:
        return _translate("Encrypting", "Encrypting your contacts…")
    if not wish.new:
        return _translate("Encrypting", "Making your contacts readable without a passphrase…")
    return _translate("Encrypting", "Encrypting your contacts with the new passphrase…")


def _done(wish: EncryptionWish, converted: Converted) -> tuple[str, bool]:
    if not wish.old:
        words = _translate("Encrypting", "Your contacts are encrypted now.")
    elif not wish.new:
        words = _translate("Encrypting", "Your contacts are not encrypted any more.")
    else:
        words = _translate("Encrypting", "The new passphrase holds from now on.")
    if converted.copies:
        text = _translate("Encrypting", "This goes for %n backup(s) too.", None, converted.copies)
        words = f"{words} {english_plural(text, converted.copies)}"
    if not converted.left:
        return words, False
    # A copy that anybody can read is what has to be known first.
    first = min(converted.left, key=lambda copy: not copy.plain)
    left = _translate("Encrypting", "{path} stayed as it was: {why}").format(path=first.path, why=first.why)
    if more := len(converted.left) - 1:
        text = _translate("Encrypting", "So did %n more.", None, more)
        left = f"{left} {english_plural(text, more)}"
    return f"{words} {left}", True


def _keep(parts: WindowParts, wish: EncryptionWish) -> str:
    """Bring the keyring up to date; what went wrong, "" where nothing did."""
    keys = parts.keys()
    if keys.trouble():
        return ""
    try:
        if wish.new and (wish.keep or keys.remembered() is not None):
            keys.remember(wish.new)
        elif keys.remembered() is not None:
            keys.forget()
    except UserError as error:
        return str(error)
    return ""

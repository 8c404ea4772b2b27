"""The backup nobody asks for: after the start and now and then, when the last one is over a day old."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from crm_desktop.domain.backup import BackupReason
from crm_desktop.services.environment import told_words
from crm_desktop.services.progress import Cancelled

if TYPE_CHECKING:
    from crm_desktop.services.backups import Backups
    from crm_desktop.ui.runtime.task_runner import TaskRunner
    from crm_desktop.ui.shell.ports import Messages

# A backup reads the whole file: whoever has just started the program wants something else first.
_FIRST_LOOK = 30 * 1000  # ms
_LOOK_AGAIN = 60 * 60 * 1000  # ms


class DailyBackup(QObject):
    """Works in the worker's thread; what went wrong is told in the window, once a day at most."""

    def __init__(
        self, backups: Backups, runner: TaskRunner, messages: Messages, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._backups = backups
        self._runner = runner
        self._messages = messages
        self._told = ""
        self._again = QTimer(self, interval=_LOOK_AGAIN)
        self._again.timeout.connect(self.look)

    def begin(self) -> None:
        """Look in a while, and then every hour."""
        QTimer.singleShot(_FIRST_LOOK, self, self.look)
        self._again.start()

    def look(self) -> None:
        """Make one if it is time."""
        if self._backups.is_due():
            self._runner.run(
                lambda progress, cancel: self._backups.make(
                    BackupReason.DAILY, progress=progress, cancel=cancel
                ),
                on_error=self._on_failed,
            )

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            return
        words = told_words(error)
        if not words:
            raise error
        if words != self._told:
            self._told = words
            self._messages.error(self.tr("No backup was made. {why}").format(why=words))

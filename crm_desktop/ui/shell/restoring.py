"""Makes backups and brings them back for the window: in the worker, with a look at the difference first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from crm_desktop.services.environment import told_words
from crm_desktop.services.progress import Cancelled
from crm_desktop.ui.widgets.labels import Muted, PlainLabel
from crm_desktop.ui.widgets.sheet import Sheet
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from crm_desktop.domain.backup import Backup, BackupDifference
    from crm_desktop.services.backups import Backups
    from crm_desktop.ui.runtime.task_runner import TaskRunner
    from crm_desktop.ui.shell.ports import Messages
    from crm_desktop.ui.theme.controller import ThemeController
    from crm_desktop.ui.wording.days import DayWords


class RestoreSheet(Sheet):
    """Says what bringing a backup back would change, and asks whether to."""

    def __init__(
        self, what: str, difference: BackupDifference, theme: ThemeController, parent: QWidget | None
    ) -> None:
        super().__init__(self.tr("Bring back this backup?"), theme, parent, save=self.tr("Bring it back"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.body.addWidget(PlainLabel(what))
        self.lines = [PlainLabel(line) for line in self._lines(difference)]
        for line in self.lines:
            self.body.addWidget(line)
        self.body.addWidget(
            Muted(self.tr("What is there now is kept as a backup first, so that this can be undone."), theme)
        )
        self.saved.connect(self.accept)

    def _lines(self, difference: BackupDifference) -> list[str]:
        counts = (
            (difference.back, self.tr("%n contact(s) would come back", None, difference.back)),
            (difference.gone, self.tr("%n contact(s) added since would go", None, difference.gone)),
            (
                difference.changed,
                self.tr("%n contact(s) would be as they were then", None, difference.changed),
            ),
        )
        lines = [f"• {english_plural(text, count)}" for count, text in counts if count]
        return lines or [self.tr("The contacts are the same; what happened with them may be otherwise.")]


class Restoring(QObject):
    """Signals: `listed(list[Backup])` whenever the backups were looked at."""

    listed = Signal(list)

    def __init__(
        self,
        backups: Backups,
        runner: TaskRunner,
        messages: Messages,
        days: DayWords,
        theme: ThemeController,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._backups = backups
        self._runner = runner
        self._messages = messages
        self._days = days
        self._theme = theme
        self._window = window

    def look(self) -> None:
        """Look which backups there are."""
        self._run(self._backups.all, self.listed.emit)

    def make(self) -> None:
        """Make one now."""
        self._run(self._backups.make, self._on_made)

    def restore(self, backup: Backup) -> None:
        """Bring one of the list back, after a look at what it would change."""
        words = self.tr("The backup of {when}").format(when=self._days.moment(backup.at, exact=True))
        self._run(lambda: self._backups.file_of(backup.name), lambda path: self._ask(path, words))

    def restore_file(self) -> None:
        """Bring back a copy that lies elsewhere."""
        title, kinds = self.tr("Bring back a backup"), self.tr("Backups (*.db)")
        name, _ = QFileDialog.getOpenFileName(self._window, title, str(self._backups.folder), kinds)
        if name:
            self._ask(Path(name), Path(name).name)

    def _ask(self, path: Path, words: str) -> None:
        def show(difference: BackupDifference) -> None:
            sheet = RestoreSheet(words, difference, self._theme, self._window)
            sheet.accepted.connect(lambda: self._run(lambda: self._backups.restore(path), self._on_restored))
            sheet.open()

        self._run(lambda: self._backups.compare(path), show)

    def _on_made(self, made: Backup) -> None:
        text = self.tr("Made a backup with %n contact(s)", None, made.contacts)
        self._messages.say(english_plural(text, made.contacts))
        self.look()

    def _on_restored(self, kept: Backup) -> None:
        when = self._days.moment(kept.at, exact=True)
        self._messages.say(self.tr("Brought back. What was there is the backup of {when}.").format(when=when))
        self.look()

    def _run(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self._runner.run(lambda _progress, _cancel: work(), on_done=done, on_error=self._on_failed)

    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            return
        words = told_words(error)
        if not words:
            raise error
        self._messages.error(words)

"""Sample data in the window: added and removed in the worker; a quiet bar tells while it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.ui.runtime.task_runner import TaskRunner
    from crm_desktop.ui.shell.notice_bar import NoticeBar
    from crm_desktop.ui.shell.ports import Messages


class SampleData(QObject):
    """Signals: `presence_changed(bool)`, also when it was looked for and stayed as it was; `added`."""

    presence_changed = Signal(bool)
    added = Signal()

    def __init__(
        self,
        services: Services,
        runner: TaskRunner,
        messages: Messages,
        bar: NoticeBar,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._runner = runner
        self._messages = messages
        self._bar = bar
        bar.pressed.connect(self.remove)

    def look(self) -> None:
        """Look whether sample data is there, and show or hide the bar."""
        present = self._services.demo.present()
        if present:
            self._bar.say(self.tr("You are looking at sample data."), self.tr("Remove it"))
        else:
            self._bar.hide()
        self.presence_changed.emit(present)

    def add(self) -> None:
        """Add the invented people."""
        self._runner.run(
            lambda _progress, _cancel: self._services.demo.add(),
            on_done=self._on_added,
        )

    def remove(self) -> None:
        """Take them away again; what the user wrote stays."""
        self._runner.run(
            lambda _progress, _cancel: self._services.demo.remove(),
            on_done=self._on_removed,
        )

    def _on_added(self, count: int) -> None:
        text = english_plural(self.tr("Added %n invented contact(s)", None, count), count)
        self._messages.undoable(text)
        self.look()
        self.added.emit()

    def _on_removed(self, count: int) -> None:
        text = english_plural(self.tr("Removed %n invented contact(s)", None, count), count)
        self._messages.undoable(text)
        self.look()

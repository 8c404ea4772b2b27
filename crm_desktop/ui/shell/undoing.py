"""Undo and redo: their names on the actions, the work in the worker, and a word about what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QKeySequence

from crm_desktop.ui.shell.operation_words import words_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction

    from crm_desktop.domain.changes import DataChanged, Label
    from crm_desktop.services.undo import Undo
    from crm_desktop.ui.runtime.task_runner import TaskRunner
    from crm_desktop.ui.shell.actions import Actions
    from crm_desktop.ui.shell.messages import BarMessages


class Undoing(QObject):
    """Keeps the two actions in step with the file; what they do may be as large as an import."""

    def __init__(
        self,
        undo: Undo,
        actions: Actions,
        runner: TaskRunner,
        messages: BarMessages,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._service = undo
        self._actions = actions
        self._runner = runner
        self._messages = messages
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        actions.undo.triggered.connect(self.undo)
        actions.redo.triggered.connect(self.redo)

    def notice(self, _change: DataChanged) -> None:
        """Something was done or undone: the names are others now."""
        self._soon.start()

    def refresh(self) -> None:
        """Ask what can be undone and redone."""
        _name(self._actions.undo, self.tr("Undo"), self.tr("Undo: {what}"), self._service.undo_label())
        _name(self._actions.redo, self.tr("Redo"), self.tr("Redo: {what}"), self._service.redo_label())

    def undo(self) -> None:
        """Take the last operation back."""
        self._start(self._service.undo, self._on_undone)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._start(self._service.redo, self._on_redone)

    def _start(self, work: Callable[[], Label | None], on_done: Callable[[Label | None], None]) -> None:
        self._runner.run(lambda _progress, _cancel: work(), on_done=on_done, on_error=self._on_failed)

    def _on_undone(self, label: Label | None) -> None:
        if label is None:
            self._messages.say(self.tr("There is nothing to undo."))
        else:
            text = self.tr("Undone: {what}").format(what=words_of(label))
            self._messages.with_action(text, self.tr("Redo"), self.redo)
        self.refresh()

    def _on_redone(self, label: Label | None) -> None:
        if label is None:
            self._messages.say(self.tr("There is nothing to redo."))
        else:
            text = self.tr("Done again: {what}").format(what=words_of(label))
            self._messages.with_action(text, self.tr("Undo"), self.undo)
        self.refresh()

    def _on_failed(self, error: BaseException) -> None:
        self.refresh()
        raise error


def _name(action: QAction, plain: str, named: str, label: Label | None) -> None:
    text = named.format(what=words_of(label)) if label else plain
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    action.setText(text)
    action.setToolTip(f"{text} ({keys})")
    action.setEnabled(label is not None)

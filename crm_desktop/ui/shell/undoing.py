"""Undo and redo: their names on the actions, the work in the worker, and a word about what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QKeySequence

from crm_desktop.ui.widgets.plain_text import plain_tip
from crm_desktop.ui.wording.operations import words_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from crm_desktop.domain.changes import DataChanged, Label, Operation
    from crm_desktop.services.ports import Clock
    from crm_desktop.services.undo import Undo
    from crm_desktop.ui.runtime.task_runner import TaskRunner
    from crm_desktop.ui.shell.actions import Actions
    from crm_desktop.ui.shell.messages import BarMessages
    from crm_desktop.ui.theme.controller import ThemeController


_SLOW_MS, _AGAIN_MS = 900, 6000


class Undoing(QObject):
    """Keeps the two actions in step with the file; what they do may be as large as an import."""

    def __init__(
        self,
        undo: Undo,
        actions: Actions,
        runner: TaskRunner,
        messages: BarMessages,
        clock: Clock,
        theme: ThemeController,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._clock = clock
        self._theme = theme
        self._window = window
        self._service = undo
        self._actions = actions
        self._runner = runner
        self._messages = messages
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        self._slow = QTimer(self, singleShot=True)
        self._slow.timeout.connect(self._say_slow)
        actions.undo.triggered.connect(self.undo)
        actions.redo.triggered.connect(self.redo)
        actions.history.triggered.connect(self.show_history)

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

    def show_history(self) -> None:
        """Show what was done, to go back to any point of it."""
        from crm_desktop.ui.shell.history_sheet import HistorySheet
        from crm_desktop.ui.wording.days import DayWords

        sheet = HistorySheet(self._service.history(), DayWords(self._clock), self._theme, self._window)
        sheet.point_chosen.connect(self.go_to)
        sheet.open()

    def go_to(self, operation: Operation) -> None:
        """Lead to where this was the last thing done."""
        self._start(
            lambda: self._service.go_to(operation.id), lambda _steps: self._on_arrived(operation.label)
        )

    def _on_arrived(self, label: Label) -> None:
        self._messages.say(self.tr("Everything is as it was after: {what}").format(what=words_of(label)))
        self.refresh()

    def _start(self, work: Callable[[], object], on_done: Callable[..., None]) -> None:
        self._slow.start(_SLOW_MS)

        def done(result: object) -> None:
            self._slow.stop()
            on_done(result)

        self._runner.run(lambda _progress, _cancel: work(), on_done=done, on_error=self._on_failed)

    def _say_slow(self) -> None:
        """What changed many is many to change back: until it is over, say now and then that it goes on."""
        self._slow.start(_AGAIN_MS)
        self._messages.say(self.tr("Still working: it is about many, and takes a moment…"))

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
        self._slow.stop()
        self.refresh()
        raise error


def _name(action: QAction, plain: str, named: str, label: Label | None) -> None:
    text = named.format(what=words_of(label)) if label else plain
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    action.setText(text)
    action.setToolTip(plain_tip(f"{text} ({keys})"))
    action.setEnabled(label is not None)

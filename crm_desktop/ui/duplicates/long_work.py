"""Long work of the page, one piece at a time: its progress is in view until it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from crm_desktop.domain.errors import UserError
from crm_desktop.services.progress import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.ui.duplicates.looking_view import LookingView
    from crm_desktop.ui.runtime.task_runner import ImmediateRunner, Task, TaskRunner, Work


class LongWork(QObject):
    """Signals: `turned()` when something began or is over; `refused(words)` what could not be done."""

    turned = Signal()
    refused = Signal(str)

    def __init__(self, runner: TaskRunner | ImmediateRunner, view: LookingView) -> None:
        super().__init__(view)
        self._runner = runner
        self._view = view
        self._task: Task | None = None
        self.is_busy = False
        view.cancel_asked.connect(self.cancel)

    def start(self, words: str, work: Work, on_done: Callable[[Any], None]) -> None:
        """Begin, unless something is under way. `words` say what is done."""
        if self.is_busy:
            return
        self.is_busy = True
        self._view.begin(words)
        self.turned.emit()

        def done(result: Any) -> None:
            self.is_busy = False
            on_done(result)
            self.turned.emit()

        task = self._runner.run(
            work, on_done=done, on_error=self._on_failed, on_progress=self._view.show_progress
        )
        self._task = task if self.is_busy else None

    def cancel(self) -> None:
        """Ask what is under way to stop."""
        if self._task is not None:
            self._task.cancel()

    def _on_failed(self, error: BaseException) -> None:
        self.is_busy = False
        self.turned.emit()
        if isinstance(error, UserError):
            self.refused.emit(str(error))
        elif not isinstance(error, Cancelled):
            raise error

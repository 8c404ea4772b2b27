"""Looks whether the data file is sound: quickly after every start, closely once a week and when asked.

In a thread of its own that gives way to whatever else is long: a look that was broken off is taken later.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from crm_desktop.services.environment import told_words
from crm_desktop.services.progress import Cancelled
from crm_desktop.ui.runtime.task_runner import TaskRunner
from crm_desktop.ui.shell.damage_sheet import DamageTeller
from crm_desktop.ui.shell.leaving import Leaving
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.domain.file_health import FileHealth
    from crm_desktop.services.file_care import FileCare
    from crm_desktop.services.progress import Cancel, Progress
    from crm_desktop.ui.runtime.task_runner import Task
    from crm_desktop.ui.shell.ports import Messages
    from crm_desktop.ui.shell.session import WindowSession

_FIRST_LOOK = 20 * 1000  # ms
_LOOK_AGAIN = 60 * 60 * 1000
_AFTER_GIVING_WAY = 60 * 1000
_REST = 0.01  # seconds after every hundred contacts, which leave the window room to answer


class FileWatch(QObject):
    """Signals: `began`, `progressed(TaskProgress)` and `ended` of a close look that was asked for;
    `ended(FileHealth | None)` has None where it was stopped.
    """

    began = Signal()
    progressed = Signal(object)
    ended = Signal(object)

    def __init__(
        self,
        care: FileCare,
        others: TaskRunner,
        release: Callable[[], None],
        messages: Messages,
        damage: DamageTeller,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._care = care
        self._others = others
        self._messages = messages
        self.damage = damage
        self._runner = TaskRunner(release, self)
        self._task: Task | None = None
        self._told_of: FileHealth | None = None
        self._first = QTimer(self, interval=_FIRST_LOOK, singleShot=True)
        self._first.timeout.connect(self.look)
        self._again = QTimer(self, interval=_LOOK_AGAIN)
        self._again.timeout.connect(self.look_closely_if_due)

    @property
    def is_looking(self) -> bool:
        """Whether a look is being taken."""
        return self._runner.busy

    def begin(self) -> None:
        """Look in a while, and then every hour whether it is time."""
        self._first.start()
        self._again.start()

    def stop(self) -> None:
        """Break off and leave no thread."""
        self._first.stop()
        self._again.stop()
        self._runner.stop()

    def look(self) -> None:
        """A quick look, and a close one after it if it is time."""
        self._in_background(deep=False, then=self.look_closely_if_due)

    def look_closely_if_due(self) -> None:
        """A close look if it is time; none where the last one was told of already."""
        if self._told_of is None and self._care.is_due():
            self._in_background(deep=True)

    def check_now(self) -> None:
        """A close look for somebody who waits for it; `stop_checking` breaks it off."""
        if self._task is not None:
            return
        self.began.emit()
        self._task = self._runner.run(
            lambda progress, cancel: self._care.check(deep=True, progress=progress, cancel=cancel),
            on_done=self._on_checked,
            on_error=self._on_stopped,
            on_progress=self.progressed.emit,
        )

    def stop_checking(self) -> None:
        """Break off the look that was asked for."""
        if self._task is not None:
            self._task.cancel()

    def _in_background(self, *, deep: bool, then: Callable[[], None] = lambda: None) -> None:
        if self._runner.busy:
            return

        def work(progress: Progress, cancel: Cancel) -> FileHealth:
            def gently(done: int, total: int) -> None:
                progress(done, total)
                time.sleep(_REST)

            way = _GivingWay(cancel, self._others)
            return self._care.check(deep=deep, progress=gently, cancel=way)

        def on_done(health: FileHealth) -> None:
            self._on_found(health)
            if health.ok:
                then()

        self._runner.run(work, on_done=on_done, on_error=lambda error: self._on_put_off(error, deep=deep))

    def _on_put_off(self, error: BaseException, *, deep: bool) -> None:
        if isinstance(error, Cancelled):
            again = self.look_closely_if_due if deep else self.look
            QTimer.singleShot(_AFTER_GIVING_WAY, self, again)
        elif not told_words(error):
            raise error
        # What cannot be reached now is told by whoever needs it, and looked at with the next look.

    def _on_checked(self, health: FileHealth) -> None:
        self._task = None
        self._on_found(health)
        self.ended.emit(health)

    def _on_stopped(self, error: BaseException) -> None:
        self._task = None
        self.ended.emit(None)
        if isinstance(error, Cancelled):
            return
        words = told_words(error)
        if not words:
            raise error
        self._messages.error(words)

    def _on_found(self, health: FileHealth) -> None:
        if health.is_damaged:
            self._told_of = health
            self.damage.tell(health)
            return
        self._care.note(health)
        if health.is_mendable:
            self._mend()
        if health.bad_backups:
            count = len(health.bad_backups)
            text = self.tr("%n backup(s) cannot be read. Make a new one in the settings.", None, count)
            self._messages.error(english_plural(text, count))

    def _mend(self) -> None:
        self._others.run(
            lambda _progress, _cancel: self._care.mend(),
            on_done=lambda _: self._messages.say(self.tr("The search and the lists were made anew.")),
            on_error=self._on_not_mended,
        )

    def _on_not_mended(self, error: BaseException) -> None:
        words = told_words(error)
        if not words and not isinstance(error, Cancelled):
            raise error
        if words:
            self._messages.error(words)


def watch_file(session: WindowSession) -> FileWatch:
    """The watch over the file of a window, which leads out of it to the backups."""

    def leave() -> None:
        session.keep_typed()
        session.leave_for(Leaving.RESCUE)

    services, messages = session.services, session.messages
    damage = DamageTeller(messages, session.theme, session.window, leave)
    return FileWatch(services.care, session.runner, services.close, messages, damage, session)


class _GivingWay:
    """A cancel that is pressed too when other long work begins."""

    def __init__(self, cancel: Cancel, others: TaskRunner) -> None:
        self._cancel = cancel
        self._others = others

    def is_set(self) -> bool:
        """Whether to break off."""
        return self._cancel.is_set() or self._others.busy

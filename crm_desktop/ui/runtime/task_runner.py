"""The one doorway to long work: a worker thread, with progress, a remaining time and Cancel."""

import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from crm_desktop.services.progress import Cancel, Cancelled, Progress

_log = logging.getLogger(__name__)

_TOLD_EVERY = 0.05  # seconds; the window need not paint every card of an import
_TRUSTED_AFTER = 1.0  # seconds of work before a remaining time is more than a guess

Work = Callable[[Progress, Cancel], Any]


@dataclass(frozen=True, slots=True)
class TaskProgress:
    """How far a task is. `total` is 0 and `remaining` (seconds) None where nobody knows."""

    done: int
    total: int
    remaining: float | None = None


class Task(Protocol):
    """Work that was asked for."""

    def cancel(self) -> None:
        """Ask it to stop; `on_error` then hears `Cancelled`."""


def _ignore(_value: object) -> None:
    """Nobody wants to know."""


def _raise(error: BaseException) -> None:
    if not isinstance(error, Cancelled):
        raise error


def _nothing(_progress: Progress, _cancel: Cancel) -> None:
    """Work that is over."""


@dataclass(slots=True)
class _Job:
    work: Work
    on_done: Callable[[Any], None]
    on_error: Callable[[BaseException], None]
    on_progress: Callable[[TaskProgress], None]
    stop: threading.Event
    started: float = 0.0
    told: float = 0.0

    def cancel(self) -> None:
        """Ask it to stop."""
        self.stop.set()

    def forget(self) -> None:
        """Drop what it holds, on the window's thread: widgets among it must not die on the worker's."""
        self.work, self.on_done, self.on_error, self.on_progress = _nothing, _ignore, _ignore, _ignore


@dataclass(frozen=True, slots=True)
class _Call:
    """What a job has to tell, on its way to the window's thread."""

    name: str
    value: Any


class _Last(_Call):
    """What is told when a job is over."""


class TaskRunner(QObject):
    """Runs one piece of work after the other; all callbacks come on the thread that the runner lives in.

    Signals: `busy_changed(bool)`. `release` is called in the worker after each piece of work, to close
    what it opened.
    """

    busy_changed = Signal(bool)
    _called = Signal(object, object)

    def __init__(self, release: Callable[[], None] = lambda: None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._release = release
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._waiting: list[_Job] = []
        self._thread: threading.Thread | None = None
        self._is_over = False
        self._called.connect(self._on_called)

    @property
    def busy(self) -> bool:
        """Whether something is running or waiting."""
        return bool(self._waiting)

    def run(
        self,
        work: Work,
        *,
        on_done: Callable[[Any], None] = lambda _result: None,
        on_error: Callable[[BaseException], None] = _raise,
        on_progress: Callable[[TaskProgress], None] = lambda _progress: None,
    ) -> Task:
        """Call `work(progress, cancel)` in the worker; exactly one of `on_done` and `on_error` follows.

        Without `on_error` an error goes to the window's error border, as if a slot had raised it. After
        `stop` nothing is done any more.
        """
        job = _Job(work, on_done, on_error, on_progress, threading.Event())
        if self._is_over:
            job.forget()
            return job
        self._waiting.append(job)
        if len(self._waiting) == 1:
            self.busy_changed.emit(True)
        if self._thread is None:
            self._thread = threading.Thread(target=self._serve, name="long-work")
            self._thread.start()
        self._jobs.put(job)
        return job

    def stop(self) -> None:
        """Cancel everything, wait for the worker and leave no thread; nothing is called back after this."""
        self._is_over = True
        waiting, self._waiting = self._waiting, []
        for job in waiting:
            job.cancel()
        thread, self._thread = self._thread, None
        if thread is not None:
            self._jobs.put(None)
            thread.join()
        for job in waiting:
            job.forget()

    def _serve(self) -> None:
        while (job := self._jobs.get()) is not None:
            self._called.emit(job, self._outcome(job))
            # While the worker waits for the next one it must not keep this one's callbacks alive.
            del job

    def _outcome(self, job: _Job) -> _Last:
        job.started = time.monotonic()
        try:
            if job.stop.is_set():
                raise Cancelled
            result = job.work(lambda done, total: self._tell(job, done, total), job.stop)
        except Cancelled as stopped:
            return _Last("on_error", stopped)
        except BaseException as error:  # noqa: BLE001 - the border of the worker's thread
            _log.info("long work ended with an error", exc_info=True)
            return _Last("on_error", error)
        finally:
            self._release()
        return _Last("on_done", result)

    def _tell(self, job: _Job, done: int, total: int) -> None:
        now = time.monotonic()
        if now - job.told >= _TOLD_EVERY or done == total:
            job.told = now
            self._called.emit(job, _Call("on_progress", _progress(done, total, now - job.started)))

    def _on_called(self, job: _Job, call: _Call) -> None:
        if job not in self._waiting:
            return
        tell = getattr(job, call.name)
        if isinstance(call, _Last):
            self._waiting.remove(job)
            job.forget()
            if not self._waiting:
                self.busy_changed.emit(False)
        tell(call.value)


class ImmediateRunner:
    """The same doorway without a thread, for tests: the work is done before `run` returns."""

    busy = False

    def run(
        self,
        work: Work,
        *,
        on_done: Callable[[Any], None] = lambda _result: None,
        on_error: Callable[[BaseException], None] = _raise,
        on_progress: Callable[[TaskProgress], None] = lambda _progress: None,
    ) -> Task:
        """Call `work(progress, cancel)` here and now."""
        job = _Job(work, on_done, on_error, on_progress, threading.Event())
        try:
            result = work(lambda done, total: on_progress(TaskProgress(done, total)), job.stop)
        except (Cancelled, Exception) as error:  # noqa: BLE001 - the same border as the worker's
            on_error(error)
        else:
            on_done(result)
        return job

    def stop(self) -> None:
        """Nothing runs."""


def _progress(done: int, total: int, elapsed: float) -> TaskProgress:
    if not total or not done or elapsed < _TRUSTED_AFTER:
        return TaskProgress(done, total)
    return TaskProgress(done, total, max(0.0, elapsed * (total - done) / done))

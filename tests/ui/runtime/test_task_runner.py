"""Long work: off the window's thread, with progress and Cancel, and never half told."""

import threading
import weakref

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from crm_desktop.services.progress import Cancel, Cancelled, Progress
from crm_desktop.ui.runtime.task_runner import ImmediateRunner, TaskProgress, TaskRunner


@pytest.fixture
def runner(qtbot: QtBot):
    runner = TaskRunner()
    yield runner
    runner.stop()


def test_the_result_arrives_on_the_windows_thread(qtbot: QtBot, runner: TaskRunner) -> None:
    arrived: list[tuple[object, QThread, str]] = []
    runner.run(
        lambda progress, cancel: threading.current_thread().name,
        on_done=lambda worker: arrived.append((worker, QThread.currentThread(), "done")),
    )
    qtbot.waitUntil(lambda: bool(arrived))
    assert arrived == [("long-work", runner.thread(), "done")]
    assert not runner.busy


def test_an_error_is_told_once_and_the_next_work_still_runs(qtbot: QtBot, runner: TaskRunner) -> None:
    told: list[object] = []

    def fails(progress: Progress, cancel: Cancel) -> None:
        raise ValueError("no")

    runner.run(fails, on_error=told.append, on_done=told.append)
    runner.run(lambda progress, cancel: "fine", on_done=told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert isinstance(told[0], ValueError)
    assert told[1] == "fine"


def test_cancel_reaches_the_work_and_is_told_as_such(qtbot: QtBot, runner: TaskRunner) -> None:
    told: list[object] = []
    begun = threading.Event()

    def works(progress: Progress, cancel: threading.Event) -> None:
        begun.set()
        cancel.wait()
        raise Cancelled

    task = runner.run(works, on_error=told.append)
    begun.wait()
    task.cancel()
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], Cancelled)


def test_progress_is_told_with_its_end(qtbot: QtBot, runner: TaskRunner) -> None:
    told: list[TaskProgress] = []

    def works(progress: Progress, cancel: Cancel) -> None:
        for done in range(1, 1001):
            progress(done, 1000)

    runner.run(works, on_progress=told.append)
    qtbot.waitUntil(lambda: bool(told) and told[-1].done == 1000)
    assert len(told) < 100


def test_what_the_work_opened_is_released_in_its_own_thread(qtbot: QtBot) -> None:
    released: list[str] = []
    runner = TaskRunner(release=lambda: released.append(threading.current_thread().name))
    runner.run(lambda progress, cancel: None)
    runner.stop()
    assert released == ["long-work"]


def test_stopping_cancels_and_leaves_no_thread(qtbot: QtBot) -> None:
    runner = TaskRunner()
    runner.run(lambda progress, cancel: cancel.wait())
    runner.stop()
    assert "long-work" not in {thread.name for thread in threading.enumerate()}


def test_the_immediate_runner_has_the_same_doorway() -> None:
    told: list[object] = []
    ImmediateRunner().run(
        lambda progress, cancel: progress(1, 2), on_progress=told.append, on_done=told.append
    )
    assert told == [TaskProgress(1, 2), None]


def test_an_error_that_nobody_takes_reaches_the_border(qtbot: QtBot, runner: TaskRunner) -> None:
    def fails(progress: Progress, cancel: Cancel) -> None:
        raise ValueError("no")

    with qtbot.captureExceptions() as caught:
        runner.run(fails)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ValueError
    assert not runner.busy


def test_a_page_is_not_kept_alive_by_work_that_is_over(qtbot: QtBot, runner: TaskRunner) -> None:
    """What a callback holds may be a widget, and must not die in the worker's thread later."""

    class Page:
        def __init__(self) -> None:
            self.done = False

        def finish(self, _result: object) -> None:
            self.done = True

    page = Page()
    runner.run(lambda progress, cancel: None, on_done=page.finish)
    qtbot.waitUntil(lambda: not runner.busy)
    assert page.done
    gone = weakref.ref(page)
    del page
    qtbot.waitUntil(lambda: gone() is None)

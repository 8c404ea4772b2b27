"""Notices are asked for at once, answered in the window's thread, and each exactly once."""

import threading

from pytestqt.qtbot import QtBot

from crm_desktop.services.notify_trouble import NotifyTrouble
from crm_desktop.ui.shell.desktop_notices import DesktopNotices
from tests.fakes import FakeClock
from tests.ui.shell.conftest import FakeNotifier, Outcome


def test_the_notifier_is_only_made_for_the_first_notice(clock: FakeClock, qtbot: QtBot):
    made: list[FakeNotifier] = []

    def make() -> FakeNotifier:
        made.append(FakeNotifier(Outcome()))
        return made[-1]

    notices = DesktopNotices(make, clock)
    assert (made, notices.last) == ([], None)
    for number in range(2):
        with qtbot.waitSignal(notices.answered):
            notices.notify_later(f"{number}", "")
    assert [title for title, _body in made[0].sent] == ["0", "1"]
    assert len(made) == 1


def test_an_answer_comes_in_the_windows_thread(clock: FakeClock, qtbot: QtBot):
    notices = DesktopNotices(lambda: FakeNotifier(Outcome()), clock)
    answers: list[tuple[bool, threading.Thread]] = []
    with qtbot.waitSignal(notices.answered):
        notices.notify_later("T", "B", lambda seen: answers.append((seen, threading.current_thread())))
        assert answers == [], "nobody waits for it"
    assert answers == [(True, threading.main_thread())]
    assert notices.last is not None
    assert notices.last.outcome == Outcome()


def test_what_nobody_saw_says_so(clock: FakeClock, qtbot: QtBot):
    notices = DesktopNotices(lambda: FakeNotifier(Outcome(False, "no", NotifyTrouble.NO_TOOL)), clock)
    answers: list[bool] = []
    with qtbot.waitSignal(notices.answered):
        notices.notify_later("T", "B", answers.append)
    assert answers == [False]


def test_closing_answers_what_is_left_once(clock: FakeClock, qtbot: QtBot):
    notifier = FakeNotifier(None)
    notices = DesktopNotices(lambda: notifier, clock)
    answers: list[tuple[str, bool]] = []
    for title in ("taken", "left"):
        notices.notify_later(title, "", lambda seen, title=title: answers.append((title, seen)))
    notifier.answer_first(Outcome())
    notices.close()
    assert answers == [("taken", True), ("left", False)]
    notifier.answer(Outcome())
    notices.notify_later("late", "", lambda seen: answers.append(("late", seen)))
    assert len(answers) == 2
    assert notifier.closed

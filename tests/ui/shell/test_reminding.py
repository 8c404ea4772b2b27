"""From the tick to the notification, in the window."""

import threading
from datetime import timedelta

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from crm_desktop.services.context import Services
from crm_desktop.ui.settings.health import HealthSection
from crm_desktop.ui.shell.reminding import Reminding
from crm_desktop.ui.shell.session import WindowSession
from tests.fakes import FakeClock
from tests.ui.shell.conftest import Desktop
from tests.ui.shell.ticking import plan_lunch, tick


def test_a_meeting_due_is_told_once_and_counted_in_the_window(
    shown: WindowSession, services: Services, clock: FakeClock, desktop: Desktop, qtbot: QtBot
):
    plan_lunch(services, clock)
    tick(shown, desktop, qtbot)
    assert desktop.sent == []
    clock.advance(minutes=6)
    tick(shown, desktop, qtbot)
    tick(shown, desktop, qtbot)
    ((title, body),) = desktop.sent
    assert title == "Lunch & more"
    assert "Anna <b>Meier</b>" in body
    assert "in 14 minutes" in body
    assert shown.window.windowTitle() == "(1) Today – CRM Desktop"


def test_what_comes_due_together_is_one_notification(
    shown: WindowSession, services: Services, clock: FakeClock, desktop: Desktop, qtbot: QtBot
):
    plan_lunch(services, clock)
    plan_lunch(services, clock)
    clock.advance(minutes=6)
    tick(shown, desktop, qtbot)
    ((title, body),) = desktop.sent
    assert title == "2 meetings"
    assert len(body.splitlines()) == 2


def test_a_plan_moves_the_next_tick(
    shown: WindowSession, services: Services, clock: FakeClock, desktop: Desktop, qtbot: QtBot
):
    tick(shown, desktop, qtbot)
    plan_lunch(services, clock)
    due = clock.now() + timedelta(minutes=5)
    qtbot.waitUntil(lambda: desktop.ticker is not None and desktop.ticker.next[-1] == due)


def test_reminding_goes_on_while_the_window_is_closed(
    shown: WindowSession, services: Services, clock: FakeClock, desktop: Desktop, qtbot: QtBot
):
    plan_lunch(services, clock)
    shown.window.close()
    clock.advance(minutes=6)
    tick(shown, desktop, qtbot)
    assert desktop.sent[-1][0] == "Lunch & more"


def test_nothing_ticks_after_the_window_has_ended(
    shown: WindowSession, services: Services, desktop: Desktop, qtbot: QtBot
):
    qtbot.waitUntil(lambda: desktop.ticker is not None)
    shown.close()
    assert desktop.ticker is not None
    assert not desktop.ticker.running


def test_who_works_on_another_page_is_told_in_the_window(
    shown: WindowSession, services: Services, clock: FakeClock, desktop: Desktop, qtbot: QtBot
):
    plan_lunch(services, clock)
    shown.go_to("people")
    shown.window.activateWindow()
    qtbot.waitUntil(shown.window.isActiveWindow)
    clock.advance(minutes=6)
    tick(shown, desktop, qtbot)
    messages = shown.window.content.messages
    assert messages.text.startswith("Lunch & more · Today 09:20")
    show = next(button for button in messages.findChildren(QPushButton) if button.text() == "Show")
    show.click()
    assert shown.stack.current == "today"


def test_nothing_waits_while_an_import_is_written_and_the_reminder_comes_after_it(
    shown: WindowSession, services: Services, clock: FakeClock, desktop: Desktop, qtbot: QtBot
):
    plan_lunch(services, clock)
    clock.advance(minutes=6)
    go_on = threading.Event()
    shown.runner.run(lambda _progress, _cancel: go_on.wait(20))
    qtbot.waitUntil(lambda: desktop.ticker is not None)
    assert desktop.ticker is not None
    desktop.ticker.tick()
    QCoreApplication.processEvents()
    assert desktop.sent == []
    go_on.set()
    qtbot.waitUntil(lambda: not shown.runner.busy)
    tick(shown, desktop, qtbot)
    assert len(desktop.sent) == 1


def test_the_settings_say_when_it_was_last_looked_at_what_is_due(
    shown: WindowSession, clock: FakeClock, desktop: Desktop, qtbot: QtBot
):
    tick(shown, desktop, qtbot)
    clock.advance(minutes=2)
    health = shown.go_to("settings").findChild(HealthSection)
    assert health.checked.text() == "2 minutes ago"


def test_ticks_do_not_pile_up_while_the_window_is_held_up(
    shown: WindowSession, desktop: Desktop, qtbot: QtBot
):
    tick(shown, desktop, qtbot)
    assert desktop.ticker is not None
    checks: list[None] = []
    reminding = shown.findChild(Reminding)
    reminding.checked.connect(lambda: checks.append(None))
    for _ in range(50):
        desktop.ticker.tick()
    qtbot.waitUntil(lambda: bool(checks))
    tick(shown, desktop, qtbot)
    assert len(checks) == 2

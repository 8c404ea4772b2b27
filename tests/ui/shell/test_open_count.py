"""How many are open stands on side bar, window title and tray icon, and follows every change."""

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from crm_desktop.bootstrap import open_services
from crm_desktop.domain.contact import Contact, Name
from crm_desktop.services.context import Services
from crm_desktop.ui.shell.nav_button import NavButton
from crm_desktop.ui.shell.session import WindowSession
from tests.fakes import FakeClock
from tests.ui.shell.conftest import Desktop
from tests.ui.shell.ticking import plan_lunch, tick


class NotedTray:
    """An icon without a tray to be in; keeps the number that it shows."""

    def __init__(self) -> None:
        self.count = 0

    def set_open(self, count: int) -> None:
        self.count = count

    def close(self) -> None:
        """It is nowhere."""


@pytest.fixture
def tray(shown: WindowSession) -> NotedTray:
    """A tray, where there is none without a screen."""
    made = NotedTray()
    shown.presence._tray = made
    return made


def counts(session: WindowSession, tray: NotedTray) -> tuple[int, int, int]:
    """What side bar, title and tray say."""
    title = session.window.windowTitle()
    said = int(title[1 : title.index(")")]) if title.startswith("(") else 0
    (today,) = [button for button in session.side_bar.findChildren(NavButton) if button.text() == "Today"]
    return today.count, said, tray.count


def test_all_three_follow_what_is_done_put_off_and_undone(
    shown: WindowSession,
    services: Services,
    clock: FakeClock,
    desktop: Desktop,
    tray: NotedTray,
    qtbot: QtBot,
):
    plan_lunch(services, clock)
    plan_lunch(services, clock)
    assert counts(shown, tray) == (0, 0, 0)
    clock.advance(minutes=6)
    tick(shown, desktop, qtbot)
    assert counts(shown, tray) == (2, 2, 2)
    first, second = services.reminders.inbox()
    services.reminders.done(first.key)
    assert counts(shown, tray) == (1, 1, 1)
    services.reminders.snooze(second.key, clock.now() + timedelta(minutes=3))
    assert counts(shown, tray) == (0, 0, 0)
    services.undo.undo()
    services.undo.undo()
    assert counts(shown, tray) == (2, 2, 2)
    services.undo.redo()
    services.undo.redo()
    clock.advance(minutes=4)
    tick(shown, desktop, qtbot)
    assert counts(shown, tray) == (1, 1, 1)


def test_all_three_follow_what_the_command_line_does(
    shown: WindowSession,
    services: Services,
    clock: FakeClock,
    desktop: Desktop,
    tray: NotedTray,
    qtbot: QtBot,
):
    plan_lunch(services, clock)
    clock.advance(minutes=6)
    tick(shown, desktop, qtbot)
    elsewhere = open_services(services.folder, clock=clock, default_country=lambda: "DE")
    elsewhere.reminders.done(elsewhere.reminders.inbox()[0].key)
    elsewhere.close()
    tick(shown, desktop, qtbot)
    assert counts(shown, tray) == (0, 0, 0)


def test_whoever_has_gone_cold_counts_as_one(
    shown: WindowSession,
    services: Services,
    clock: FakeClock,
    desktop: Desktop,
    tray: NotedTray,
    qtbot: QtBot,
):
    for name in ("Anna", "Bea", "Carl"):
        services.contacts.add(Contact(Name(name), cadence_days=5))
    clock.advance(days=6)
    tick(shown, desktop, qtbot)
    assert len(services.reminders.inbox()) == 3
    assert counts(shown, tray) == (1, 1, 1)
    assert len(desktop.sent) == 1

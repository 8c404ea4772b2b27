"""A whole window over a real file, with a desktop that only takes notes."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm_desktop.bootstrap import open_encryption, open_moving, open_rescue
from crm_desktop.services.context import Services
from crm_desktop.services.notify_trouble import NotifyTrouble
from crm_desktop.ui.shell.language import Language
from crm_desktop.ui.shell.ports import NotifyOutcome, WindowParts
from crm_desktop.ui.shell.session import WindowSession
from crm_desktop.ui.theme.controller import ThemeController
from tests.ui.conftest import RESOURCES


class FakeTicker:
    """Ticks when a test says so; remembers which moment it was told to wait for."""

    def __init__(self, tick: Callable[[], None]) -> None:
        self.tick = tick
        self.next: list[datetime | None] = []
        self.running = False

    def start(self) -> None:
        self.running = True

    def set_next(self, at: datetime | None) -> None:
        self.next.append(at)

    def stop(self) -> None:
        self.running = False


@dataclass(frozen=True)
class Outcome:
    """How the desktop took a notification."""

    delivered: bool = True
    reason: str = ""
    trouble: NotifyTrouble | None = None


class FakeNotifier:
    """Takes every notification and keeps it, answering from a thread of its own as the real one does.

    `outcome` None is a desktop that has not answered yet; `answer` lets it.
    """

    def __init__(self, outcome: Outcome | None) -> None:
        self.sent: list[tuple[str, str]] = []
        self.closed = False
        self.outcome = outcome
        self._waiting: list[Callable[[NotifyOutcome], None]] = []

    def notify_later(self, title: str, body: str, answered: Callable[[NotifyOutcome], None]) -> None:
        self.sent.append((title, body))
        self._waiting.append(answered)
        if self.outcome is not None:
            self.answer(self.outcome)

    def answer_first(self, outcome: Outcome) -> None:
        """Answer the one that waits longest, and leave the others."""
        others, self._waiting = self._waiting[1:], self._waiting[:1]
        self.answer(outcome)
        self._waiting = others

    def answer(self, outcome: Outcome) -> None:
        """Answer all that waits, from another thread."""
        waiting, self._waiting = self._waiting, []
        worker = threading.Thread(target=lambda: [answered(outcome) for answered in waiting])
        worker.start()
        worker.join()

    def close(self) -> None:
        self.closed = True


class FakeKeys:
    """A keyring in memory; `why_not` is what is wrong with it."""

    def __init__(self) -> None:
        self.kept: str | None = None
        self.why_not = ""

    def trouble(self) -> str:
        return self.why_not

    def remembered(self) -> str | None:
        return self.kept

    def remember(self, passphrase: str) -> None:
        self.kept = passphrase

    def forget(self) -> None:
        self.kept = None


class Desktop:
    """What the window was given of the operating system."""

    def __init__(self) -> None:
        self.ticker: FakeTicker | None = None
        self.outcome: Outcome | None = Outcome()
        self.notifier: FakeNotifier | None = None
        self.keys = FakeKeys()

    def make_ticker(self, tick: Callable[[], None]) -> FakeTicker:
        self.ticker = FakeTicker(tick)
        return self.ticker

    def make_notifier(self) -> FakeNotifier:
        self.notifier = FakeNotifier(self.outcome)
        return self.notifier

    def answer_with(self, outcome: Outcome | None) -> None:
        """How it takes notifications from now on."""
        self.outcome = outcome
        if self.notifier is not None:
            self.notifier.outcome = outcome

    @property
    def sent(self) -> list[tuple[str, str]]:
        """The notifications that were asked for."""
        return self.notifier.sent if self.notifier else []


@pytest.fixture
def desktop() -> Desktop:
    """A desktop that takes notes."""
    return Desktop()


@pytest.fixture
def parts(services: Services, desktop: Desktop) -> WindowParts:
    """What a window is made from."""
    return WindowParts(
        data_dir=services.folder,
        resources=RESOURCES,
        after_paint=lambda: None,
        open_services=lambda _passphrase: services,
        open_rescue=lambda passphrase: open_rescue(services.folder, passphrase),
        open_encryption=lambda: open_encryption(services.folder, clock=services.clock),
        keys=lambda: desktop.keys,
        make_ticker=desktop.make_ticker,
        make_notifier=desktop.make_notifier,
        open_moving=lambda passphrase: open_moving(services.folder, passphrase),
    )


@pytest.fixture
def session(
    qapp: QApplication,
    qtbot: QtBot,
    services: Services,
    parts: WindowParts,
    theme: ThemeController,
) -> Iterator[WindowSession]:
    """The window, not shown yet. Call `shown(session)` of this module, or use `window`."""
    made = WindowSession(qapp, parts, services, theme, Language(qapp, RESOURCES))
    yield made
    made.close()


@pytest.fixture
def shown(session: WindowSession, qtbot: QtBot) -> WindowSession:
    """The window on screen, with everything there that follows the first paint."""
    with qtbot.waitSignal(session.ready):
        session.start()
    return session

"""The window locks itself when nobody touches it, and never in the middle of something."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm_desktop.services.context import Services
from crm_desktop.ui.shell.idle_lock import IdleLock
from tests.fakes import FakeClock


@dataclass
class World:
    """What the lock sees; `locked` counts how often it locked, `may` whether it can."""

    busy: bool = False
    may: bool = True
    locked: int = 0

    def lock(self) -> bool:
        self.locked += self.may
        return self.may


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def touched(qtbot: QtBot) -> Iterator[QWindow]:
    """The system's window under a widget."""
    widget = QWidget()
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    handle = widget.windowHandle()
    assert handle is not None
    yield handle
    widget.close()


@pytest.fixture
def idle(services: Services, clock: FakeClock, world: World, touched: QWindow) -> Iterator[IdleLock]:
    services.settings.lock_after_minutes = 10
    made = IdleLock(services.settings, clock, lambda: world.busy, world.lock)
    made.start()
    yield made
    made.stop()


def test_it_locks_after_the_minutes_that_were_chosen(idle: IdleLock, world: World, clock: FakeClock) -> None:
    clock.advance(minutes=9, seconds=59)
    idle.look()
    assert world.locked == 0
    clock.advance(seconds=1)
    idle.look()
    idle.look()
    assert world.locked == 1


@pytest.mark.parametrize("how", ["key", "mouse", "wheel"])
def test_whoever_is_there_is_not_locked_out(
    how: str, idle: IdleLock, world: World, clock: FakeClock, touched: QWindow
) -> None:
    clock.advance(minutes=9)
    if how == "key":
        QTest.keyClick(touched, Qt.Key.Key_A)
    elif how == "mouse":
        # From one place to another: where the mouse is already, nothing moves.
        QTest.mouseMove(touched, QPoint(5, 5))
        QTest.mouseMove(touched, QPoint(9, 9))
    else:
        QTest.wheelEvent(touched, QPointF(5, 5), QPoint(0, -120))
    clock.advance(minutes=9)
    idle.look()
    assert world.locked == 0


def test_the_first_key_after_a_long_sleep_locks_and_goes_nowhere(
    idle: IdleLock, world: World, clock: FakeClock, touched: QWindow, qtbot: QtBot
) -> None:
    clock.advance(hours=8)
    QTest.keyClick(touched, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: world.locked == 1)


def test_never_is_never(idle: IdleLock, world: World, clock: FakeClock, services: Services) -> None:
    services.settings.lock_after_minutes = 0
    clock.advance(days=30)
    idle.look()
    assert world.locked == 0


def test_a_clock_that_is_set_back_does_not_keep_it_open(
    services: Services, clock: FakeClock, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks = [1000.0]
    monkeypatch.setattr("crm_desktop.ui.shell.idle_lock.time.monotonic", lambda: ticks[0])
    services.settings.lock_after_minutes = 5
    idle = IdleLock(services.settings, clock, lambda: False, world.lock)
    clock.advance(hours=-3)
    ticks[0] += 300
    idle.look()
    assert world.locked == 1


def test_it_waits_for_long_work(idle: IdleLock, world: World, clock: FakeClock) -> None:
    world.busy = True
    clock.advance(hours=1)
    idle.look()
    assert world.locked == 0
    world.busy = False
    idle.look()
    assert world.locked == 1


def test_locking_now_waits_for_long_work_too(idle: IdleLock, world: World) -> None:
    world.busy = True
    assert not idle.lock_now()
    world.busy = False
    idle.look()
    assert world.locked == 1


def test_what_cannot_be_kept_keeps_it_open(idle: IdleLock, world: World, clock: FakeClock) -> None:
    world.may = False
    clock.advance(hours=1)
    idle.look()
    world.may = True
    idle.look()
    assert world.locked == 0, "it asks again only after as long a time"
    clock.advance(minutes=10)
    idle.look()
    assert world.locked == 1


def test_its_keys_are_heard_over_a_dialog_too(
    services: Services, clock: FakeClock, world: World, touched: QWindow, qtbot: QtBot
) -> None:
    idle = IdleLock(services.settings, clock, lambda: False, world.lock, keys=[QKeySequence("Ctrl+Alt+L")])
    idle.start()
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    with qtbot.waitSignal(idle.pressed):
        QTest.keyClick(touched, Qt.Key.Key_L, keys)
    idle.stop()

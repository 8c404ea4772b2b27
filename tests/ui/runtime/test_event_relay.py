"""Changes reach the pages on the window's thread, whoever made them."""

import threading

from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from crm_desktop.domain.changes import Changes, DataChanged, Kind
from crm_desktop.services.change_bus import ChangeBus
from crm_desktop.ui.runtime.event_relay import EventRelay

CHANGE = DataChanged(Changes({Kind.CONTACT: frozenset({1})}))


def test_a_change_made_in_the_window_is_told_at_once(qtbot: QtBot) -> None:
    bus = ChangeBus()
    relay = EventRelay(bus)
    heard: list[object] = []
    relay.data_changed.connect(heard.append)
    bus.publish(CHANGE)
    assert heard == [CHANGE]


def test_a_change_made_in_a_worker_is_told_on_the_windows_thread(qtbot: QtBot) -> None:
    bus = ChangeBus()
    relay = EventRelay(bus)
    heard: list[QThread] = []
    relay.data_changed.connect(lambda _change: heard.append(QThread.currentThread()))
    worker = threading.Thread(target=bus.publish, args=(CHANGE,))
    worker.start()
    worker.join()
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [relay.thread()]


def test_a_stopped_relay_hears_nothing(qtbot: QtBot) -> None:
    bus = ChangeBus()
    relay = EventRelay(bus)
    heard: list[object] = []
    relay.data_changed.connect(heard.append)
    relay.stop()
    bus.publish(CHANGE)
    assert heard == []

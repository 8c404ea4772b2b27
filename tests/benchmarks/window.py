"""The real window over a town's data, without a screen: drives it by keys and wheel, and times the paints."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.bootstrap import open_encryption, open_keyring, open_moving, open_rescue
from crm_desktop.domain.ids import ContactId
from crm_desktop.system.paths import resource
from crm_desktop.ui.app import run_window
from crm_desktop.ui.shell.ports import WindowParts
from crm_desktop.ui.shell.session import PEOPLE, WindowSession
from tests.benchmarks.datafile import open_bench

if TYPE_CHECKING:
    from crm_desktop.services.context import Services
    from crm_desktop.ui.people.page import PeoplePage

SIZE = (1280, 720)


class _StillTicker:
    """Nothing ticks while something is measured."""

    def start(self) -> None: ...
    def set_next(self, at: object) -> None: ...
    def wake(self) -> None: ...
    def stop(self) -> None: ...


class _SilentNotifier:
    """Takes every notification and shows none."""

    def notify_later(self, title: str, body: str, answered: object) -> None: ...
    def close(self) -> None: ...


class PaintWatch(QObject):
    """Counts the paints of one widget."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.paints = 0
        self._watched = watched
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.paints += 1
        return False

    def until_painted(self, act: Callable[[], object]) -> float:
        """Milliseconds from the act until everything that it changed has been painted."""
        started = time.perf_counter()
        act()
        QApplication.processEvents()
        return (time.perf_counter() - started) * 1000


def parts_of(folder: Path, opened: "Callable[[], Services] | None" = None) -> WindowParts:
    """What the program's own window is made from, with nothing that ticks or notifies."""
    return WindowParts(
        data_dir=folder,
        resources=resource(),
        after_paint=lambda: None,
        open_services=lambda _passphrase: (opened or (lambda: open_bench(folder)))(),
        open_rescue=lambda passphrase: open_rescue(folder, passphrase),
        open_encryption=lambda: open_encryption(folder),
        keys=lambda: open_keyring(folder),
        make_ticker=lambda _tick: _StillTicker(),
        make_notifier=_SilentNotifier,
        open_moving=lambda passphrase: open_moving(folder, passphrase),
    )


def in_window(folder: Path, measure: Callable[["PeoplePage"], list[float]]) -> list[float]:
    """Open the window on the People page, measure once everything is there, and quit."""
    measured: list[float] = []

    def begun(session: WindowSession) -> None:
        session.window.resize(*SIZE)

        def ready() -> None:
            page = session.go_to(PEOPLE)
            settle()
            measured.extend(measure(page))
            QApplication.quit()

        session.ready.connect(ready, Qt.ConnectionType.QueuedConnection)

    run_window(parts_of(folder), page=PEOPLE, begun=begun)
    return measured


def settle(seconds: float = 0.3) -> None:
    """Let everything that waits for a pause happen."""
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


def key_to_painted(folder: Path, typed: Sequence[str]) -> list[float]:
    """Type each text, a key at a time, and time each key until the list is painted."""

    def measure(page: "PeoplePage") -> list[float]:
        search, watch = page.list.search, PaintWatch(page.list.view.viewport())
        search.setFocus()
        times = []
        for text in typed:
            search.clear()
            settle(0.2)
            for end in range(1, len(text) + 1):
                # Input methods hand over whole characters: inserting them is what a key press of theirs does.
                times.append(watch.until_painted(lambda piece=text[end - 1]: search.insert(piece)))
                settle(0.02)
        return times

    return in_window(folder, measure)


def cards_opened(folder: Path, contacts: Sequence[int]) -> list[float]:
    """Open each card and time it until it is painted."""

    def measure(page: "PeoplePage") -> list[float]:
        times = []
        for number in contacts:
            started = time.perf_counter()
            page.show_contact(ContactId(number))
            QApplication.processEvents()
            times.append((time.perf_counter() - started) * 1000)
            settle(0.1)
        return times

    return in_window(folder, measure)


def scrolling(folder: Path, steps: int = 60) -> list[float]:
    """Wheel steps, jumps to anywhere, and to the end and back, each until painted."""

    def measure(page: "PeoplePage") -> list[float]:
        view = page.list.view
        bar, watch = view.verticalScrollBar(), PaintWatch(view.viewport())
        times = [watch.until_painted(lambda: _wheel(view.viewport())) for _ in range(steps)]
        for step in range(1, steps):
            place = bar.maximum() * ((step * 37) % steps) // steps
            times.append(watch.until_painted(lambda place=place: bar.setValue(place)))
        ends = (bar.minimum(), bar.maximum()) * 10
        return times + [watch.until_painted(lambda place=place: bar.setValue(place)) for place in ends]

    return in_window(folder, measure)


def _wheel(viewport: QWidget) -> None:
    middle = QPointF(viewport.rect().center())
    event = QWheelEvent(
        middle,
        viewport.mapToGlobal(middle),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)

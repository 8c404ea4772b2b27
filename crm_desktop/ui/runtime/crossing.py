"""Takes a call from any thread over to the window's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from collections.abc import Callable


class Crossing(QObject):
    """Calling it calls `act` a moment later, on the thread that it was made in."""

    _called = Signal(object)

    def __init__(self, act: Callable[[object], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._act = act
        self._called.connect(self._on_called, Qt.ConnectionType.QueuedConnection)

    def __call__(self, value: object) -> None:
        self._called.emit(value)

    def _on_called(self, value: object) -> None:
        self._act(value)

"""The one bridge from committed changes to Qt: whoever wrote, pages hear of it on the window's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.domain.changes import DataChanged


class Bus(Protocol):
    """Where changes are published."""

    def subscribe(self, listener: Callable[[DataChanged], None]) -> Callable[[], None]:
        """Add a listener; the result takes it away."""


class EventRelay(QObject):
    """Signals: `data_changed(DataChanged)`, at once for changes made on our own thread, else queued."""

    data_changed = Signal(object)
    _published = Signal(object)

    def __init__(self, bus: Bus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Through a signal to our own slot: Qt then takes the change over to the thread that we live in.
        self._published.connect(self._on_published)
        self._unsubscribe = bus.subscribe(self._published.emit)

    def stop(self) -> None:
        """Hear no more."""
        self._unsubscribe()

    def _on_published(self, change: DataChanged) -> None:
        self.data_changed.emit(change)

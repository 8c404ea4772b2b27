"""The one place where committed changes are told; the window and the scheduler listen here."""

import logging
from collections.abc import Callable

from crm_desktop.domain.changes import DataChanged

_log = logging.getLogger(__name__)

Listener = Callable[[DataChanged], None]


class ChangeBus:
    """Tells every listener of every change, in the order of subscription, on the writer's thread."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Add a listener; call the result to take it away again."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def publish(self, change: DataChanged) -> None:
        """Tell everyone. The change is already kept, so a listener that fails only goes to the log."""
        for listener in tuple(self._listeners):
            try:
                listener(change)
            except Exception:  # noqa: BLE001 - the border between a change and whoever listens to it
                _log.exception("a listener failed on a change")

"""The notifier, made when it is first asked for something: the first paint need not wait for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.ui.shell.ports import NotifierPort, NotifyFailed, NotifyOutcome


class LazyNotifier:
    """Behaves as the notifier that `make` gives."""

    def __init__(self, make: Callable[[NotifyFailed], NotifierPort], failed: NotifyFailed) -> None:
        self._make = make
        self._failed = failed
        self._made: NotifierPort | None = None

    @property
    def last_result(self) -> NotifyOutcome | None:
        """How the latest notification went; None before the first."""
        return self._made.last_result if self._made is not None else None

    def notify_later(self, title: str, body: str) -> None:
        """Ask for a notification; returns at once."""
        if self._made is None:
            self._made = self._make(self._failed)
        self._made.notify_later(title, body)

    def close(self) -> None:
        """Send what waits, and leave no thread."""
        if self._made is not None:
            self._made.close()

"""The last border of the window: what nobody caught is told in words, and logged with its traceback."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from traceback import format_exception
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from crm_desktop.domain.errors import UserError
from crm_desktop.services.environment import environment_words, is_damage

if TYPE_CHECKING:
    from types import TracebackType

_log = logging.getLogger(__name__)

Tell = Callable[[str], None]


class ErrorBorder:
    """Sorts errors: what a person can act on goes beside the work, the environment's to a dialog, bugs too;
    `damage` hears of a broken data file.

    Installed as `sys.excepthook`, since that is where exceptions in Qt slots arrive, and for threads too.
    What arrives there is told a moment later on the window's thread, since a dialog cannot open in the middle
    of a paint event; and while a dialog is open the next errors go to the log alone, so that a broken paint
    event cannot open a thousand.
    """

    def __init__(self, *, beside_work: Tell, dialog: Tell, crash: Tell, damage: Tell | None = None) -> None:
        self._beside_work = beside_work
        self._dialog = dialog
        self._crash = crash
        self._damage = damage
        self._before = sys.excepthook
        self._before_threads = threading.excepthook
        self._crossing = _Crossing()
        self._crossing.caught.connect(self._on_caught, Qt.ConnectionType.QueuedConnection)
        self._showing = False

    def install(self) -> None:
        """Stand at the border."""
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook

    def remove(self) -> None:
        """Leave it."""
        sys.excepthook = self._before
        threading.excepthook = self._before_threads

    def handle(self, error: BaseException) -> None:
        """Tell of one error, in the right place."""
        if isinstance(error, UserError):
            self._beside_work(str(error))
        elif self._damage is not None and is_damage(error):
            _log.error("the data file is damaged", exc_info=error)
            self._show(self._damage, str(error))
        elif words := environment_words(error):
            _log.warning("the environment refused: %s", type(error).__name__, exc_info=error)
            self._show(self._dialog, words)
        else:
            _log.error("nobody caught this", exc_info=error)
            self._show(self._crash, "".join(format_exception(error)))

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before(kind, error, trace)
            return
        self._crossing.caught.emit(error)

    def _thread_hook(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
            self._crossing.caught.emit(args.exc_value)

    def _on_caught(self, error: BaseException) -> None:
        try:
            self.handle(error)
        except Exception:  # noqa: BLE001 - the last border: telling of one mistake must not make the next
            _log.exception("an error could not be told")

    def _show(self, dialog: Tell, words: str) -> None:
        if self._showing:
            return
        self._showing = True
        try:
            dialog(words)
        finally:
            self._showing = False


class _Crossing(QObject):
    """Takes an error over to the window's thread."""

    caught = Signal(object)

"""The last border of the window: what nobody caught is told in words, and logged with its traceback."""

import logging
import sqlite3
import sys
from collections.abc import Callable
from types import TracebackType

from crm_desktop.domain.errors import UserError

_log = logging.getLogger(__name__)

Tell = Callable[[str], None]

_ENVIRONMENT = {
    "disk is full": "The disk is full, so this was not saved. Make some room and try again.",
    "disk i/o error": "The disk cannot be read or written. Check it, then try again; nothing was changed.",
    "readonly": "The data file cannot be written. Make it and its folder writable, then try again.",
    "locked": "Another program is writing to the data file. Wait a moment and try again.",
    "unable to open": "The data file cannot be reached. If it is on a stick or a network drive, connect it.",
}


class ErrorBorder:
    """Sorts errors: what a person can act on goes beside the work, the environment's to a dialog, bugs too.

    Installed as `sys.excepthook`, since that is where exceptions in Qt slots arrive.
    """

    def __init__(self, *, beside_work: Tell, dialog: Tell, crash: Tell) -> None:
        self._beside_work = beside_work
        self._dialog = dialog
        self._crash = crash
        self._before = sys.excepthook

    def install(self) -> None:
        """Stand at the border."""
        sys.excepthook = self._hook

    def remove(self) -> None:
        """Leave it."""
        sys.excepthook = self._before

    def handle(self, error: BaseException) -> None:
        """Tell of one error, in the right place."""
        if isinstance(error, UserError):
            self._beside_work(str(error))
        elif words := environment_words(error):
            _log.warning("the environment refused: %s", type(error).__name__, exc_info=error)
            self._dialog(words)
        else:
            _log.error("nobody caught this", exc_info=error)
            self._crash(f"{type(error).__name__}: {error}")

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before(kind, error, trace)
            return
        self.handle(error)


def environment_words(error: BaseException) -> str:
    """What to tell of an error that the disk or another program made; empty for any other error."""
    if isinstance(error, sqlite3.OperationalError):
        text = str(error).lower()
        return next((words for part, words in _ENVIRONMENT.items() if part in text), "")
    if isinstance(error, OSError) and error.strerror:
        where = f" ({error.filename})" if error.filename else ""
        return f"The computer refused: {error.strerror}{where}. Mend that and try again; nothing was changed."
    return ""

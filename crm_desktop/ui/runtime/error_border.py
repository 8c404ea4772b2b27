"""The last border of the window: what nobody caught is told in words, and logged with its traceback."""

import logging
import sys
from collections.abc import Callable
from types import TracebackType

from crm_desktop.domain.errors import UserError
from crm_desktop.services.environment import environment_words

_log = logging.getLogger(__name__)

Tell = Callable[[str], None]


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

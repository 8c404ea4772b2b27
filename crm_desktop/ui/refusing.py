"""Why there is no window, told to whoever started the program: in a terminal, or in a dialog."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from crm_desktop.domain.errors import UserError

if TYPE_CHECKING:
    from crm_desktop.domain.place import Holder
    from crm_desktop.ui.shell.ports import WindowParts

REFUSED = 1

_log = logging.getLogger(__name__)


def application() -> QApplication:
    """The one application object, made if there is none yet."""
    QGuiApplication.setDesktopFileName("crm-desktop")
    app = QApplication.instance() or QApplication([sys.argv[0] if sys.argv else "crm-desktop"])
    assert isinstance(app, QApplication)
    app.setApplicationName("crm-desktop")
    app.setApplicationDisplayName("CRM Desktop")
    # Closing the window may mean to go on reminding; only Quit ends the program.
    app.setQuitOnLastWindowClosed(False)
    return app


def in_words(error: Exception, parts: WindowParts) -> str:
    """Why the data file cannot be opened, in one sentence; what is no one's to act on goes to the log."""
    if isinstance(error, UserError):
        return str(error)
    from crm_desktop.services.environment import environment_words

    words = environment_words(error)
    if words:
        return words
    parts.after_paint()
    _log.error("the data file cannot be opened", exc_info=error)
    return QGuiApplication.translate(
        "Start", "The data in {folder} cannot be opened ({error}). Nothing was changed."
    ).format(folder=parts.data_dir, error=type(error).__name__)


def held_words(holder: Holder) -> str:
    from crm_desktop.ui.opening import door

    return door.held_words(holder)


def held_elsewhere(machine: str) -> str:
    if machine:
        text = QGuiApplication.translate(
            "Start", "CRM Desktop is already open on {machine}, but does not answer. Quit it there first."
        )
        return text.format(machine=machine)
    return QGuiApplication.translate(
        "Start", "CRM Desktop is already open, but does not answer. Quit it first."
    )


def refuse(sentence: str) -> int:
    """Say why there is no window, and give the exit code.

    To standard error; and in a dialog to those who started the program with a click and read no terminal.
    """
    if sys.stderr is not None:
        sys.stderr.write(f"{sentence}\n")
        sys.stderr.flush()
    if _was_clicked():
        from PySide6.QtWidgets import QMessageBox

        application()
        box = QMessageBox(QMessageBox.Icon.Warning, "CRM Desktop", sentence)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.exec()
    return REFUSED


def _was_clicked() -> bool:
    """Whether standard error leads to nobody: there is none (Windows), or it is the session's journal or log,
    or nothing at all.
    """
    if sys.stderr is None:
        return True
    import os
    import stat

    try:
        found = os.fstat(sys.stderr.fileno())
        if stat.S_ISSOCK(found.st_mode):
            return True
        null = stat.S_ISCHR(found.st_mode) and not sys.stderr.isatty()
        return null or _is_session_log(sys.stderr.fileno())
    except (OSError, ValueError):
        return False


def _is_session_log(number: int) -> bool:
    """Whether this is the file that a desktop writes what its programs complain of into."""
    import os

    try:
        return "session-errors" in os.readlink(f"/proc/self/fd/{number}")  # noqa: PTH115 - a link of the kernel's
    except OSError:
        return False

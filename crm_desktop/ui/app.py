"""Starts the window: the shortest way to the first painted page, and a clean way out."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from crm_desktop.domain.errors import UserError
from crm_desktop.ui.runtime.error_border import ErrorBorder
from crm_desktop.ui.runtime.single_instance import SingleInstance
from crm_desktop.ui.shell.language import Language
from crm_desktop.ui.shell.session import TODAY, WindowSession
from crm_desktop.ui.theme.controller import install

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.ui.shell.ports import WindowParts
    from crm_desktop.ui.theme.controller import ThemeController

REFUSED = 1

_log = logging.getLogger(__name__)


def run_window(
    parts: WindowParts,
    *,
    language: str = "",
    page: str = TODAY,
    begun: Callable[[WindowSession], None] = lambda _session: None,
) -> int:
    """Run the window until it is quit; the exit code. `begun` is handed the session before it is shown.

    A second start on the same data folder brings the first one forward and ends with 0.
    """
    app = _application()
    instance = SingleInstance(parts.data_dir)
    if not instance.is_first():
        return 0 if instance.was_answered else refuse(_held_elsewhere(instance.holder))
    try:
        services = parts.open_services()
    except Exception as error:  # noqa: BLE001 - the border: whatever keeps the file shut is told in words
        instance.stop()
        return refuse(_in_words(error, parts))
    settings = services.settings
    theme = install(app, parts.resources, settings.theme, settings.font_scale)
    spoken = Language(app, parts.resources)
    spoken.use(language or settings.language)
    session = WindowSession(app, parts, services, theme, spoken)
    border = _border(session, theme)
    border.install()
    instance.raise_requested.connect(session.window.come_forward)
    session.quit_asked.connect(app.quit)
    app.commitDataRequest.connect(session.presence.leave)
    session.ready.connect(instance.listen)
    try:
        begun(session)
        session.start(page)
        return app.exec()
    finally:
        session.close()
        border.remove()
        instance.stop()
        services.close()


def _application() -> QApplication:
    QGuiApplication.setDesktopFileName("crm-desktop")
    app = QApplication.instance() or QApplication([sys.argv[0] if sys.argv else "crm-desktop"])
    assert isinstance(app, QApplication)
    app.setApplicationName("crm-desktop")
    app.setApplicationDisplayName("CRM Desktop")
    # Closing the window may mean to go on reminding; only Quit ends the program.
    app.setQuitOnLastWindowClosed(False)
    return app


def _border(session: WindowSession, theme: ThemeController) -> ErrorBorder:
    def trouble(words: str) -> None:
        from crm_desktop.ui.runtime.trouble_dialog import show_trouble

        show_trouble(words, theme, session.window)

    def crash(details: str) -> None:
        from crm_desktop.ui.runtime.trouble_dialog import show_crash

        show_crash(details, theme, session.window)

    return ErrorBorder(beside_work=session.messages.error, dialog=trouble, crash=crash)


def _in_words(error: Exception, parts: WindowParts) -> str:
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


def _held_elsewhere(machine: str) -> str:
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
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QMessageBox

        _application()
        box = QMessageBox(QMessageBox.Icon.Warning, "CRM Desktop", sentence)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.exec()
    return REFUSED


def _was_clicked() -> bool:
    """Whether standard error leads to nobody: there is none (Windows), or it is the session's journal."""
    if sys.stderr is None:
        return True
    import os
    import stat

    try:
        return stat.S_ISSOCK(os.fstat(sys.stderr.fileno()).st_mode)
    except (OSError, ValueError):
        return False

"""Starts the window: the shortest way to the first painted page, and a clean way out."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from crm_desktop.domain.errors import UserError
from crm_desktop.ui.opening.opening import Opening
from crm_desktop.ui.runtime.error_border import ErrorBorder
from crm_desktop.ui.runtime.single_instance import SingleInstance
from crm_desktop.ui.shell.language import Language
from crm_desktop.ui.shell.leaving import Leaving
from crm_desktop.ui.shell.session import TODAY, WindowSession
from crm_desktop.ui.theme.controller import ThemeName, install

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.services.context import Services
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
    run = _Run(app, parts, instance, Language(app, parts.resources), language)
    try:
        return run.windows(page, begun)
    finally:
        instance.stop()


class _Run:
    """One window after another over the same folder: a locked one is followed by the next, once it is
    opened again.
    """

    def __init__(
        self,
        app: QApplication,
        parts: WindowParts,
        instance: SingleInstance,
        spoken: Language,
        language: str,
    ) -> None:
        self._app = app
        self._parts = parts
        self._instance = instance
        self._spoken = spoken
        self._language = language
        self._theme: ThemeController | None = None
        self._opening = Opening(parts, self._look)

    def windows(self, page: str, begun: Callable[[WindowSession], None]) -> int:
        """Run them until one is quit; the exit code."""
        leaving, passphrase = Leaving.QUIT, None
        while True:
            try:
                services = self._opening.services(leaving, passphrase)
            except Exception as error:  # noqa: BLE001 - the border: what keeps the file shut is told in words
                return refuse(_in_words(error, self._parts))
            if services is None:
                return 0
            try:
                code, leaving, passphrase = self._window(services, page, begun)
            finally:
                services.close()
            if leaving is Leaving.QUIT:
                return code

    def _window(
        self, services: Services, page: str, begun: Callable[[WindowSession], None]
    ) -> tuple[int, Leaving, str | None]:
        app, settings = self._app, services.settings
        theme = self._look(settings.theme, settings.font_scale)
        self._spoken.use(self._language or settings.language)
        session = WindowSession(app, self._parts, services, theme, self._spoken)
        border = _border(session, theme)
        border.install()
        self._instance.raise_requested.connect(session.window.come_forward)
        session.quit_asked.connect(app.quit)
        app.commitDataRequest.connect(session.presence.leave)
        session.ready.connect(self._instance.listen)
        try:
            begun(session)
            session.start(page)
            return app.exec(), session.leaving, session.next_passphrase
        finally:
            session.close()
            border.remove()
            session.deleteLater()

    def _look(self, name: str = ThemeName.SYSTEM, font_scale: int = 100) -> ThemeController:
        """The theme, made once. What is asked before the settings are read has the system's."""
        if self._theme is None:
            self._theme = install(self._app, self._parts.resources, name, font_scale)
        elif (self._theme.name, self._theme.font_scale) != (name, font_scale):
            self._theme.set_font_scale(font_scale)
            self._theme.set_theme(name)
        return self._theme


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

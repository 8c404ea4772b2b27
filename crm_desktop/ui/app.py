"""Starts the window: the shortest way to the first painted page, and a clean way out."""

from __future__ import annotations

import gc
import logging
import sys
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog

from crm_desktop.domain.errors import UserError
from crm_desktop.services.environment import is_damage
from crm_desktop.ui.opening.opening import Opening
from crm_desktop.ui.runtime.error_border import ErrorBorder
from crm_desktop.ui.runtime.single_instance import SingleInstance
from crm_desktop.ui.runtime.window_state import WindowState
from crm_desktop.ui.shell.kept_look import keep_look, kept_look
from crm_desktop.ui.shell.language import Language
from crm_desktop.ui.shell.leaving import Leaving
from crm_desktop.ui.shell.session import TODAY, WindowSession
from crm_desktop.ui.theme.controller import install

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.services.context import Services
    from crm_desktop.ui.shell.leaving import EncryptionWish, Locked
    from crm_desktop.ui.shell.main_window import MainWindow
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


@dataclass(frozen=True, slots=True)
class _Ended:
    """How a window ended, and what the next one begins with: a passphrase, a page, some words."""

    code: int = 0
    leaving: Leaving = Leaving.QUIT
    passphrase: str | None = None
    wish: EncryptionWish | None = None
    locked: Locked | None = None
    page: str = TODAY
    words: str = ""
    is_error: bool = False


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
        self._window: MainWindow | None = None
        self._opening = Opening(parts, self._look_for_asking)
        instance.raise_requested.connect(self._come_forward)

    def windows(self, page: str, begun: Callable[[WindowSession], None]) -> int:
        """Run them until one is quit; the exit code."""
        ended = _Ended(page=page)
        while True:
            try:
                services = self._opening.services(ended.leaving, ended.passphrase, ended.locked)
            except Exception as error:  # noqa: BLE001 - the border: what keeps the file shut is told in words
                return refuse(_in_words(error, self._parts))
            if services is None:
                return 0
            try:
                ended = self._run(services, ended, begun)
            except Exception as error:
                # It opened, and its first page cannot be read.
                if not is_damage(error):
                    raise
                self._parts.after_paint()
                _log.error("the data file is damaged", exc_info=error)
                ended = _Ended(leaving=Leaving.RESCUE, page=ended.page)
            finally:
                services.close()
            if ended.leaving is Leaving.QUIT:
                return ended.code
            # A window and its data hold each other: nothing of either is to stay in memory behind a lock.
            del services
            gc.collect()
            if ended.wish is not None:
                ended = self._converted(ended, ended.wish)

    def _run(self, services: Services, before: _Ended, begun: Callable[[WindowSession], None]) -> _Ended:
        app, settings = self._app, services.settings
        theme = self._look(settings.theme, settings.font_scale)
        self._spoken.use(self._language or settings.language)
        session = WindowSession(app, self._parts, services, theme, self._spoken)
        session.passphrase = self._opening.passphrase
        border = _border(session, theme)
        border.install()
        self._window = session.window
        session.quit_asked.connect(app.quit)
        app.commitDataRequest.connect(session.presence.leave)
        session.ready.connect(self._instance.listen)
        session.ready.connect(partial(_tell, session, before, self._opening.trouble))
        try:
            begun(session)
            session.start(before.page)
            code = app.exec()
            keep_look(session.state, settings)
            return _Ended(
                code,
                session.leaving,
                session.next_passphrase,
                session.wish,
                session.locked,
                session.stack.current or TODAY,
            )
        finally:
            self._window = None
            session.close()
            border.remove()
            session.deleteLater()
            # Nothing of the page stays behind what is asked next.
            app.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _converted(self, ended: _Ended, wish: EncryptionWish) -> _Ended:
        from crm_desktop.ui.opening.converting import convert

        outcome = convert(self._parts, wish, self._look_for_asking())
        return replace(
            ended,
            passphrase=outcome.passphrase,
            wish=None,
            words=outcome.words,
            is_error=outcome.is_error,
        )

    def _look(self, name: str, font_scale: int) -> ThemeController:
        """The theme, made once."""
        if self._theme is None:
            self._theme = install(self._app, self._parts.resources, name, font_scale)
        elif (self._theme.name, self._theme.font_scale) != (name, font_scale):
            self._theme.set_font_scale(font_scale)
            self._theme.set_theme(name)
        return self._theme

    def _look_for_asking(self) -> ThemeController:
        """What is asked while the settings cannot be read looks as the last window did; and somebody who
        starts the program again meanwhile is led to it.
        """
        QTimer.singleShot(0, self._instance, self._instance.listen)
        if self._theme is not None:
            return self._theme
        kept = kept_look(WindowState(self._parts.data_dir))
        self._spoken.use(self._language or kept.language)
        return self._look(kept.theme, kept.font_scale)

    def _come_forward(self) -> None:
        """The program was started a second time: show the window, or what is asked before there is one."""
        if self._window is not None:
            self._window.come_forward()
            return
        for widget in self._app.topLevelWidgets():
            if hasattr(widget, "come_forward"):  # the lock, which may be out of sight
                widget.come_forward()
            elif isinstance(widget, QDialog) and widget.isVisible():
                widget.setWindowState(widget.windowState() & ~Qt.WindowState.WindowMinimized)
                widget.raise_()
                widget.activateWindow()


def _tell(session: WindowSession, before: _Ended, trouble: str) -> None:
    """Say in the new window what was done before it."""
    words = " ".join(filter(None, (before.words, trouble)))
    if words and (trouble or before.is_error):
        session.messages.error(words)
    elif words:
        session.messages.say(words)


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

    def damage(details: str) -> None:
        session.damage.tell_of_reading(details)

    return ErrorBorder(beside_work=session.messages.error, dialog=trouble, crash=crash, damage=damage)


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

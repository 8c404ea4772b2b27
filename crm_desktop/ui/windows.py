"""One window after another: what ends one says what stands before the next, or that there is none."""

from __future__ import annotations

import gc
import logging
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QDialog

from crm_desktop.services.environment import is_damage
from crm_desktop.ui.opening.opening import Opening
from crm_desktop.ui.refusing import REFUSED, held_elsewhere, held_words, in_words, refuse
from crm_desktop.ui.runtime.error_border import ErrorBorder
from crm_desktop.ui.runtime.single_instance import SingleInstance
from crm_desktop.ui.runtime.window_state import WindowState
from crm_desktop.ui.shell.kept_look import keep_look, kept_look
from crm_desktop.ui.shell.leaving import Leaving
from crm_desktop.ui.shell.session import TODAY, WindowSession
from crm_desktop.ui.theme.controller import install

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from crm_desktop.services.context import Services
    from crm_desktop.ui.shell.language import Language
    from crm_desktop.ui.shell.leaving import EncryptionWish, Locked, MoveWish
    from crm_desktop.ui.shell.ports import WindowParts
    from crm_desktop.ui.theme.controller import ThemeController

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ended:
    """How a window ended, and what the next one begins with: a passphrase, a page, some words."""

    code: int = 0
    leaving: Leaving = Leaving.QUIT
    passphrase: str | None = None
    wish: EncryptionWish | MoveWish | None = None
    locked: Locked | None = None
    page: str = TODAY
    words: str = ""
    is_error: bool = False
    moved_to: Path | None = None


class Windows:
    """One window after another over the same folder: a locked one is followed by the next, once it is
    opened again.
    """

    def __init__(
        self,
        app: QApplication,
        parts: WindowParts,
        spoken: Language,
        language: str,
        theme: ThemeController | None,
    ) -> None:
        self._app = app
        self._parts = parts
        self._instance = SingleInstance(parts.data_dir)
        self._occupancy = parts.occupancy()
        self._spoken = spoken
        self._language = language
        self.theme = theme
        self._session: WindowSession | None = None
        self._opening = Opening(parts, self._look_for_asking)
        self._instance.raise_requested.connect(self._come_forward)

    def admitted(self) -> int | None:
        """None where the data may be opened here, else the exit code. Another window of this user on this
        computer is asked to come forward; who has it open elsewhere is told, for as long as they have.
        """
        is_first = self._instance.is_first(is_left_behind=lambda: self._occupancy.holder() is None)
        holder = None if self._instance.was_answered else self._occupancy.holder()
        if not is_first and not self._instance.is_held_elsewhere:
            if self._instance.was_answered:
                return 0
            return refuse(held_words(holder) if holder else held_elsewhere(self._instance.holder))
        if (holder is not None or not is_first) and not self._may_open():
            return REFUSED
        self._occupancy.take()
        return None

    def leave(self) -> None:
        """Let others open it."""
        self._occupancy.leave()
        self._instance.stop()

    def _may_open(self) -> bool:
        from crm_desktop.ui.opening.door import ask_while_held

        return ask_while_held(self._instance, self._occupancy, self._look_for_asking)

    def run(self, ended: Ended, begun: Callable[[WindowSession], None]) -> Ended:
        """Run them until one is quit, or the data has moved into another folder."""
        while True:
            if ended.leaving is Leaving.TAKEN:
                if not self._may_open():
                    return Ended()
                self._occupancy.take()
            try:
                services = self._opening.services(ended.leaving, ended.passphrase, ended.locked)
            except Exception as error:  # noqa: BLE001 - the border: what keeps the file shut is told in words
                return Ended(refuse(in_words(error, self._parts)))
            if services is None:
                return Ended()
            try:
                ended = self._window(services, ended, begun)
            except Exception as error:
                # It opened, and its first page cannot be read.
                if not is_damage(error):
                    raise
                self._parts.after_paint()
                _log.error("the data file is damaged", exc_info=error)
                ended = Ended(leaving=Leaving.RESCUE, page=ended.page)
            finally:
                services.close()
            if ended.leaving is Leaving.QUIT:
                return ended
            # A window and its data hold each other: nothing of either is to stay in memory behind a lock.
            del services
            gc.collect()
            if ended.wish is not None:
                ended = self._wished(ended, ended.wish)
            if ended.moved_to is not None:
                return ended

    def _window(self, services: Services, before: Ended, begun: Callable[[WindowSession], None]) -> Ended:
        app, settings = self._app, services.settings
        theme = self._look(settings.theme, settings.font_scale)
        self._spoken.use(self._language or settings.language)
        session = WindowSession(app, self._parts, services, theme, self._spoken)
        session.passphrase = self._opening.passphrase
        border = _border(session, theme)
        border.install()
        self._session = session
        session.quit_asked.connect(app.quit)
        app.commitDataRequest.connect(session.presence.leave)
        session.ready.connect(self._instance.listen)
        session.ready.connect(self._stay)
        session.ready.connect(partial(_tell, session, before, self._opening.trouble))
        try:
            begun(session)
            session.start(before.page)
            code = app.exec()
            keep_look(session.state, settings)
            return Ended(
                code,
                session.leaving,
                session.next_passphrase,
                session.wish,
                session.locked,
                session.stack.current or TODAY,
            )
        finally:
            self._session = None
            session.close()
            border.remove()
            session.deleteLater()
            # Nothing of the page stays behind what is asked next.
            app.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _stay(self) -> None:
        """Go on saying that the data is open here, and hear it when somebody else opens it."""
        from crm_desktop.ui.runtime.crossing import Crossing

        self._occupancy.begin_beating(Crossing(self._on_taken, self._instance))

    def _on_taken(self, _holder: object) -> None:
        if self._session is not None:
            self._session.keep_typed()
            self._session.leave_for(Leaving.TAKEN)

    def _wished(self, ended: Ended, wish: EncryptionWish | MoveWish) -> Ended:
        from crm_desktop.ui.shell.leaving import EncryptionWish

        if isinstance(wish, EncryptionWish):
            return self._converted(ended, wish)
        from crm_desktop.ui.opening.moving import move

        done = move(self._parts, wish, self._opening.passphrase, self._look_for_asking())
        return replace(
            ended,
            passphrase=self._opening.passphrase,
            wish=None,
            words=done.words,
            is_error=done.is_error,
            moved_to=done.folder,
        )

    def _converted(self, ended: Ended, wish: EncryptionWish) -> Ended:
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
        if self.theme is None:
            self.theme = install(self._app, self._parts.resources, name, font_scale)
        elif (self.theme.name, self.theme.font_scale) != (name, font_scale):
            self.theme.set_font_scale(font_scale)
            self.theme.set_theme(name)
        return self.theme

    def _look_for_asking(self) -> ThemeController:
        """What is asked while the settings cannot be read looks as the last window did; and somebody who
        starts the program again meanwhile is led to it.
        """
        QTimer.singleShot(0, self._instance, self._instance.listen)
        if self.theme is not None:
            return self.theme
        kept = kept_look(WindowState(self._parts.data_dir))
        self._spoken.use(self._language or kept.language)
        return self._look(kept.theme, kept.font_scale)

    def _come_forward(self) -> None:
        """The program was started a second time: show the window, or what is asked before there is one."""
        if self._session is not None:
            self._session.window.come_forward()
            return
        for widget in self._app.topLevelWidgets():
            if hasattr(widget, "come_forward"):  # the lock, which may be out of sight
                widget.come_forward()
            elif isinstance(widget, QDialog) and widget.isVisible():
                widget.setWindowState(widget.windowState() & ~Qt.WindowState.WindowMinimized)
                widget.raise_()
                widget.activateWindow()


def _tell(session: WindowSession, before: Ended, trouble: str) -> None:
    """Say in the new window what was done before it."""
    words = " ".join(filter(None, (before.words, trouble)))
    if words and (trouble or before.is_error):
        session.messages.error(words)
    elif words:
        session.messages.say(words)


def _border(session: WindowSession, theme: ThemeController) -> ErrorBorder:
    def trouble(words: str) -> None:
        from crm_desktop.ui.runtime.trouble_dialog import show_trouble

        show_trouble(words, theme, session.window)

    def crash(details: str) -> None:
        from crm_desktop.ui.runtime.trouble_dialog import show_crash

        show_crash(details, theme, session.window)

    def damage(details: str) -> None:
        session.file_watch.damage.tell_of_reading(details)

    return ErrorBorder(beside_work=session.messages.error, dialog=trouble, crash=crash, damage=damage)

"""The window's message area as its pages see it: what was done, with Undo, and what could not be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.services.undo import Undo
    from crm_desktop.ui.widgets.message_bar import MessageBar

_translate = QCoreApplication.translate


class HasMessages(Protocol):
    """Whatever has a message bar; asked for it each time."""

    @property
    def messages(self) -> MessageBar:
        """The bar."""


class BarMessages:
    """Says everything in one bar; Undo there is the same as Ctrl+Z."""

    def __init__(self, area: HasMessages, undo: Callable[[], None], history: Undo) -> None:
        self._area = area
        self._undo = undo
        self._history = history

    def say(self, text: str) -> None:
        """Tell that something is done."""
        self._area.messages.say(text)

    def error(self, text: str) -> None:
        """Tell what could not be done, and what to do about it."""
        self._area.messages.error(text)

    def undoable(self, text: str) -> None:
        """Tell what was done, with a button that undoes it and nothing that was done since."""
        what = self._history.newest()

        def undo() -> None:
            if self._history.newest() == what:
                self._undo()
            else:
                self.error(_translate("Messages", "Something else was done since; the history leads back."))

        self.with_action(text, _translate("Messages", "Undo"), undo)

    def with_action(self, text: str, action: str, on_action: Callable[[], object]) -> None:
        """Tell what was done, with a button of its own; what was said before has no meaning any more."""
        self._area.messages.clear()
        self._area.messages.say(text, action, on_action)

    def offer(self, text: str, action: str, on_action: Callable[[], object]) -> None:
        """Tell of something that is left to decide, with a button that does it."""
        self._area.messages.clear()
        self._area.messages.say(text, action, on_action, icon="info")

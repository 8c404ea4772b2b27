"""The window's message area as its pages see it: what was done, with Undo, and what could not be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.ui.widgets.message_bar import MessageBar

_translate = QCoreApplication.translate


class BarMessages:
    """Says everything in one bar; Undo there is the same as Ctrl+Z."""

    def __init__(self, bar: MessageBar, undo: Callable[[], None]) -> None:
        self._bar = bar
        self._undo = undo

    def say(self, text: str) -> None:
        """Tell that something is done."""
        self._bar.say(text)

    def error(self, text: str) -> None:
        """Tell what could not be done, and what to do about it."""
        self._bar.error(text)

    def undoable(self, text: str) -> None:
        """Tell what was done, with a button that undoes it."""
        self.with_action(text, _translate("Messages", "Undo"), self._undo)

    def with_action(self, text: str, action: str, on_action: Callable[[], object]) -> None:
        """Tell something, with a button of its own; what was said before has no meaning any more."""
        self._bar.clear()
        self._bar.say(text, action, on_action)

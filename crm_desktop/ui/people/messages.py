"""What the pages about people need from the message bar, and the one way to do something and tell of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from crm_desktop.domain.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable


class Messages(Protocol):
    """Says things beside the work."""

    def say(self, text: str) -> None:
        """Tell that something is done."""

    def error(self, text: str) -> None:
        """Tell what could not be done, and what to do about it."""

    def undoable(self, text: str) -> None:
        """Tell what was done just now, with a button that undoes it."""

    def offer(self, text: str, action: str, on_action: Callable[[], None]) -> None:
        """Tell of something that is left to decide, with a button that does it."""


def attempt(messages: Messages, command: Callable[[], object], done: str = "") -> bool:
    """Do it and say `done` with Undo beside it, or say why it cannot be done. Whether it was done."""
    try:
        command()
    except UserError as error:
        messages.error(str(error))
        return False
    if done:
        messages.undoable(done)
    return True

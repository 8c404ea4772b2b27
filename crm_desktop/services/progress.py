"""What long work is given: somebody to tell how far it is, and somebody who may want it to stop."""

from collections.abc import Callable
from typing import Protocol

Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is (0 where nobody knows)."""


class Cancel(Protocol):
    """Asked often by long work: a threading.Event will do."""

    def is_set(self) -> bool:
        """Whether the user wants it to stop."""


class Cancelled(Exception):
    """Long work was stopped by the user; whatever it wrote has been rolled back."""


def no_progress(_done: int, _total: int) -> None:
    """A progress that nobody watches."""


class NeverCancel:
    """A cancel that nobody presses."""

    def is_set(self) -> bool:
        """Never."""
        return False

"""What the services need from outside, as Protocols: the clock, the file, what can be cancelled."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import Protocol


class Clock(Protocol):
    """Where "now" comes from. Tests set it; the system's one reads the machine."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""

    def zone(self) -> tzinfo:
        """The time zone the user is in now."""


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

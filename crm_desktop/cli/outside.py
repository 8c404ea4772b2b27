"""What the command line needs from outside its layer, handed in by the composition root when it is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from crm_desktop.domain.place import Holder, Place
    from crm_desktop.services.context import Services
    from crm_desktop.services.encryption import Encryption
    from crm_desktop.services.moving import Moving
    from crm_desktop.services.rescue import Rescue


class Outcome(Protocol):
    """Whether the desktop took a notification, and if not, why, in words."""

    @property
    def delivered(self) -> bool: ...
    @property
    def reason(self) -> str: ...


class Notifier(Protocol):
    """Shows desktop notifications; never raises."""

    def notify(self, title: str, body: str) -> Outcome:
        """Show one now, and say how it went."""


class Log(Protocol):
    """The open log files of this run."""

    @property
    def folder(self) -> Path: ...

    def close(self) -> None:
        """Write what waits and close them."""


class Keyring(Protocol):
    """Where the system keeps a passphrase for its user."""

    def trouble(self) -> str:
        """Why there is none to use, in a sentence; empty where there is one."""

    def remembered(self) -> str | None:
        """What is kept. Never raises."""

    def remember(self, passphrase: str) -> None:
        """Keep it. Raises UserError where that cannot be."""

    def forget(self) -> None:
        """Keep it no more."""


@dataclass(frozen=True, slots=True)
class Outside:
    """Functions that are called when, and only if, a command needs what they give.

    `data_dir` takes what --data named (or None) and raises UserError for a folder that cannot be used;
    `open_services` takes the passphrase too, once it is known that there is one.
    """

    data_dir: Callable[[str | None], Path]
    open_services: Callable[..., Services]
    open_encryption: Callable[[Path], Encryption]
    open_rescue: Callable[[Path, str], Rescue]
    open_keyring: Callable[[Path], Keyring]
    open_log: Callable[[Path], Log]
    make_notifier: Callable[[], Notifier]
    held_by: Callable[[Path], Holder | None]
    """Who has the data of a folder open on another computer, or as another user."""
    open_in: Callable[[Path], Holder | None]
    """Any window that has it open."""
    place: Callable[[Path], Place]
    open_moving: Callable[[Path, str], Moving]

"""What the window needs from the operating system, handed in by whoever starts it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from crm_desktop.domain.place import Holder, Place
    from crm_desktop.services.context import Services
    from crm_desktop.services.encryption import Encryption
    from crm_desktop.services.moving import Moving
    from crm_desktop.services.notify_trouble import NotifyTrouble
    from crm_desktop.services.rescue import Rescue


class TickerPort(Protocol):
    """Calls back, in a thread of its own, at the next due moment and at least once a minute."""

    def start(self) -> None:
        """Begin, with a first tick at once."""

    def set_next(self, at: datetime | None) -> None:
        """Name the next due moment (aware), or None where only the heartbeat is needed."""

    def stop(self) -> None:
        """End, and leave no thread."""


class NotifyOutcome(Protocol):
    """Whether the desktop took a notification, and if not, why."""

    @property
    def delivered(self) -> bool:
        """Whether it was taken."""

    @property
    def reason(self) -> str:
        """Why not, in English words for a log; empty where it was."""

    @property
    def trouble(self) -> NotifyTrouble | None:
        """What kind of trouble that is; None where it was."""


class NotifierPort(Protocol):
    """Shows desktop notifications without waiting and without raising."""

    def notify_later(self, title: str, body: str, answered: Callable[[NotifyOutcome], None]) -> None:
        """Ask for a notification; returns at once. `answered` is told in any thread how it went."""

    def close(self) -> None:
        """Send what waits, and leave no thread; for what is given up nothing is answered."""


class KeyringPort(Protocol):
    """Where the system keeps secrets for its user: the passphrase of this data folder, if that is wanted."""

    def trouble(self) -> str:
        """Why there is no keyring to use, in a sentence; empty where there is one."""

    def remembered(self) -> str | None:
        """The passphrase that is kept, None where there is none. Never raises."""

    def remember(self, passphrase: str) -> None:
        """Keep it. Raises UserError where that cannot be; it is never kept anywhere else."""

    def forget(self) -> None:
        """Keep it no more."""


class OccupancyPort(Protocol):
    """Who has the data file open, across computers and users."""

    def holder(self) -> Holder | None:
        """Who else has it open now, on another computer or as another user; None where nobody has."""

    def take(self) -> None:
        """Say that it is open here."""

    def begin_beating(self, taken_over: Callable[[Holder], None]) -> None:
        """Go on saying so; `taken_over` is called, in any thread, when somebody else has opened it."""

    def leave(self) -> None:
        """It is not open here any more."""


class NobodyElse:
    """An occupancy where there is nobody else."""

    def holder(self) -> Holder | None:
        """Nobody."""
        return None

    def take(self) -> None:
        """Nobody hears."""

    def begin_beating(self, taken_over: Callable[[Holder], None]) -> None:
        """Nobody comes."""

    def leave(self) -> None:
        """Nobody hears."""


def _plain(_folder: Path) -> Place:
    from crm_desktop.domain.place import Place

    return Place()


class Messages(Protocol):
    """The message area of the window, as its pages see it. All text is shown as it is."""

    def say(self, text: str) -> None:
        """Tell that something is done."""

    def error(self, text: str) -> None:
        """Tell what could not be done, and what to do about it."""

    def undoable(self, text: str) -> None:
        """Tell what was done, with a button that undoes it."""


@dataclass(frozen=True, slots=True)
class WindowParts:
    """What the window is made from. The functions are called when, and only if, their part is needed.

    `open_services` takes the passphrase of an encrypted file, "" otherwise, and raises UserError for a data
    file that cannot be opened; `open_rescue` takes it too, for one that is damaged; `open_encryption` is for
    one that nobody has open, and so is `open_moving`. `after_paint` is what the first paint need not wait
    for: log files. `place_of` tells what kind of place a folder is, `usual_folder` where data lies unless
    told, and `at` gives the parts over the data in another folder.
    """

    data_dir: Path
    resources: Path
    after_paint: Callable[[], None]
    open_services: Callable[[str], Services]
    open_rescue: Callable[[str], Rescue]
    open_encryption: Callable[[], Encryption]
    keys: Callable[[], KeyringPort]
    make_ticker: Callable[[Callable[[], None]], TickerPort]
    make_notifier: Callable[[], NotifierPort]
    open_moving: Callable[[str], Moving]
    place_of: Callable[[Path], Place] = _plain
    occupancy: Callable[[], OccupancyPort] = NobodyElse
    usual_folder: Callable[[], Path | None] = lambda: None
    at: Callable[[Path], WindowParts] | None = None

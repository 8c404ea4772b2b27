"""Why a window ends, which says what comes after it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from crm_desktop.services.ports import Clock


class Leaving(Enum):
    """What follows when the window is gone and the data file closed."""

    QUIT = "quit"
    LOCK = "lock"
    """The passphrase is asked for before there is another window."""
    RESCUE = "rescue"
    """The data file was found to be damaged: a backup is brought back, or what can be read is saved."""
    REOPEN = "reopen"
    """Another window at once: the file lies elsewhere now."""
    ENCRYPT = "encrypt"
    """Another window at once, after the data file was encrypted, encrypted otherwise, or made plain."""
    MOVE = "move"
    """Another window at once, after the data was moved into another folder."""
    TAKEN = "taken"
    """Somebody has opened the data file on another computer meanwhile: it is opened again when they quit."""


@dataclass(frozen=True, slots=True, repr=False)
class EncryptionWish:
    """What is to become of the data file, while nobody has it open: from one passphrase to another, where ""
    stands for none. `keep` puts the new one into the keyring; what is kept there already follows anyway.
    """

    old: str
    new: str
    keep: bool = False


@dataclass(frozen=True, slots=True)
class MoveWish:
    """Where the data is to go, while nobody has it open. With `keep_backups` a copy of every backup goes into
    the old folder from then on.
    """

    folder: Path
    keep_backups: bool = False


@dataclass(frozen=True, slots=True)
class Locked:
    """All that is known behind a lock, and nothing of it about anybody.

    `next_due` is when the next reminder would have been shown (UTC), None where none waits or none is
    wanted. `was_seen` and `was_active` say how the window stood; `stays`, that closing it does not quit.
    """

    clock: Clock
    next_due: datetime | None = None
    was_seen: bool = True
    was_active: bool = True
    stays: bool = False

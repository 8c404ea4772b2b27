"""Where a data file may lie, and who has one open: what the window and the command line tell of both."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


class PlaceKind(Enum):
    """What becomes of a file in a folder behind the program's back."""

    PLAIN = "plain"
    """Nothing: it lies on a disk of this computer."""
    SYNCED = "synced"
    """A program copies it to other computers whenever it changes."""
    NETWORK = "network"
    """It lies on another computer."""
    REMOVABLE = "removable"
    """It goes when the stick is pulled; as long as it is there it is as safe as on a disk."""


@dataclass(frozen=True, slots=True)
class Place:
    """`name` is who syncs it or how the network drive is reached: "Dropbox", "SMB"; else ""."""

    kind: PlaceKind = PlaceKind.PLAIN
    name: str = ""

    @property
    def breaks_databases(self) -> bool:
        """Whether a database that is open there may lose what is written into it."""
        return self.kind in (PlaceKind.SYNCED, PlaceKind.NETWORK)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the data file open, on another computer or as another user: `since` is in UTC.

    `machine` and `user` are names from outside, to be shown as they are.
    """

    machine: str
    user: str
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Moved:
    """What a move of the data left: paths as text. `folder` is the new one, `kept` the old file put aside."""

    folder: str
    kept: str
    backups: int

"""What is known of a damaged data file: what a backup lacks of it, and what could be read of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class LostSince:
    """What a backup does not hold that the damaged file had.

    `changes` counts the commands that were given after the last one in the backup, None where that cannot be
    read any more. `last_change` (UTC) is when the last command was given, or else when the file was last
    written; None where there is no file.
    """

    changes: int | None
    last_change: datetime | None


@dataclass(frozen=True, slots=True)
class Salvage:
    """What could be read of a damaged file: contacts without those in the trash, and what hangs on all.

    `filled` counts rows that could not be read and were taken from the newest good backup. `lost` counts
    those that are known to be missing or to have lost a part: there may be more; 0 where nothing is missing.
    """

    contacts: int
    interactions: int
    appointments: int
    follow_ups: int
    filled: int
    lost: int

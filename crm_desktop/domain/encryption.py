"""What became of the data file's backups when it was encrypted, or encrypted otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class LeftCopy:
    """A file that was left as it was; `why` in one sentence. A `plain` one can be read by anybody."""

    path: Path
    why: str
    plain: bool


@dataclass(frozen=True, slots=True)
class Converted:
    """`copies` backups were converted with the data file; those that could not be are in `left`."""

    copies: int
    left: tuple[LeftCopy, ...] = ()

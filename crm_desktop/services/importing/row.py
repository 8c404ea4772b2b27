"""One row of an import (a card, a line of a sheet): where it stands, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Fate(StrEnum):
    """What becomes of one row (a card, a line of a sheet) if nobody says otherwise.

    A doubtful one is somebody new who resembles somebody known, or an earlier row of the same import.
    """

    REFUSED = "refused"
    DOUBTFUL = "doubtful"
    CHANGED = "changed"
    NEW = "new"
    SAME = "same"


class RowKey(NamedTuple):
    """One row of an import: the file it stands in, as it is shown, and the line where it begins (from 1)."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Change:
    """One thing on a card that would differ: `what` is the field's word ("phone", "birthday").

    Of somebody new all that is kept stands in `new`.
    """

    what: str
    old: str
    new: str


class Why(StrEnum):
    """By what a row resembles somebody."""

    NAME = "name"
    SHARED = "shared"
    """The same phone number or e-mail address under another name."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Somebody whom a row resembles: a contact, or an earlier row of the same import.

    `changes` is what would become of the contact if the row were about it; of a row nothing is told.
    """

    name: str
    why: Why
    contact_id: int | None = None
    row: RowKey | None = None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row of a preview. `contact_id` and `old_name` are of the contact that it brings up to date.

    `changes` is what differs, of any other than a changed one all that the row says; `warnings` say what was
    read with doubt, `reason` why it is refused.
    """

    key: RowKey
    fate: Fate
    name: str = ""
    old_name: str = ""
    contact_id: int | None = None
    changes: tuple[Change, ...] = ()
    likes: tuple[Likeness, ...] = ()
    warnings: tuple[str, ...] = ()
    reason: str = ""

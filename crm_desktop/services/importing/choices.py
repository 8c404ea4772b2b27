"""What somebody says becomes of single rows of an import, or of all of one fate."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from crm_desktop.services.importing.row import Fate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crm_desktop.services.importing.row import RowKey


class Way(StrEnum):
    """What is done with a row."""

    TAKE = "take"
    LEAVE = "leave"
    AS_NEW = "as new"
    UPDATE = "update"


@dataclass(frozen=True, slots=True)
class Choice:
    """`TAKE` is what happens to a row of which nothing is said; it takes a row out of a rule for all.

    `LEAVE` takes over nothing of it, `AS_NEW` makes somebody new of it. `SAME` brings whom the row resembles
    most up to date; `Choice.update(id)` that contact, `Choice.same_as(row)` whom that earlier row is about.
    """

    way: Way
    contact: int | None = None
    row: RowKey | None = None

    TAKE: ClassVar[Choice]
    LEAVE: ClassVar[Choice]
    AS_NEW: ClassVar[Choice]
    SAME: ClassVar[Choice]

    @classmethod
    def update(cls, contact_id: int) -> Choice:
        """The row is about this contact."""
        return cls(Way.UPDATE, contact=contact_id)

    @classmethod
    def same_as(cls, row: RowKey) -> Choice:
        """The row is about the same person as an earlier row of this import."""
        return cls(Way.UPDATE, row=row)


Choice.TAKE = Choice(Way.TAKE)
Choice.LEAVE = Choice(Way.LEAVE)
Choice.AS_NEW = Choice(Way.AS_NEW)
Choice.SAME = Choice(Way.UPDATE)


@dataclass(frozen=True, slots=True)
class Choices:
    """`of_fate` holds for every row of a fate, also for those not looked at; `rows` goes before it."""

    rows: Mapping[RowKey, Choice] = field(default_factory=dict)
    of_fate: Mapping[Fate, Choice] = field(default_factory=dict)

    @classmethod
    def of(cls, said: Mapping[RowKey, Choice] | Choices | None) -> Choices:
        """What was said, however it was said."""
        if isinstance(said, Choices):
            return said
        return cls(said or {})

    def __bool__(self) -> bool:
        return bool(self.rows or self.of_fate)

    def of_row(self, key: RowKey, fate: Fate) -> Choice:
        """What is to be done with a row that would have this fate."""
        said = self.rows.get(key)
        return said if said is not None else self.of_fate.get(fate, Choice.TAKE)

    @property
    def hang_on_doubt(self) -> bool:
        """Whether who is doubtful must be found out to do what is said."""
        return (
            self.of_fate.get(Fate.DOUBTFUL) != self.of_fate.get(Fate.NEW)
            or Choice.SAME in self.of_fate.values()
            or Choice.SAME in self.rows.values()
        )

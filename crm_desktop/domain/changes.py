"""What a command changed, told once after its commit; and the label under which it can be undone."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from crm_desktop.domain.ids import OperationId


class Kind(StrEnum):
    """The kinds of things that a change can touch."""

    CONTACT = "contact"
    COMPANY = "company"
    INTERACTION = "interaction"
    APPOINTMENT = "appointment"
    SERIES = "series"
    FOLLOW_UP = "follow-up"
    REMINDER = "reminder"
    TAG = "tag"
    FIELD = "field"
    FILTER = "filter"
    DAY_NOTE = "day-note"
    SETTING = "setting"


@dataclass(frozen=True, slots=True)
class Changes:
    """The ids that changed, a kind. A kind in `everything` changed beyond counting."""

    ids: Mapping[Kind, frozenset[int]] = field(default_factory=dict)
    everything: frozenset[Kind] = frozenset()

    def touches(self, kind: Kind, ids: Iterable[int] | None = None) -> bool:
        """Whether something of `kind`, or one of `ids`, changed."""
        if kind in self.everything:
            return True
        changed = self.ids.get(kind, frozenset())
        return bool(changed) if ids is None else not changed.isdisjoint(ids)

    def __bool__(self) -> bool:
        return bool(self.everything) or any(self.ids.values())


@dataclass(frozen=True, slots=True)
class DataChanged:
    """Published after a commit. `origin` is whoever asked for the change, to skip their own echo."""

    changes: Changes
    origin: object | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """The name of an operation: an English template and its values, so that it can be translated.

    The values are data: they are put in by `str.format` after the template was translated.
    """

    template: str
    values: Mapping[str, str | int] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**self.values)


@dataclass(frozen=True, slots=True)
class Operation:
    """A command as the history keeps it: given at an instant (UTC), of so many rows; done or undone."""

    id: OperationId
    at: datetime
    label: Label
    rows: int
    undone: bool = False

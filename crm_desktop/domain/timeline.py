"""Which entries of a contact's timeline are wanted, and what there is to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crm_desktop.domain.interaction import InteractionKind, Outcome


@dataclass(frozen=True, slots=True)
class TimelineFilter:
    """Entries of one of the kinds, that went one of these ways, with one of the tags and all of the words;
    whatever is empty asks for nothing.
    """

    kinds: frozenset[InteractionKind] = frozenset()
    outcomes: frozenset[Outcome] = frozenset()
    tags: frozenset[str] = frozenset()
    text: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether every entry is wanted."""
        return not (self.kinds or self.outcomes or self.tags or self.text.strip())


@dataclass(frozen=True, slots=True)
class TimelineParts:
    """What occurs in a timeline: kinds and outcomes in their usual order, tags by name."""

    kinds: tuple[InteractionKind, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    tags: tuple[str, ...] = ()

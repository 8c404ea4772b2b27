"""Whom one can tidy up: everybody, those of whom something is missing, a filter, or who was chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from crm_desktop.domain.triage import Tally


@dataclass(frozen=True, slots=True)
class Source:
    """Some people under a name; `ids` is None for everybody."""

    title: str
    ids: Collection[int] | None = None
    icon: str = "people"


@dataclass(frozen=True, slots=True)
class CountedSource:
    """A source with how many of it were looked at."""

    source: Source
    tally: Tally

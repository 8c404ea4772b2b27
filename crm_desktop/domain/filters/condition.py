"""What contacts must fulfil to stand in a list: tests of single things, and what joins them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from crm_desktop.domain.ids import FilterId


class Operator(StrEnum):
    """How a thing of a contact is compared; the values are how it is written."""

    IS = "="
    IS_NOT = "!="
    HAS = "~"  # the text stands in it, folded as in a search
    LACKS = "!~"
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="
    KNOWN = "known"  # there is something at all
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Test:
    """One thing of a contact, compared: `subject` is its key (`subjects.py`), or a custom field's name.

    `value` is canonical text: an ISO date or a day told from today ("today-30"), a plain number, "yes" or
    "no", a word of a choice; "" with KNOWN and MISSING.
    """

    subject: str
    operator: Operator
    value: str = ""
    custom: bool = False


@dataclass(frozen=True, slots=True)
class All:
    """Every one of these; of none it is always true."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one of these; of none it is never true."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite."""

    condition: Condition


Condition: TypeAlias = "Test | All | Any | Not"


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A condition under a name that is unique without regard to case; `id` is None until it is kept.

    `problem` says in a sentence what is wrong with one that was kept: its words cannot be read any more (it
    then lists nobody), or it names a field that was removed (nobody has it).
    """

    name: str
    condition: Condition
    id: FilterId | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """What cards lack: the subject's key, on how many cards, and the condition that lists those."""

    subject: str
    count: int
    condition: Condition

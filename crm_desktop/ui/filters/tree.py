"""A condition as the builder shows it: groups of lines, each group all of, any of or none of its parts.

Pure: what is half typed stands in it too, and as plain values it goes into a draft.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias

from crm_desktop.domain.filters.condition import All, Not
from crm_desktop.domain.filters.condition import Any as AnyOf
from crm_desktop.ui.filters.forms import WANTS_NOTHING, Asked, Form, asked_of, condition_of

if TYPE_CHECKING:
    from crm_desktop.domain.draft import JSON
    from crm_desktop.domain.filters.condition import Condition

Part: TypeAlias = "Asked | Group"


class Mode(StrEnum):
    """How the parts of a group are joined."""

    ALL = "all"
    ANY = "any"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Group:
    """Parts in their order."""

    mode: Mode = Mode.ALL
    parts: tuple[Part, ...] = ()


def is_whole(asked: Asked) -> bool:
    """Whether nothing is left to say in a line."""
    return asked.form in WANTS_NOTHING or bool(asked.value.strip())


def condition_of_group(group: Group) -> Condition | None:
    """What a group asks for; lines that are not whole are left out, None where nothing else is there."""
    found = [each for each in map(_condition_of, group.parts) if each is not None]
    if not found:
        return None
    if len(found) == 1:
        return Not(found[0]) if group.mode is Mode.NONE else found[0]
    match group.mode:
        case Mode.ALL:
            return All(tuple(found))
        case Mode.ANY:
            return AnyOf(tuple(found))
        case Mode.NONE:
            return Not(AnyOf(tuple(found)))


def _condition_of(part: Part) -> Condition | None:
    if isinstance(part, Group):
        return condition_of_group(part)
    return condition_of(part) if is_whole(part) else None


def group_of(condition: Condition) -> Group:
    """The group that shows a condition."""
    part = _part_of(condition)
    return part if isinstance(part, Group) else Group(Mode.ALL, (part,))


def _part_of(condition: Condition) -> Part:
    asked = asked_of(condition)
    if asked is not None:
        return asked
    match condition:
        case Not(AnyOf(parts)):
            return Group(Mode.NONE, tuple(map(_part_of, parts)))
        case Not(inner):
            return Group(Mode.NONE, (_part_of(inner),))
        case AnyOf(parts):
            return Group(Mode.ANY, tuple(map(_part_of, parts)))
        case All(parts):
            return Group(Mode.ALL, tuple(map(_part_of, parts)))
        case _:
            raise TypeError(f"not a condition: {condition!r}")


# In a draft


def plain(part: Part) -> JSON:
    """A part as plain values."""
    if isinstance(part, Group):
        return {"mode": part.mode.value, "parts": [plain(each) for each in part.parts]}
    return {"subject": part.subject, "form": part.form.value, "value": part.value, "custom": part.custom}


def from_plain(value: Any) -> Part:
    """The part that `plain` wrote. Raises LookupError, TypeError or ValueError for anything else."""
    if "parts" in value:
        return Group(Mode(value["mode"]), tuple(from_plain(each) for each in value["parts"]))
    return Asked(str(value["subject"]), Form(value["form"]), str(value["value"]), bool(value["custom"]))

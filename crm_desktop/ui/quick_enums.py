"""Makes Qt's enums in a third of the time: PySide makes hundreds at a start, by the longest way there is.

PySide calls `enum.Flag("AlignmentFlag", [("AlignLeft", 1), …], boundary=KEEP)`, which checks every member as
if a person had written it in a class. Names and whole numbers need none of that. Whatever else is asked for
goes the ordinary way, and what comes out is the same to the last attribute: a test compares.
"""

from __future__ import annotations

import enum
import sys
from functools import cache
from typing import Any

_kind: Any = enum.EnumType
_ordinary = _kind._create_
_PLAIN = (enum.Enum, enum.IntEnum)
_FLAGS = (enum.Flag, enum.IntFlag)
_CHECKED_UP_TO = (3, 13)
"""The newest Python whose enums the test compared."""


def quicken_enums() -> None:
    """Have enums of names and whole numbers made quickly from now on."""
    if sys.version_info[:2] <= _CHECKED_UP_TO:
        _kind._create_ = _create


def _create(
    cls: Any,
    class_name: str,
    names: Any,
    *,
    module: str | None = None,
    boundary: enum.FlagBoundary | None = None,
    **others: Any,
) -> Any:
    if module is None:
        module = sys._getframe(2).f_globals.get("__name__")  # as the ordinary way finds it out
    special = others.get("type") is not None or others.get("qualname") is not None
    if boundary is not enum.KEEP or special or module is None or not _is_plain(cls, names):
        return _ordinary(cls, class_name, names, module=module, boundary=boundary, **others)
    made = _empty(cls, class_name, module)
    if cls in _FLAGS:
        _add_flags(made, names)
    else:
        _add_members(made, names)
    return made


def _is_plain(cls: Any, names: Any) -> bool:
    """Whether each name is only a name: none that an enum has a meaning for, or inherits from a number."""
    if cls not in _PLAIN + _FLAGS or not isinstance(names, list) or not names:
        return False
    plain = all(
        type(each) is tuple and len(each) == 2 and type(each[0]) is str and type(each[1]) is int
        for each in names
    )
    if not plain:
        return False
    only_names = {name for name, _ in names}
    return (
        len(only_names) == len(names)
        and only_names.isdisjoint(_taken(cls))
        and not any(name.startswith("_") for name in only_names)
    )


def _empty(cls: Any, class_name: str, module: str) -> Any:
    """A class like the one that the ordinary way made without members."""
    own = {
        name: type(value)() if type(value) in (list, dict) else value
        for name, value in _first_empty(cls).items()
    }
    own["__module__"] = module
    new = own.pop("__new__")
    made = type.__new__(_kind, class_name, (cls,), own)
    type.__setattr__(made, "__new__", new)
    return made


@cache
def _first_empty(cls: Any) -> dict[str, Any]:
    made = _ordinary(cls, "Empty", (), module=__name__, boundary=enum.KEEP)
    return {name: value for name, value in vars(made).items() if name not in ("__dict__", "__weakref__")}


@cache
def _taken(cls: Any) -> frozenset[str]:
    """The names that stand for something in every enum of this kind."""
    return frozenset({"mro"}.union(*(vars(base) for base in cls.__mro__)))


def _add_members(made: Any, names: list[tuple[str, int]]) -> None:
    known, order = made._value2member_map_, made._member_names_
    for name, value in names:
        member = known.get(value)
        if member is None:
            member = known[value] = _member(made, name, value)
            order.append(name)
        made._member_map_[name] = member
        type.__setattr__(made, name, member)
    _note_hashable(made)


def _add_flags(made: Any, names: list[tuple[str, int]]) -> None:
    known, order, mask, singles = made._value2member_map_, made._member_names_, 0, 0
    for name, value in names:
        mask |= value
        is_single = value > 0 and not value & (value - 1)
        if is_single:
            singles |= value
        member = known.get(value)
        if member is None:
            member = known[value] = _member(made, name, value)
            if is_single:
                order.append(name)
        made._member_map_[name] = member
        type.__setattr__(made, name, member)
    made._flag_mask_, made._singles_mask_ = mask, singles
    made._all_bits_ = 2 ** mask.bit_length() - 1
    values = [made._member_map_[name]._value_ for name in order]
    if values != sorted(values):
        made._iter_member_ = made._iter_member_by_def_
    _note_hashable(made)


def _member(made: Any, name: str, value: int) -> Any:
    number = made._member_type_ is int
    member = int.__new__(made, value) if number else object.__new__(made)
    member._value_ = value
    member._name_ = name
    member.__objclass__ = made
    member._sort_order_ = len(made._member_names_)
    return member


def _note_hashable(made: Any) -> None:
    """Later Pythons keep a list of the values for `in`."""
    if hasattr(made, "_hashable_values_"):
        made._hashable_values_.extend(made._value2member_map_)

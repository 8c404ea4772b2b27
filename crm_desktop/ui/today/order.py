"""The order of the sections: the usual one, or the user's own. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.ui.today.lines import SectionName

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

USUAL = tuple(SectionName)


def arranged(wanted: Iterable[str]) -> tuple[SectionName, ...]:
    """All sections in the wanted order; one that is not named stands behind its usual neighbour."""
    known = {name.value for name in SectionName}
    order = [SectionName(name) for name in dict.fromkeys(wanted) if name in known]
    if not order:
        return USUAL
    for at, name in enumerate(USUAL):
        if name not in order:
            order.insert(order.index(USUAL[at - 1]) + 1 if at else 0, name)
    return tuple(order)


def moved(
    order: Sequence[SectionName], name: SectionName, step: int, present: Collection[SectionName]
) -> tuple[SectionName, ...]:
    """The order with a section one place up (-1) or down (1) among those that are present."""
    seen = [each for each in order if each in present]
    place = seen.index(name) + step
    if not 0 <= place < len(seen):
        return tuple(order)
    return put(order, name, seen[place], after=step > 0)


def put(
    order: Sequence[SectionName], name: SectionName, beside: SectionName, *, after: bool
) -> tuple[SectionName, ...]:
    """The order with a section right before or after another."""
    rest = [each for each in order if each is not name]
    rest.insert(rest.index(beside) + after, name)
    return tuple(rest)


def to_keep(order: Sequence[SectionName]) -> tuple[str, ...]:
    """What is kept of an order: nothing of the usual one, so that a later usual one holds too."""
    return () if tuple(order) == USUAL else tuple(name.value for name in order)

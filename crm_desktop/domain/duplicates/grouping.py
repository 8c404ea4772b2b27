"""From pairs to groups: who is one with two others is so only if those two may be one as well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_desktop.domain.duplicates.groups import DuplicateGroup, Signal
from crm_desktop.domain.duplicates.judging import judged
from crm_desktop.domain.ids import ContactId

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Sequence

    from crm_desktop.domain.duplicates.finding import Pair
    from crm_desktop.domain.duplicates.groups import Reason
    from crm_desktop.domain.duplicates.judging import Shared
    from crm_desktop.domain.duplicates.profile import Profile

_LARGEST: Final = 20
_ORDER: Final = list(Signal)


def grouped(
    pairs: Iterable[Pair],
    profile: Callable[[int], Profile],
    shared: Shared,
    apart: Container[tuple[int, int]] = (),
) -> list[DuplicateGroup]:
    """Groups with nobody in two of them, the surest first. Those who are `apart` are in none together.

    The surest pairs come together first; a further one joins only where nothing speaks against any of them.
    """
    ranked = sorted(pairs, key=lambda pair: (-pair.verdict.points, pair.one, pair.other))
    cluster: dict[int, list[int]] = {}
    held: dict[int, list[Pair]] = {}
    for pair in ranked:
        mine = cluster.setdefault(pair.one, [pair.one])
        theirs = cluster.setdefault(pair.other, [pair.other])
        if mine is theirs:
            held[id(mine)].append(pair)
            continue
        if len(mine) + len(theirs) > _LARGEST or not _hold_together(mine, theirs, profile, shared, apart):
            continue
        links = [*held.pop(id(mine), []), *held.pop(id(theirs), []), pair]
        mine.extend(theirs)
        held[id(mine)] = links
        for number in theirs:
            cluster[number] = mine
    found = {id(members): members for members in cluster.values() if len(members) > 1}
    groups = [_group(members, held[place]) for place, members in found.items()]
    return sorted(groups, key=lambda group: (-group.score, group.ids))


def _hold_together(
    mine: Sequence[int],
    theirs: Sequence[int],
    profile: Callable[[int], Profile],
    shared: Shared,
    apart: Container[tuple[int, int]],
) -> bool:
    for one in mine:
        for other in theirs:
            if (min(one, other), max(one, other)) in apart:
                return False
            if len(mine) + len(theirs) > 2 and judged(profile(one), profile(other), shared).refused:
                return False
    return True


def _group(members: Sequence[int], links: Sequence[Pair]) -> DuplicateGroup:
    """As sure as the least sure of the links that hold it together."""
    reasons: dict[Reason, None] = {}
    for pair in links:
        reasons.update(dict.fromkeys(pair.verdict.reasons))
    return DuplicateGroup(
        tuple(ContactId(number) for number in sorted(members)),
        round(min(pair.verdict.score for pair in links), 3),
        tuple(sorted(reasons, key=lambda reason: _ORDER.index(reason.signal))),
    )

"""The groups that a search found, and which of them are still open: a merge, a decision or an undo shows in
what the file says of their contacts, so nothing has to be remembered here.
"""

from __future__ import annotations

from dataclasses import replace
from enum import IntEnum
from itertools import combinations
from typing import TYPE_CHECKING

from crm_desktop.domain.duplicates.groups import DuplicateGroup, Signal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from crm_desktop.domain.ids import ContactId

_SURE, _LIKELY = 0.64, 0.6
_OWN = frozenset({Signal.PHONE, Signal.EMAIL, Signal.BIRTHDAY})


class Likelihood(IntEnum):
    """How sure it is that a group is one person, as one would say it."""

    PERHAPS = 0
    LIKELY = 1
    VERY_LIKELY = 2


def likelihood(group: DuplicateGroup) -> Likelihood:
    """What is very likely may be merged with others at a stroke: the very same name with a phone, an address
    or a birthday of one's own, or both a phone and an e-mail address. Sisters have like names and one home.
    """
    same = {reason.signal for reason in group.reasons if reason.exact}
    if group.score >= _SURE and (
        {Signal.PHONE, Signal.EMAIL} <= same or (Signal.NAME in same and not same.isdisjoint(_OWN))
    ):
        return Likelihood.VERY_LIKELY
    return Likelihood.LIKELY if group.score >= _LIKELY else Likelihood.PERHAPS


def by_hand(ids: Sequence[ContactId]) -> DuplicateGroup:
    """A group that the user put together: nothing speaks for it but that."""
    return DuplicateGroup(tuple(ids), 0.0, ())


class Groups:
    """The likeliest first, else as they were found; before them those put together by hand."""

    def __init__(self, found: Sequence[DuplicateGroup] = (), chosen: Sequence[DuplicateGroup] = ()) -> None:
        self._chosen = tuple(chosen)
        self._found = (*self._chosen, *sorted(found, key=likelihood, reverse=True))
        self._open = list(self._found)

    @property
    def chosen(self) -> Sequence[DuplicateGroup]:
        """Those that were put together by hand."""
        return self._chosen

    def with_chosen(self, group: DuplicateGroup) -> Groups:
        """These, and one put together by hand."""
        chosen = (group, *(one for one in self._chosen if one.ids != group.ids))
        return Groups([one for one in self._found if one.reasons], chosen)

    def without_chosen(self, ids: Collection[int]) -> Groups:
        """These, without what was put together by hand of all of these contacts."""
        chosen = [one for one in self._chosen if not set(one.ids) <= set(ids)]
        return Groups([one for one in self._found if one.reasons], chosen)

    @property
    def open(self) -> Sequence[DuplicateGroup]:
        """Those that wait for a decision, with whoever is still there."""
        return self._open

    @property
    def very_likely(self) -> list[DuplicateGroup]:
        """The open ones of which there is hardly a doubt."""
        return [group for group in self._open if likelihood(group) is Likelihood.VERY_LIKELY]

    def people(self) -> list[ContactId]:
        """Everybody whom it is about, decided or not."""
        return list(dict.fromkeys(number for group in self._found for number in group.ids))

    def settle(self, living: Collection[int], apart: Iterable[tuple[int, int]]) -> None:
        """Look which of them are open, given who is there and who is known to be two people."""
        known = {frozenset(pair) for pair in apart}
        self._open = []
        for group in self._found:
            there = tuple(number for number in group.ids if number in living)
            waits = not group.reasons or any(frozenset(pair) not in known for pair in combinations(there, 2))
            if len(there) > 1 and waits:
                self._open.append(group if there == group.ids else replace(group, ids=there))

    def place(self, ids: Collection[int]) -> int:
        """Where the open group is that has most in common with these contacts; -1 for none."""
        wanted, best, place = frozenset(ids), 0, -1
        for at, group in enumerate(self._open):
            shared = len(wanted.intersection(group.ids))
            if shared > best:
                best, place = shared, at
        return place

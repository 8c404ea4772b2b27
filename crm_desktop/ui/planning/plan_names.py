"""Finds the people whom a line of planning names: by whole words of their names, in any script. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from crm_desktop.domain.fold import fold
from crm_desktop.ui.planning.plan_days import said_with

if TYPE_CHECKING:
    from crm_desktop.ui.planning.plan_words import PlanWords

_MOST_SEARCHES: Final = 24
_LONGEST_NAME: Final = 4  # words


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could be meant."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Named:
    """Words that name somebody, and who could be meant by them, likeliest first; at least one."""

    text: str
    candidates: tuple[Candidate, ...]

    @property
    def best(self) -> Candidate:
        """Who is likeliest meant."""
        return self.candidates[0]


Find = Callable[[str], Sequence[Candidate]]
"""Who is found by some words, likeliest first; it may find too many."""


def named_in(
    typed: Sequence[str],
    words: Sequence[str],
    free: Sequence[int],
    known: PlanWords,
    find: Find,
    *,
    sure: bool = False,
) -> tuple[tuple[Named, ...], list[tuple[int, int]]]:
    """Who is named by the words at the places `free`, and which stretches (place, count) say nothing else.

    A name in the middle of a sentence ("call Anna about prices") stays in it. Who stands behind "with" may be
    named by the beginning of a name too. `sure`: words that could name several people name nobody.
    """
    return _Looking(typed, words, free, known, find, sure=sure).all()


class _Looking:
    def __init__(
        self,
        typed: Sequence[str],
        words: Sequence[str],
        free: Sequence[int],
        known: PlanWords,
        find: Find,
        *,
        sure: bool,
    ) -> None:
        self._typed, self._words, self._known = typed, words, known
        self._free = frozenset(free)
        self._find = find
        self._sure = sure
        self._left = _MOST_SEARCHES
        self._found: list[Named] = []
        self._taken: list[tuple[int, int]] = []

    def all(self) -> tuple[tuple[Named, ...], list[tuple[int, int]]]:
        at = 0
        while at < len(self._words):
            at += self._company_at(at) or self._alone_at(at) or 1
        return tuple(self._found), self._taken

    def _company_at(self, at: int) -> int:
        """ "with Abebe, Sara and Ivanov S.V."."""
        begin = at
        joint = said_with(self._words, at, self._known.company) if at in self._free else 0
        if not joint:
            return 0
        while True:
            count = self._name_at(at + joint, eager=True)
            if not count:
                break
            self._taken.append((at, joint + count))
            at += joint + count
            joint = said_with(self._words, at, self._known.also) if at in self._free else 0
            if not joint and not self._typed[at - 1].endswith((",", "،", "፣")):
                break
        return at - begin

    def _alone_at(self, at: int) -> int:
        count = self._name_at(at, eager=False)
        if count:
            before, after = at - 1 in self._free and not self._is_taken(at - 1), at + count in self._free
            if not (before and after):
                self._taken.append((at, count))
        return count

    def _is_taken(self, at: int) -> bool:
        return any(begin <= at < begin + count for begin, count in self._taken)

    def _name_at(self, at: int, *, eager: bool) -> int:
        """How many words name somebody there; whoever it is, is noted."""
        best: Named | None = None
        taken = 0
        for count in range(1, _LONGEST_NAME + 1):
            if at + count - 1 not in self._free or self._left <= 0:
                break
            text = " ".join(self._typed[at : at + count]).strip(",;:،፣")
            fitting, more = self._who(text, eager=eager)
            if fitting:
                best, taken = Named(text, fitting), count
            if not more or self._typed[at + count - 1].endswith((",", ";", "،", "፣")):
                break
        if best is None or (self._sure and len(best.candidates) > 1):
            return 0
        if best.best.id in {one.best.id for one in self._found}:
            return 0
        self._found.append(best)
        return taken

    def _who(self, text: str, *, eager: bool) -> tuple[tuple[Candidate, ...], bool]:
        """Who is named so, and whether a further word might be part of the name."""
        wanted = fold(text).split()
        if not wanted or not any(len(word) > 1 and not word.isdecimal() for word in wanted):
            return (), False
        self._left -= 1
        found = self._find(text)
        whole = tuple(one for one in found if _names(wanted, fold(one.name).split(), eager=False))
        begun: tuple[Candidate, ...] = ()
        if eager and not whole and len(wanted[0]) > 2:
            # What is found in somebody's notes names nobody.
            begun = tuple(one for one in found if _names(wanted, fold(one.name).split(), eager=True))
        return whole or begun, bool(found)


def _names(wanted: list[str], name: list[str], *, eager: bool) -> bool:
    """Whether each word is a word of the name, or the initial of one."""
    left = list(name)
    for word in wanted:
        fits = (
            each for each in left if each == word or ((eager or len(word) == 1) and each.startswith(word))
        )
        found = next(fits, None)
        if found is None:
            return False
        left.remove(found)
    return True

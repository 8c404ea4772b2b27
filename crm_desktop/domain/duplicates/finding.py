"""Finds who is there twice among very many: only those who share something are compared, and no crowd is.

Two cards need two signals, and a name is one of them or none: so whoever shares no phone, mailbox, birthday,
company and address with another card need not be compared with it. Nothing is missed by that but who shares a
birthday, company or address only, under a name that is misspelled in every word.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from itertools import chain, combinations, islice
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_desktop.domain.duplicates.everyone import Everyone, profiles
from crm_desktop.domain.duplicates.judging import Shared, judged
from crm_desktop.domain.duplicates.name_forms import forms
from crm_desktop.domain.phonetic import bare_skeleton, skeletons, sounds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from crm_desktop.domain.duplicates.everyone import Rows
    from crm_desktop.domain.duplicates.judging import Verdict
    from crm_desktop.domain.duplicates.profile import Profile

_PHONES, _BIRTHS, _COMPANIES, _PLACES = 20, 40, 10, 8
"""What more contacts share than this says nothing; see the worths in `judging`."""
_CROWD: Final = 40
_ROWS_AT_ONCE: Final = 2_000
_BLOCKS_AT_ONCE: Final = 1_000
_PROFILES_AT_ONCE: Final = 1_000
_PAIRS_AT_ONCE: Final = 500


class Pair(NamedTuple):
    """Two contacts that are likely one, the smaller number first."""

    one: int
    other: int
    verdict: Verdict


class Search:
    """One search among everyone. `steps` does it bit by bit, so that it can be watched and stopped.

    `more` reads the rows of a few contacts again: profiles are made of those only who are compared.
    """

    def __init__(
        self, rows: Rows, more: Callable[[Sequence[int]], Rows], apart: Iterable[tuple[int, int]] = ()
    ) -> None:
        self._rows = rows
        self._more = more
        self._everyone = Everyone()
        self._apart = set(apart)
        self._profiles: dict[int, Profile] = {}
        self.pairs: list[Pair] = []
        self.shared = Shared()

    def steps(self) -> Iterator[float]:
        """Search; each step, of some hundredths of a second, gives how much is done, from 0 to 1."""
        expected = 1 + 5 * self._rows.size // _ROWS_AT_ONCE
        for done, _ in enumerate(self._everyone.note(self._rows)):
            yield 0.6 * min(1.0, done / expected)
        everyone = self._everyone
        self.shared = Shared(
            everyone.phones.counts(everyone.words),
            everyone.emails.counts(everyone.words),
            everyone.companies.counts(everyone.words),
            everyone.places.counts(everyone.words),
            everyone.births.counts(everyone.words),
            everyone.namesakes,
        )
        wanted: set[tuple[int, int]] = set()
        for pairs in self._candidates():
            wanted.update(pairs)
            yield 0.65
        self._everyone = Everyone()  # its room is needed no more
        yield from self._judge(sorted(wanted - self._apart))

    def profile(self, number: int) -> Profile:
        """The profile of one that was compared."""
        return self._profiles[number]

    def _judge(self, wanted: Sequence[tuple[int, int]]) -> Iterator[float]:
        looked_at = sorted(set(chain.from_iterable(wanted)))
        for at in range(0, len(looked_at), _PROFILES_AT_ONCE):
            self._profiles.update(profiles(self._more(looked_at[at : at + _PROFILES_AT_ONCE])))
            yield 0.65 + 0.15 * at / len(looked_at)
        for at in range(0, len(wanted), _PAIRS_AT_ONCE):
            for one, other in wanted[at : at + _PAIRS_AT_ONCE]:
                verdict = judged(self._profiles[one], self._profiles[other], self.shared)
                if verdict.is_likely:
                    self.pairs.append(Pair(one, other, verdict))
            yield 0.8 + 0.2 * at / len(wanted)

    def _candidates(self) -> Iterator[list[tuple[int, int]]]:
        everyone = self._everyone
        for block, most, is_own in (
            (everyone.phones, _PHONES, True),
            (everyone.emails, _PHONES, True),
            (everyone.births, _BIRTHS, False),
            (everyone.companies, _COMPANIES, False),
            (everyone.places, _PLACES, False),
        ):
            shared = block.shared(most)
            while some := list(islice(shared, _BLOCKS_AT_ONCE)):
                yield [
                    pair for who in some for pair in (_pairs(who) if is_own else self._sounding_alike(who))
                ]
        yield from self._without_year()

    def _sounding_alike(self, who: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Pairs of which a word of the names may be the same; a name alike in nothing is another one."""
        words = self._everyone.words
        heard = [(number, set().union(*map(_heard, words[number]))) for number in sorted(who)]
        for (one, mine), (other, theirs) in combinations(heard, 2):
            if not mine.isdisjoint(theirs):
                yield one, other

    def _without_year(self) -> Iterator[list[tuple[int, int]]]:
        """Birthdays without a year fit many: only who sounds alike too is compared."""
        yearless = self._everyone.yearless
        for who in self._everyone.days.values():
            if yearless.isdisjoint(who):
                continue
            blocks: dict[str, set[int]] = defaultdict(set)
            for number in who:
                for word in self._everyone.words.get(number, ()):
                    for sound in _heard(word):
                        blocks[sound].add(number)
            yield [
                pair
                for alike in blocks.values()
                if 1 < len(alike) <= _CROWD
                for pair in _pairs(alike)
                if not yearless.isdisjoint(pair)
            ]


def _pairs(who: Iterable[int]) -> Iterator[tuple[int, int]]:
    return combinations(sorted(who), 2)


@lru_cache(maxsize=50_000)
def _heard(word: str) -> frozenset[str]:
    """What a folded word may sound like, with its vowels and without, and the names that it is a form of."""
    known = (f"{number}" for number in forms().get(word, ()))
    return frozenset((word, *sounds(word), *skeletons(word), bare_skeleton(word), *known))

"""Finds who is there twice among very many: only those who share something are compared, and no crowd is.

Two cards need two signals, and a name is one of them or none: so whoever shares no phone, mailbox, birthday,
company and address with another card need not be compared with it. Nothing is missed by that.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain, combinations, islice
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_desktop.domain.duplicates.everyone import Everyone
from crm_desktop.domain.duplicates.judging import Shared, judged
from crm_desktop.domain.phonetic import skeletons, sounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from crm_desktop.domain.duplicates.everyone import Rows
    from crm_desktop.domain.duplicates.judging import Verdict
    from crm_desktop.domain.duplicates.profile import Profile

_PHONES, _BIRTHS, _COMPANIES, _PLACES = 20, 40, 10, 8
"""What more contacts share than this says nothing; see the worths in `judging`."""
_CROWD: Final = 40
_NAMES_AT_ONCE: Final = 2_000
_PROFILES_AT_ONCE: Final = 4_000
_PAIRS_AT_ONCE: Final = 500


class Pair(NamedTuple):
    """Two contacts that are likely one, the smaller number first."""

    one: int
    other: int
    verdict: Verdict


class Search:
    """One search among everyone. `steps` does it bit by bit, so that it can be watched and stopped."""

    def __init__(self, rows: Rows, apart: Iterable[tuple[int, int]] = ()) -> None:
        self._everyone = Everyone(rows)
        self._apart = set(apart)
        self._profiles: dict[int, Profile] = {}
        self.pairs: list[Pair] = []

    def steps(self) -> Iterator[float]:
        """Search; each step, of some hundredths of a second, gives how much is done, from 0 to 1."""
        everyone = self._everyone
        numbers = list(everyone.rows.names)
        for at in range(0, len(numbers), _NAMES_AT_ONCE):
            everyone.note_names(numbers[at : at + _NAMES_AT_ONCE])
            yield 0.3 * at / len(numbers)
        everyone.count_namesakes()
        for done in everyone.note_keys():
            yield 0.3 + 0.03 * done
        wanted: list[tuple[int, int]] = []
        for pairs in self._candidates():
            wanted += pairs
            yield 0.5
        wanted = sorted(set(wanted) - self._apart)
        yield from self._judge(wanted)

    @property
    def shared(self) -> Shared:
        """How many share what."""
        everyone = self._everyone
        return Shared(
            everyone.phones.counts(),
            everyone.emails.counts(),
            everyone.companies.counts(),
            everyone.places.counts(),
            everyone.births.counts(),
            everyone.namesakes,
        )

    def profile(self, number: int) -> Profile:
        """The profile of one that was compared."""
        return self._profiles[number]

    def _judge(self, wanted: Sequence[tuple[int, int]]) -> Iterator[float]:
        shared = self.shared
        looked_at = sorted(set(chain.from_iterable(wanted)))
        for at in range(0, len(looked_at), _PROFILES_AT_ONCE * 8):
            self._profiles.update(self._everyone.profiles(set(looked_at[at : at + _PROFILES_AT_ONCE * 8])))
            yield 0.55
        for at in range(0, len(wanted), _PAIRS_AT_ONCE):
            for one, other in wanted[at : at + _PAIRS_AT_ONCE]:
                verdict = judged(self._profiles[one], self._profiles[other], shared)
                if verdict.is_likely:
                    self.pairs.append(Pair(one, other, verdict))
            yield 0.6 + 0.35 * at / len(wanted)

    def _candidates(self) -> Iterator[list[tuple[int, int]]]:
        everyone = self._everyone
        for block, most in ((everyone.phones, _PHONES), (everyone.emails, _PHONES)):
            yield [pair for _, who in block.shared(most) for pair in combinations(sorted(who), 2)]
        for block, most in (
            (everyone.births, _BIRTHS),
            (everyone.companies, _COMPANIES),
            (everyone.places, _PLACES),
        ):
            blocks = block.shared(most)
            while some := list(islice(blocks, 2_000)):
                yield [pair for _, who in some for pair in self._sounding_alike(who)]
        yield from self._without_year()

    def _sounding_alike(self, who: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Pairs of which a word of the names may be the same; a name alike in nothing is another one."""
        heard = [(number, self._heard(number)) for number in sorted(who)]
        for (one, mine), (other, theirs) in combinations(heard, 2):
            if not mine.isdisjoint(theirs):
                yield one, other

    def _heard(self, number: int) -> set[str]:
        words = self._everyone.words[number]
        return {sound for word in words for sound in (*sounds(word), *skeletons(word)[:1], word)}

    def _without_year(self) -> Iterator[list[tuple[int, int]]]:
        """Birthdays without a year fit many: only who sounds alike too is compared."""
        births = self._everyone.rows.births
        days = {
            (born.calendar, born.month, born.day) for _, born in births if born.recurs and born.year is None
        }
        blocks: dict[tuple[object, ...], set[int]] = defaultdict(set)
        yearless = set()
        for number, born in births:
            day = (born.calendar, born.month, born.day)
            if day not in days or number not in self._everyone.words:
                continue
            if born.year is None:
                yearless.add(number)
            for word in self._everyone.words[number]:
                for sound in sounds(word) or (word,):
                    blocks[(*day, sound)].add(number)
        yield [
            pair
            for who in blocks.values()
            if 1 < len(who) <= _CROWD
            for pair in combinations(sorted(who), 2)
            if not yearless.isdisjoint(pair)
        ]

"""Whether two cards are one person's: what speaks for it is added up, what speaks against it taken away.

Keeps true: it takes two signals at least, and the names must agree. What many share says little, what hardly
anybody shares says much. A family's number under two given names, one name with two birthdays, an office's
mailbox: those are two people.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_desktop.domain.duplicates.births import Births, compared, everyones
from crm_desktop.domain.duplicates.choosing import text_of_date
from crm_desktop.domain.duplicates.groups import LIKELY, Reason, Signal
from crm_desktop.domain.duplicates.names import agreement
from crm_desktop.domain.duplicates.profile import is_office

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crm_desktop.domain.duplicates.names import Agreement
    from crm_desktop.domain.duplicates.profile import Profile

ENOUGH: Final = 6.0
"""So many points make two cards one person's."""
_STEEP: Final = 4.0
_NONE: Final[Mapping[str, int]] = {}

# Up to so many who share it, it is worth so much.
_REACH: Final = ((3, 4.0), (4, 3.5), (6, 3.0), (10, 2.0), (20, 1.0))
_COMPANY: Final = ((3, 3.0), (6, 2.5), (10, 1.5))
_PLACE: Final = ((4, 3.0), (8, 2.0))
_BORN: Final = ((5, 4.0), (30, 3.0), (100, 1.5), (10**9, 0.5))
_BORN_WITHOUT_YEAR: Final = 1.5
_NAMESAKES: Final = ((3, 1.0), (10, 0.0), (50, -1.0), (10**9, -2.5))
_SECOND: Final = 1.0
_WORTH_TELLING: Final = 1.0
_OFFICE: Final = 0.5
_SLIP: Final = -3.0


class Shared(NamedTuple):
    """How many contacts have a key, each kind by its keys; what is not there is shared by these two alone."""

    phones: Mapping[str, int] = _NONE
    emails: Mapping[str, int] = _NONE
    companies: Mapping[str, int] = _NONE
    places: Mapping[str, int] = _NONE
    births: Mapping[str, int] = _NONE
    names: Mapping[tuple[str, ...], int] = {}


class Verdict(NamedTuple):
    """`points` for one person; `refused` where it cannot be. The reasons are those that speak for it."""

    points: float
    reasons: tuple[Reason, ...] = ()
    refused: bool = False

    @property
    def score(self) -> float:
        """From 0 to 1; from `LIKELY` on by two signals at least."""
        if self.refused or self.points <= 0:
            return 0.0
        if self.points < ENOUGH or len(self.reasons) < 2:
            return LIKELY * 0.98 * min(1.0, self.points / ENOUGH)
        return LIKELY + (1 - LIKELY) * (1 - math.exp(-(self.points - ENOUGH + 0.4) / _STEEP))

    @property
    def is_likely(self) -> bool:
        """Whether they are proposed as one."""
        return self.score >= LIKELY


_REFUSED: Final = Verdict(0.0, refused=True)


def judged(one: Profile, other: Profile, shared: Shared) -> Verdict:
    """What two profiles say. Each pair is judged alike in either order."""
    births = compared(one.born, other.born)
    if births is Births.OTHER:
        return _REFUSED
    names = agreement(one.name, other.name)
    if names.refused:
        return _REFUSED
    reasons: list[Reason] = []
    reached = _reached(one, other, shared, reasons)
    if names.unknown and len(reasons) < 2:
        return Verdict(reached / 2, tuple(reasons))
    points = reached + (_SLIP if births is Births.SLIP else 0.0)
    beside = _birth_points(one, other, births, shared, reasons)
    if not names.unknown:
        beside += _around(one, other, shared, reasons)
        points += names.points
        _tell_names(one, other, names, reasons)
        if reached < ENOUGH / 2:
            points += _rarity(one, other, names, shared)
    return Verdict(points + beside, tuple(_in_order(reasons)))


def _reached(one: Profile, other: Profile, shared: Shared, reasons: list[Reason]) -> float:
    """Phones and mailboxes: what is one's own, as long as few share it."""
    points = 0.0
    for signal, mine, theirs, counts in (
        (Signal.PHONE, one.phones, other.phones, shared.phones),
        (Signal.EMAIL, one.emails, other.emails, shared.emails),
    ):
        worth = [
            (
                _OFFICE if signal is Signal.EMAIL and is_office(key) else _worth(_REACH, counts.get(key, 2)),
                key,
            )
            for key in mine.keys() & theirs.keys()
        ]
        best, key = max(worth, default=(0.0, ""))
        points += best + (_SECOND if len(worth) > 1 and best >= _WORTH_TELLING else 0.0)
        if best >= _WORTH_TELLING:
            reasons.append(Reason(signal, mine[key]))
    return points


def _birth_points(
    one: Profile, other: Profile, births: Births, shared: Shared, reasons: list[Reason]
) -> float:
    if births not in (Births.SAME, Births.FITS) or one.born is None or other.born is None:
        return 0.0
    fuller = one.born if one.born.year else other.born
    points = _worth(_BORN, shared.births.get(text_of_date(everyones(fuller)), 2))
    if births is Births.FITS:
        points = max(0.0, points - _BORN_WITHOUT_YEAR)
    if points >= _WORTH_TELLING:
        reasons.append(Reason(Signal.BIRTHDAY, text_of_date(fuller), exact=births is Births.SAME))
    return points


def _around(one: Profile, other: Profile, shared: Shared, reasons: list[Reason]) -> float:
    """The company and the house: a few people's, never one's own."""
    points = 0.0
    for signal, mine, theirs, counts, worths in (
        (Signal.COMPANY, one.companies, other.companies, shared.companies, _COMPANY),
        (Signal.ADDRESS, one.places, other.places, shared.places, _PLACE),
    ):
        worth = [(_worth(worths, counts.get(key, 2)), key) for key in mine.keys() & theirs.keys()]
        best, key = max(worth, default=(0.0, ""))
        points += best
        if best >= _WORTH_TELLING:
            reasons.append(Reason(signal, mine[key]))
    return points


def _tell_names(one: Profile, other: Profile, names: Agreement, reasons: list[Reason]) -> None:
    if names.points < _WORTH_TELLING:
        return
    mine, theirs = sorted((one.name.shown, other.name.shown))
    text = mine if mine == theirs else f"{mine} / {theirs}"
    signal = Signal.SOUND if names.sound else Signal.NAME
    reasons.append(Reason(signal, text, exact=names.exact or names.sound))


def _rarity(one: Profile, other: Profile, names: Agreement, shared: Shared) -> float:
    """A name that many have says less; so does a single word."""
    namesakes = max(shared.names.get(tuple(sorted(name.words)), 1) for name in (one.name, other.name))
    points = _worth(_NAMESAKES, namesakes)
    return min(0.0, points) if names.single else points


def _worth(worths: Sequence[tuple[int, float]], count: int) -> float:
    return next((points for most, points in worths if count <= most), 0.0)


_ORDER: Final = list(Signal)


def _in_order(reasons: list[Reason]) -> list[Reason]:
    return sorted(reasons, key=lambda reason: _ORDER.index(reason.signal))

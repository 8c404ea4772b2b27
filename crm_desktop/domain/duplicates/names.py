"""How two names agree: written alike, sounding alike, one fuller than the other, or two people's names."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from itertools import permutations
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_desktop.domain.duplicates.name_forms import same_name
from crm_desktop.domain.phonetic import may_be, sounds

if TYPE_CHECKING:
    from crm_desktop.domain.duplicates.name_words import NameWords


class Alike(IntEnum):
    """How a word of one name is like one of another, the surest first."""

    SAME = 0
    SOUND = 1
    FORM = 2
    ENDING = 3
    TYPO = 4
    INITIAL = 5
    NOT = 9


class Agreement(NamedTuple):
    """`points` speak for one person (below 0: against it); None of both sides known says nothing.

    `exact` says that the words are the same, `sound` that they only sound so; `refused` that these are two
    people whatever else they share, `single` that one word is all that agrees.
    """

    points: float = 0.0
    exact: bool = False
    sound: bool = False
    refused: bool = False
    single: bool = False
    unknown: bool = False


_TWO_PEOPLE: Final = Agreement(refused=True)
_NOTHING: Final = Agreement(unknown=True)
_POINTS: Final = {
    Alike.SAME: 3.0,
    Alike.SOUND: 2.5,
    Alike.FORM: 2.5,
    Alike.ENDING: 2.0,
    Alike.TYPO: 2.0,
    Alike.INITIAL: 2.0,
}
_SHORTEST_TYPO: Final = 5
_SURE_TYPO: Final = 8
_MOST_WORDS: Final = 12
_ENDINGS: Final = (
    ("ov", "ova"), ("ev", "eva"), ("iy", "aya"), ("sky", "skaya"), ("skiy", "skaya"), ("ski", "ska"),
    ("cki", "cka"), ("ky", "ka"), ("yov", "yova"),
)  # fmt: skip
_KEYBOARD: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def agreement(one: NameWords, other: NameWords) -> Agreement:
    """What two names say of whether they are one person's."""
    if not one.words or not other.words:
        return _NOTHING
    if one.gender and other.gender and one.gender != other.gender:
        return _TWO_PEOPLE
    if one.generation and other.generation and one.generation != other.generation:
        return _TWO_PEOPLE
    found = _words_agree(one, other)
    if found.refused or found.unknown:
        return found
    if one.generation != other.generation:
        return found._replace(points=found.points - 3.0)
    return found


def _words_agree(one: NameWords, other: NameWords) -> Agreement:
    if one.han and other.han and one.han != other.han:
        return _characters_agree(one, other)
    if sorted(one.words) == sorted(other.words):
        return _same_words(one, other)
    if len(one.words) > _MOST_WORDS or len(other.words) > _MOST_WORDS:
        return _TWO_PEOPLE
    if _runs_together(one.words, other.words):
        return Agreement(3.0, exact=True)
    if bool(one.han) != bool(other.han):
        # Read in another language, or a foreign name taken beside one's own: nobody can tell.
        return _NOTHING
    short, long = sorted((one, other), key=lambda name: len(name.words))
    pairs = _paired(short, long)
    if len(pairs) < len(short.words):
        return _unpaired(one, other, pairs)
    return _paired_agree(short, long, pairs)


def _characters_agree(one: NameWords, other: NameWords) -> Agreement:
    """Names in characters: other ones that are read alike are another spelling, or another person."""
    few, many = sorted((one.han, other.han), key=len)
    if sorted(few) == sorted(many):
        return Agreement(2.5, exact=True)
    if sorted(one.words) == sorted(other.words):
        return Agreement(1.5, sound=True)
    return Agreement(2.0, single=True) if len(few) > 1 and few in many else _TWO_PEOPLE


def _same_words(one: NameWords, other: NameWords) -> Agreement:
    if len(one.words) == 1:
        return Agreement(2.0, exact=True, single=True)
    if any(len(word) == 1 for word in one.words) and len(one.words) == 2:
        return Agreement(2.0, exact=True)
    swapped = bool(one.given) and (one.given, one.family) == (other.family, other.given)
    return Agreement(2.5 if swapped else 3.0, exact=True)


def _paired_agree(short: NameWords, long: NameWords, pairs: dict[str, tuple[str, Alike]]) -> Agreement:
    """Every word of the shorter name has one in the longer."""
    kinds = sorted(kind for _, kind in pairs.values())
    worst = kinds[-1]
    if kinds[0] is Alike.INITIAL:
        return _NOTHING
    if Alike.ENDING in kinds and (Alike.SAME not in kinds or worst is Alike.INITIAL):
        return _TWO_PEOPLE
    points = _POINTS[worst] - (0.5 if kinds.count(Alike.TYPO) > 1 else 0.0)
    sound = worst is Alike.SOUND
    if len(short.words) > 1:
        return Agreement(points, sound=sound)
    if len(long.words) > 1:
        (word,) = (word for word, _ in pairs.values())
        if word in long.family:
            return Agreement(1.0, single=True)
        points = min(points, 2.0)
    return Agreement(min(points, 2.0), sound=sound, single=True)


def _unpaired(one: NameWords, other: NameWords, pairs: dict[str, tuple[str, Alike]]) -> Agreement:
    """A word on either side has no partner: another person, but for a nickname or a name that was married."""
    if _is_called(one, other) or _is_called(other, one):
        return Agreement(2.0)
    if one.given and one.given == other.given and not any(len(word) == 1 for word in one.given):
        return Agreement(-1.5)
    return _TWO_PEOPLE


def _is_called(one: NameWords, other: NameWords) -> bool:
    """Whether the nickname of one, alone or with the family name, is the name of the other."""
    if not one.nicknames:
        return False
    called = set(one.nicknames)
    rest = [word for word in other.words if word not in called]
    return len(rest) < len(other.words) and all(word in one.words for word in rest)


def _paired(short: NameWords, long: NameWords) -> dict[str, tuple[str, Alike]]:
    """For each word of the shorter name the likest of the longer that is left, the surest pairs first."""
    ranked = sorted(
        (kind, here, there)
        for here, word in enumerate(short.words)
        for there, candidate in enumerate(long.words)
        if (kind := _alike_in(word, candidate, short, long)) is not Alike.NOT
    )
    taken_here: set[int] = set()
    taken_there: set[int] = set()
    pairs: dict[str, tuple[str, Alike]] = {}
    for kind, here, there in ranked:
        if here in taken_here or there in taken_there:
            continue
        taken_here.add(here)
        taken_there.add(there)
        pairs[f"{here} {short.words[here]}"] = (long.words[there], kind)
    return pairs


def _alike_in(word: str, other: str, short: NameWords, long: NameWords) -> Alike:
    if word == other:
        return Alike.SAME if len(word) > 1 else Alike.INITIAL
    kind = _alike(*sorted((word, other)))
    if kind is Alike.NOT and short.bare != long.bare:
        bare, spelled = (word, other) if short.bare else (other, word)
        return Alike.SOUND if may_be(bare, spelled) and same_name(bare, spelled) is not False else Alike.NOT
    if short.bare and long.bare and kind is Alike.SOUND:
        return Alike.NOT  # without vowels two names sound alike too easily
    return kind


@lru_cache(maxsize=50_000)
def _alike(word: str, other: str) -> Alike:
    """How two different words are alike."""
    if len(word) == 1 or len(other) == 1:
        return Alike.INITIAL if word[0] == other[0] else Alike.NOT
    known = same_name(word, other)
    if known is False:
        return Alike.NOT
    if _only_ends_otherwise(word, other):
        return Alike.ENDING
    if not set(sounds(word)).isdisjoint(sounds(other)):
        return Alike.SOUND
    if known:
        return Alike.FORM
    return Alike.TYPO if _is_slip(word, other) else Alike.NOT


def _only_ends_otherwise(word: str, other: str) -> bool:
    """Whether they are a man's and a woman's form of one family name."""
    if word[:2] != other[:2]:
        return False
    for his, hers in _ENDINGS:
        for one, two in ((word, other), (other, word)):
            if one.endswith(his) and two.endswith(hers) and one[: -len(his)] == two[: -len(hers)]:
                return len(one) - len(his) > 1
    return False


def _is_slip(word: str, other: str) -> bool:
    """Whether they differ as typing errors do: two letters changed places, one is left out inside a longer
    word, or is the one beside it on the keyboard. Another end is another name (Martin, Martina).
    """
    from rapidfuzz.distance import OSA

    shorter, longer = sorted((word, other), key=len)
    if len(shorter) < _SHORTEST_TYPO - 1:
        return False
    if OSA.distance(word, other, score_cutoff=1) > 1:
        return (
            len(shorter) >= _SURE_TYPO
            and word[-1] == other[-1]
            and OSA.distance(word, other, score_cutoff=2) <= 2
        )
    at = next((at for at, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), len(shorter))
    if at >= len(shorter) - 1 or at == 0:
        return False
    if len(word) == len(other):
        if word[at] == other[at + 1] and word[at + 1] == other[at]:
            return True
        neighbours = _are_neighbours(word[at], other[at])
        return len(word) >= _SURE_TYPO or (neighbours and len(word) >= _SHORTEST_TYPO)
    return len(longer) > _SHORTEST_TYPO


def _are_neighbours(one: str, other: str) -> bool:
    return any(abs(row.find(one) - row.find(other)) == 1 for row in _KEYBOARD if one in row and other in row)


def _runs_together(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether they differ only in what is written as one word: Jean-Luc, Jeanluc; 王小明, Wang Xiaoming."""
    if len(words) == len(others) or min(len(words), len(others)) > 3 or max(len(words), len(others)) > 4:
        return False
    few, many = (words, others) if len(words) < len(others) else (others, words)
    joined = "".join(many)
    if len(joined) != sum(map(len, few)) or len(joined) < 4:
        return False
    return any("".join(order) == joined for order in permutations(few))

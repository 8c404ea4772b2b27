"""A name as it is compared: its folded words, and what titles and endings say of whose it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_desktop.domain.fold import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

_MEN: Final = frozenset({
    "mr", "mister", "herr", "monsieur", "senor", "signor", "pan", "gospodin", "ato", "aga", "bey",
})  # fmt: skip
_WOMEN: Final = frozenset({
    "mrs", "ms", "miss", "frau", "mme", "mlle", "madame", "senora", "senorita", "sra", "signora",
    "pani", "gospozha", "weyzero", "woizero", "hanim",
})  # fmt: skip
_DEGREES: Final = frozenset({"phd", "mba", "msc", "esq", "dipl", "ing"})
_TITLES: Final = _MEN | _WOMEN | _DEGREES | {
    "dr", "prof", "professor", "mag", "sir", "dame", "rev", "eng", "arch", "haji", "hadji", "hajji", "sheikh",
    "shaykh", "sayyid", "ustad", "doktor",
}  # fmt: skip
_GENERATIONS: Final = {
    "jr": 2, "junior": 2, "jnr": 2, "sr": 1, "senior": 1, "snr": 1, "ii": 2, "iii": 3, "iv": 4, "2nd": 2,
    "3rd": 3,
}  # fmt: skip
_PARTICLES: Final = frozenset({
    "al", "el", "ul", "bin", "ibn", "ben", "bint", "bat", "van", "von", "der", "den", "de", "del", "della",
    "di", "da", "das", "dos", "do", "du", "la", "le", "ter", "ten", "y", "e", "o", "oghli", "ogli", "ugli",
    "qizi", "kizi", "uulu", "kyzy",
})  # fmt: skip
_BESIDE: Final = _TITLES | _PARTICLES | _GENERATIONS.keys()
# Abd al-Rahman, Abdel Rahman, Abdurrahman: one word, however it is divided.
_SERVANT: Final = re.compile(
    r"(^| )abd(?![aou]l+ah?\b)(?:[aeou](?:l|r(?=r)))? ?(?:(?:al|el|ul|ur|ar|er) )?(?=[a-z]{3})"
)
_HAN: Final = re.compile("[\u3400-\u9fff\uf900-\ufaff\uac00-\ud7af\u3040-\u30ff\U00020000-\U0003ffff]")
_BARE: Final = re.compile("[\u0590-\u05ff\u0620-\u06ff]")


class NameWords(NamedTuple):
    """`words` are all but titles and particles. `given` and `family` are those of which it is known.

    `bare` words are in a script that leaves vowels out; `han` are the characters of a name in such.
    `generation` is 1 for a senior, 2 for a junior; `gender` 1 for Mr, 2 for Mrs, 0 where no title says it.
    """

    words: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    bare: bool = False
    han: str = ""
    generation: int = 0
    gender: int = 0
    nicknames: tuple[str, ...] = ()
    shown: str = ""


def name_words(full: str, parts: Sequence[str], nickname: str = "", *, fallback: str = "") -> NameWords:
    """The words of a name: as written, else its parts (prefix, given, middle, family, suffix), the nickname,
    or what else a card is called by (`fallback`, a company).
    """
    prefix, given, _, family, suffix = parts
    shown = shown_name(full, parts, nickname, fallback)
    folded = fold(shown)
    words = _names_in(folded)
    told = _BESIDE.intersection(folded.split())
    if prefix or suffix:
        told |= _BESIDE.intersection(fold(f"{prefix} {suffix}").split())
    is_man, is_woman = bool(told & _MEN), bool(told & _WOMEN)
    whole = bool(given and family)
    return NameWords(
        words=words,
        given=tuple(word for word in words_of(given) if word in words) if whole else (),
        family=tuple(word for word in words_of(family) if word in words) if whole else (),
        bare=not shown.isascii() and bool(_BARE.search(shown)),
        han="" if shown.isascii() else "".join(_HAN.findall(shown)),
        generation=max((_GENERATIONS[word] for word in told & _GENERATIONS.keys()), default=0),
        gender=0 if is_man == is_woman else 1 if is_man else 2,
        nicknames=words_of(nickname) if nickname != shown else (),
        shown=shown,
    )


def shown_name(full: str, parts: Sequence[str], nickname: str = "", fallback: str = "") -> str:
    """What a card is called by, as it is written."""
    return full or " ".join(filter(None, parts)) or nickname or fallback


def words_of(written: str) -> tuple[str, ...]:
    """The folded words of a name, without titles, marks of the generation and particles."""
    return _names_in(fold(written))


def _names_in(folded: str) -> tuple[str, ...]:
    if "abd" in folded:
        folded = _SERVANT.sub(r"\1abdul", folded)
    words = folded.split()
    if _BESIDE.isdisjoint(words):
        return tuple(words)
    return tuple(word for word in words if not _is_beside(word, words)) or tuple(words)


def _is_beside(word: str, words: Sequence[str]) -> bool:
    """Whether a word is no name: a title in front, a mark of the generation behind, a particle between."""
    if word in _GENERATIONS:
        return word != words[0]
    if word in _TITLES:
        return word == words[0] or word in _DEGREES
    return word in _PARTICLES and len(word) > 1

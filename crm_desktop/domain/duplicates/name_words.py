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
    given: frozenset[str] = frozenset()
    family: frozenset[str] = frozenset()
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
    prefix, given, _middle, family, suffix = parts
    shown = full or " ".join(filter(None, parts)) or nickname or fallback
    folded = _SERVANT.sub(r"\1abdul", fold(shown)).split()
    told = {*folded, *fold(prefix).split(), *fold(suffix).split()}
    words = tuple(word for word in folded if not _is_beside(word, folded)) or tuple(folded)
    known = frozenset(words)
    gender = 1 if told & _MEN else 2 if told & _WOMEN else 0
    return NameWords(
        words=words,
        given=known.intersection(fold(given).split()) if given and family else frozenset(),
        family=known.intersection(fold(family).split()) if given and family else frozenset(),
        bare=not shown.isascii() and bool(_BARE.search(shown)),
        han="" if shown.isascii() else "".join(_HAN.findall(shown)),
        generation=max((_GENERATIONS[word] for word in told & _GENERATIONS.keys()), default=0),
        gender=gender if gender != 1 or not told & _WOMEN else 0,
        nicknames=tuple(fold(nickname).split()) if nickname and nickname != shown else (),
        shown=shown,
    )


def _is_beside(word: str, words: Sequence[str]) -> bool:
    """Whether a word is no name: a title in front, a mark of the generation behind, a particle between."""
    if word in _GENERATIONS:
        return word != words[0]
    if word in _TITLES and len(word) > 1:
        return word == words[0] or word in _DEGREES
    return word in _PARTICLES and len(word) > 1

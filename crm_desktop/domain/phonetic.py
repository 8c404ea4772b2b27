"""How a folded word sounds: one key for the spellings that one name has in many languages.

It works on the plain Latin spelling that `fold` gives every script, so Юсуф, ዮሴፍ, Yousef and Yusuf meet. What
tells two names apart is kept: the first vowel (Hasan and Husan are brothers), the one before the end (Jamal,
Jamil), and one at the end (Daniel, Daniela).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_LETTERS: Final = re.compile("[a-z]+")
# Longer spellings first. Capitals stand for sounds of their own: C as in church, S as in ship.
_SPELLINGS: Final = (
    ("shch", "S"), ("tsch", "C"), ("sch", "S"), ("tch", "C"), ("chr", "kr"), ("ch", "C"), ("sh", "S"),
    ("dzh", "j"), ("dsch", "j"), ("dj", "j"), ("zh", "j"), ("kh", "h"), ("gh", "g"), ("ph", "f"),
    ("th", "t"), ("dh", "d"), ("bh", "b"), ("ck", "k"), ("cz", "C"), ("tz", "s"), ("ts", "s"), ("ks", "x"),
    ("q", "k"),
)  # fmt: skip
_SOFT_C: Final = re.compile("c(?=[eiy])")
_YE: Final = re.compile("^y(?=e)")
_VOWEL_Y: Final = re.compile("(?<!^)y|^y(?![aeiou])|(?<=[aeiou])j(?![aeiou])")
_VOWEL_W: Final = re.compile("(?<=[aeiou])w(?![aeiou])|(?<=[^aeiou])w(?=[^aeiou]|$)")
_SILENT_H: Final = re.compile("(?<=[aeiou])h(?=n$|$)")
_DOUBLED: Final = re.compile(r"(.)\1+")
_VOWELS: Final = re.compile("[aeiou]+")
_HARD_ENDS: Final = {"d": "t", "b": "p", "g": "k"}
_SAME: Final = str.maketrans({"c": "k", "v": "f", "w": "f", "z": "s", "y": "j"})
_LONG_BEFORE_END: Final = re.compile("[^awy]([wy])[^awy]$")
_READ_AS: Final = {"w": re.compile("[ouw][^aeiouy]+$"), "y": re.compile("[eiy][^aeiouy]+$")}
_CLASSES: Final = {"a": "a", "e": "i", "i": "i", "o": "o", "u": "o"}


@lru_cache(maxsize=50_000)
def sounds(word: str) -> tuple[str, ...]:
    """The keys of a folded word: two words sound the same that share one. None for what is no Latin word.

    An x is read in two ways, as in Alexander and as in Xurshid (Khurshid), and so is an e before the end: it
    stands for an a (Ahmed, Ahmad), an i (Khaled, Khalid) or a u (Yousef, Yusuf).
    """
    if not _LETTERS.fullmatch(word):
        return ()
    plain = word
    for spelled, sound in _SPELLINGS:
        if spelled in plain:
            plain = plain.replace(spelled, sound)
    if "x" not in plain:
        return _keys(plain)
    return (*_keys(plain.replace("x", "ks")), *_keys(plain.replace("x", "h")))


@lru_cache(maxsize=50_000)
def skeletons(word: str) -> tuple[str, ...]:
    """The consonants of a folded word alone, for words of scripts that leave most vowels out."""
    return tuple(dict.fromkeys(key.split("|")[0].lstrip("_") for key in sounds(word)))


@lru_cache(maxsize=20_000)
def bare_skeleton(word: str) -> str:
    """The consonants of a folded word from such a script; its weak letters (alef, waw, ya) are vowels."""
    plain = word.removesuffix("h") if len(word) > 2 else word
    plain = plain[:1].replace("y", "j").replace("a", "") + re.sub("[awy]", "", plain[1:])
    found = sounds(plain)
    return found[0].split("|")[0] if found else ""


def may_be(bare: str, word: str) -> bool:
    """Whether a folded word in such a script may be the other folded word: كريم is Karim and no Karam."""
    if len(bare_skeleton(bare)) < 2 or bare_skeleton(bare) not in skeletons(word):
        return False
    long_vowel = _LONG_BEFORE_END.search(bare)
    return not long_vowel or bool(_READ_AS[long_vowel[1]].search(word))


def _keys(plain: str) -> tuple[str, ...]:
    plain = _SOFT_C.sub("s", plain)
    plain = _YE.sub("", plain)
    plain = _VOWEL_Y.sub("i", plain)
    plain = _VOWEL_W.sub("u", plain)
    plain = plain[:-2] + "a" if plain.endswith("eh") else _SILENT_H.sub("", plain)
    plain = _DOUBLED.sub(r"\1", plain.translate(_SAME))
    vowels = _VOWELS.findall(plain)
    consonants = _DOUBLED.sub(r"\1", _VOWELS.sub("", plain))
    ends = plain[-1] in _CLASSES
    if consonants and not ends:
        consonants = consonants[:-1] + _HARD_ENDS.get(consonants[-1], consonants[-1])
    if not vowels or not consonants:
        return (f"{consonants}|{_first(vowels[0]) if vowels else ''}||",)
    begins = "_" if plain[0] in _CLASSES else ""
    before_end = _last(vowels[-1]) if len(vowels) > 1 and not ends else ("",)
    at_end = _CLASSES[plain[-1]] if ends else ""
    return tuple(f"{begins}{consonants}|{_first(vowels[0])}|{vowel}|{at_end}" for vowel in before_end)


def _first(vowels: str) -> str:
    """The sound of neighbouring vowels is that of the first, but in Joan and Juan."""
    first = _CLASSES[vowels[0]]
    return "oa" if first == "o" and "a" in vowels[1:] else first


def _last(vowels: str) -> tuple[str, ...]:
    """How the vowels before the end may be read."""
    if vowels == "e":
        return ("a", "i", "o")
    if vowels in ("ei", "ai", "ae"):
        return ("a", "i")
    return (_CLASSES[vowels[-1]],)

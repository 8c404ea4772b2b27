"""Names in Arabic script by the sound of their consonants: "ahmad" finds أحمد, "reza" finds رضا.

Arabic script leaves most vowels out, and no two people spell them alike in Latin letters. So the index
gets the consonants of such a word beside its letters, behind a mark that no typed word begins with.
"""

import re
import unicodedata
from itertools import islice, product
from typing import Final

_MARK: Final = "\u0639"
_ARABIC_WORD: Final = re.compile("[\u0620-\u065f\u066e-\u06d3\u200c\u0640]+")
_LATIN_WORD: Final = re.compile("[a-z]{2,}")
_VOWELS: Final = re.compile("[aeiouvwy]+")
_DOUBLED: Final = re.compile(r"(.)\1+")
_SPELLINGS: Final = 6
"""So many ways to read a word are indexed, for the letters that Arabs and Persians read differently."""

# Weak letters (alef, waw, ya, ain, hamza) are missing: they may be vowels, and then nobody can tell which.
_LETTERS: Final = {
    "ب": "b", "پ": "p", "ت": "t", "ث": "s", "ج": "j", "چ": "ch", "ح": "h", "خ": "kh", "د": "d",
    "ذ": "z", "ر": "r", "ز": "z", "ژ": "zh", "س": "s", "ش": "sh", "ص": "s", "ض": "z", "ط": "t",
    "ظ": "z", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ک": "k", "گ": "g", "ل": "l", "م": "m",
    "ن": "n", "ه": "h", "ة": "h", "ھ": "h",
}  # fmt: skip
_READ_DIFFERENTLY: Final = {
    "ث": ("s", "th"), "ج": ("j", "g"), "ذ": ("z", "d"), "ض": ("z", "d"), "ظ": ("z", "d"),
    "ق": ("q", "k", "gh"), "غ": ("gh", "q"), "ژ": ("zh", "j"),
}  # fmt: skip


def index_consonants(text: str) -> list[str]:
    """The marked consonants of each word in Arabic script, with and without the article."""
    if text.isascii():
        return []
    words = _ARABIC_WORD.findall(unicodedata.normalize("NFC", text))
    return list(dict.fromkeys(_marked(spelling) for word in words for spelling in _spellings(word)))


def query_consonants(word: str) -> str | None:
    """The marked consonants of a folded word as it was typed; None for one without any."""
    if not _LATIN_WORD.fullmatch(word):
        return None
    plain = word.replace("x", "kh").replace("ph", "f")
    sounds = _VOWELS.sub(" ", _DOUBLED.sub(r"\1", plain))
    sounds = re.sub("c(?!h)", "k", sounds).replace(" ", "")
    return _marked(sounds) if sounds else None


def _marked(sounds: str) -> str:
    # One consonant alone (Ali) is a whole word or nothing: the beginnings of words would all match it.
    return f"{_MARK}{sounds}" if len(sounds) > 1 else f"{_MARK}{sounds}{_MARK}"


def _spellings(word: str) -> list[str]:
    letters = "".join(ch for ch in word if ch.isalpha() and ch != "\u0640")
    found = _sounds(letters)
    if letters.startswith("ال") and len(letters) > 4:
        found += _sounds(letters[2:])
    return [spelling for spelling in found if spelling]


def _sounds(letters: str) -> list[str]:
    single = _DOUBLED.sub(r"\1", letters)
    choices = [_READ_DIFFERENTLY.get(ch) or (_LETTERS[ch],) for ch in single if ch in _LETTERS]
    return ["".join(spelling) for spelling in islice(product(*choices), _SPELLINGS)]

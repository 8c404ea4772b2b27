"""Alphabetical order for names in any script, as a text whose code points compare in that order.

Not a transliteration: scripts stay together. Within one, case, accents and punctuation do not count,
and letters stand where their readers look for them.
"""

import re
import unicodedata
from typing import Final

from crm_desktop.domain.fold import APOSTROPHES

_NUMBER: Final = re.compile("[0-9]{1,9}")
# Sorts behind every letter: a letter that follows all words of another one is that one with this.
_BEHIND: Final = "\uf8ff"

# Persian order, with Urdu's letters at their places; the Arabic twins of kaf, ya and ha beside theirs.
_PERSIAN: Final = "اأإآٱ ب پ ت ٹ ث ج چ ح خ د ڈ ذ ر ڑ ز ژ س ش ص ض ط ظ ع غ ف ق کك گ ل م نں وؤ هةۀەہھۂۃ یيىئے"
_ARABIC: Final = {ch: chr(0x621 + at) for at, letters in enumerate(_PERSIAN.split(" ")) for ch in letters}
_CYRILLIC: Final = {
    **dict(zip("ёѐѝ", "ееи", strict=True)),
    **{letter: base + _BEHIND for letter, base in zip("єіїґ", "еииг", strict=True)},
    **{letter: "я" + _BEHIND * at for at, letter in enumerate("ўқғҳ", start=1)},
}
_LATIN: Final = {
    **dict(zip("øłđðıħŋŧ", "olddihnt", strict=True)),
    **dict(zip("æœþə", ("ae", "oe", "th", "e" + _BEHIND), strict=True)),
}
_PLACED: Final = {**_ARABIC, **_CYRILLIC, **_LATIN}


def sort_key(name: str) -> str:
    """The key to sort a name by. Numbers count as numbers: "Shop 2" stands before "Shop 10"."""
    if not name.isascii():
        name = unicodedata.normalize("NFC", name)
    key = " ".join(name.translate(_PLACES).split())
    if _NUMBER.search(key):
        key = _NUMBER.sub(lambda run: f"{len(run[0])}{run[0]}", key)
    return key or name.casefold()


def _place(ch: str) -> str:
    if ch in APOSTROPHES:
        return ""
    if not ch.isascii() and (digit := unicodedata.decimal(ch, None)) is not None:
        return str(digit)
    return "".join(map(_of_letter, ch.casefold()))


def _of_letter(ch: str) -> str:
    if (placed := _PLACED.get(ch)) is not None:
        return placed
    if "\u0400" <= ch <= "\u052f":
        return ch
    if "\u30a1" <= ch <= "\u30f6":
        return chr(ord(ch) - 0x60)
    if "\uac00" <= ch <= "\ud7a3":
        return ch
    parts = unicodedata.normalize("NFKD", ch)
    if parts != ch:
        return "".join(_of_letter(part) for part in parts)
    return _of_sign(ch)


def _of_sign(ch: str) -> str:
    kind = unicodedata.category(ch)
    if kind.startswith("M"):
        # Accents and vowel points are ignored; the vowel signs of Indic scripts and Thai are letters.
        return "" if 10 <= unicodedata.combining(ch) < 40 or unicodedata.combining(ch) >= 200 else ch
    if kind == "Cf" or ch == "\u0640":
        return ""
    return " " if kind[0] in "PZC" else ch


class _Places(dict[int, str]):
    """Fills itself with the place of each character at its first use."""

    def __missing__(self, code: int) -> str:
        place = self[code] = _place(chr(code))
        return place


_PLACES: Final = _Places()

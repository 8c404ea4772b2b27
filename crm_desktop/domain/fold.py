"""Folding: one plain Latin spelling for every script, so that any keyboard finds any name.

What is kept and what is typed go through the same folding; `index_words` and `query_words` meet in the
middle. Kept light: the transliteration tables are read at the first character that needs them.
"""

import re
import unicodedata
from functools import cache
from typing import Final

APOSTROPHES: Final = "'`´ʹʻʼʽʾʿˈ‘’‛′＇"
_INSIDE: Final = re.compile(rf"(?<=\w)[{APOSTROPHES}](?=\w)")
# Only from the beginning of a word, and without a step back: a word of 20,000 letters is looked at once.
_HYPHENATED: Final = re.compile(r"(?<!\w)\w++(?:[-\u2010\u2011]\w++)+")
_SYLLABIC: Final = re.compile(
    "[\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff]+"
)
_SUFFIX_SYLLABLES: Final = 8
# Spaces, punctuation, symbols and controls; joiners and direction marks (Cf) divide nothing.
_DIVIDERS: Final = frozenset(
    ("Zs", "Zl", "Zp", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Cc", "Cs", "Co")
)

# One letter, however it is written: the hamza's seats and both alphabets' kaf, ya and ha.
_ARABIC: Final = {
    **dict.fromkeys("اأإآٱٲٳ", "a"),
    **dict.fromkeys("يیىئېۍ", "y"),
    **dict.fromkeys("وؤۆۇۈۋ", "w"),
    **dict.fromkeys("هةەۀہۂۃ", "h"),
    **dict.fromkeys("ءعٔ", ""),
}
# Vowel points are written by few and typed by nobody: Hebrew's, Arabic's and the Quran's.
_POINTS: Final = dict.fromkeys(
    map(
        chr,
        (
            *range(0x591, 0x5BE),
            0x5BF,
            *range(0x5C1, 0x5C8),
            *range(0x64B, 0x660),
            0x670,
            *range(0x6D6, 0x6EE),
        ),
    ),
    "",
)
_OWN: Final = {"ə": "e", "Ə": "e", **_POINTS, **_ARABIC}

# Uzbek in its Latin spelling, for words with a letter that only Uzbek uses.
_UZBEK_LETTERS: Final = re.compile("[ўқғҳЎҚҒҲ]")
_UZBEK: Final = {"ў": "o", "қ": "q", "ғ": "g", "ҳ": "h", "х": "x", "ж": "j", "ъ": "", "ь": "", "э": "e"}
_UZBEK_YE: Final = re.compile("(?<![бвгджзйклмнпрстфхцчшщўқғҳьa-z])е")


def fold(text: str) -> str:
    """The words of `text` in lower-case ASCII, a single space between them.

    Apostrophes vanish, other punctuation divides words; each Han character is a word of its own.
    Letters of scripts without a transliteration stay as they are, in lower case.
    """
    return " ".join(_spelled(text).split())


def index_words(text: str) -> list[str]:
    """The folded words under which `text` is to be found; each is searched by its beginning.

    A hyphenated name gives its parts and the whole, a name behind an apostrophe also stands alone
    (O'Brien: obrien, brien), and a run of Han, kana or hangul gives every ending of itself, so that
    小明 is found inside 王小明.
    """
    words = query_words(text) if text.isascii() else _foreign_words(text)
    if "-" in text or not text.isascii():
        words += ["".join(fold(part).split()) for part in _HYPHENATED.findall(text)]
    if _INSIDE.search(text):
        words += [fold(word[found.end() :]) for word in text.split() if (found := _INSIDE.search(word))]
    return [word for word in words if word]


def query_words(text: str) -> list[str]:
    """The folded words of what was typed; a run of Han, kana or hangul is one word."""
    if text.isascii() or not _SYLLABIC.search(text):
        return _spelled(text).split()
    text = unicodedata.normalize("NFC", text)
    return _spelled(_SYLLABIC.sub(lambda run: f" {_joined(run[0])} ", text)).split()


def _foreign_words(text: str) -> list[str]:
    text = unicodedata.normalize("NFC", text)
    words = _spelled(_SYLLABIC.sub(" ", text)).split()
    for run in _SYLLABIC.findall(text):
        words += _endings(run)
    words += [fold(_uzbek(word)) for word in text.split() if _UZBEK_LETTERS.search(word)]
    return words


def _endings(run: str) -> list[str]:
    # The cap keeps a page of Chinese notes linear; nobody types more than a few syllables.
    syllables = [_folded_character(ord(ch)).strip() for ch in run]
    return ["".join(syllables[at : at + _SUFFIX_SYLLABLES]) for at in range(len(syllables))]


def _joined(run: str) -> str:
    return "".join(_folded_character(ord(ch)).strip() for ch in run[:_SUFFIX_SYLLABLES])


def _uzbek(word: str) -> str:
    word = _UZBEK_YE.sub("ye", word.lower())
    return "".join(_UZBEK.get(ch, ch) for ch in word)


def _spelled(text: str) -> str:
    if text.isascii():
        return text.translate(_ASCII)
    return unicodedata.normalize("NFC", text).translate(_CHARACTERS)


def _ascii_character(code: int) -> str:
    ch = chr(code)
    if ch in APOSTROPHES:
        return ""
    return ch.lower() if ch.isalnum() else " "


@cache
def _folded_character(code: int) -> str:
    ch = chr(code)
    if code < 128 or ch in APOSTROPHES:
        return _ascii_character(code)
    if (own := _OWN.get(ch)) is not None:
        return own
    spelled = _transliterated(ch)
    if not spelled and ch.isalpha() and unicodedata.category(ch) != "Lm":
        return ch.casefold()
    folded = spelled.translate(_ASCII)
    if _SYLLABIC.match(ch) and not "\u3040" <= ch <= "\u30ff":
        return f" {folded} "
    if not spelled and unicodedata.category(ch) in _DIVIDERS:
        return " "
    return folded


def _transliterated(ch: str) -> str:
    from anyascii import anyascii

    return anyascii(ch)


class _Characters(dict[int, str]):
    """Fills itself with the folding of each character at its first use."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _folded_character(code)
        return folded


_ASCII: Final = {code: _ascii_character(code) for code in range(128)}
_CHARACTERS: Final = _Characters(_ASCII)

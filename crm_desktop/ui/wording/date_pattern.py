"""A locale's date with any part left out: taken from its long format, since Qt has none without a year."""

import re
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QLocale

_TOKEN = re.compile(r"d{1,4}|M{1,4}|y{2,4}")
_QUOTED = re.compile(r"'([^']*)'")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of the date, what clings to it ("." in "18.", "年"), and what parts it from the next."""

    letter: str
    numeric: bool
    clinging: str
    divider: str


def write_date(
    locale: QLocale, *, year: int | None, month: int | None, month_word: str, day: int | None
) -> str:
    """The parts that are known, in the locale's order, with its digits and marks."""
    numbers = QLocale(locale)
    numbers.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    text, divider = "", ""
    for piece in _pieces(locale.name()):
        part = {"y": year, "M": month, "d": day}[piece.letter]
        if part is None:
            continue
        word = month_word if piece.letter == "M" and not piece.numeric else numbers.toString(part)
        text += divider + word + piece.clinging
        divider = piece.divider
    return text.removesuffix(".") if text.endswith("..") else text


@lru_cache(maxsize=8)
def _pieces(locale_name: str) -> tuple[_Piece, ...]:
    pattern = QLocale(locale_name).dateFormat(QLocale.FormatType.LongFormat)
    tokens = [found for found in _TOKEN.finditer(pattern) if not _is_quoted(pattern, found.start())]
    kept = [found for found in tokens if not found[0].startswith("ddd")]
    pieces = []
    for found in kept:
        follower = next((other for other in tokens if other.start() > found.start()), None)
        between = pattern[found.end() : follower.start() if follower else len(pattern)]
        clinging, divider = _cut(_QUOTED.sub(r"\1", between), last=follower is None)
        pieces.append(_Piece(found[0][0], found[0][0] != "M" or len(found[0]) < 3, clinging, divider))
    return tuple(pieces)


def _is_quoted(pattern: str, position: int) -> bool:
    return pattern.count("'", 0, position) % 2 == 1


def _cut(between: str, *, last: bool) -> tuple[str, str]:
    """What clings to the part before, and what parts it from the next."""
    if last:
        return between.rstrip(" ,"), ""
    length = 0
    while length < len(between) and (between[length] == "." or between[length].isalpha()):
        length += 1
    return between[:length], between[length:] or ("" if length else " ")


def order_of_parts(locale: QLocale) -> str:
    """In which order the locale writes day, month and year: "dMy", "Mdy", "yMd"."""
    return "".join(piece.letter for piece in _pieces(locale.name()))

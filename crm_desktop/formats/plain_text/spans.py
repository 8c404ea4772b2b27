"""What can be told by its form alone, in a line: e-mail addresses, links, handles, phones, birthdays."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from crm_desktop.formats.plain_text.days import days_in
from crm_desktop.formats.plain_text.looks import label_of, stripped
from crm_desktop.formats.plain_text.pieces import Piece, What

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_EMAIL: Final = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}+@(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24}(?![\w-])"
)
_LINK: Final = re.compile(r"(?<!\w)(?:https?://|www\.)[^\s\0<>\"'，。；、）)\]]{3,600}", re.IGNORECASE)
_DOMAIN: Final = re.compile(
    r"(?<![\w@.\-/])(?:[a-z0-9][a-z0-9-]{0,62}+\.){1,4}"
    r"(?:com|org|net|info|biz|io|me|eu|co|app|dev|shop|de|at|ch|uk|ie|fr|it|es|pt|nl|be|pl|se|no|fi|dk|cz|ru|uz|kz|"
    r"kg|tj|ua|by|ir|af|tr|sa|ae|eg|iq|et|ke|za|ng|cn|tw|jp|kr|in|us|ca|au|nz|br|mx)"
    r"(?:/[^\s\0<>\"'，。；、）)\]]{0,400})?(?![\w@-])",
    re.IGNORECASE,
)
_HANDLE: Final = re.compile(r"(?<![\w@./])@[A-Za-z][A-Za-z0-9_.]{2,40}(?![\w@])")
_PHONE: Final = re.compile(
    r"(?<![\dA-Za-z_])(?:\([+＋]?|（|[+＋](?:[ (]{0,2}))?\d"
    r"[\d\u00a0\u2009\u202f .()\-‐‑‒–—−/\u200e\u200f\u202a-\u202e\u2066-\u2069（）]{3,60}"
)
_EXTENSION: Final = re.compile(
    r"[\s,;(]{0,3}(?:ext\.?|extension|x|доб\.?|вн\.?|durchwahl|dw|داخلی|تحويلة|内线|分机|ውስጥ)[\s.:]{0,2}\d{1,6}\)?",
    re.IGNORECASE,
)
_NUMBER_MARK: Final = re.compile(
    r"[№#]\s?$|(?:№|No\.?|Nr\.?|order|bestellung|invoice|rechnung|заказ|сч[её]т)[\s:]{0,2}$",
    re.IGNORECASE,
)
_MONEY: Final = re.compile(
    r"\s?(?:€|\$|£|₽|руб|сум|so['ʻ‘’]m|birr|ብር|usd|eur|etb|uzs|zar|تومان|ریال|元|%|kg|кг|км|km)",
    re.IGNORECASE,
)
_APART: Final = re.compile(r"/| {2,}|(?<=\d) ?[–—] ?(?=[+0])")
_NEXT: Final = re.compile(r" (?=[08+])")
_SIGNS: Final = (
    " .-‐‑‒–—−/\u00a0\u2009\u202f\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_LEAST, _MOST, _WHOLE = 7, 15, 10
_OLD_ENOUGH: Final = 5
"""Years: a whole day so far back, in a line about somebody, is a birthday without anybody saying so."""


@dataclass(frozen=True, slots=True)
class Reader:
    """What is known of who pastes: `understand` gives the international form of a phone number, `country`
    (ISO 3166) and `this_year` tell how days are written.
    """

    understand: Callable[[str], str | None]
    country: str
    this_year: int


def spans_in(line: str, at: int, reader: Reader, *, strict: bool = False) -> list[Piece]:
    """The pieces of a line that begins `at` this place of the text, in their order, none over another.

    `strict`: among sentences, where numbers and days may be something else.
    """
    pieces: list[Piece] = []
    masked = line
    for find in (_emails, _links, _handles):
        new = list(find(masked, at))
        pieces += new
        masked = _masked(masked, new, at)
    days = _birthdays(masked, at, reader, strict=strict)
    pieces += days
    masked = _masked(masked, days, at)
    pieces += _phones(masked, at, reader, strict=strict)
    return sorted(pieces, key=lambda piece: piece.start)


def _emails(line: str, at: int) -> Iterator[Piece]:
    for found in _EMAIL.finditer(line):
        yield Piece(What.EMAIL, found[0], at + found.start(), at + found.end())


def _links(line: str, at: int) -> Iterator[Piece]:
    taken: list[Piece] = []
    for form in (_LINK, _DOMAIN):
        for found in form.finditer(_masked(line, taken, at)):
            text = found[0].rstrip(".,;:!?")
            start = at + found.start()
            service = "Telegram" if text.removeprefix("https://").lower().startswith("t.me/") else ""
            what = What.MESSENGER if service else What.LINK
            taken.append(Piece(what, text, start, start + len(text), service))
    yield from taken


def _handles(line: str, at: int) -> Iterator[Piece]:
    for found in _HANDLE.finditer(line):
        text = found[0].rstrip(".")
        yield Piece(What.MESSENGER, text, at + found.start(), at + found.start() + len(text))


def _birthdays(line: str, at: int, reader: Reader, *, strict: bool) -> list[Piece]:
    pieces: list[Piece] = []
    if not any(map(str.isdecimal, line)):
        return pieces
    for day in days_in(line, country=reader.country, this_year=reader.this_year):
        year = day.date.year
        old = day.is_whole and year is not None and year <= reader.this_year - _OLD_ENOUGH
        if day.said or (old and not strict):
            if day.first < day.start:
                pieces.append(_label(line, at, day.first, day.start))
            pieces.append(Piece(What.BIRTHDAY, line[day.start : day.end], at + day.start, at + day.end))
            if day.last > day.end:
                pieces.append(_label(line, at, day.end, day.last))
        elif day.is_whole:
            # Some other day: no part of it is a phone.
            pieces.append(Piece(What.NOTE, line[day.start : day.end], at + day.start, at + day.end))
    return pieces


def _label(line: str, at: int, start: int, end: int) -> Piece:
    return Piece(What.LABEL, line[start:end], at + start, at + end)


def _phones(line: str, at: int, reader: Reader, *, strict: bool) -> Iterator[Piece]:
    for found in _PHONE.finditer(line):
        for start, end in _apart(line, found.start(), found.end(), reader):
            labelled = _label_before(line, start)
            if not _is_phone(line, start, end, reader, strict=strict, labelled=labelled is not None):
                continue
            if extension := _EXTENSION.match(line, end):
                end = extension.end()
            yield Piece(What.PHONE, line[start:end], at + start, at + end, labelled or "")


def _label_before(line: str, start: int) -> str | None:
    """The label of a number by the word before it; None where no word says that it is a phone."""
    words = stripped(line[max(0, start - 30) : start]).split()
    for count in (3, 2, 1):
        if len(words) >= count and (known := label_of(" ".join(words[-count:]))):
            return known[1] if known[0] is What.PHONE else None
    return None


def _apart(line: str, start: int, end: int, reader: Reader) -> Iterator[tuple[int, int]]:
    """The numbers of a run of digits, which may be several: divided by strokes or wide gaps, or each a
    whole number that begins with a zero or a plus.
    """
    places = [start, *(found.end() for found in _APART.finditer(line, start, end)), end]
    parts = [_trimmed(line, one, two) for one, two in pairwise(places)]
    whole = _trimmed(line, start, end)
    if len(parts) > 1 and all(_digits(line, *part) >= 5 for part in parts):
        yield from parts
    elif _digits(line, *whole) <= _MOST:
        yield whole
    else:
        yield from _each_whole(line, *whole, reader)


def _each_whole(line: str, start: int, end: int, reader: Reader) -> Iterator[tuple[int, int]]:
    begins = [start, *(found.end() for found in _NEXT.finditer(line[start:end]))]
    places = [start, *(start + one for one in begins[1:]), end]
    parts = [_trimmed(line, one, two) for one, two in pairwise(places)]
    joined: list[tuple[int, int]] = []
    for part in parts:
        if joined and _digits(line, *joined[-1]) < _WHOLE:
            joined[-1] = (joined[-1][0], part[1])
        else:
            joined.append(part)
    if len(joined) > 1 and all(reader.understand(line[one:two]) for one, two in joined):
        yield from joined


def _trimmed(line: str, start: int, end: int) -> tuple[int, int]:
    while end > start and line[end - 1] in _SIGNS:
        end -= 1
    if end > start and line[end - 1] in "(（":
        end -= 1
        return _trimmed(line, start, end)
    if end > start and line[end - 1] in ")）" and not any(ch in "(（" for ch in line[start:end]):
        return _trimmed(line, start, end - 1)
    while start < end and line[start] in _SIGNS:
        start += 1
    if start < end and line[start] in "(（" and not any(ch in ")）" for ch in line[start:end]):
        start += 1
    return start, end


def _digits(line: str, start: int, end: int) -> int:
    return sum(map(str.isdecimal, line[start:end]))


def _is_phone(line: str, start: int, end: int, reader: Reader, *, strict: bool, labelled: bool) -> bool:
    text, count = line[start:end], _digits(line, start, end)
    if count > _MOST or count < (3 if labelled else _LEAST):
        return False
    if end < len(line) and (line[end].isalpha() and line[end].isascii()) and not _EXTENSION.match(line, end):
        return False
    if labelled:
        return True
    if _MONEY.match(line, end) or _NUMBER_MARK.search(line[max(0, start - 12) : start]):
        return False
    if reader.understand(text) is not None:
        return not strict or text[:1] in "+＋(0" or count >= 9
    return not strict and count <= 12


def _masked(line: str, pieces: list[Piece], at: int) -> str:
    if not pieces:
        return line
    parts, done = [], 0
    for piece in sorted(pieces, key=lambda one: one.start):
        start, end = max(piece.start - at, done), piece.end - at
        if end > start:
            parts += [line[done:start], "\0" * (end - start)]
            done = end
    return "".join([*parts, line[done:]])

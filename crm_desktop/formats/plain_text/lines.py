"""The lines of a pasted text, each with what was found in it by its form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from crm_desktop.formats.plain_text.pieces import Piece, What
from crm_desktop.formats.plain_text.segments import Segment, parts_of
from crm_desktop.formats.plain_text.spans import spans_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_desktop.formats.plain_text.spans import Reader

_BREAK: Final = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_BULLET: Final = re.compile(
    r"\s*(?:[-–—*•·▪●◦‣►>+]\s+|[•▪●◦‣►✓✔]\s*|\d{1,4}[.)\]:、．][ \t]*+(?!\d)|\d{1,3}[.)][ \t]++(?=[+0])|"
    r"\(\d{1,3}\)[ \t]*+(?![\d+(])|№\s?\d{1,4}[.)]?\s++)"
)
"""What counts or marks lines; not the "(217)" of a number."""
_LONGEST: Final = 20_000
"""Characters of a line that are looked at; nobody is told of in a longer one."""
CONTACTS: Final = frozenset((What.PHONE, What.EMAIL))


@dataclass(frozen=True, slots=True)
class Line:
    """`number` counts from 1; `bullet` is how many characters at its beginning only count or mark it."""

    text: str
    start: int
    number: int
    spans: tuple[Piece, ...]
    bullet: int = 0

    @property
    def end(self) -> int:
        """Where it ends in the whole text."""
        return self.start + len(self.text)

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to read in it: no letter and no digit."""
        return not any(map(str.isalnum, self.text))

    @property
    def has_contact(self) -> bool:
        """Whether a phone or an e-mail address stands in it."""
        return any(span.what in CONTACTS for span in self.spans)

    def parts(self) -> list[Piece | Segment]:
        """What stands in it, in order; its number first, if it has one."""
        begin, end = self.bullet, self.bullet + _LONGEST
        parts = parts_of(self.text[begin:end], self.start + begin, self.spans)
        mark = self.text[:begin]
        if any(map(str.isalnum, mark)):
            parts.insert(0, Piece(What.LABEL, mark, self.start, self.start + begin))
        if rest := self.text[end:].rstrip():
            parts.append(Piece(What.NOTE, rest, self.start + end, self.start + end + len(rest)))
        return parts

    def first_words(self) -> Segment | None:
        """The first words that are no label."""
        for part in self.parts():
            if isinstance(part, Segment):
                return part
            if part.what is not What.LABEL:
                return None
        return None


def lines_of(text: str, reader: Reader, *, strict: bool = False) -> Iterator[Line]:
    """The lines; with `strict` numbers and days in them may be something else (see `spans_in`)."""
    at, number = 0, 1
    for end, after in _breaks(text):
        words = text[at:end]
        found = _BULLET.match(words)
        bullet = found.end() if found else 0
        looked_at = words[bullet : bullet + _LONGEST]
        spans = spans_in(looked_at, at + bullet, reader, strict=strict)
        yield Line(words, at, number, tuple(spans), bullet)
        at, number = after, number + 1


def _breaks(text: str) -> Iterator[tuple[int, int]]:
    for found in _BREAK.finditer(text):
        yield found.start(), found.end()
    yield len(text), len(text)

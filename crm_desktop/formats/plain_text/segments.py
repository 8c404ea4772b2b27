"""The words of a line between what was found by its form: divided, and told by how they look."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from crm_desktop.formats.plain_text.looks import (
    has_legal_form,
    is_address,
    is_company,
    is_title,
    label_of,
    stripped,
)
from crm_desktop.formats.plain_text.pieces import Piece, What
from crm_desktop.formats.plain_text.places import is_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DIVIDERS: Final = re.compile(
    r"\t|[;|•·,،、，；]|\s[-–—/]\s|\s\s\s+|\((?!(?:Pty|Pvt)\))|(?<!\((?:Pty|Pvt))\)|[（）<>\[\]]",
    re.IGNORECASE,
)
_COLUMNS: Final = re.compile(r"\t|[;|,،，；]")
_LABELLED: Final = re.compile(r"\s*([^\W\d_][^:：\n]{0,28}?)\s?[:：=]\s*")
_LAST_WORD: Final = re.compile(r"(?<!\S)(\S{1,30})\s{0,3}$")
_LAST_TWO: Final = re.compile(r"(?<!\S)(\S{1,20} \S{1,20})\s{0,3}$")
_HARD: Final = re.compile(r"[\t;|•·\n]")
_EDGES: Final = " \t\u00a0\u200e\u200f,.;:|•·–—-()[]<>、，。；：（）=/*"
_LONGEST_TAIL: Final = 60
_LABELLED_ALIKE: Final = {
    What.PHONE: (What.PHONE, What.MESSENGER),
    What.EMAIL: (What.EMAIL,),
    What.LINK: (What.LINK, What.MESSENGER),
    What.MESSENGER: (What.MESSENGER, What.PHONE, What.LINK),
    What.BIRTHDAY: (What.BIRTHDAY,),
}
"""What may say of a piece which one it is."""
_OPENING: Final = "\"'«“„‘’+@&#№$€£*_"
_RUNNING: Final = frozenset((What.ADDRESS, What.NOTE, What.COMPANY, What.TITLE))
"""What may hold commas where a label says what it is."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a line; its place among the columns. `said` is what a label before it says it is."""

    text: str
    start: int
    column: int = 0
    said: What | None = None

    @property
    def end(self) -> int:
        """Where it ends in the whole text."""
        return self.start + len(self.text)

    def piece(self, what: What, start: int = 0, end: int | None = None) -> Piece:
        """All of it, or from `start` to `end` of it, as what it is."""
        text = self.text[start:end]
        return Piece(what, text, self.start + start, self.start + start + len(text), column=self.column)

    def behind(self, start: int) -> Segment | None:
        """What is left of it from there on; None where no word is."""
        rest = self.text[start:]
        lead = len(rest) - len(rest.lstrip(_EDGES))
        if not any(map(str.isalnum, rest)):
            return None
        return replace(self, text=rest[lead:], start=self.start + start + lead)


def parts_of(line: str, at: int, spans: Sequence[Piece]) -> list[Piece | Segment]:
    """What was found in a line by its form, and the words between, in order, divided by punctuation.

    Words that only say what stands beside them are labels already.
    """
    parts = list(_parts(line, at, spans))
    for place, part in enumerate(parts):
        if isinstance(part, Piece) and part.what in _LABELLED_ALIKE:
            _take_label_before(parts, place, part)
            _take_label_behind(parts, place, line, at)
    return _joined([part for part in parts if part is not None], line, at)


def _parts(line: str, at: int, spans: Sequence[Piece]) -> Iterator[Piece | Segment | None]:
    done, column = at, 0
    for piece in (*spans, None):
        stop = piece.start if piece else at + len(line)
        for segment in _divided(line, at, done, stop, column):
            yield from _with_label(segment)
        if piece is None:
            return
        column += len(_COLUMNS.findall(line, done - at, stop - at))
        yield None  # room for a label that is cut off the words before
        yield replace(piece, column=column)
        done = piece.end


def _take_label_before(parts: list[Piece | Segment | None], place: int, piece: Piece) -> None:
    """ "Anna моб. 8 912…": the last words before a piece say which one it is."""
    before = parts[place - 2] if place > 1 else None
    if not isinstance(before, Segment) or before.said is not None:
        return
    cut, label = _trailing_label(before.text, piece.what)
    if cut == len(before.text):
        return
    parts[place] = replace(piece, label=piece.label or label)
    parts[place - 1] = before.piece(What.LABEL, cut)
    rest = before.text[:cut].rstrip(_EDGES)
    parts[place - 2] = replace(before, text=rest) if any(map(str.isalnum, rest)) else None


def _take_label_behind(parts: list[Piece | Segment | None], place: int, line: str, at: int) -> None:
    """ "8 912… (моб.)": a word behind a phone that says which one it is."""
    phone = parts[place]
    behind = parts[place + 1] if place + 1 < len(parts) else None
    if not isinstance(behind, Segment) or not isinstance(phone, Piece) or phone.label:
        return
    between, after = line[phone.end - at : behind.start - at], line[behind.end - at :].lstrip()[:1]
    if between.strip() in ("", "(", "（") and (after in ("", ")", "）", ",", ";") or after.isalpha()):
        known = label_of(behind.text)
        if known and known[0] is What.PHONE and known[1]:
            parts[place] = replace(phone, label=known[1])
            parts[place + 1] = behind.piece(What.LABEL)


def _trailing_label(text: str, what: What) -> tuple[int, str]:
    """Where a label of such a piece begins at the end of words, and which one it says; the length of the text
    where there is none.
    """
    tail = text[-_LONGEST_TAIL:]
    for form in (_LAST_TWO, _LAST_WORD):
        found = form.search(tail)
        known = label_of(found[1]) if found else None
        if found and known and known[0] in _LABELLED_ALIKE[what]:
            label = stripped(found[1]) if known[0] is What.MESSENGER else known[1]
            return len(text) - len(tail) + found.start(1), label
    return len(text), ""


def _joined(parts: list[Piece | Segment], line: str, at: int) -> list[Piece | Segment]:
    """Behind "Address:" commas divide nothing: what follows is one address up to the next thing found."""
    joined: list[Piece | Segment] = []
    for part in parts:
        last = joined[-1] if joined else None
        if (
            isinstance(part, Segment)
            and isinstance(last, Segment)
            and last.said in _RUNNING
            and part.said is None
            and not _HARD.search(line, last.end - at, part.start - at)
        ):
            joined[-1] = replace(last, text=line[last.start - at : part.end - at])
        else:
            joined.append(part)
    return joined


def _divided(line: str, at: int, start: int, stop: int, column: int) -> Iterator[Segment]:
    begin = start
    for found in (*_DIVIDERS.finditer(line, start - at, stop - at), None):
        end = at + found.start() if found else stop
        if segment := _trimmed(line, at, begin, end, column):
            yield segment
        if found:
            column += _COLUMNS.match(found[0]) is not None
            begin = at + found.end()


def _trimmed(line: str, at: int, start: int, end: int, column: int) -> Segment | None:
    text = line[start - at : end - at]
    kept = text.strip(_EDGES)
    if not any(map(str.isalnum, kept)):
        return None
    # Pictures before a name are no part of it.
    kept = kept[next(place for place, ch in enumerate(kept) if ch.isalnum() or ch in _OPENING) :]
    lead = text.index(kept)
    # A point belongs to what is shortened: "Co.", "S."
    if kept[-1].isalpha() and text[lead + len(kept) :][:1] == ".":
        kept += "."
    return Segment(kept, start + lead, column)


def _with_label(segment: Segment) -> Iterator[Piece | Segment]:
    """A label at the beginning of a segment, or all of it, is a piece of its own."""
    found = _LABELLED.match(segment.text)
    known = label_of(found[1]) if found else None
    if found is None or known is None:
        yield segment
        return
    yield segment.piece(What.LABEL, 0, len(found[0].rstrip()))
    if rest := segment.behind(found.end()):
        yield replace(rest, said=known[0])


def told(text: str) -> What:
    """What words are that stand alone: a place, an address, a title, a company; else a note."""
    if is_place(stripped(text)):
        return What.PLACE
    if has_legal_form(text):
        return What.COMPANY
    if is_address(text):
        return What.ADDRESS
    if is_title(text):
        return What.TITLE
    return What.COMPANY if is_company(text) else What.NOTE

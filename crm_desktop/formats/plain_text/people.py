"""People in lines: each in a line of a list, or in a block of lines as a signature is."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from crm_desktop.formats.plain_text.lines import CONTACTS
from crm_desktop.formats.plain_text.looks import has_legal_form, is_name, is_sign_off, leading_name, stripped
from crm_desktop.formats.plain_text.pieces import Person, Piece, What
from crm_desktop.formats.plain_text.segments import told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from crm_desktop.formats.plain_text.lines import Line
    from crm_desktop.formats.plain_text.segments import Segment

_SHORT: Final = 6
"""Words: a line of more is a sentence, and no company."""
_MOST_OF: Final = 0.5


class PersonMaker:
    """Gathers the pieces of one person, and tells words by what is known already."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._start: int | None = None
        self._end = self._line = 0

    @property
    def is_empty(self) -> bool:
        """Whether no line was taken."""
        return self._start is None

    def has(self, *kinds: What) -> bool:
        """Whether a piece of one of these kinds is there."""
        return any(piece.what in kinds for piece in self.pieces)

    def person(self) -> Person:
        """The person, as far as they are known. Raises nothing; may have no name."""
        return Person(tuple(_named(self.pieces)), self._start or 0, self._end, self._line)

    def take(self, line: Line, *, signature: bool) -> None:
        """Take over what stands in a line; in a signature the words near the name are its company's."""
        if self._start is None:
            self._start, self._line = line.start, line.number
        self._end = line.end
        if is_sign_off(stripped(line.text)):
            self.pieces.append(Piece(What.LABEL, line.text, line.start, line.end))
            return
        for part in line.parts():
            if isinstance(part, Piece):
                self.pieces.append(part)
            elif not self._is_given_name(part, line):
                self._take_words(part, signature=signature)

    def _take_words(self, words: Segment, *, signature: bool) -> None:
        if words.said is not None:
            known = words.said
            # A label that promises what is not there: "Tel: ask Anna".
            promised = known in (What.PHONE, What.EMAIL, What.LINK, What.BIRTHDAY, What.LABEL)
            self.pieces.append(words.piece(What.NOTE if promised else known))
            return
        what = told(words.text)
        end = 0
        if not self.has(What.NAME) and what is not What.PLACE:
            end = leading_name(words.text)
        if end and (what is What.NOTE or end < len(words.text)) and not _is_one(what, words.text, end):
            self._take_name(words, end, signature=signature)
            return
        if what is What.NOTE and signature and self.pieces and self.pieces[-1].what is What.ADDRESS:
            what = What.ADDRESS if len(words.text.split()) <= _SHORT else what
        if what is What.NOTE and signature and self._is_firm(words):
            what = What.COMPANY
        self.pieces.append(words.piece(what))

    def _is_given_name(self, words: Segment, line: Line) -> bool:
        """ "Müller, Anna" is one name."""
        last = self.pieces[-1] if self.pieces else None
        if last is None or last.what is not What.NAME or words.said is not None:
            return False
        if line.text[last.end - line.start : words.start - line.start] != ", " or " " in last.text:
            return False
        cased = words.text[:1].isupper() and last.text[:1].isupper()
        if (
            not cased
            or len(words.text.split()) > 2
            or not is_name(words.text)
            or told(words.text) is not What.NOTE
        ):
            return False
        whole = line.text[last.start - line.start : words.end - line.start]
        self.pieces[-1] = replace(last, text=whole, end=words.end)
        return True

    def _take_name(self, words: Segment, end: int, *, signature: bool) -> None:
        self.pieces.append(words.piece(What.NAME, 0, end))
        rest = words.behind(end)
        while rest is not None:
            size = _first_of(rest.text)
            what = told(rest.text[:size])
            self.pieces.append(rest.piece(what, 0, size))
            rest = rest.behind(size)

    def _is_firm(self, words: Segment) -> bool:
        """In a signature what stands right under the name is where somebody works."""
        return (
            self.has(What.NAME)
            and not self.has(What.COMPANY, What.PHONE, What.EMAIL, What.ADDRESS)
            and len(words.text.split()) <= _SHORT
        )


def people_of_lines(lines: Sequence[Line]) -> Iterator[Person]:
    """Everyone of a list. A line without a name goes to the person above, a heading to the one below."""
    maker = PersonMaker()
    for line in lines:
        if line.is_blank:
            continue
        heading = (
            not line.spans and stripped(line.text) != line.text.strip() and line.text.rstrip().endswith(":")
        )
        if not maker.is_empty and not _continues(maker, line):
            yield maker.person()
            maker = PersonMaker()
        if heading and maker.is_empty:
            maker.take(replace(line, text=line.text.rstrip()), signature=False)
            words = line.text.strip()
            start = line.start + line.text.index(words)
            maker.pieces[:] = [Piece(What.NOTE, words, start, start + len(words))]
            continue
        maker.take(line, signature=False)
    if not maker.is_empty:
        yield maker.person()


def people_of_blocks(lines: Sequence[Line]) -> Iterator[Person]:
    """Everyone of lines that belong together, divided by blank ones or where everything begins again."""
    maker = PersonMaker()
    after_blank = False
    there = [line for line in lines if not line.is_blank]
    following = dict(zip((line.number for line in there), there[1:], strict=False))
    for line in lines:
        if line.is_blank:
            after_blank = True
            continue
        after = following.get(line.number)
        if not maker.is_empty and _begins_anew(maker, line, after, after_blank=after_blank):
            yield maker.person()
            maker = PersonMaker()
        maker.take(line, signature=True)
        after_blank = False
    if not maker.is_empty:
        yield maker.person()


def alike(people: Sequence[Person]) -> list[Person]:
    """What stands in the same column of most lines is the same in all of them.

    So that a town or a trade that nobody knows is understood by its neighbours.
    """
    seen: dict[int, Counter[What]] = {}
    for person in people:
        for piece in person.pieces:
            if piece.column > 0 and piece.what is not What.LABEL:
                seen.setdefault(piece.column, Counter())[piece.what] += 1
    wanted: dict[int, What] = {}
    for column, kinds in seen.items():
        notes = kinds.pop(What.NOTE, 0)
        if notes and kinds:
            best, count = kinds.most_common(1)[0]
            if best in (What.PLACE, What.COMPANY, What.TITLE) and count >= _MOST_OF * (
                notes + sum(kinds.values())
            ):
                wanted[column] = best
    if not wanted:
        return list(people)
    return [replace(person, pieces=tuple(_as_wanted(person.pieces, wanted))) for person in people]


def _as_wanted(pieces: Iterable[Piece], wanted: dict[int, What]) -> Iterator[Piece]:
    for piece in pieces:
        fits = piece.what is What.NOTE and piece.column in wanted and len(piece.text.split()) <= _SHORT
        yield replace(piece, what=wanted[piece.column]) if fits else piece


def _continues(maker: PersonMaker, line: Line) -> bool:
    """Whether a line of a list says more of the same person: without a name, of one who lacks just that."""
    if all(piece.what in (What.NOTE, What.LABEL) for piece in maker.pieces):
        return not maker.has(What.NAME) and maker.pieces[-1].text.rstrip().endswith(":")
    first = line.first_words()
    if line.bullet or (first is not None and leading_name(first.text)):
        return False
    return not any(maker.has(span.what) for span in line.spans)


def _begins_anew(maker: PersonMaker, line: Line, after: Line | None, *, after_blank: bool) -> bool:
    """Whether a line of a block is about somebody else than the lines above."""
    first = line.first_words()
    if first is None or not maker.has(What.NAME):
        return False
    if first.said is not None:
        return first.said is What.NAME
    if not is_name(first.text) or told(first.text) is not What.NOTE:
        return False
    if after_blank and maker.has(What.PHONE, What.EMAIL):
        return True
    # A signature goes on with a company. Who stands above a number of a kind that is there already is
    # somebody else.
    reach = line if line.has_contact else after
    return reach is not None and any(span.what in CONTACTS and maker.has(span.what) for span in reach.spans)


def _first_of(text: str) -> int:
    """How many characters behind a name belong together: up to a word that says something else."""
    words = text.split(" ")
    size = 0
    first = told(text)
    if first in (What.NOTE, What.PLACE):
        return len(text)
    for count in range(1, min(len(words), 2 * _SHORT)):
        size = len(" ".join(words[:count]))
        if told(text[:size]) is What.PLACE or (
            told(text[:size]) is What.NOTE and told(text[size:].strip()) is first
        ):
            return size
    return len(text)


def _is_one(what: What, text: str, end: int) -> bool:
    """Whether words that begin like a name are a company, a title or a street as a whole."""
    if what is What.COMPANY and end < len(text):
        # "Иванов Сергей ООО Ромашка" are two things, "Müller GmbH" and "Oriental Tex Trading" are one.
        rest = text[end:].split()
        return len(rest) < 2 or not has_legal_form(rest[0])
    return what is What.ADDRESS or (what in (What.COMPANY, What.TITLE) and end == len(text))


def _named(pieces: list[Piece]) -> Iterator[Piece]:
    """Nobody goes without a name where words are left that may be one."""
    missing = not any(piece.what in (What.NAME, What.COMPANY, What.PHONE, What.EMAIL) for piece in pieces)
    for piece in pieces:
        if missing and piece.what is not What.LABEL and len(piece.text) <= 10 * _SHORT:
            missing = False
            yield replace(piece, what=What.NAME)
        else:
            yield piece

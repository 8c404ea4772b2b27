"""How a pasted text tells of people: guessed by its lines."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Final

from crm_desktop.formats.plain_text.looks import is_greeting, is_name, leading_name
from crm_desktop.formats.plain_text.messages import introduces, is_chat
from crm_desktop.formats.plain_text.pieces import PastedKind, What
from crm_desktop.formats.plain_text.segments import told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.formats.plain_text.lines import Line

_SENTENCE: Final = 8
"""Words of a line that are nothing else: a sentence."""
_LOOKED_AT: Final = 300
"""Lines that tell."""
_ENDED: Final = re.compile(r"(?:[^\W\d_]{3}[.!?]|[。！？؟።])(?:\s|$)")
"""A sentence is over: not behind what is shortened ("S.A.")."""
_MARKED: Final = 0.6
_PROGRAMS: Final = re.compile(r"\s{0,20}(?:BEGIN\s?:\s?VCARD|(?:version:\s?1\s+)?dn::?\s)", re.IGNORECASE)
_BEGINNING: Final = 1 << 16


def is_file(text: str) -> bool:
    """Whether a program wrote it: contact cards, an address book, or a table that names its columns."""
    if _PROGRAMS.match(text):
        return True
    from crm_desktop.formats.sheets.headings import meaning_of
    from crm_desktop.formats.sheets.reading import NotASheet, look_at

    first = next((line for line in text[:_BEGINNING].splitlines() if line.strip()), "")
    if not re.search(r"[\t,;|]", first) or len(first) > 4000:
        return False
    try:
        layout = look_at(io.BytesIO(text[:_BEGINNING].lstrip("\ufeff").encode("utf-8", "replace")))
    except NotASheet:
        return False
    known = sum(meaning_of(heading) is not None for heading in layout.headings)
    return len(layout.headings) > 1 and known > 1 and known * 2 >= len(layout.headings) and bool(layout.rows)


def kind_of(text: str, lines: Sequence[Line]) -> PastedKind:
    """A list, a signature or a message."""
    there = [line for line in lines if not line.is_blank][:_LOOKED_AT]
    if not there:
        return PastedKind.LIST
    if is_chat(text):
        return PastedKind.MESSAGE
    marked = sum(line.bullet > 0 for line in there)
    combined = sum(_is_whole(line) for line in there)
    contacts = sum(line.has_contact for line in there)
    written = sum(_is_sentence(line) for line in there)
    if len(there) == 1:
        return PastedKind.MESSAGE if written or introduces(text) else PastedKind.LIST
    if marked >= _MARKED * len(there):
        return PastedKind.LIST
    if combined >= 2 and combined * 2 >= len(there) and written * 2 < len(there):
        return PastedKind.LIST
    if written or is_greeting(there[0].text.strip()) or introduces(text):
        return PastedKind.MESSAGE
    if contacts == combined and all(_stands_alone(line) for line in there):
        return PastedKind.LIST
    return PastedKind.SIGNATURE


def _is_whole(line: Line) -> bool:
    """Whether a line has a name and how to reach them."""
    first = line.first_words()
    return line.has_contact and first is not None and first.said is None and leading_name(first.text) > 0


def _stands_alone(line: Line) -> bool:
    first = line.first_words()
    if first is None or first.said is not None:
        return False
    return told(first.text) is What.NOTE and (leading_name(first.text) > 0 or is_name(first.text))


def _is_sentence(line: Line) -> bool:
    """Whether most of it are words that nothing else explains."""
    covered = sum(piece.end - piece.start for piece in line.spans)
    if len(line.text) - covered > 4000:
        return True
    words = 0
    for part in line.parts():
        what = getattr(part, "what", None)
        if what is None and getattr(part, "said", None) is None:
            text: str = part.text
            words = max(words, len(text.split()))
            if _ENDED.search(text) and len(text.split()) > 3:
                return True
    return words >= _SENTENCE

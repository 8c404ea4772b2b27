"""The person who wrote a message: who they say they are, and what stands below. All of it is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from crm_desktop.formats.plain_text.looks import (
    is_company,
    is_greeting,
    is_name,
    is_sign_off,
    label_of,
    leading_name,
    stripped,
)
from crm_desktop.formats.plain_text.people import PersonMaker
from crm_desktop.formats.plain_text.phrases import (
    ATTACHED,
    CHAT_HEAD,
    FROM,
    HAN,
    HAN_FROM,
    INTRODUCED,
    LAST_NAME_WORDS,
    MAIL_HEAD,
)
from crm_desktop.formats.plain_text.pieces import Person, Piece, What

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.formats.plain_text.lines import Line

_LOOKED_AT: Final = 4000
"""Characters at the beginning: who does not say by then who they are does not say it."""
_SIGNATURE: Final = 12
"""Lines below a sign-off that may be a signature."""
_FIRM_WORDS: Final = ("компани", "фирм", "firma", "kompaniya", "شرکت", "شركة", "empresa")
_DASHES: Final = frozenset(("--", "---", "—", "__", "___"))


def sender_of(text: str, lines: Sequence[Line]) -> Person:
    """Whoever wrote the message, with all of the message as a note."""
    begin = len(text) - len(text.lstrip())
    whole = text.strip()
    below = _signature(lines)
    pieces = [span for line in lines if line not in below for span in line.spans]
    known = {piece.what for piece in pieces}
    signed = _signed(below)
    pieces += [piece for piece in signed if piece.what is not What.NOTE]
    said = [
        piece
        for piece in _introduced(text)
        if not any(other.what is piece.what for other in signed if piece.what is not What.NAME)
    ]
    if any(piece.what is What.NAME for piece in said):
        # Said in words it is sure; the name below is the same, or shorter.
        longer = [one for one in signed if one.what is What.NAME and _says_more(one.text, said)]
        said = [one for one in said if one.what is not What.NAME] if longer else said
        pieces = [one for one in pieces if one.what is not What.NAME or one in longer]
    pieces += said
    if What.NAME not in known | {piece.what for piece in pieces}:
        pieces += _by_first_line(lines)
    kept = _one_of_each(sorted(pieces, key=lambda one: (one.start, one.end)))
    kept.append(Piece(What.NOTE, whole, begin, begin + len(whole)))
    line = next((one.number for one in lines if not one.is_blank), 1)
    return Person(tuple(kept), begin, begin + len(whole), line)


def introduces(text: str) -> bool:
    """Whether somebody says in it who they are."""
    return any(True for piece in _introduced(text[:_LOOKED_AT]) if piece.what is What.NAME)


def is_chat(text: str) -> bool:
    """Whether it was copied from a chat, with who wrote when."""
    return CHAT_HEAD.match(text.lstrip()[:200]) is not None


def _introduced(text: str) -> list[Piece]:
    beginning = text[:_LOOKED_AT]
    pieces: list[Piece] = []
    name = _first_name(beginning)
    if name is not None:
        pieces.append(name)
    firm = _first_firm(beginning, name)
    if firm is not None:
        pieces.append(firm)
    return pieces


def _first_name(text: str) -> Piece | None:
    if head := CHAT_HEAD.search(text):
        shown = head["name"].strip(" ~\u200e\u200f\u202a\u202c")
        if any(map(str.isalpha, shown)):
            return _piece(What.NAME, shown, head.start("name") + head["name"].index(shown))
    if sender := MAIL_HEAD.search(text):
        return _piece(What.NAME, sender[1].strip(), sender.start(1))
    for form in (HAN, ATTACHED, INTRODUCED):
        for found in form.finditer(text):
            group = 1
            words = _until_stop(found[group])
            end = leading_name(words)
            if end and _is_written_as_name(words[:end]):
                return _piece(What.NAME, words[:end], found.start(group))
    return None


def _first_firm(text: str, name: Piece | None) -> Piece | None:
    if found := HAN_FROM.search(text):
        return _piece(What.COMPANY, found[1], found.start(1))
    near = name.end if name else 0
    for found in FROM.finditer(text):
        words = _until_stop(found[1])
        close = name is not None and 0 <= found.start() - near <= 3
        said = found[0][: found.start(1) - found.start()].casefold()
        told = any(word in said for word in _FIRM_WORDS)
        if words and (told or is_company(words) or (close and words[:1] != words[:1].lower())):
            return _piece(What.COMPANY, words, found.start(1))
    return None


def _until_stop(words: str) -> str:
    """The words up to one that cannot belong to a name."""
    kept: list[str] = []
    for word in words.split(" "):
        plain = stripped(word)
        if plain.casefold() in LAST_NAME_WORDS or label_of(plain) or not plain:
            break
        kept.append(word)
        if word.endswith((".", ",", "!", "?", ";", ":")) and len(plain) > 2:
            break
    text = " ".join(kept)
    return text.rstrip(" .,!?;:")


def _is_written_as_name(words: str) -> bool:
    first = words[:1]
    return first.isupper() or first.lower() == first.upper()


def _piece(what: What, text: str, start: int) -> Piece:
    return Piece(what, text, start, start + len(text))


def _signature(lines: Sequence[Line]) -> list[Line]:
    """The lines below a sign-off or a line of dashes, near the end."""
    kept = [line for line in lines if not line.is_blank or line.text.strip() in _DASHES]
    for back in range(1, min(len(kept), _SIGNATURE) + 1):
        line = kept[-back]
        if is_sign_off(stripped(line.text)) or line.text.strip() in _DASHES:
            return kept[len(kept) - back + 1 :]
    return []


def _signed(lines: Sequence[Line]) -> tuple[Piece, ...]:
    if not lines:
        return ()
    maker = PersonMaker()
    for line in lines:
        if not line.is_blank:
            maker.take(line, signature=True)
    return maker.person().pieces


def _by_first_line(lines: Sequence[Line]) -> list[Piece]:
    """A name alone in the first line, or in the last."""
    there = [line for line in lines if not line.is_blank]
    for line in (there[:1] + there[-1:]) if len(there) > 1 else []:
        first = line.first_words()
        alone = first is not None and len(first.text) >= len(line.text.strip()) - 2
        if first is not None and alone and is_name(first.text) and not is_greeting(first.text):
            return [replace(first.piece(What.NAME), column=-1)]
    return []


def _says_more(text: str, said: Sequence[Piece]) -> bool:
    """Whether it is the same name with more of its words."""
    first = text.split(" ")[0].casefold()
    names = [one.text for one in said if one.what is What.NAME]
    return any(name.split(" ")[0].casefold() == first and len(name) <= len(text) for name in names)


def _one_of_each(pieces: list[Piece]) -> list[Piece]:
    """Without what is said twice; days that nobody was born on are in the note."""
    seen: set[tuple[What, str]] = set()
    kept: list[Piece] = []
    for piece in pieces:
        key = (piece.what, piece.text.casefold())
        if piece.what is What.NOTE or key in seen or (piece.what is What.NAME and (What.NAME, "") in seen):
            continue
        seen |= {key, (piece.what, "")}
        kept.append(replace(piece, column=-1))
    return kept

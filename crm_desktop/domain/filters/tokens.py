"""The words of a filter as it is typed: one pass over the text, each with the place where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from crm_desktop.domain.errors import UserError

LONGEST = 10_000
"""Characters of a filter; nobody types more, and a pasted page is refused at once."""

_REPEATED = 60
_SIGNS = ("!=", "!~", "<>", "<=", ">=", "==", "=", "~", "<", ">", "≤", "≥", "≠", "(", ")", ",")
_SPELLED_OTHERWISE = {"<>": "!=", "==": "=", "≤": "<=", "≥": ">=", "≠": "!="}
_QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»"}
_SIMPLE = frozenset("._@+-/")
_GLUED = ("field:", "date:")


class Sort(Enum):
    """What kind of token it is."""

    WORD = auto()
    QUOTED = auto()
    NAMED = auto()  # field:"shoe size"
    SIGN = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """`text` without its quotes; `at` counts characters from 1. Of a NAMED one `prefix` stands before."""

    sort: Sort
    text: str
    at: int
    prefix: str = ""

    def is_word(self, *words: str) -> bool:
        """Whether it is one of these words, without regard to case."""
        return self.sort is Sort.WORD and self.text.casefold() in words

    def is_sign(self, *signs: str) -> bool:
        """Whether it is one of these signs, not in quotes."""
        return self.sort is Sort.SIGN and self.text in signs


def quoted(text: str) -> str:
    """A text as it is written in a filter: alone where it is one plain word, else in quotes."""
    if text and text.casefold() not in KEYWORDS and all(ch.isalnum() or ch in _SIMPLE for ch in text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def short(text: str) -> str:
    """What is repeated of a text in a sentence about it."""
    return text if len(text) <= _REPEATED else text[: _REPEATED - 1] + "…"


KEYWORDS = frozenset(
    {"and", "or", "not", "all", "any", "everybody", "nobody"}
    | {"known", "missing", "is", "has", "contains", "lacks", "before", "after"}
)


def tokens(text: str) -> list[Token]:
    """All of them, with an END. Raises UserError for a text that is too long or a quote that never ends."""
    if len(text) > LONGEST:
        raise UserError(f"A filter has at most {LONGEST:,} characters.")
    if not text.isascii():
        text = text.encode("utf-8", "ignore").decode()  # a terminal can send halves of characters
    found: list[Token] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        token, at = _next(text, at)
        found.append(token)
    return [*found, Token(Sort.END, "", len(text) + 1)]


def _next(text: str, at: int) -> tuple[Token, int]:
    if text[at] in _QUOTES:
        value, end = _quoted(text, at)
        return Token(Sort.QUOTED, value, at + 1), end
    if sign := _sign(text, at):
        return Token(Sort.SIGN, _SPELLED_OTHERWISE.get(sign, sign), at + 1), at + len(sign)
    end = at + 1
    while end < len(text) and not (text[end].isspace() or text[end] in _QUOTES or _sign(text, end)):
        end += 1
    word = text[at:end]
    for prefix in _GLUED:
        if word.casefold() == prefix and end < len(text) and text[end] in _QUOTES:
            value, behind = _quoted(text, end)
            return Token(Sort.NAMED, value, at + 1, prefix), behind
        if word.casefold().startswith(prefix) and len(word) > len(prefix):
            return Token(Sort.NAMED, word[len(prefix) :], at + 1, prefix), end
    return Token(Sort.WORD, word, at + 1), end


def _sign(text: str, at: int) -> str:
    return next((sign for sign in _SIGNS if text.startswith(sign, at)), "")


def _quoted(text: str, at: int) -> tuple[str, int]:
    closing, kept, place = _QUOTES[text[at]], [], at + 1
    while place < len(text):
        ch = text[place]
        if ch == "\\" and place + 1 < len(text):
            kept.append(text[place + 1])
            place += 2
        elif ch == closing:
            return "".join(kept), place + 1
        else:
            kept.append(ch)
            place += 1
    raise UserError(f"The quote that begins at character {at + 1} does not end.")

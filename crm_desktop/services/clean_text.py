"""Typed or imported text made fit to keep: no stray control characters, nothing round it."""

from __future__ import annotations

import re

STRAY = {**dict.fromkeys((*range(32), *range(127, 160), *range(0xD800, 0xE000))), 9: "\t"}
_POP, _POP_ISOLATE = "\u202c", "\u2069"
_ENDS = _POP + _POP_ISOLATE
_BEGINNINGS = {
    **dict.fromkeys("\u202a\u202b\u202d\u202e", _POP),
    **dict.fromkeys("\u2066\u2067\u2068", _POP_ISOLATE),
}
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BREAKS = dict.fromkeys(map(ord, "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"))
_IN_LINE = {**STRAY, **dict.fromkeys(_BREAKS, " "), 9: " "}
_IN_PARAGRAPHS = {**STRAY, **dict.fromkeys(_BREAKS, "\n")}


def line(text: str) -> str:
    """One line without control characters or surrounding spaces; all else stays as typed.

    Not normalized: two ways to write a letter may be two to whoever bears the name (U+795E, U+FA19).
    """
    if not text or (text.isascii() and text.isprintable()):
        return text.strip()
    return _closed(text.replace("\r\n", " ").translate(_IN_LINE).strip()).strip()


def paragraphs(text: str) -> str:
    """Text of several lines without other control characters."""
    if text.isascii() and text.isprintable():
        return text.strip()
    clean = text.replace("\r\n", "\n").translate(_IN_PARAGRAPHS).strip("\n ")
    return "\n".join(map(_closed, clean.split("\n"))).strip("\n ") if _TURNING.search(clean) else clean


def _closed(text: str) -> str:
    """One line in which whatever turns the direction of text ends where the text ends (Unicode annex 9).

    It looks as it was typed, and cannot turn the sentence or the column in which it is shown.
    """
    if not _TURNING.search(text):
        return text
    kept: list[str] = []
    open_ones: list[str] = []
    for ch in text:
        if ch in _ENDS:
            if ch not in open_ones or (ch == _POP and open_ones[-1] != _POP):
                continue  # it would end what was begun outside
            while open_ones.pop() != ch:
                pass
        elif ch in _BEGINNINGS:
            open_ones.append(_BEGINNINGS[ch])
        kept.append(ch)
    return "".join((*kept, *reversed(open_ones)))

"""Typed or imported text made fit to keep: no stray control characters, nothing round it."""

from __future__ import annotations

STRAY = {**dict.fromkeys((*range(32), *range(127, 160), *range(0xD800, 0xE000))), 9: "\t"}
_BREAKS = dict.fromkeys(map(ord, "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"))
_IN_LINE = {**STRAY, **dict.fromkeys(_BREAKS, " "), 9: " "}
_IN_PARAGRAPHS = {**STRAY, **dict.fromkeys(_BREAKS, "\n")}


def line(text: str) -> str:
    """One line without control characters or surrounding spaces; all else stays as typed.

    Not normalized: two ways to write a letter may be two to whoever bears the name (U+795E, U+FA19).
    """
    if not text or (text.isascii() and text.isprintable()):
        return text.strip()
    return text.replace("\r\n", " ").translate(_IN_LINE).strip()


def paragraphs(text: str) -> str:
    """Text of several lines without other control characters."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return text.replace("\r\n", "\n").translate(_IN_PARAGRAPHS).strip("\n ")

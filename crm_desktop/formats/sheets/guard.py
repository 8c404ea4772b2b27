"""What keeps a text from being a formula in a spreadsheet that opens it; `cells.plain` takes it off again."""

from __future__ import annotations

import re
from typing import Final

_FORMULA: Final = re.compile(r"['=+\-@\t\r]")
_GUARD_LIKE: Final = re.compile(r"'[=+\-@\t\r']")
_HARMLESS: Final = re.compile(r"[+-]?[\d .,()/-]{1,40}")
"""A phone or a number: no spreadsheet computes anything of consequence from it."""


def guarded(text: str) -> str:
    """The text, behind an apostrophe where a spreadsheet would take it for a formula."""
    if not _FORMULA.match(text) or _HARMLESS.fullmatch(text):
        return text
    if text.startswith("'") and not _GUARD_LIKE.match(text):
        return text
    return f"'{text}"

"""What keeps a text from being a formula in a spreadsheet that opens it, and how that is taken off again.

The wide forms of the signs count too: some spreadsheets take them for the narrow ones.
"""

from __future__ import annotations

import re
from typing import Final

_SIGNS: Final = "=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20"
_FORMULA: Final = re.compile(f"['{_SIGNS}]")
_GUARD_LIKE: Final = re.compile(f"'['{_SIGNS}]")
_GUARD: Final = re.compile(f"'(?=['{_SIGNS}])")
_HARMLESS: Final = re.compile(r"[+-]?[\d .,()/-]{1,40}")
"""A phone or a number: no spreadsheet computes anything of consequence from it."""


def guarded(text: str) -> str:
    """The text, behind an apostrophe where a spreadsheet would take it for a formula."""
    if not _FORMULA.match(text) or _HARMLESS.fullmatch(text):
        return text
    if text.startswith("'") and not _GUARD_LIKE.match(text):
        return text
    return f"'{text}"


def unguarded(text: str) -> str:
    """The reverse of `guarded`; other texts stay as they are."""
    return text[1:] if _GUARD.match(text) else text

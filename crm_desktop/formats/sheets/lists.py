"""Several values in one cell, as Google writes them; in our own sheets also where a value has the sign."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

BETWEEN: Final = " ::: "
_SIGN: Final = re.compile(r"(?<!\\)\\*+:::")
_ESCAPED: Final = re.compile(r"(?<!\\)\\(\\*+:::)")


def joined(values: Iterable[str]) -> str:
    """The values in one text; `separated` gives them back."""
    return BETWEEN.join(_SIGN.sub(lambda found: "\\" + found[0], value) for value in values)


def separated(text: str) -> list[str]:
    """The reverse of `joined`; empty pieces are left out."""
    pieces = (_ESCAPED.sub(r"\1", piece.strip()) for piece in text.split(BETWEEN))
    return [piece for piece in pieces if piece]

"""A name for a file, made from a person's or a paper's: what no system forbids, and not too long."""

import unicodedata
from typing import Final

_LONGEST: Final = 80
_RESERVED: Final = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)))
)
"""Names that Windows keeps for itself (Microsoft, Naming Files, Paths, and Namespaces)."""


def file_stem(text: str, otherwise: str = "contacts") -> str:
    """The text as the name of a file without its ending: letters and digits of any script, spaces, dashes.

    `otherwise` stands where nothing is left.
    """
    kept = "".join(ch if ch.isalnum() or ch in " -_'()" or _is_mark(ch) else " " for ch in text)
    stem = " ".join(kept.split()).strip("-_ ")
    while len(stem.encode()) > 2 * _LONGEST or len(stem) > _LONGEST:
        stem = stem[:-1].rstrip()
    return otherwise if not stem or stem.casefold() in _RESERVED else stem


def _is_mark(ch: str) -> bool:
    """Vowel signs and accents of their own belong to their letters."""
    return unicodedata.category(ch) in ("Mn", "Mc")

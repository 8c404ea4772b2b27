"""Names of people and lists as names of files: what every disk can hold, and nothing that misleads."""

from __future__ import annotations

import unicodedata
from typing import Final

_FORBIDDEN: Final = frozenset('<>:"/\\|?*')
_RESERVED: Final = frozenset(
    ("con", "prn", "aux", "nul", *(port + number for port in ("com", "lpt") for number in "0123456789¹²³"))
)
"""What Windows takes for a device, whatever ending follows."""
_JOINERS: Final = frozenset("\u200c\u200d")
"""Invisible, but part of how Persian and Indian names, and many signs, are written."""
_MOST_BYTES: Final = 150
"""Disks take 255 with the ending; folders with long paths take less."""


def safe_file_name(text: str, ending: str = "", *, otherwise: str = "contact") -> str:
    """A name for a file that reads like `text`, with `ending` behind it (".vcf").

    `otherwise` is taken where nothing of the text can stay.
    """
    kept = "".join(_kept(ch) for ch in unicodedata.normalize("NFC", text[:1000]))
    name = " ".join(kept.split()).lstrip(".-~ ")
    name = _cut(name).rstrip(". ") or otherwise
    if name.partition(".")[0].strip().casefold() in _RESERVED:
        name = f"_{name}"
    return f"{name}{ending}"


def _kept(ch: str) -> str:
    if ch in _FORBIDDEN:
        return "-"
    kind = unicodedata.category(ch)
    if kind.startswith("Z") or ch in "\t\n\r":
        return " "
    return ch if not kind.startswith("C") or ch in _JOINERS else ""


def _cut(name: str) -> str:
    data = name.encode("utf-8")
    return name if len(data) <= _MOST_BYTES else data[:_MOST_BYTES].decode("utf-8", "ignore")

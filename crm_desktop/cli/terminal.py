"""Text for a terminal: plain, aligned, and harmless whatever the data says."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_BREAKS = "\n\r\t\v\f\x1c\x1d\x1e\x85\u2028\u2029"
# Marks that turn the direction of whatever follows would reach into the next column.
_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_C1 = {code: f"\\u{code:04x}" for code in range(0x7F, 0xA0)}
_WIDE = frozenset("WF")
_NO_WIDTH = frozenset(("Mn", "Me", "Cf"))


def use_utf8(stream: TextIO | None) -> None:
    """Write UTF-8 whatever the locale says; what no text can hold comes out as an escape."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace")


def plain(text: str) -> str:
    """One line that a terminal shows as it is: no line breaks, no control characters, no turned direction."""
    if text.isprintable():
        return text
    return "".join(" " if ch in _BREAKS else "" if _is_harmful(ch) else ch for ch in text)


def width(text: str) -> int:
    """How many columns a terminal takes for it."""
    if text.isascii():
        return len(text)
    return sum(_character_width(ch) for ch in text)


def clip(text: str, columns: int) -> str:
    """At most so many columns, with an ellipsis where something was cut."""
    if width(text) <= columns:
        return text
    kept, room = [], columns - 1
    for ch in text:
        room -= _character_width(ch)
        if room < 0:
            break
        kept.append(ch)
    return "".join(kept) + "…"


def table(
    rows: Iterable[Sequence[str]], *, heads: Sequence[str] = (), widest: int = 44, indent: str = ""
) -> Iterator[str]:
    """Rows of plain text in columns; under heads the numbers of the first stand to the right. The last is
    never cut.
    """
    cells = [[clip(plain(cell), widest) for cell in row[:-1]] + [plain(row[-1])] for row in rows]
    if not cells:
        return
    shown = [list(heads), *cells] if heads else cells
    widths = [max(map(width, column)) for column in zip_longest(*shown, fillvalue="")]
    for row in shown:
        parts = [_padded(*cell) for cell in zip(row, widths, strict=True)]
        if heads and row[0].isdecimal():
            parts[0] = row[0].rjust(widths[0])
        yield (indent + "  ".join(parts)).rstrip()


def paragraphs(text: str, indent: str = "  ") -> Iterator[str]:
    """Text of several lines, each made plain and set in."""
    for line in text.splitlines() or ([text] if text else []):
        yield (indent + plain(line)).rstrip()


def document(content: Mapping[str, object]) -> Iterator[str]:
    """One JSON document in pieces; a value that is an iterator is written item by item, never held whole."""
    yield "{"
    for number, (key, value) in enumerate(content.items()):
        yield f"{',' if number else ''}\n  {_json(key)}: "
        yield from _items(value) if isinstance(value, (list, Iterator)) else [_json(value)]
    yield "\n}\n"


def say(text: str) -> None:
    """Write to standard output, if there is one."""
    if sys.stdout is not None:
        sys.stdout.write(text)


def complain(sentence: str) -> None:
    """Write one line to standard error, if there is one."""
    if sys.stderr is not None:
        sys.stderr.write(plain(sentence) + "\n")


def _items(values: Iterable[object]) -> Iterator[str]:
    yield "["
    empty = True
    for value in values:
        yield f"{'' if empty else ','}\n    {_json(value)}"
        empty = False
    yield "]" if empty else "\n  ]"


def _json(value: object) -> str:
    # Terminals obey C1 control characters too, and JSON may hold them unescaped.
    return json.dumps(value, ensure_ascii=False).translate(_C1)


def _padded(cell: str, columns: int) -> str:
    return cell + " " * (columns - width(cell))


def _is_harmful(ch: str) -> bool:
    return unicodedata.category(ch) in ("Cc", "Cs") or ch in _TURNING


def _character_width(ch: str) -> int:
    if unicodedata.category(ch) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(ch) in _WIDE else 1

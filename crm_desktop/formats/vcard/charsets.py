"""Which letters some bytes mean: strict UTF-8 first, then what the file declares, then a guess.

The guess (chardet) is imported at the first text that needs it.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_NAME: Final = re.compile(r"[A-Za-z0-9_.:+-]{1,40}")
# What exporters call a charset, and the superset of it that they mean.
_MEANT: Final = {
    "ansi": "cp1252",
    "ansi_x3.4-1968": "utf-8",
    "ascii": "utf-8",
    "us-ascii": "utf-8",
    "utf8": "utf-8",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "iso_8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5": "big5hkscs",
    "tis-620": "cp874",
    "macintosh": "mac_roman",
    "x-mac-roman": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic",
}
# Codecs that are no charset, or that could be told to do work.
_REFUSED: Final = frozenset(
    {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "mbcs", "oem"}
)
_SEVEN_BIT: Final = ("iso2022", "utf-7")
_EAST_ASIAN: Final = frozenset({"gb18030", "big5hkscs", "big5", "cp950", "cp949", "cp932", "euc_jp", "johab"})
_PLAUSIBLE: Final = (
    *(f"windows-125{n}" for n in range(9)),
    *("koi8-r", "koi8-u", "mac-cyrillic", "mac-roman", "cp874", "tis-620"),
    *("gb18030", "big5hkscs", "cp932", "shift_jis", "euc-jp", "cp949", "euc-kr"),
)
_SAMPLE: Final = 64 * 1024
_DOUBTFUL: Final = 0.05


@cache
def codec(name: str) -> str:
    """Python's name of a declared charset, or "" for one that does not exist."""
    plain = name.strip().strip("\"'").lower()
    if not _NAME.fullmatch(plain):
        return ""
    try:
        found = codecs.lookup(_MEANT.get(plain, plain))
        "".encode(found.name)  # LookupError for codecs that turn bytes into bytes
    except (LookupError, ValueError):
        return ""
    return "" if found.name in _REFUSED else found.name


class Decoder:
    """Reads the texts of one file; remembers its guess, so that a file is read in one way.

    `assumed` is the charset for texts that declare none and are not UTF-8: the user's choice, or None
    to guess it.
    """

    def __init__(self, assumed: str | None = None) -> None:
        self.assumed = codec(assumed) or None if assumed else None
        self._sample: list[bytes] = []

    def look_at(self, lines: list[bytes]) -> None:
        """Where a guess may look: the lines around, of this card and the next ones."""
        self._sample = lines

    def text(self, data: bytes, declared: str = "") -> tuple[str, str]:
        """The text, and "" or a warning about how it was read."""
        named = codec(declared) if declared else ""
        if named.startswith(_SEVEN_BIT) and (text := _strict(data, named)) is not None:
            return text, ""
        if (text := _strict(data, "utf-8")) is not None:
            better = _east_asian(data, text, named)
            return (text, "") if better is None else (better, "")
        if named and (text := _strict(data, named)) is not None:
            return text, ""
        text, charset = self._undeclared(data)
        about = f"A text said to be in {declared[:40]} was" if declared else "A text was"
        return text, f"{about} read as {charset}, by a guess."

    def _undeclared(self, data: bytes) -> tuple[str, str]:
        if self.assumed is None:
            self.assumed = guess(data, self._sample)
        if (text := _strict(data, self.assumed)) is not None:
            return text, self.assumed
        charset = guess(data)
        if (text := _strict(data, charset)) is not None:
            return text, charset
        return data.decode("cp1252", "replace"), "cp1252"


def _strict(data: bytes, charset: str) -> str | None:
    try:
        text = data.decode(charset)
        if charset != "utf-8":
            text.encode()  # UTF-7 lets half characters through
    except ValueError:
        return None
    return text


def _east_asian(data: bytes, utf8: str, declared: str) -> str | None:
    """GBK or Big5 that happens to be valid UTF-8: in real UTF-8, Han characters lie above U+0800."""
    if declared not in _EAST_ASIAN or utf8.isascii() or any(ch >= "\u0800" for ch in utf8):
        return None
    return _strict(data, declared)


def guess(data: bytes, around: Iterable[bytes] = ()) -> str:
    """The charset of `data`, for which the undeclared lines around it tell more than it does alone."""
    from chardet import detect

    telling = [data]
    size = 0
    for line in around:
        if line.isascii() or b"CHARSET=" in line[:200].upper():
            continue
        telling.append(line.partition(b":")[2] or line)
        size += len(telling[-1])
        if size > _SAMPLE:
            break
    found = detect(
        b"\n".join(telling)[: 2 * _SAMPLE],
        include_encodings=_PLAUSIBLE,
        empty_input_encoding=_PLAUSIBLE[2],
    )
    charset = codec(found["encoding"] or "") or "cp1252"
    # A few accents tell little; then Western Europe is the likeliest.
    if charset in ("cp1250", "cp1257", "cp1258") and found["confidence"] < _DOUBTFUL:
        return "cp1252"
    return charset

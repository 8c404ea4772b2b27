"""What kind of picture some bytes are, and how large it is, by its first bytes alone: nothing is decoded."""

from __future__ import annotations

from typing import Final

_SIGNATURES: Final = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
)
_HEIC: Final = (b"ftypheic", b"ftypheix", b"ftypmif1")
_NO_SIZE: Final = frozenset({0x01, *range(0xD0, 0xD9)})  # markers of a JPEG without a length
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_MOST_MARKERS: Final = 500


def kind_of(data: bytes) -> str:
    """ "jpeg", "png", "gif", "bmp", "tiff", "webp" or "heic"; "" for anything else, drawings (SVG) too."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return "heic" if data[4:12] in _HEIC else ""


def pixels_of(data: bytes) -> int | None:
    """Width times height, as the header says; None where it does not, or is not understood."""
    kind = kind_of(data)
    if kind == "png" and data[12:16] == b"IHDR" and len(data) >= 24:
        return _big(data, 16, 4) * _big(data, 20, 4)
    if kind == "gif" and len(data) >= 10:
        return _little(data, 6, 2) * _little(data, 8, 2)
    if kind == "bmp" and len(data) >= 26:
        height = int.from_bytes(data[22:26], "little", signed=True)
        return _little(data, 18, 4) * abs(height)
    if kind == "webp":
        return _webp(data)
    return _jpeg(data) if kind == "jpeg" else None


def _jpeg(data: bytes) -> int | None:
    at = 2
    for _ in range(_MOST_MARKERS):
        while data[at : at + 1] == b"\xff" and data[at + 1 : at + 2] == b"\xff":
            at += 1
        if len(data) < at + 9 or data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker in _FRAMES:
            return _big(data, at + 5, 2) * _big(data, at + 7, 2)
        at += 2 if marker in _NO_SIZE else 2 + max(2, _big(data, at + 2, 2))
    return None


def _webp(data: bytes) -> int | None:
    form = data[12:16]
    if form == b"VP8X" and len(data) >= 30:
        return (1 + _little(data, 24, 3)) * (1 + _little(data, 27, 3))
    if form == b"VP8L" and len(data) >= 25:
        bits = _little(data, 21, 4)
        return (1 + (bits & 0x3FFF)) * (1 + (bits >> 14 & 0x3FFF))
    if form == b"VP8 " and len(data) >= 30:
        return (_little(data, 26, 2) & 0x3FFF) * (_little(data, 28, 2) & 0x3FFF)
    return None


def _big(data: bytes, at: int, count: int) -> int:
    return int.from_bytes(data[at : at + count], "big")


def _little(data: bytes, at: int, count: int) -> int:
    return int.from_bytes(data[at : at + count], "little")

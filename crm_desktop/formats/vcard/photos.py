"""Pictures inside cards: base64 to bytes and back, and what kind of picture the bytes are."""

from __future__ import annotations

import binascii
from typing import TYPE_CHECKING, Final

from crm_desktop.domain.contact import Photo

if TYPE_CHECKING:
    from crm_desktop.formats.vcard.properties import Head

LARGEST: Final = 16 << 20

_SIGNATURES: Final = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
_ADDRESSES: Final = ("http:", "https:", "file:", "cid:")
_NAMES: Final = {
    "jpg": "jpeg",
    "pjpeg": "jpeg",
    "x-png": "png",
    "x-ms-bmp": "bmp",
    "tif": "tiff",
    "dib": "bmp",
}


class BadPhoto(Exception):
    """The picture cannot be read; the text says why."""


def is_address(head: Head, value: str) -> bool:
    """Whether the picture is not in the card but lies somewhere on the web or on a disk."""
    start = value[:12].lstrip().lower()
    if head.base64 or start.startswith("data:"):
        return False
    return head.first("value").lower() in ("uri", "url") or start.startswith(_ADDRESSES)


def read(head: Head, value: str) -> Photo | None:
    """The picture, None for an empty value. Raises BadPhoto."""
    named = head.first("mediatype") or next((kind for kind in head.types if kind != "photo"), "")
    plain = value.strip()
    if plain[:5].lower() == "data:":
        about, _, plain = plain[5:].replace("\\,", ",", 1).replace("\\;", ";", 2).partition(",")
        named, *rest = about.split(";")
        if "base64" not in (part.strip().lower() for part in rest):
            raise BadPhoto("it is not written in base64")
    data = decoded(plain)
    return Photo(_media_type(data, named), data) if data else None


def decoded(text: str) -> bytes:
    """Base64 with spaces and without its last padding, too. Raises BadPhoto."""
    plain = "".join(text.split()).rstrip("=")
    if len(plain) // 4 * 3 > LARGEST:
        raise BadPhoto(f"it is larger than {LARGEST >> 20} MB")
    try:
        return binascii.a2b_base64(plain + "=" * (-len(plain) % 4), strict_mode=True)
    except ValueError:
        raise BadPhoto("its base64 is damaged") from None


def encoded(photo: Photo) -> str:
    """The bytes in base64, on one line."""
    return binascii.b2a_base64(photo.data, newline=False).decode("ascii")


def _media_type(data: bytes, named: str) -> str:
    for signature, media_type in _SIGNATURES:
        if data.startswith(signature):
            return media_type
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1"):
        return "image/heic"
    kind = named.strip().lower().removeprefix("image/")
    return f"image/{_NAMES.get(kind, kind) or 'jpeg'}"

"""Pictures inside cards: base64 to bytes and back, and what kind of picture the bytes are."""

from __future__ import annotations

import binascii
from typing import TYPE_CHECKING, Final

from crm_desktop.domain.contact import Photo
from crm_desktop.formats.limits import LARGEST_PHOTO, MOST_PIXELS
from crm_desktop.formats.pictures import kind_of, pixels_of

if TYPE_CHECKING:
    from crm_desktop.formats.vcard.properties import Head

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
    if (pixels_of(data) or 0) > MOST_PIXELS:
        raise BadPhoto(f"it has more than {MOST_PIXELS // 1_000_000} million pixels")
    return Photo(_media_type(data, named), data) if data else None


def decoded(text: str) -> bytes:
    """Base64 with spaces and without its last padding, too. Raises BadPhoto."""
    plain = "".join(text.split()).rstrip("=")
    if len(plain) // 4 * 3 > LARGEST_PHOTO:
        raise BadPhoto(f"it is larger than {LARGEST_PHOTO >> 20} MB")
    try:
        return binascii.a2b_base64(plain + "=" * (-len(plain) % 4), strict_mode=True)
    except ValueError:
        raise BadPhoto("its base64 is damaged") from None


def encoded(photo: Photo) -> str:
    """The bytes in base64, on one line."""
    return binascii.b2a_base64(photo.data, newline=False).decode("ascii")


def _media_type(data: bytes, named: str) -> str:
    if seen := kind_of(data):
        return f"image/{seen}"
    kind = named.strip().lower().removeprefix("image/")
    return f"image/{_NAMES.get(kind, kind) or 'jpeg'}"

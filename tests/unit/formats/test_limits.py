"""What comes from outside is read up to a limit: refused with its reason, and the rest is read."""

import struct
import tracemalloc
import zlib
from collections.abc import Callable

import pytest

from crm_desktop.formats.card import Card, Fault
from crm_desktop.formats.limits import DEEPEST, MOST_LINES, MOST_PIXELS, MOST_PROPERTIES
from crm_desktop.formats.pictures import kind_of, pixels_of
from tests.unit.formats.cards import read_bytes

BOB = b"BEGIN:VCARD\nFN:Bob\nEND:VCARD\n"


def _card(inside: bytes) -> bytes:
    return b"BEGIN:VCARD\nFN:Anna\n" + inside + b"END:VCARD\n"


def _agents(depth: int) -> bytes:
    return b"AGENT:\nBEGIN:VCARD\nFN:x\n" * depth + b"END:VCARD\n" * depth


@pytest.mark.parametrize(
    "inside, words",
    [
        (b"TEL:1\n" * (MOST_PROPERTIES + 1), "2,000 lines of its own"),
        (b"X-A:1\n" * (MOST_PROPERTIES * 50), "2,000 lines of its own"),
        (b"a\n" * (MOST_LINES + 300_000), "600,000 lines"),
        (_agents(DEEPEST + 1), "more than 8 deep"),
        (_agents(20_000), "more than 8 deep"),
    ],
    ids=["phones", "properties", "lines", "nested", "bottomless"],
)
def test_a_card_beyond_all_measure_is_refused_and_the_next_is_read(inside: bytes, words: str) -> None:
    tracemalloc.start()
    fault, card = read_bytes(_card(inside) + BOB)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(fault, Fault)
    assert (fault.line, words in fault.reason) == (1, True)
    assert isinstance(card, Card)
    assert card.contact.display_name == "Bob"
    assert peak < 250 << 20


@pytest.mark.parametrize(
    "inside", [b"TEL:1\n" * 1_900, _agents(DEEPEST)], ids=["many phones", "nested as deep as may be"]
)
def test_a_card_within_measure_is_read(inside: bytes) -> None:
    (card,) = read_bytes(_card(inside))
    assert isinstance(card, Card)


def test_a_group_may_have_any_number_of_members() -> None:
    members = b"".join(b"MEMBER:urn:uuid:%d\n" % number for number in range(30_000))
    (card,) = read_bytes(_card(b"KIND:group\n" + members))
    assert isinstance(card, Card)
    assert card.members is not None
    assert len(card.members) == 30_000


def _png(width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    return b"\x89PNG\r\n\x1a\n" + chunk + bytes(64)


def _jpeg(width: int, height: int) -> bytes:
    frame = b"\xff\xc2" + struct.pack(">HBHH", 11, 8, height, width) + bytes(9)
    return b"\xff\xd8\xff\xe0" + struct.pack(">H", 16) + bytes(14) + b"\xff\xff" + frame


def _bmp(width: int, height: int) -> bytes:
    return b"BM" + bytes(16) + struct.pack("<ii", width, -height) + bytes(30)


def _webp(width: int, height: int) -> bytes:
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF" + bytes(4) + b"WEBPVP8X" + bytes(8) + sides + bytes(20)


@pytest.mark.parametrize("make", [_png, _jpeg, _bmp, _webp])
def test_the_size_of_a_picture_is_read_from_its_first_bytes(make: Callable[[int, int], bytes]) -> None:
    assert pixels_of(make(12_000, 9_000)) == 108_000_000
    assert kind_of(make(1, 1)) == make.__name__.lstrip("_")
    assert [pixels_of(make(2, 3)[:length]) for length in range(16)] == [None] * 16


def test_bytes_that_are_no_picture_have_no_kind() -> None:
    drawing = b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>"
    assert [kind_of(data) for data in (drawing, b"", b"%PDF-1.7", bytes(20))] == [""] * 4
    assert pixels_of(b"\xff\xd8\xff" + b"\xff\xe0\x00\x00" * 100_000) is None


def test_a_photo_with_a_city_of_pixels_is_left_out_and_the_card_read() -> None:
    import base64

    bomb = base64.b64encode(_png(40_000, 40_000))
    (card,) = read_bytes(_card(b"PHOTO;ENCODING=b;TYPE=PNG:" + bomb + b"\n"))
    assert isinstance(card, Card)
    assert card.contact.photo is None
    assert card.warnings == (
        f"The photo was left out: it has more than {MOST_PIXELS // 1_000_000} million pixels.",
    )

"""Reading cards in tests: from a file of another program, or from lines written in the test."""

import io
from pathlib import Path

from crm_desktop.domain.contact import Contact
from crm_desktop.formats.card import Card, Fault
from crm_desktop.formats.vcard import read_cards

DATA = Path(__file__).parents[2] / "data" / "vcard"


def read_file(name: str) -> list[Card | Fault]:
    """Everything in a file of `tests/data/vcard`."""
    with (DATA / name).open("rb") as stream:
        return list(read_cards(stream))


def contacts_in(name: str) -> list[Contact]:
    """The contacts of a file without faults."""
    cards = read_file(name)
    assert [card for card in cards if isinstance(card, Fault)] == []
    return [card.contact for card in cards if isinstance(card, Card)]


def read_bytes(data: bytes) -> list[Card | Fault]:
    """Everything in these bytes."""
    return list(read_cards(io.BytesIO(data)))


def card_of(*lines: str | bytes, version: str = "3.0", end: bytes = b"\r\n") -> Card:
    """The one card that has these lines between its VERSION and END."""
    inner = [line.encode() if isinstance(line, str) else line for line in lines]
    data = end.join((b"BEGIN:VCARD", b"VERSION:" + version.encode(), *inner, b"END:VCARD", b""))
    (card,) = read_bytes(data)
    assert isinstance(card, Card), card
    return card


def contact_of(*lines: str | bytes, version: str = "3.0", end: bytes = b"\r\n") -> Contact:
    """The contact of the one card that has these lines."""
    return card_of(*lines, version=version, end=end).contact

"""What is wrong with a card is that card's matter: it is said with its line, and the others come in."""

import io

import pytest

from crm_desktop.formats.card import Card, Fault
from crm_desktop.formats.vcard import NotCards, Why, read_cards
from tests.unit.formats.cards import card_of, contact_of, read_bytes, read_file


def test_every_card_of_a_broken_file_comes_in_but_the_empty_ones() -> None:
    cards = read_file("faults.vcf")
    names = [card.contact.display_name for card in cards if isinstance(card, Card)]
    assert names == [
        "First Good",
        "Never Ends",
        "Bad Photo",
        "Odd Birthday",
        "No Such Day",
        "No Birthday",
        "With Agent",
        "Wrong Charset",
        "Never Begins",
        "Unclosed Quote",
        "Soft Break",
        "1011",
        "Cut Off",
    ]
    assert [fault.line for fault in cards if isinstance(fault, Fault)] == [17, 71]
    assert [
        card.contact.phones[0].typed for card in cards if isinstance(card, Card) and card.contact.phones
    ] == [
        "1001",
        "1002",
        "1003",
        "1004",
        "1013",
        "1005",
        "1006",
        "1007",
        "1008",
        "1009",
        "1010",
        "1011",
        "1012",
    ]


def test_a_bad_photo_is_dropped_with_a_warning() -> None:
    card = card_of("FN:Anna", "PHOTO;ENCODING=b;TYPE=JPEG:no base64!")
    assert card.contact.photo is None
    assert card.warnings == ("The photo was left out: its base64 is damaged.",)


def test_an_unreadable_birthday_is_kept_as_it_stands_and_never_becomes_a_day() -> None:
    card = card_of("FN:Anna", "BDAY;VALUE=text:circa 1800")
    assert card.contact.dates == ()
    assert card.contact.extra[0].raw == "BDAY;VALUE=text:circa 1800"
    assert "circa 1800" in card.warnings[0]


def test_the_nested_card_of_an_agent_is_no_contact_and_is_not_lost() -> None:
    contact = contact_of("FN:Anna", "AGENT:BEGIN:VCARD", "FN:Bob; the agent", "END:VCARD", "TEL:1")
    assert contact.display_name == "Anna"
    assert contact.phones[0].typed == "1"
    assert contact.extra[0].raw == "AGENT:BEGIN:VCARD\\nFN:Bob\\; the agent\\nEND:VCARD"


def test_text_before_between_and_behind_the_cards_is_no_card() -> None:
    anna, bob = (b"BEGIN:VCARD\nFN:%s\nEND:VCARD\n" % name for name in (b"Anna", b"Bob"))
    data = b"From: a@example.com\n\n" + anna + b"\nregards\n" + bob + b"bye\n"
    assert [card.contact.display_name for card in read_bytes(data) if isinstance(card, Card)] == [
        "Anna",
        "Bob",
    ]
    assert len(read_bytes(data)) == 2


def test_files_put_one_behind_the_other_keep_their_cards() -> None:
    one = b"\xef\xbb\xbfBEGIN:VCARD\r\nFN:Anna\r\nEND:VCARD"
    assert len([card for card in read_bytes(one * 3) if isinstance(card, Card)]) == 3


@pytest.mark.parametrize(
    "data, why",
    [
        (b"", Why.EMPTY),
        (b"\xef\xbb\xbf \r\n\r\n", Why.EMPTY),
        (b"name,phone\nAnna,123\n", Why.NO_CARDS),
        (bytes(range(256)) * 5000, Why.NO_CARDS),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 3_000_000, Why.NO_CARDS),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", Why.NO_CARDS),
    ],
)
def test_what_is_no_vcard_file_is_refused(data: bytes, why: Why) -> None:
    with pytest.raises(NotCards) as refused:
        read_bytes(data)
    assert refused.value.why is why


class _Endless(io.RawIOBase):
    """A file that begins so and then repeats one byte; counts what was read of it."""

    def __init__(self, start: bytes, size: int) -> None:
        self._start = start
        self._left = size
        self.taken = 0

    def read(self, size: int = -1, /) -> bytes:
        count = min(size, self._left)
        self._left -= count
        data = self._start[self.taken : self.taken + count].ljust(count, b"a")
        self.taken += count
        return data


@pytest.mark.parametrize("start", [b"", b"BEGIN:VCARD", b"BEGIN:VCARD\nFN:Anna\nNOTE:"])
def test_a_gigabyte_in_one_line_is_refused_early(start: bytes) -> None:
    stream = _Endless(start, 1 << 30)
    with pytest.raises(NotCards):
        list(read_cards(stream))  # type: ignore[arg-type]
    assert stream.taken < 200 << 20


def test_a_line_that_is_too_long_costs_its_card_only() -> None:
    data = (
        b"BEGIN:VCARD\nFN:Anna\nNOTE:" + b"a" * (40 << 20) + b"\nEND:VCARD\nBEGIN:VCARD\nFN:Bob\nEND:VCARD\n"
    )
    fault, card = read_bytes(data)
    assert fault == Fault(1, "A line of this card is longer than 32 MB.")
    assert isinstance(card, Card)
    assert (card.line, card.contact.display_name) == (5, "Bob")

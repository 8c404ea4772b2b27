"""Files that mean harm, or that were damaged: no exception, no hang, no growing memory."""

import gc
import io
import random
import time
import tracemalloc

import pytest

from crm_desktop.formats.card import Card, Fault
from crm_desktop.formats.vcard import NotCards, read_cards
from tests.unit.formats.cards import DATA, read_bytes

_SEED = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna\r\n%s\r\nEND:VCARD\r\n"
_LONG = 300_000


@pytest.mark.parametrize(
    "line",
    [
        b'TEL;X="' + b"a" * 80 + b":1",
        b'TEL;X="' + b'";"' * _LONG + b":1",
        b"TEL" + b";A=b" * _LONG + b":1",
        b"TEL;" + b'"' * _LONG + b":1",
        b'ADR;LABEL="a:' + b'":"' * _LONG,
        b"N:" + b";" * _LONG,
        b"N:" + b"\\" * _LONG,
        b"N:" + b"\\;" * _LONG,
        b"N:" + b"a, b,c" * _LONG,
        b"NOTE:" + b"\\n\\,\\" * _LONG,
        b"NOTE;ENCODING=QUOTED-PRINTABLE:" + b"=" * _LONG,
        b"NOTE;ENCODING=QUOTED-PRINTABLE:" + b"=\r\n=" * _LONG,
        b"NOTE;ENCODING=QUOTED-PRINTABLE" + b"a=\r\n b" * _LONG,
        b"NOTE:" + b"\r\n " * _LONG,
        b"PHOTO;ENCODING=b:" + b"\r\n AAAA" * _LONG,
        b"PHOTO;ENCODING=b:" + b"\r\nAAAA" * _LONG,
        b"PHOTO:data:" + b"\\,;" * _LONG,
        b"BDAY:" + b"1" * _LONG,
        b"BDAY:1996-04-15T" + b"0" * _LONG,
        b"IMPP:" + b"a" * _LONG + b":",
        b"IMPP:x:" + b"%" * _LONG,
        b"CATEGORIES:" + b"a," * _LONG,
        b"X-ABLabel:" + b"_$!<" * _LONG,
        b"FN;CHARSET=" + b"a" * 4000 + b":\xff",
        b"AGENT:BEGIN:VCARD\r\n" * (_LONG // 10),
        b"AGENT:\r\nBEGIN:VCARD\r\n" * (_LONG // 10),
        b"BEGIN:VCARD\r\n" * (_LONG // 10),
        b"END:VCARD\r\n" * (_LONG // 10),
        b"\r\n" * _LONG,
        b"\xff" * _LONG,
        b"X:" + b"\xff\r\nX:\xfe" * (_LONG // 10),
        b";TYPE=X-CUSTOM(CHARSET=" * (_LONG // 10) + b":1",
    ],
    ids=lambda line: repr(line[:24]),
)
def test_a_hostile_line_is_read_in_time_that_grows_with_its_length(line: bytes) -> None:
    started = time.process_time()
    read_bytes(_SEED % line)
    assert time.process_time() - started < 5


def test_a_custom_label_with_broken_letters_costs_no_card() -> None:
    line = b"TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=E1\xff=A6):0922 000 111"
    [card] = read_bytes(_SEED % line)
    assert isinstance(card, Card)
    assert [phone.typed for phone in card.contact.phones] == ["0922 000 111"]


def _mutated(data: bytes, chance: random.Random) -> bytes:
    """The file with some damage done to it."""
    damaged = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(damaged) + 1)
        size = chance.choice((0, 1, 2, 10, 100))
        match chance.randrange(6):
            case 0:
                del damaged[at : at + size]
            case 1:
                damaged[at:at] = chance.randbytes(size)
            case 2:
                damaged[at:at] = chance.choice(
                    (b"\r", b"\n", b":", b";", b'"', b"=", b"\\", b"\0", b"\xff\xfe")
                )
            case 3:
                damaged[at : at + size] = damaged[:size]
            case 4:
                damaged[at : at + 1] = damaged[at : at + 1] * chance.choice((2, 80, 2000))
            case _:
                pieces = (
                    b"END:VCARD",
                    b"BEGIN:VCARD",
                    b";ENCODING=b",
                    b";ENCODING=QUOTED-PRINTABLE",
                    b";CHARSET=GBK",
                )
                damaged[at:at] = chance.choice(pieces)
    return bytes(damaged)


def _survives(count: int, seed: int) -> None:
    chance = random.Random(seed)
    print(f"seed {seed}")  # noqa: T201 - shown only where the test fails
    files = [path.read_bytes() for path in sorted(DATA.glob("*.vcf"))]
    for number in range(count):
        data = _mutated(chance.choice(files), chance)
        started = time.process_time()
        try:
            cards = read_bytes(data)
        except NotCards:
            continue
        took = time.process_time() - started
        assert took < 2, f"mutation {number} of seed {seed} took {took:.1f} s"
        odd = [card for card in cards if isinstance(card, Fault) and "understood" in card.reason]
        assert odd == [], f"mutation {number} of seed {seed}"
        for card in cards:
            if isinstance(card, Card):
                assert "\0" not in card.contact.display_name


def test_500_damaged_files_are_read_without_an_exception() -> None:
    _survives(500, random.randrange(1 << 30))


@pytest.mark.long
@pytest.mark.timeout(900)
def test_10_000_damaged_files_are_read_without_an_exception() -> None:
    _survives(10_000, 20260302)


class Cards(io.RawIOBase):
    """A file of so many cards that is never whole in memory."""

    def __init__(self, count: int) -> None:
        self._left = count
        self._rest = b""

    def read(self, size: int = -1, /) -> bytes:
        while self._left and len(self._rest) < size:
            self._rest += _SEED % b"TEL:+251911%06d\r\nNOTE:%s" % (self._left, b"text " * 200)
            self._left -= 1
        data, self._rest = self._rest[:size], self._rest[size:]
        return data


def _peak_while_reading(count: int) -> int:
    gc.collect()
    tracemalloc.start()
    try:
        assert sum(1 for _ in read_cards(Cards(count))) == count  # type: ignore[arg-type]
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_five_times_the_cards_need_no_more_memory() -> None:
    assert _peak_while_reading(15_000) < _peak_while_reading(3_000) * 1.2


def test_a_hundred_megabytes_can_be_left_at_any_time() -> None:
    cards = read_cards(Cards(1_000_000))  # type: ignore[arg-type]
    assert isinstance(next(cards), Card)
    cards.close()  # type: ignore[attr-defined]

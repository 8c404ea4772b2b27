"""LDIF: people of an address book or a directory, and nobody else."""

import io
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from crm_desktop.domain.contact import BIRTHDAY, Address, CustomValue, Email, ImportantDate, Role
from crm_desktop.domain.partial_date import PartialDate
from crm_desktop.formats.card import Card, Fault
from crm_desktop.formats.ldif import is_ldif, read_ldif

FILE = Path(__file__).parents[2] / "data" / "ldif" / "thunderbird.ldif"


def read(data: bytes) -> list[Card | Fault]:
    return list(read_ldif(io.BytesIO(data), lambda _typed: None, this_year=2026))


def test_thunderbird() -> None:
    jana, bo = (card.contact for card in read(FILE.read_bytes()) if isinstance(card, Card))
    assert (jana.name.full, jana.name.given, jana.name.family) == ("Jana Kovář", "Jana", "Kovář")
    assert jana.emails == (Email("jana@kovar.example"), Email("jana@doma.example", "other"))
    assert [(one.typed, one.label) for one in jana.phones] == [
        ("+420 601 234 567", "work"),
        ("222 333 444", "home"),
    ]
    assert jana.addresses == (Address("home", "Dlouhá 7", "Praha", "", "11000"),)
    assert jana.roles == (Role("Pekárna", "Baker"),)
    assert jana.dates == (ImportantDate(BIRTHDAY, PartialDate(1990, 5, 17)),)
    assert jana.notes.endswith("has to be folded")
    assert (bo.name.full, bo.custom) == ("Bo", (CustomValue("shoesize", "44"),))


def test_a_photo_comes_along_and_a_file_that_is_named_is_not_opened() -> None:
    (card,) = read(b"dn: cn=A\ncn: A\njpegPhoto:: /9j/4AAQ\ndescription:< file:///etc/passwd\n")
    assert isinstance(card, Card)
    assert card.contact.photo is not None
    assert card.contact.notes == ""


def test_a_record_without_anybody_is_refused_with_its_line() -> None:
    (fault,) = read(b"dn: x\ndescription: only a note\n")
    assert isinstance(fault, Fault)
    assert fault.line == 1


def test_it_is_known_by_its_beginning() -> None:
    assert is_ldif(b"\xef\xbb\xbfversion: 1\n\n# hello\ndn: cn=x\n")
    assert not is_ldif(b"Name,Phone\n")
    assert not is_ldif(b"")


@given(st.binary(max_size=400))
def test_no_bytes_make_it_fall_over(data: bytes) -> None:
    read(b"dn: cn=x\ncn: x\n" + data)

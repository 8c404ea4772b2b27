"""Whatever is pasted: it is read in time, nothing fails, and no word of it is gone."""

import re
import time
from datetime import date
from functools import partial

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crm_desktop.domain.contact import Contact
from crm_desktop.domain.phone import international
from crm_desktop.formats.plain_text.contacts import card_of
from crm_desktop.formats.plain_text.looks import is_sign_off, label_of
from crm_desktop.formats.plain_text.pieces import Pasted, PastedKind, Person, What
from crm_desktop.formats.plain_text.reading import look_at, read_text, reader_for
from tests.unit.formats.plain_text.test_samples import SAMPLES

TODAY = date(2026, 11, 22)
READER = reader_for(partial(international, country="ET"), country="ET", today=TODAY)
SECONDS = 2.0

WORDS = st.sampled_from(
    [
        "Anna", "Schmidt", "Иванов", "አበበ", "በቂላ", "محمد", "王小明", "GmbH", "ООО", "Ltd.", "director",
        "директор", "Tel:", "Моб.", "ስልክ፡", "تلفن:", "+251911234567", "0911 234 567", "8 912 345-67-89",
        "(217) 555-0134", "۰۹۱۲۳۴۵۶۷۸۹",
        "anna@mail.example", "www.mail.example", "@anna_s", "4 мая", "12.03.1985", "день рождения", "born",
        "Addis Ababa", "Москва", "ул. Ленина, 5", "10115 Berlin", "Best regards,", "my name is", "меня зовут",
        "from", "1.", "-", "--", "\t", ",", ";", "(", ")", ":", "\n", "\n\n", "12", "1985", "no", "№ 5",
    ]
)  # fmt: skip
PASTED = st.one_of(
    st.text(max_size=300),
    st.lists(WORDS, max_size=40).map(" ".join),
    st.lists(WORDS, max_size=40).map("".join),
    st.lists(st.lists(WORDS, max_size=6).map(" ".join), max_size=12).map("\n".join),
)


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def said_by(contact: Contact) -> str:
    address = contact.addresses[0] if contact.addresses else None
    return " ".join(
        (
            contact.name.full,
            *(phone.typed for phone in contact.phones),
            *(email.address for email in contact.emails),
            *(link.url for link in contact.links),
            *(f"{one.handle} {one.service}" for one in contact.messengers),
            *(f"{role.company} {role.title}" for role in contact.roles),
            *((address.street, address.postcode, address.city, address.country) if address else ()),
            contact.notes,
        )
    )


def in_a_message(pasted: Pasted, word: str) -> bool:
    """A message is kept as it is, also where a piece ends within one of its words."""
    return pasted.kind is PastedKind.MESSAGE and word in pasted.text.strip()


def left_out(pasted: Pasted, person: Person) -> list[str]:
    """The words of a person's stretch of the text that are neither on the card nor said by its fields."""
    card = card_of(person.pieces, READER)
    kept = words(said_by(card.contact))
    explained: list[str] = []
    for piece in person.pieces:
        if piece.what is What.LABEL or (piece.what is What.BIRTHDAY and card.contact.birthday):
            explained += words(piece.text)
    edges = {place for piece in person.pieces for place in (piece.start, piece.end)}
    stretch = range(person.start, person.end)
    text = "".join(f" {pasted.text[place]}" if place in edges else pasted.text[place] for place in stretch)
    return [
        word
        for word in words(text)
        if word not in kept and word not in explained and not in_a_message(pasted, word)
    ]


@given(PASTED, st.sampled_from([None, PastedKind.LIST, PastedKind.SIGNATURE, PastedKind.MESSAGE]))
def test_every_word_is_on_a_card(text: str, kind: PastedKind | None):
    pasted = look_at(text, READER, kind)
    if pasted.kind is PastedKind.FILE:
        return
    for person in pasted.people:
        assert left_out(pasted, person) == []
    covered = " ".join(pasted.text[person.start : person.end] for person in pasted.people)
    assert words(covered) == words(text)


@given(PASTED)
@example("王小明 Tel: \n\n Иванов")
@example("www.mail.exampleМоскваanna@mail.example")
def test_pieces_stand_where_they_say(text: str):
    for person in look_at(text, READER).people:
        for piece in person.pieces:
            assert text[piece.start : piece.end] == piece.text


@given(PASTED)
def test_labels_hold_nothing_but_labels(text: str):
    born = re.compile(
        r"\W*(?:день\s+рожд\w+|born|г\.?\s?р\.?|да\s+\w+|am|is|on|в|\d{1,4}|№\s?\d+|[\W\d_])*\W*",
        re.IGNORECASE,
    )
    for person in look_at(text, READER).people:
        for piece in person.pieces:
            if piece.what is What.LABEL:
                known = (
                    label_of(piece.text)
                    or is_sign_off(piece.text.strip(" ,.!\t"))
                    or born.fullmatch(piece.text)
                )
                assert known, piece.text


@given(PASTED)
def test_reading_never_fails(text: str):
    for card in read_text(text, understand=READER.understand, country="ET", today=TODAY):
        assert card.line >= 1


@pytest.mark.parametrize("sample", SAMPLES)
def test_no_sample_loses_a_word(sample: dict[str, str]):
    pasted = look_at(sample["text"], READER)
    assert [left_out(pasted, person) for person in pasted.people] == [[]] * len(pasted.people)


@pytest.mark.parametrize(
    "piece",
    [
        "a", "1", "+", "@", ".", "\n", "\t", "a@", "a.", "1 ", "+1 ", "0911234567 ", "0911 ",
        "Anna ", "Anna, ",
        "Anna 0911234567\n", "a\n", "4 мая ", "12.03.1985 ", "(", "www.", "http://", "Tel: ", "- ",
        "王", "from ", "my name is ", "день рождения ", "1/", "a@a.", "Best regards\n",
        "[10:12, 05.11.2026] A: ", "\u200f",
    ],
)  # fmt: skip
def test_a_megabyte_of_anything_is_read_in_time(piece: str):
    text = (piece * ((1 << 20) // len(piece) + 1))[: 1 << 20]
    began = time.process_time()
    cards = read_text(text, understand=READER.understand, country="ET", today=TODAY)
    assert time.process_time() - began < SECONDS
    assert sum(len(words(said_by(card.contact))) for card in cards) >= len(cards)


def test_what_is_too_long_stays_in_the_notes():
    text = "Anna Schmidt 0171 2345678\n" + "x" * (1 << 20) + " the end"
    cards = read_text(text, understand=READER.understand, country="DE", today=TODAY)
    assert cards[-1].contact.notes.endswith("the end")

"""What people paste, in the languages of our users: who is found in it, and what of them."""

import tomllib
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from crm_desktop.domain.contact import Contact
from crm_desktop.domain.phone import international
from crm_desktop.formats.plain_text.pieces import Pasted
from crm_desktop.formats.plain_text.reading import look_at, read_text, reader_for
from crm_desktop.formats.vcard.dates import marked

TODAY = date(2026, 11, 22)
SAMPLES = [
    pytest.param(sample, id=f"{file.stem}: {sample['name']}")
    for file in sorted((Path(__file__).parents[3] / "data" / "plain_text").glob("*.toml"))
    for sample in tomllib.loads(file.read_text(encoding="utf-8"))["sample"]
]


def as_told(contact: Contact) -> dict[str, Any]:
    """A card in the words of the samples, without what is empty."""
    address = contact.addresses[0] if contact.addresses else None
    role = contact.roles[0] if contact.roles else None
    told = {
        "name": contact.name.display,
        "phones": [f"{phone.e164 or phone.typed} {phone.label}".strip() for phone in contact.phones],
        "emails": [email.address for email in contact.emails],
        "links": [link.url for link in contact.links],
        "messengers": [messenger.handle for messenger in contact.messengers],
        "company": role.company if role else "",
        "title": role.title if role else "",
        "place": address.city if address else "",
        "address": address.street if address else "",
        "birthday": marked(contact.birthday) if contact.birthday else "",
    }
    return {name: value for name, value in told.items() if value}


@pytest.mark.parametrize("sample", SAMPLES)
def test_everyone_is_found_with_what_is_said_of_them(sample: dict[str, Any]):
    country = sample["country"]
    text = sample["text"].strip("\n")
    understand = partial(international, country=country)
    pasted: Pasted = look_at(text, reader_for(understand, country=country, today=TODAY))
    assert pasted.kind == sample["kind"]
    cards = read_text(text, understand=understand, country=country, today=TODAY)
    expected = [{name: value for name, value in one.items() if name != "note"} for one in sample["people"]]
    assert [as_told(card.contact) for card in cards] == expected
    for card, one in zip(cards, sample["people"], strict=True):
        if "note" in one:
            assert one["note"] in card.contact.notes
        else:
            assert card.contact.notes == ""


def test_there_are_samples_of_every_language_we_promise():
    assert len(SAMPLES) >= 40

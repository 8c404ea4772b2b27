"""Reading sheets in tests: from a file of another program, or from text written in the test."""

import io
from pathlib import Path

from crm_desktop.domain.contact import Contact
from crm_desktop.formats.card import Card, Fault
from crm_desktop.formats.sheets.reading import Layout, look_at, read_rows

DATA = Path(__file__).parents[2] / "data" / "sheets"


def read(data: bytes, layout: Layout | None = None, *, month_first: bool = False) -> list[Card | Fault]:
    """Everything in these bytes."""
    layout = layout or look_at(io.BytesIO(data))
    return list(
        read_rows(io.BytesIO(data), layout, lambda _typed: None, month_first=month_first, this_year=2026)
    )


def contacts_in(name: str) -> list[Contact]:
    """The contacts of a file of `tests/data/sheets` without faults."""
    return contacts_of((DATA / name).read_bytes())


def contacts_of(data: bytes | str) -> list[Contact]:
    """The contacts of these rows, none of which is refused."""
    cards = read(data.encode() if isinstance(data, str) else data)
    assert [card for card in cards if isinstance(card, Fault)] == []
    return [card.contact for card in cards if isinstance(card, Card)]

"""Reading sheets in tests: from a file of another program, or from text written in the test."""

import io
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from crm_desktop.domain.contact import BIRTHDAY, Contact
from crm_desktop.formats.card import Card, Fault
from crm_desktop.formats.sheets.reading import Layout, look_at, read_rows
from crm_desktop.formats.sheets.values import Sheet
from crm_desktop.formats.sheets.writing import csv_head, csv_rows
from crm_desktop.services.card_cleaning import cleaned

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


def sheet_of(sheet: Sheet, *contacts: Contact) -> bytes:
    """These contacts as CSV in this layout."""
    for contact in contacts:
        sheet.look_at(contact)
    return csv_head(sheet) + csv_rows(sheet, [(contact, ()) for contact in contacts])


def kept(contact: Contact) -> Contact:
    """The contact as a data file keeps it, and as far as a sheet tells of it."""
    clean = cleaned(contact, "ET")
    custom = {one.field.casefold(): one for one in clean.custom}
    return replace(
        clean,
        phones=tuple(replace(one, e164=None) for one in clean.phones),
        photo=None,
        extra=(),
        declined_rhythm=None,
        custom=tuple(custom.values()),
    )


def comparable(contacts: Iterable[Contact]) -> list[Contact]:
    """The contacts without what never changes a known one: repetitions, the place of the birthday."""
    return [
        replace(
            one,
            phones=tuple(dict.fromkeys(one.phones)),
            emails=tuple(dict.fromkeys(one.emails)),
            dates=tuple(sorted(one.dates, key=lambda date: (date.label != BIRTHDAY, repr(date)))),
            custom=tuple(sorted(one.custom, key=lambda value: value.field)),
        )
        for one in contacts
    ]

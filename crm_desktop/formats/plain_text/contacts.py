"""The card of a person who was found in a pasted text: each piece where it belongs, the rest as a note."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from crm_desktop.domain.contact import (
    BIRTHDAY,
    Address,
    Contact,
    Email,
    ImportantDate,
    Link,
    Messenger,
    Name,
    Phone,
    Role,
)
from crm_desktop.formats.card import Card
from crm_desktop.formats.limits import MOST_PROPERTIES
from crm_desktop.formats.plain_text.days import read_day
from crm_desktop.formats.plain_text.pieces import What
from crm_desktop.formats.plain_text.places import is_country

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crm_desktop.formats.plain_text.pieces import Piece
    from crm_desktop.formats.plain_text.spans import Reader

_TURNED: Final = re.compile(r"([^\W\d_][\w'ʻʼ‘’.-]{0,40}), ?([^\W\d_][\w'ʻʼ‘’. -]{0,40})")
_POSTCODE: Final = re.compile(r"((?:[A-Z]{1,2}-)?\d{4,6}),? ([^\W\d_][^\d]{1,40})")
NOT_A_DAY: Final = "“{text}” is no day that is understood; it is kept in the notes."


def card_of(pieces: Iterable[Piece], reader: Reader, line: int = 1) -> Card:
    """The card. What is no day although it should be one is a note, and is warned of."""
    by_kind: dict[What, list[Piece]] = {}
    for piece in pieces:
        text = piece.text.strip()
        if text and piece.what is not What.LABEL:
            by_kind.setdefault(piece.what, []).append(piece)
    of = _Kinds(by_kind)
    days, warnings = _days(of, reader)
    links = of.take(What.LINK)
    contact = Contact(
        name=_name(of.texts(What.NAME)),
        phones=tuple(
            dict.fromkeys(
                Phone(one.text.strip(), one.label, reader.understand(one.text)) for one in of.take(What.PHONE)
            )
        ),
        emails=tuple(dict.fromkeys(Email(one.text.strip(), one.label) for one in of.take(What.EMAIL))),
        links=tuple(dict.fromkeys(Link(one.text.strip(), one.label) for one in links)),
        messengers=tuple(
            dict.fromkeys(Messenger(one.text.strip(), one.label) for one in of.take(What.MESSENGER))
        ),
        addresses=_addresses(of.texts(What.ADDRESS), of.texts(What.PLACE)),
        roles=_roles(of.texts(What.COMPANY), of.texts(What.TITLE)),
        dates=days,
        notes="\n".join(dict.fromkeys(of.texts(What.NOTE))),
    )
    return Card(line, contact, warnings)


class _Kinds:
    """The pieces by what they are; of an endless number the rest are notes."""

    def __init__(self, by_kind: dict[What, list[Piece]]) -> None:
        self._by_kind = by_kind
        self._notes: list[Piece] = []
        for what, pieces in by_kind.items():
            if what is not What.NOTE and len(pieces) > MOST_PROPERTIES:
                self._notes += pieces[MOST_PROPERTIES:]
                by_kind[what] = pieces[:MOST_PROPERTIES]

    def take(self, what: What) -> Sequence[Piece]:
        """The pieces of a kind."""
        return self._by_kind.get(what, [])

    def texts(self, what: What) -> list[str]:
        """Their texts."""
        pieces = [*self.take(what), *(self._notes if what is What.NOTE else ())]
        return [piece.text.strip() for piece in pieces]

    def is_note(self, piece: Piece) -> None:
        """A piece that is not what it should be is a note."""
        self._notes.append(piece)


def _days(of: _Kinds, reader: Reader) -> tuple[tuple[ImportantDate, ...], tuple[str, ...]]:
    days: dict[ImportantDate, None] = {}
    warnings = []
    for piece in of.take(What.BIRTHDAY):
        day = read_day(piece.text, country=reader.country, this_year=reader.this_year)
        if day is None:
            of.is_note(piece)
            warnings.append(NOT_A_DAY.format(text=piece.text.strip()[:40]))
        else:
            days[ImportantDate(BIRTHDAY, day)] = None
    return tuple(days), tuple(warnings)


def _name(texts: Sequence[str]) -> Name:
    text = " ".join(" ".join(texts).split())
    turned = _TURNED.fullmatch(text)
    if turned:
        family, given = turned[1].strip(), turned[2].strip()
        return Name(f"{given} {family}", given=given, family=family)
    return Name(text)


def _addresses(streets: Sequence[str], places: Sequence[str]) -> tuple[Address, ...]:
    street: list[str] = []
    city: list[str] = []
    country: list[str] = []
    postcode = ""
    for text in streets:
        found = _POSTCODE.fullmatch(text)
        if found and not postcode:
            postcode = found[1]
            city.append(found[2].strip())
        else:
            street.append(text)
    for text in dict.fromkeys(places):
        (country if is_country(text) and not country else city).append(text)
    if not (street or city or country or postcode):
        return ()
    return (
        Address(
            street=", ".join(street), city=", ".join(city), postcode=postcode, country=", ".join(country)
        ),
    )


def _roles(companies: Sequence[str], titles: Sequence[str]) -> tuple[Role, ...]:
    title = ", ".join(dict.fromkeys(titles))
    names = list(dict.fromkeys(companies))
    if not names:
        return (Role("", title),) if title else ()
    return (Role(names[0], title), *(Role(name) for name in names[1:]))

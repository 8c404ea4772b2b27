"""A contact as a QR code that a phone reads from a screen: a short vCard, the most important first.

Photo, notes and what only we understand are left out; so is what would make the squares too small.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from crm_desktop.formats.vcard.dates import gregorian, written
from crm_desktop.formats.vcard.labels import to_types
from crm_desktop.formats.vcard.properties import escape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_desktop.domain.contact import Address, Contact

MOST_BYTES: Final = 640
"""Of the text. Twice as much would still be a code, but one that many phones do not read from a screen."""
_CLEAREST: Final = 15
"""The largest code (of 40 sizes) that is given more than the least protection against glare and dirt."""
_LONGEST_NAME: Final = 200


class Left(StrEnum):
    """What was left out of a code."""

    PHOTO = "photo"
    NOTES = "notes"
    PHONES = "phones"
    EMAILS = "emails"
    COMPANIES = "companies"
    ADDRESSES = "addresses"
    LINKS = "links"
    MESSENGERS = "messengers"
    DATES = "dates"
    OWN = "own"
    """Tags, facts, fields of one's own and the like, which phones do not know."""
    NAME = "name"
    """A part of a name that fills the code alone."""


@dataclass(frozen=True, slots=True)
class QrCard:
    """`modules` are the rows of the code without the quiet zone, 1 for dark; `text` is the vCard in it."""

    modules: tuple[bytes, ...]
    text: str
    left_out: tuple[Left, ...]


def qr_card(contact: Contact) -> QrCard:
    """The code of a contact."""
    import segno

    text, left_out = short_card(contact)
    code = segno.make_qr(text, error="m", mode="byte", encoding="utf-8", eci=False)
    if int(code.version) > _CLEAREST:
        code = segno.make_qr(text, error="l", mode="byte", encoding="utf-8", eci=False)
    return QrCard(tuple(bytes(row) for row in code.matrix), text, left_out)


def short_card(contact: Contact) -> tuple[str, tuple[Left, ...]]:
    """A vCard 3.0 of at most `MOST_BYTES` bytes in UTF-8, and what is not in it.

    Lines are not folded: not every reader of codes puts them together again.
    """
    name = contact.display_name or "?"
    shown = name[:_LONGEST_NAME]
    left = dict.fromkeys([Left.NAME] if shown != name else [])
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"N:{_structured(contact, shown)}", f"FN:{escape(shown)}"]
    end = "END:VCARD"
    size = sum(_size(line) for line in (*lines, end))
    if size > MOST_BYTES:
        lines, left = _least(name), {Left.NAME: None}
        size = sum(_size(line) for line in (*lines, end))
    for what, line in _by_importance(contact):
        if size + _size(line) <= MOST_BYTES:
            lines.append(line)
            size += _size(line)
        else:
            left[what] = None
    left |= dict.fromkeys(_never(contact))
    return "".join(f"{line}\r\n" for line in (*lines, end)), tuple(one for one in Left if one in left)


def _least(name: str) -> list[str]:
    """As much of the name as fits into a quarter of the room."""
    cut = name.encode("utf-8", "replace")[: MOST_BYTES // 4].decode("utf-8", "ignore")
    text = escape(cut)
    return ["BEGIN:VCARD", "VERSION:3.0", f"N:{text};;;;", f"FN:{text}"]


def _size(line: str) -> int:
    return len(line.encode("utf-8", "replace")) + 2


def _structured(contact: Contact, shown: str) -> str:
    """The parts of the name; iPhones show no card without any."""
    prefix, given, middle, family, suffix = (escape(part) for part in contact.name.parts)
    if not any(contact.name.parts):
        return f";{escape(shown)};;;"
    return f"{family};{given};{middle};{prefix};{suffix}"


def _by_importance(contact: Contact) -> Iterator[tuple[Left, str]]:
    """What a phone keeps: the first way to call and to write, who they are, then the rest."""
    phones = [
        (Left.PHONES, f"TEL{_types(one.label, phone=True)}:{escape(one.typed)}") for one in contact.phones
    ]
    emails = [(Left.EMAILS, f"EMAIL{_types(one.label)}:{escape(one.address)}") for one in contact.emails]
    yield from phones[:1]
    yield from emails[:1]
    roles = [role for role in contact.roles if role.until is None]
    if roles and roles[0].company:
        yield Left.COMPANIES, f"ORG:{escape(roles[0].company)}"
    if roles and roles[0].title:
        yield Left.COMPANIES, f"TITLE:{escape(roles[0].title)}"
    yield from phones[1:]
    yield from emails[1:]
    for address in contact.addresses:
        yield Left.ADDRESSES, f"ADR{_types(address.label)}:{_address(address)}"
    for link in contact.links:
        yield Left.LINKS, f"URL:{escape(link.url)}"
    born = contact.birthday
    day = gregorian(born) if born else None
    if day is not None:
        yield Left.DATES, f"BDAY:{written(day)}"


def _never(contact: Contact) -> Iterator[Left]:
    """What no code has: too large, too private, or unknown to phones."""
    if contact.photo:
        yield Left.PHOTO
    if contact.notes:
        yield Left.NOTES
    if contact.messengers:
        yield Left.MESSENGERS
    if len([role for role in contact.roles if role.until is None]) > 1:
        yield Left.COMPANIES
    born = contact.birthday
    if len(contact.dates) > (born is not None) or (born is not None and gregorian(born) is None):
        yield Left.DATES
    if contact.tags or contact.facts or contact.custom:
        yield Left.OWN


def _types(label: str, *, phone: bool = False) -> str:
    types = to_types(label, phone=phone)
    return f";TYPE={','.join(types).upper()}" if types else ""


def _address(one: Address) -> str:
    return ";".join(map(escape, ("", "", one.street, one.city, one.region, one.postcode, one.country)))

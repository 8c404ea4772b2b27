"""A contact as a vCard 4.0 or 3.0 that reads back identically.

What vCard has no word for stands in X-CRM- lines (see `own`).
"""

from __future__ import annotations

import re
from datetime import UTC
from typing import TYPE_CHECKING, Final, Literal

from crm_desktop.domain.contact import (
    ANNIVERSARY,
    BIRTHDAY,
)
from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.formats.vcard import dates, messaging, own, photos
from crm_desktop.formats.vcard.known import PRODUCT, plain_e164
from crm_desktop.formats.vcard.labels import to_types
from crm_desktop.formats.vcard.properties import escape, parameter_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from crm_desktop.domain.contact import (
        Address,
        Contact,
        ImportantDate,
        Phone,
        Photo,
        Role,
    )
    from crm_desktop.domain.custom_field import CustomField
    from crm_desktop.formats.card import Relation

Version = Literal["3.0", "4.0"]
VERSIONS: Final[tuple[Version, ...]] = ("4.0", "3.0")

_WIDTH: Final = 75
_GROUP: Final = re.compile(r"\A([A-Za-z0-9-]+)\.")
_LEAP_YEAR: Final = 1604
_NO_FIELDS: Final[Mapping[str, CustomField]] = {}


def write_card(
    contact: Contact,
    version: Version = "4.0",
    *,
    relations: Iterable[Relation] = (),
    fields: Mapping[str, CustomField] = _NO_FIELDS,
) -> bytes:
    """The card in UTF-8, folded, with a line end at its end.

    `fields` gives the types of the custom fields by name. Control characters are left out.
    """
    lines = _Lines(contact, version)
    folded = [_folded(line) for line in lines.all(relations, fields)]
    return "".join(folded).encode("utf-8", "replace")


class _Lines:
    """The content lines of one card. Keeps true: no group is one of the kept properties' own."""

    def __init__(self, contact: Contact, version: Version) -> None:
        self._contact = contact
        self._version = version
        self._taken = {found[1].lower() for extra in contact.extra if (found := _GROUP.match(extra.raw))}
        self._number = 0

    def all(self, relations: Iterable[Relation], fields: Mapping[str, CustomField]) -> Iterator[str]:
        contact = self._contact
        yield "BEGIN:VCARD"
        yield f"VERSION:{self._version}"
        yield f"PRODID:{PRODUCT}EN"
        if contact.uid:
            yield f"UID:{escape(contact.uid)}"
        if contact.updated_at:
            yield f"REV:{_instant(contact.updated_at)}"
        yield from self._names()
        for phone in contact.phones:
            yield from self._labelled("TEL", phone.label, escape(phone.typed), _e164(phone), phone=True)
        for email in contact.emails:
            yield from self._labelled("EMAIL", email.label, escape(email.address))
        for address in contact.addresses:
            yield from self._labelled("ADR", address.label, _address(address))
        for link in contact.links:
            yield from self._labelled("URL", link.label, escape(link.url))
        yield from map(messaging.line, contact.messengers)
        yield from self._roles()
        for date in contact.dates:
            yield from self._date(date)
        if contact.photo:
            yield self._photo(contact.photo)
        if contact.tags:
            yield "CATEGORIES:" + ",".join(map(escape, contact.tags))
        if contact.notes:
            yield f"NOTE:{escape(contact.notes)}"
        yield from own.lines(contact, fields)
        yield from map(own.relation_line, relations)
        for extra in contact.extra:
            yield extra.raw
        yield "END:VCARD"

    def _names(self) -> Iterator[str]:
        name = self._contact.name
        prefix, given, middle, family, suffix = map(escape, name.parts)
        if any(name.parts) or self._version == "3.0":
            yield f"N:{family};{given};{middle};{prefix};{suffix}"
        if name.full:
            yield f"FN:{escape(name.full)}"
        else:
            yield f"FN;X-CRM-COMPOSED=true:{escape(self._contact.display_name) or '?'}"
        if name.nickname:
            yield f"NICKNAME:{escape(name.nickname)}"

    def _labelled(
        self, name: str, label: str, value: str, parameters: str = "", *, phone: bool = False
    ) -> Iterator[str]:
        types = to_types(label, phone=phone)
        if types is not None:
            kind = f";TYPE={','.join(types)}" if len(types) == 1 else "".join(f";TYPE={one}" for one in types)
            yield f"{name}{kind}{parameters}:{value}"
            return
        group = self._group()
        yield f"{group}.{name}{parameters}:{value}"
        yield f"{group}.X-ABLabel:{escape(label)}"

    def _roles(self) -> Iterator[str]:
        current = [role for role in self._contact.roles if _is_plain(role)]
        for role in self._contact.roles:
            if not _is_plain(role):
                yield own.role_line(role)
                continue
            # With several companies a group says which title belongs where.
            group = f"{self._group()}." if len(current) > 1 else ""
            if role.company or role.department:
                unit = f";{escape(role.department)}" if role.department else ""
                since = f";X-CRM-SINCE={parameter_text(dates.marked(role.since))}" if role.since else ""
                yield f"{group}ORG{since}:{escape(role.company)}{unit}"
            if role.title:
                yield f"{group}TITLE:{escape(role.title)}"

    def _date(self, one: ImportantDate) -> Iterator[str]:
        found = self._standard_date(one.date)
        if found is None:
            yield own.date_line(one)
            return
        parameters, text = found
        if one.label == BIRTHDAY:
            yield f"BDAY{parameters}:{text}"
        elif one.label == ANNIVERSARY:
            yield f"{'ANNIVERSARY' if self._version == '4.0' else 'X-ANNIVERSARY'}{parameters}:{text}"
        elif one.label:
            group = self._group()
            yield f"{group}.X-ABDATE{parameters}:{text}"
            yield f"{group}.X-ABLabel:{escape(one.label)}"
        else:
            yield f"X-ABDATE{parameters}:{text}"

    def _standard_date(self, date: PartialDate) -> tuple[str, str] | None:
        """Parameters and value, or None where another program would read another day."""
        if date.calendar is not Calendar.GREGORIAN:
            day = dates.gregorian(date)
            if day is None:
                return None
            _, text = self._standard_date(day) or ("", "")
            return f";X-CRM-DATE={parameter_text(dates.marked(date))}", text
        if date.month is None and date.day is not None and date.year is not None:
            return None
        if self._version == "4.0":
            text = dates.written(date)
            whole = date.recurs
            return "", text[:2] + text[2:].replace("-", "") if whole else text
        if not date.recurs:
            return None
        if date.year is None:
            return f";X-APPLE-OMIT-YEAR={_LEAP_YEAR}", dates.written(
                PartialDate(_LEAP_YEAR, date.month, date.day)
            )
        return "", dates.written(date)

    def _photo(self, photo: Photo) -> str:
        data = photos.encoded(photo)
        if self._version == "4.0":
            return f"PHOTO:data:{photo.media_type};base64,{data}"
        kind = photo.media_type.removeprefix("image/").upper()
        return f"PHOTO;ENCODING=b;TYPE={parameter_text(kind)}:{data}"

    def _group(self) -> str:
        while True:
            self._number += 1
            group = f"item{self._number}"
            if group not in self._taken:
                return group


def _is_plain(role: Role) -> bool:
    return role.until is None and bool(role.company or role.department or (role.title and not role.since))


def _e164(phone: Phone) -> str:
    if phone.e164 == plain_e164(phone.typed):
        return ""
    return f";X-CRM-E164={parameter_text(phone.e164 or '')}"


def _address(one: Address) -> str:
    parts = ("", "", one.street, one.city, one.region, one.postcode, one.country)
    return ";".join(map(escape, parts))


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _folded(line: str) -> str:
    """Lines of at most 75 bytes; a character is never divided."""
    if len(line) <= _WIDTH and line.isascii():
        return f"{line}\r\n"
    if line.isascii():
        rest = range(_WIDTH, len(line), _WIDTH - 1)
        return "\r\n ".join((line[:_WIDTH], *(line[at : at + _WIDTH - 1] for at in rest))) + "\r\n"
    pieces: list[str] = []
    data = line.encode("utf-8", "replace")
    start, room = 0, _WIDTH
    while len(data) - start > room:
        end = start + room
        while data[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(data[start:end].decode())
        start, room = end, _WIDTH - 1
    pieces.append(data[start:].decode())
    return "\r\n ".join(pieces) + "\r\n"

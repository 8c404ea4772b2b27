"""What the properties of the standards, and of other programs, mean: one function a property."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from crm_desktop.domain.contact import (
    ANNIVERSARY,
    BIRTHDAY,
    Address,
    Email,
    ImportantDate,
    Link,
    Name,
    Phone,
)
from crm_desktop.formats.vcard import dates, photos
from crm_desktop.formats.vcard.draft import Draft, DraftRole
from crm_desktop.formats.vcard.labels import from_types
from crm_desktop.formats.vcard.properties import Head, split_parts

if TYPE_CHECKING:
    from crm_desktop.domain.partial_date import PartialDate

PRODUCT: Final = "-//CRM Desktop//"

Reader = Callable[[Draft, Head, str], None]

_LIST_COMMA: Final = re.compile(r",(?=\S)")
_EVENTS: Final = {"1": ANNIVERSARY, "2": "other", "3": BIRTHDAY}


def product(draft: Draft, _head: Head, value: str) -> None:
    """PRODID: a card that we wrote is taken to the letter."""
    draft.own = value.startswith(PRODUCT)


def ignored(_draft: Draft, _head: Head, _value: str) -> None:
    """VERSION, REV and the like say nothing about the contact."""


def full_name(draft: Draft, head: Head, value: str) -> None:
    """FN: the first one; others are kept aside."""
    text = draft.text(value)
    if draft.full or draft.composed:
        if text != draft.full:
            draft.keep(head, value)
    elif "x-crm-composed" in head.parameters and draft.own:
        draft.composed = True
    else:
        draft.full = text


def name(draft: Draft, head: Head, value: str) -> None:
    """N: family; given; middle; prefix; suffix. A comma divides several; sloppy writers mean it."""
    if draft.parts is not None:
        draft.keep(head, value)
        return
    parts = split_parts(value)
    if not draft.own:
        if "," in value and "\\" not in value:
            parts = [_listed(part, ", " if place in (0, 4) else " ") for place, part in enumerate(parts)]
        parts = [part.strip() if "\n" not in part else " ".join(part.split()) for part in parts]
    family, given, middle, prefix, suffix = (*parts, "", "", "", "", "")[:5]
    draft.parts = (prefix, given, middle, family, suffix)


def nickname(draft: Draft, _head: Head, value: str) -> None:
    """NICKNAME: a list."""
    draft.nicknames.extend(text for part in split_parts(value, ",") if (text := draft.line_of(part)))


def phone(draft: Draft, head: Head, value: str) -> None:
    """TEL: as typed; a `tel:` address gives the number in it."""
    typed = draft.text(value)
    if draft.own:
        e164 = _own_e164(head, typed)
    else:
        if typed[:4].lower() == "tel:":
            typed = _from_tel_address(typed[4:])
        if not typed:
            return
        e164 = draft.understand(typed)
    draft.add(draft.phones, head, Phone(typed, _label(head), e164))


def email(draft: Draft, head: Head, value: str) -> None:
    """EMAIL."""
    address = draft.text(value)
    if not draft.own and address[:7].lower() == "mailto:":
        address = address[7:]
    if address:
        draft.add(draft.emails, head, Email(address, _label(head)))


def address(draft: Draft, head: Head, value: str) -> None:
    """ADR: box; extended; street; city; region; postcode; country, and since RFC 9554 their details."""
    parts = split_parts(value)
    if not draft.own:
        parts = [part.strip() for part in parts]
        if len(parts) == 1:
            parts = ["", "", *parts]
    box, extended, street, city, region, postcode, country, *more = (*parts, *("",) * 7)
    if not draft.own:
        for part in (extended, box, *more):
            if part and part not in street:
                street = f"{street}, {part}" if street else part
        street = street or (draft.text(head.first("label")) if not (city or region or postcode) else "")
    found = Address(_label(head), street, city, region, postcode, country)
    if draft.own or not found.is_empty:
        draft.add(draft.addresses, head, found)


def link(draft: Draft, head: Head, value: str) -> None:
    """URL."""
    url = draft.text(value)
    if url:
        draft.add(draft.links, head, Link(url, _label(head)))


def organisation(draft: Draft, head: Head, value: str) -> None:
    """ORG: company; department; and so on down."""
    company, *units = split_parts(value) if draft.own else map(str.strip, split_parts(value))
    department = ", ".join(unit for unit in units if unit)
    if not (company or department):
        return
    role = _role_without(draft, head, "company") or _new_role(draft, head)
    role.company, role.department = company, department
    if draft.own:
        role.since = dates.parse_marked(head.first("x-crm-since"))
        role.until = dates.parse_marked(head.first("x-crm-until"))


def title(draft: Draft, head: Head, value: str) -> None:
    """TITLE: what they are at the company of their group, or the first without a title."""
    text = draft.text(value)
    if text:
        (_role_without(draft, head, "title") or _new_role(draft, head)).title = text


def photo(draft: Draft, head: Head, value: str) -> None:
    """PHOTO: the first picture inside the card; addresses and further ones are kept aside."""
    if photos.is_address(head, value) or draft.photo:
        draft.keep(head, value)
        return
    try:
        draft.photo = photos.read(head, value)
    except photos.BadPhoto as fault:
        draft.warn(f"The photo was left out: {fault}.")


def categories(draft: Draft, _head: Head, value: str) -> None:
    """CATEGORIES: tags; some programs put semicolons between them."""
    parts = split_parts(value, ",")
    if len(parts) == 1 and not draft.own:
        parts = split_parts(value, ";")
    draft.tags.extend(text for part in parts if (text := draft.line_of(part)))


def note(draft: Draft, _head: Head, value: str) -> None:
    """NOTE: several become one."""
    text = draft.long_text(value)
    if text:
        draft.notes.append(text)


def uid(draft: Draft, _head: Head, value: str) -> None:
    """UID."""
    draft.uid = draft.uid or draft.text(value)


def birthday(draft: Draft, head: Head, value: str) -> None:
    """BDAY."""
    _date(draft, head, value, BIRTHDAY)


def anniversary(draft: Draft, head: Head, value: str) -> None:
    """ANNIVERSARY, and what it was called before version 4.0."""
    _date(draft, head, value, ANNIVERSARY)


def other_date(draft: Draft, head: Head, value: str) -> None:
    """X-ABDATE: the label stands on another line of the group."""
    _date(draft, head, value, "" if draft.own else _label(head) or "other")


def apple_label(draft: Draft, head: Head, value: str) -> None:
    """X-ABLabel: the label of its group; kept as it is where the group is not of ours."""
    if head.group:
        draft.labels[head.group] = draft.text(value)
    draft.keep(head, value)


def android(draft: Draft, head: Head, value: str) -> None:
    """X-ANDROID-CUSTOM: nicknames and dates under Android's own names."""
    parts = [*split_parts(value), "", "", "", ""]
    kind = parts.pop(0).rpartition("/")[2]
    if kind == "nickname" and parts[0]:
        draft.nicknames.append(draft.line_of(parts[0]))
    elif kind == "contact_event" and parts[0]:
        _date(draft, head, parts[0], _EVENTS.get(parts[1]) or draft.line_of(parts[2]) or "other")
    else:
        draft.keep(head, value)


def kind_of_card(draft: Draft, head: Head, value: str) -> None:
    """KIND: a group is a list of other cards, no person."""
    if value.strip().lower() == "group":
        draft.members = draft.members or []
    elif value.strip().lower() != "individual":
        draft.keep(head, value)


def member(draft: Draft, _head: Head, value: str) -> None:
    """MEMBER: the uid of a card in this group."""
    if draft.members is None:
        draft.members = []
    draft.members.append(value.strip())


def kept(draft: Draft, head: Head, value: str) -> None:
    """Everything else is kept, and written back on export."""
    if head.name:
        draft.keep(head, value)


def _date(draft: Draft, head: Head, value: str, label: str) -> None:
    try:
        date = _read_date(draft, head, value)
    except ValueError:
        draft.warn(f"“{draft.text(value)[:40]}” is not a date that can be read; it is kept as it stands.")
        draft.keep(head, value)
        return
    if date is not None:
        draft.add(draft.dates, head, ImportantDate(label, date))


def _read_date(draft: Draft, head: Head, value: str) -> PartialDate | None:
    if not head.parameters:
        return dates.parse(value, no_year=None if draft.own else dates.NO_YEAR)
    omitted = head.first("x-apple-omit-year")
    no_year = int(omitted) if omitted.isdecimal() else None if draft.own else dates.NO_YEAR
    named = head.first("x-crm-calendar") or head.first("calscale")
    plain = dates.parse(value, dates.calendar_named(named) if named else None, no_year=no_year)
    if ours := head.first("x-crm-date"):
        # Another program may have changed the date and left our parameter behind.
        precise = dates.parse_marked(ours)
        return precise if precise and dates.gregorian(precise) == plain else plain
    return plain


def _label(head: Head) -> str:
    if head.label is None:
        head.label = from_types(head.types)
    return head.label


def _listed(part: str, separator: str) -> str:
    """A list with commas, as text; a comma before a space was meant as one."""
    return _LIST_COMMA.sub(separator, part) if "," in part else part


def _own_e164(head: Head, typed: str) -> str | None:
    if "x-crm-e164" in head.parameters:
        return head.first("x-crm-e164") or None
    return plain_e164(typed)


def plain_e164(typed: str) -> str | None:
    """What a number with its country code is in international form, without any look into it."""
    if typed[:1] != "+":
        return None
    return "+" + "".join(ch for ch in typed if ch in "0123456789")


def _from_tel_address(value: str) -> str:
    number, *parameters = value.split(";")
    for parameter in parameters:
        if parameter[:4].lower() == "ext=":
            return f"{number} ext. {parameter[4:]}"
    return number


def _role_without(draft: Draft, head: Head, part: str) -> DraftRole | None:
    for role in draft.roles:
        if getattr(role, part) is None and (role.group == head.group or not (role.group and head.group)):
            return role
    return None


def _new_role(draft: Draft, head: Head) -> DraftRole:
    role = DraftRole(head.group)
    draft.roles.append(role)
    return role


def name_from(draft: Draft) -> Name:
    """A name for a card that has none, taken from what else it says."""
    words = (
        *(one.handle for one in draft.messengers),
        *(one.url for one in draft.links),
        *(one.street or one.city for one in draft.addresses),
        *(one.strip().partition("\n")[0][:60] for one in draft.notes),
    )
    return Name(next(filter(None, words), ""))

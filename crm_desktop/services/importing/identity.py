"""Who a card is about, when nobody says so: keys that two cards of one person share."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from crm_desktop.domain.phone import digits

if TYPE_CHECKING:
    from crm_desktop.domain.contact import Contact
    from crm_desktop.domain.partial_date import PartialDate


def uid_from_content(contact: Contact) -> str:
    """A uid for a card without one: the same for the same content, so that it is known again.

    The picture counts, and the order of things; what the program adds itself does not.
    """
    digest = hashlib.blake2b("\x1f".join(_content(contact)).encode("utf-8", "replace"), digest_size=16)
    if contact.photo:
        digest.update(contact.photo.data)
    # A UUID of version 5 (RFC 9562, 5.5), as the class for it would make it of these bytes.
    number = int.from_bytes(digest.digest(), "big")
    number = number & ~(0xF << 76) & ~(0x3 << 62) | 5 << 76 | 2 << 62
    text = f"{number:032x}"
    return f"urn:uuid:{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def same_uids(uid: str) -> tuple[str, ...]:
    """The ways in which one uid is written: as vCard 3.0 and as 4.0 has it."""
    bare = uid.removeprefix("urn:uuid:")
    if bare != uid:
        return uid, bare
    if len(uid) == 36 and uid.count("-") == 4:
        return uid, f"urn:uuid:{uid}"
    return (uid,)


def contact_keys(contact: Contact) -> list[str]:
    """What is said to be one person's own: phones (international, else digits) and e-mail addresses.

    The same keys as `ContactReads.by_phone_or_email`.
    """
    keys = [phone.e164 or digits(phone.typed) for phone in contact.phones]
    keys += [" ".join(email.address.casefold().split()) for email in contact.emails]
    return [key for key in keys if key]


def _content(contact: Contact) -> list[str]:
    """Everything on a card in a fixed order; what was kept once is known by it for ever."""
    name = contact.name
    said = ["\x1e".join((name.full, *name.parts, name.nickname))]
    said += [f"{phone.label}\x1e{phone.typed}" for phone in contact.phones]
    said += [f"{email.label}\x1e{email.address}" for email in contact.emails]
    said += [
        "\x1e".join((a.label, a.street, a.city, a.region, a.postcode, a.country)) for a in contact.addresses
    ]
    said += [f"{link.label}\x1e{link.url}" for link in contact.links]
    said += [f"{messenger.service}\x1e{messenger.handle}" for messenger in contact.messengers]
    said += [
        "\x1e".join((role.company, role.title, role.department, _day(role.since), _day(role.until)))
        for role in contact.roles
    ]
    said += [f"{noted.label}\x1e{_day(noted.date)}" for noted in contact.dates]
    said += [f"{custom.field}\x1e{custom.value}" for custom in contact.custom]
    said += [extra.raw for extra in contact.extra]
    said += [
        "\x1e".join(contact.tags),
        "\x1e".join(contact.facts),
        f"{contact.notes}\x1e{contact.source}\x1e{contact.status}",
        f"{int(contact.importance)}\x1e{contact.cadence_days}\x1e{contact.do_not_contact}",
    ]
    return said


def _day(date: PartialDate | None) -> str:
    return "" if date is None else f"{date.year}-{date.month}-{date.day} {date.calendar.value}"

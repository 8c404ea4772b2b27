"""Who a card is about, when nobody says so: keys that two cards of one person share."""

from __future__ import annotations

import hashlib
import uuid
from typing import TYPE_CHECKING

from crm_desktop.domain.phone import digits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_desktop.domain.contact import Contact
    from crm_desktop.domain.partial_date import PartialDate


def uid_from_content(contact: Contact) -> str:
    """A uid for a card without one: the same for the same content, so that it is known again.

    The picture counts, and the order of things; what the program adds itself does not.
    """
    text = "\x1f".join("\x1e".join(group) for group in _content(contact))
    digest = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16)
    if contact.photo:
        digest.update(contact.photo.data)
    return f"urn:uuid:{uuid.UUID(bytes=digest.digest(), version=5)}"


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


def _content(contact: Contact) -> Iterator[tuple[str, ...]]:
    name = contact.name
    yield (name.full, *name.parts, name.nickname)
    for phone in contact.phones:
        yield phone.label, phone.typed
    for email in contact.emails:
        yield email.label, email.address
    for a in contact.addresses:
        yield a.label, a.street, a.city, a.region, a.postcode, a.country
    for link in contact.links:
        yield link.label, link.url
    for messenger in contact.messengers:
        yield messenger.service, messenger.handle
    for role in contact.roles:
        yield role.company, role.title, role.department, _day(role.since), _day(role.until)
    for noted in contact.dates:
        yield noted.label, _day(noted.date)
    for custom in contact.custom:
        yield custom.field, custom.value
    for extra in contact.extra:
        yield (extra.raw,)
    yield contact.tags
    yield contact.facts
    yield contact.notes, contact.source, contact.status
    yield str(int(contact.importance)), str(contact.cadence_days), str(contact.do_not_contact)


def _day(date: PartialDate | None) -> str:
    return "" if date is None else f"{date.year}-{date.month}-{date.day} {date.calendar.value}"

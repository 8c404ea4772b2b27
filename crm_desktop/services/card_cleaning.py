"""Makes a card fit to keep: spaces trimmed, control characters gone, phones in international form."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crm_desktop.domain.contact import (
    Address,
    CustomValue,
    Email,
    ExtraProperty,
    ImportantDate,
    Link,
    Messenger,
    Name,
    Phone,
    Role,
)
from crm_desktop.domain.match_key import match_key
from crm_desktop.services.clean_text import STRAY, line, paragraphs

if TYPE_CHECKING:
    from crm_desktop.domain.contact import (
        Contact,
    )
    from crm_desktop.domain.partial_date import PartialDate


def cleaned(contact: Contact, country: str) -> Contact:
    """The card as it will be kept; entries that hold nothing are dropped."""
    return replace(
        contact,
        uid=line(contact.uid),
        name=_name(contact.name),
        phones=tuple(_phone(phone, country) for phone in contact.phones if line(phone.typed)),
        emails=tuple(Email(line(e.address), line(e.label)) for e in contact.emails if line(e.address)),
        addresses=tuple(clean for one in contact.addresses if not (clean := _address(one)).is_empty),
        links=tuple(Link(line(link.url), line(link.label)) for link in contact.links if line(link.url)),
        messengers=tuple(
            Messenger(line(m.handle), line(m.service)) for m in contact.messengers if line(m.handle)
        ),
        roles=tuple(_role(role) for role in contact.roles if line(role.company) or line(role.title)),
        dates=tuple(
            ImportantDate(line(noted.label), noted.date) for noted in contact.dates if not noted.date.is_empty
        ),
        tags=_once(contact.tags),
        notes=paragraphs(contact.notes),
        facts=tuple(line(fact) for fact in contact.facts if line(fact)),
        source=line(contact.source),
        status=line(contact.status),
        custom=tuple(
            CustomValue(line(custom.field), line(custom.value))
            for custom in contact.custom
            if line(custom.field) and line(custom.value)
        ),
        photo=replace(contact.photo, media_type=line(contact.photo.media_type)) if contact.photo else None,
        extra=tuple(ExtraProperty(line(kept.name), kept.raw.translate(STRAY)) for kept in contact.extra),
    )


def is_clean(contact: Contact) -> bool:
    """Whether cleaning would change nothing but the phones' international forms. May say no in vain.

    Made for files with many cards: one look at all texts together.
    """
    needed = _needed_texts(contact)
    joined = "|".join((*needed, *_optional_texts(contact), ""))
    return (
        joined.isprintable()
        and all(needed)
        and "| " not in joined
        and " |" not in joined
        and "  " not in joined
        and not joined.startswith(" ")
        and not any(one.is_empty for one in contact.addresses)
        and not any(noted.date.is_empty for noted in contact.dates)
        and not any(date is not _told(date) for role in contact.roles for date in (role.since, role.until))
        and len({match_key(tag) for tag in contact.tags}) == len(contact.tags)
        and all(kept.raw.isprintable() and kept.name.isprintable() for kept in contact.extra)
        and not contact.custom
    )


def _needed_texts(contact: Contact) -> list[str]:
    """The texts without which an entry is dropped."""
    texts = [phone.typed for phone in contact.phones]
    texts += [email.address for email in contact.emails]
    texts += [link.url for link in contact.links]
    texts += [messenger.handle for messenger in contact.messengers]
    texts += [role.company or role.title for role in contact.roles]
    texts += contact.facts
    texts += contact.tags
    return texts


def _optional_texts(contact: Contact) -> list[str]:
    name = contact.name
    texts = [
        contact.uid,
        name.full,
        *name.parts,
        name.nickname,
        contact.source,
        contact.status,
        contact.notes,
    ]
    texts += [phone.label for phone in contact.phones]
    texts += [email.label for email in contact.emails]
    texts += [link.label for link in contact.links]
    texts += [messenger.service for messenger in contact.messengers]
    texts += [noted.label for noted in contact.dates]
    for role in contact.roles:
        texts += (role.title, role.department)
    for one in contact.addresses:
        texts += (one.label, one.street, one.city, one.region, one.postcode, one.country)
    return texts


def _phone(phone: Phone, country: str) -> Phone:
    from crm_desktop.domain.phone import international

    typed = line(phone.typed)
    return Phone(typed, line(phone.label), international(typed, country))


def _role(role: Role) -> Role:
    return Role(
        line(role.company), line(role.title), line(role.department), _told(role.since), _told(role.until)
    )


def _told(date: PartialDate | None) -> PartialDate | None:
    return None if date is None or date.is_empty else date


def _name(name: Name) -> Name:
    prefix, given, middle, family, suffix = map(line, name.parts)
    return Name(line(name.full), prefix, given, middle, family, suffix, line(name.nickname))


def _address(a: Address) -> Address:
    return Address(
        line(a.label), line(a.street), line(a.city), line(a.region), line(a.postcode), line(a.country)
    )


def _once(tags: tuple[str, ...]) -> tuple[str, ...]:
    """Tags without regard to case, each as it was first written."""
    found: dict[str, str] = {}
    for tag in tags:
        clean = " ".join(line(tag).split())
        if clean:
            found.setdefault(match_key(clean), clean)
    return tuple(found.values())

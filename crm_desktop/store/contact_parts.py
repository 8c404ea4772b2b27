"""How the lists on a card stand in tables: one `Part` a table, used alike for reading and writing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crm_desktop.domain.contact import (
    Address,
    CustomValue,
    Email,
    ImportantDate,
    Link,
    Messenger,
    Phone,
    Photo,
    Role,
)
from crm_desktop.domain.match_key import match_key
from crm_desktop.domain.partial_date import Calendar, PartialDate
from crm_desktop.domain.phone import digits
from crm_desktop.store.codec import from_partial, to_partial

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from crm_desktop.domain.contact import (
        Contact,
    )
    from crm_desktop.store.database import Row


@dataclass(frozen=True, slots=True)
class Lookups:
    """The row numbers of the names that cards share; each name is found under its `match_key`."""

    companies: Mapping[str, int]
    tags: Mapping[str, int]
    fields: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Part:
    """A table with rows of one contact: its columns (without contact_id), and a card's rows in it.

    `ordered` tables have a position; `stamped` ones note the local day on which the row was written.
    """

    table: str
    columns: tuple[str, ...]
    rows: Callable[[Contact, Lookups], list[Row]]
    ordered: bool = True
    stamped: bool = False


def phone_key(phone: Phone) -> str:
    """Under which two phones are the same."""
    return phone.e164 or digits(phone.typed)


def _phones(contact: Contact, _: Lookups) -> list[Row]:
    return [(phone.label, phone.typed, phone.e164, phone_key(phone)) for phone in contact.phones]


def _emails(contact: Contact, _: Lookups) -> list[Row]:
    return [(email.label, email.address, match_key(email.address)) for email in contact.emails]


def _addresses(contact: Contact, _: Lookups) -> list[Row]:
    return [(a.label, a.street, a.city, a.region, a.postcode, a.country) for a in contact.addresses]


def _links(contact: Contact, _: Lookups) -> list[Row]:
    links: list[Row] = [("link", link.label, link.url) for link in contact.links]
    return links + [("messenger", messenger.service, messenger.handle) for messenger in contact.messengers]


def _roles(contact: Contact, lookups: Lookups) -> list[Row]:
    return [
        (
            lookups.companies[match_key(role.company)],
            role.title,
            role.department,
            from_partial(role.since),
            from_partial(role.until),
        )
        for role in contact.roles
    ]


def _dates(contact: Contact, _: Lookups) -> list[Row]:
    return [
        (noted.label, noted.date.year, noted.date.month, noted.date.day, noted.date.calendar.value)
        for noted in contact.dates
    ]


def _photo(contact: Contact, _: Lookups) -> list[Row]:
    return [(contact.photo.media_type, contact.photo.data)] if contact.photo else []


def _tags(contact: Contact, lookups: Lookups) -> list[Row]:
    return [(number,) for number in dict.fromkeys(lookups.tags[match_key(tag)] for tag in contact.tags)]


def _custom(contact: Contact, lookups: Lookups) -> list[Row]:
    return [(lookups.fields[match_key(custom.field)], custom.value) for custom in contact.custom]


PARTS: tuple[Part, ...] = (
    Part("phone", ("label", "typed", "e164", "match_key"), _phones),
    Part("email", ("label", "address", "match_key"), _emails),
    Part("address", ("label", "street", "city", "region", "postcode", "country"), _addresses),
    Part("link", ("kind", "label", "value"), _links),
    Part("role", ("company_id", "title", "department", "since", "until"), _roles),
    Part("important_date", ("label", "year", "month", "day", "calendar"), _dates, stamped=True),
    Part("photo", ("media_type", "data"), _photo, ordered=False),
    Part("contact_tag", ("tag_id",), _tags, ordered=False),
    Part("custom_value", ("field_id", "value"), _custom, ordered=False),
)

PART_QUERIES: Mapping[str, str] = {
    "phones": "SELECT contact_id, label, typed, e164 FROM phone WHERE contact_id IN ({}) ORDER BY position",
    "emails": "SELECT contact_id, label, address FROM email WHERE contact_id IN ({}) ORDER BY position",
    "addresses": "SELECT contact_id, label, street, city, region, postcode, country FROM address"
    " WHERE contact_id IN ({}) ORDER BY position",
    "links": "SELECT contact_id, label, value FROM link"
    " WHERE contact_id IN ({}) AND kind = 'link' ORDER BY position",
    "messengers": "SELECT contact_id, label, value FROM link"
    " WHERE contact_id IN ({}) AND kind = 'messenger' ORDER BY position",
    "roles": "SELECT contact_id, company.name, title, department, since, until FROM role"
    " JOIN company ON company.id = company_id WHERE contact_id IN ({}) ORDER BY position",
    "dates": "SELECT contact_id, label, year, month, day, calendar FROM important_date"
    " WHERE contact_id IN ({}) ORDER BY position",
    "photo": "SELECT contact_id, media_type, data FROM photo WHERE contact_id IN ({})",
    "tags": "SELECT contact_id, tag.name FROM contact_tag JOIN tag ON tag.id = tag_id"
    " WHERE contact_id IN ({}) ORDER BY contact_tag.id",
    "custom": "SELECT contact_id, custom_field.name, value FROM custom_value"
    " JOIN custom_field ON custom_field.id = field_id WHERE contact_id IN ({}) ORDER BY custom_value.id",
}

PART_VALUES: Mapping[str, Callable[[Row], Any]] = {
    "phones": lambda row: Phone(row[1], row[0], row[2]),
    "emails": lambda row: Email(row[1], row[0]),
    "addresses": lambda row: Address(*row),
    "links": lambda row: Link(row[1], row[0]),
    "messengers": lambda row: Messenger(row[1], row[0]),
    "roles": lambda row: Role(row[0], row[1], row[2], to_partial(row[3]), to_partial(row[4])),
    "dates": lambda row: ImportantDate(row[0], PartialDate(row[1], row[2], row[3], Calendar(row[4]))),
    "photo": lambda row: Photo(*row),
    "tags": lambda row: row[0],
    "custom": lambda row: CustomValue(*row),
}

"""What is compared of a contact: its name in words, and keys of what two cards of one person share."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from crm_desktop.domain.contact import BIRTHDAY
from crm_desktop.domain.duplicates.name_words import name_words
from crm_desktop.domain.fold import fold
from crm_desktop.domain.match_key import match_key
from crm_desktop.domain.phone import digits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from crm_desktop.domain.contact import Contact
    from crm_desktop.domain.duplicates.name_words import NameWords
    from crm_desktop.domain.partial_date import PartialDate

_TELLING: Final = 9
_FEWEST_DIGITS: Final = 6
_DOTLESS: Final = ("gmail.com", "googlemail.com")
_STREETS: Final = {
    "st": "street", "str": "street", "strasse": "street", "rd": "road", "ave": "avenue", "av": "avenue",
    "blvd": "boulevard", "dr": "drive", "ln": "lane", "ul": "ulitsa", "sq": "square",
}  # fmt: skip
_NUMBER: Final = re.compile(r"\d")
_town = lru_cache(maxsize=20_000)(fold)
_OFFICES: Final = frozenset({
    "info", "office", "contact", "contacts", "kontakt", "contacto", "sales", "support", "admin",
    "administrator", "hello", "hi", "mail", "email", "post", "team", "shop", "store", "service", "services",
    "help", "helpdesk", "billing", "accounts", "accounting", "buchhaltung", "rechnung", "invoice", "hr",
    "jobs", "career", "careers", "noreply", "no-reply", "donotreply", "webmaster", "postmaster", "reception",
    "secretary", "sekretariat", "enquiries", "inquiries", "order", "orders", "bestellung", "marketing",
    "press", "media", "newsletter", "zentrale", "buero", "bureau", "ufficio", "oficina", "ofis", "director",
    "manager", "reservations", "booking", "bookings", "hotel", "restaurant", "studio", "clinic", "school",
})  # fmt: skip


class Profile(NamedTuple):
    """Each mapping is from a key to how it is written. `born` is None where no birthday is noted."""

    name: NameWords
    phones: Mapping[str, str] = {}
    emails: Mapping[str, str] = {}
    born: PartialDate | None = None
    companies: Mapping[str, str] = {}
    places: Mapping[str, str] = {}
    nameless: bool = False


def phone_key(match_key: str) -> str:
    """Under which two numbers meet though one has no country: the last nine digits. "" for an extension."""
    number = match_key.removeprefix("+")
    return "" if len(number) < _FEWEST_DIGITS else number[-_TELLING:]


def email_key(address: str) -> str:
    """The mailbox behind an address, as the file compares it: without what Gmail leaves out of account, and
    what follows a plus.
    """
    local, at, domain = address.rpartition("@")
    if not at:
        return ""
    local = local.partition("+")[0] or local
    return f"{local.replace('.', '') if domain in _DOTLESS else local}@{domain}"


def is_office(key: str) -> bool:
    """Whether the mailbox with this key is nobody's own."""
    return key.partition("@")[0] in _OFFICES


def place_key(street: str, city: str, postcode: str) -> str:
    """Under which two addresses are one; "" for what is no more than a town."""
    if not _NUMBER.search(street):
        return ""
    words = sorted(_STREETS.get(word, word) for word in fold(street).split())
    where = _town(city) or _town(postcode)
    return f"{' '.join(words)}|{where}" if where else ""


def profile_of(contact: Contact) -> Profile:
    """The profile of a whole card; its phones are understood already."""
    companies = {fold(role.company): role.company for role in contact.roles if role.company}
    name = contact.name
    return Profile(
        name_words(name.full, name.parts, name.nickname, fallback=contact.company),
        _keyed((phone_key(phone.e164 or digits(phone.typed)), phone.typed) for phone in contact.phones),
        _keyed((email_key(match_key(email.address)), email.address) for email in contact.emails),
        next(
            (noted.date for noted in contact.dates if noted.label == BIRTHDAY and not noted.date.is_empty),
            None,
        ),
        _keyed(companies.items()),
        _keyed(
            (place_key(one.street, one.city, one.postcode), f"{one.street}, {one.city or one.postcode}")
            for one in contact.addresses
        ),
        nameless=not name.display,
    )


def _keyed(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, written in pairs:
        if key:
            found.setdefault(key, written)
    return found

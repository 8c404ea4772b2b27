"""What stands on the papers that are printed: lists, labels, a card, a day. Values only, no layout."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from crm_desktop.domain.appointment import Appointment
    from crm_desktop.domain.contact import Address, Contact, Phone
    from crm_desktop.domain.contact_card import ContactCard
    from crm_desktop.domain.ids import ContactId
    from crm_desktop.domain.interaction import Interaction
    from crm_desktop.domain.partial_date import PartialDate
    from crm_desktop.domain.today import ComingDate, Meeting, Promise


@dataclass(frozen=True, slots=True)
class PhoneEntry:
    """Someone on a phone list."""

    name: str
    company: str
    phones: tuple[Phone, ...]


@dataclass(frozen=True, slots=True)
class BirthdayEntry:
    """A birthday that comes `on` a Gregorian day; `turns` is the age then, where the year is known."""

    name: str
    on: date
    born: PartialDate
    turns: int | None
    phone: str


@dataclass(frozen=True, slots=True)
class AddressLabel:
    """Where a letter to someone goes; `company` only where it is the company's address."""

    name: str
    company: str
    address: Address


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of some contacts; `without` is how many of them have no address."""

    labels: tuple[AddressLabel, ...]
    without: int


@dataclass(frozen=True, slots=True)
class ClientCard:
    """A whole card with the latest of what happened, newest first; `names` knows everyone mentioned."""

    card: ContactCard
    interactions: tuple[Interaction, ...]
    names: dict[int, str]


@dataclass(frozen=True, slots=True)
class DaySheet:
    """A local day: its meetings with whom they are, what is promised by then, and whose dates it brings.

    `phones` has the first number of everybody who is named.
    """

    day: date
    meetings: tuple[Meeting, ...]
    promises: tuple[Promise, ...]
    dates: tuple[ComingDate, ...]
    phones: dict[ContactId, str]


@dataclass(frozen=True, slots=True)
class BriefPerson:
    """Somebody one is about to meet: the card, the last few interactions (newest first), open complaints."""

    card: ContactCard
    interactions: tuple[Interaction, ...]
    complaints: tuple[Interaction, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """What one wants to know before a meeting. `others` are beyond the first people.

    `came_from` is the meeting after which this one was planned; `names` knows everyone mentioned.
    """

    meeting: Appointment
    people: tuple[BriefPerson, ...]
    others: int
    came_from: Appointment | None
    names: dict[int, str]


def initial(name: str) -> str:
    """The letter under which a name stands in a list, without accents; "#" where it begins with none."""
    first = next((ch for ch in name if ch.isalnum()), "#")
    base = unicodedata.normalize("NFD", first)[0]
    return base.upper() if base.isalpha() else "#"


def postal_lines(label: AddressLabel, *, country: bool) -> tuple[str, ...]:
    """The lines of an envelope: name, company, street, town, country.

    The postcode stands behind the region where there is one ("Austin, TX 78701"), else before the town
    ("10115 Berlin"), as most post offices want it (Universal Postal Union, postal addressing systems).
    """
    address = label.address
    if address.region:
        region = " ".join(part for part in (address.region, address.postcode) if part)
        town = ", ".join(part for part in (address.city, region) if part)
    else:
        town = " ".join(part for part in (address.postcode, address.city) if part)
    street = tuple(line.strip() for line in address.street.splitlines())
    lines = (label.name, label.company, *street, town, address.country if country else "")
    return tuple(line for line in lines if line)


def label_of(contact: Contact) -> AddressLabel | None:
    """The label of a contact: the first address that says where; None without one."""
    address = next((one for one in contact.addresses if not one.is_empty), None)
    if address is None:
        return None
    name, company = contact.display_name, contact.company
    at_work = address.label.casefold() == "work" or not contact.name.display
    return AddressLabel(name, company if at_work and company != name else "", address)

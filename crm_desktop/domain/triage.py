"""Tidying up: what is decided of one person in one go, and what is not known of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crm_desktop.domain.contact import Contact


class Gap(StrEnum):
    """What one would like to know of everybody."""

    NAME = "name"
    PHONE = "phone"
    EMAIL = "e-mail"
    COMPANY = "company"
    ADDRESS = "address"
    BIRTHDAY = "birthday"
    TAGS = "tags"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is decided of one person: they stay as they are, unless something is said here.

    `cadence` is a number of days, 0 for "don't remind", None to leave it as it is. `delete` puts the contact
    into the trash, and nothing else is done then.
    """

    tags: tuple[str, ...] = ()
    cadence: int | None = None
    delete: bool = False

    @property
    def keeps_as_is(self) -> bool:
        """Whether it changes nothing of the card."""
        return not (self.tags or self.delete) and self.cadence is None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of some people are still to be looked at, and how many were already."""

    waiting: int
    seen: int


def gaps(contact: Contact) -> tuple[Gap, ...]:
    """What is missing on a card, the most wanted first."""
    there = {
        Gap.NAME: bool(contact.name.display),
        Gap.PHONE: bool(contact.phones),
        Gap.EMAIL: bool(contact.emails),
        Gap.COMPANY: bool(contact.company),
        Gap.ADDRESS: any(not address.is_empty for address in contact.addresses),
        Gap.BIRTHDAY: contact.birthday is not None,
        Gap.TAGS: bool(contact.tags),
    }
    return tuple(gap for gap, is_there in there.items() if not is_there)

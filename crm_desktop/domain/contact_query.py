"""What a list of contacts shows: which of them, in which order, and what stands on a row."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from crm_desktop.domain.importance import Importance

if TYPE_CHECKING:
    from datetime import date, datetime

    from crm_desktop.domain.filters.condition import Condition
    from crm_desktop.domain.ids import ContactId
    from crm_desktop.domain.warmth import Warmth


class ContactSet(StrEnum):
    """The ready-made filters of the People page."""

    ALL = "all"
    COLD = "cold"
    COOLING = "cooling"
    BIRTHDAYS = "birthdays"
    NO_NEXT_STEP = "no-next-step"


class SortColumn(StrEnum):
    """The columns that a list can be sorted by; each has its own index."""

    NAME = "name"
    COMPANY = "company"
    CITY = "city"
    STATUS = "status"
    IMPORTANCE = "importance"
    LAST_CONTACT = "last-contact"
    WARMTH = "warmth"
    NEXT_STEP = "next-step"
    BIRTHDAY = "birthday"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class FieldCondition:
    """Only contacts whose custom field has this value (canonical text)."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class ContactQuery:
    """`text` searches; without it the sort decides. `tags` must all be there.

    `condition` is what a saved filter or one that is being made asks for besides.
    """

    text: str = ""
    which: ContactSet = ContactSet.ALL
    tags: frozenset[str] = frozenset()
    status: str = ""
    fields: tuple[FieldCondition, ...] = ()
    condition: Condition | None = None
    sort: SortColumn = SortColumn.NAME
    descending: bool = False


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One contact in a list. `last_contact` is an aware UTC instant; `next_step` a local day.

    `birthday_on` is the Gregorian day of the next birthday; until the local day `paused_until`, one that is
    still to come, nobody is reminded that the contact is cold. `planned` says that an appointment or a
    follow-up is open. `found_in` is a short excerpt that explains a search hit outside the name.
    """

    id: ContactId
    name: str
    company: str = ""
    city: str = ""
    phone: str = ""
    email: str = ""
    status: str = ""
    importance: Importance = Importance.NORMAL
    tags: tuple[str, ...] = ()
    warmth: Warmth | None = None
    last_contact: datetime | None = None
    next_step: date | None = None
    birthday_on: date | None = None
    added: datetime | None = None
    planned: bool = False
    has_photo: bool = False
    initials: str = ""
    found_in: str = ""
    paused_until: date | None = None

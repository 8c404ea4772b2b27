"""A person and all that is written on their card. Plain values: nothing here knows how it is kept."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from crm_desktop.domain.importance import Importance

if TYPE_CHECKING:
    from datetime import date, datetime

    from crm_desktop.domain.ids import ContactId
    from crm_desktop.domain.partial_date import PartialDate

BIRTHDAY = "birthday"
ANNIVERSARY = "anniversary"


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written, with its parts where they are known. Any part may be empty."""

    full: str = ""
    prefix: str = ""
    given: str = ""
    middle: str = ""
    family: str = ""
    suffix: str = ""
    nickname: str = ""

    @property
    def display(self) -> str:
        """What to call the contact: as written, else the parts in order, else the nickname."""
        return self.full or " ".join(part for part in self.parts if part) or self.nickname

    @property
    def parts(self) -> tuple[str, str, str, str, str]:
        """Prefix, given, middle, family, suffix."""
        return (self.prefix, self.given, self.middle, self.family, self.suffix)


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as typed, and in international form (E.164) where it could be understood."""

    typed: str
    label: str = ""
    e164: str | None = None


@dataclass(frozen=True, slots=True)
class Email:
    """An e-mail address as typed."""

    address: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address; any part may be empty."""

    label: str = ""
    street: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether no part but the label is given."""
        return not (self.street or self.city or self.region or self.postcode or self.country)


@dataclass(frozen=True, slots=True)
class Link:
    """A web address."""

    url: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Messenger:
    """A handle on a messaging service; `service` is its name as written ("Telegram")."""

    handle: str
    service: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """What the contact is or was at a company; kept, with its end, when they leave."""

    company: str
    title: str = ""
    department: str = ""
    since: PartialDate | None = None
    until: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class ImportantDate:
    """A yearly date of a contact. `label` is `BIRTHDAY`, `ANNIVERSARY`, or the user's own word."""

    label: str
    date: PartialDate


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture as it came: its media type ("image/jpeg") and its bytes."""

    media_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class CustomValue:
    """The value of one of the user's own fields, in its canonical text (see `custom_field`)."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class ExtraProperty:
    """A property of an imported card that we do not model: kept, and written back on export.

    `name` is upper case ("X-FOO"); `raw` is the whole unfolded content line, group and parameters
    included.
    """

    name: str
    raw: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Everything on a contact's card. `id` is None until it is kept; `uid` stays for ever.

    `cadence_days`: None takes the default of the importance, 0 means "don't remind".
    `created_at` and `updated_at` are aware UTC instants, None until kept. Until the local day
    `paused_until` nobody wants to hear that the contact is cold. `declined_rhythm` is the cadence, in
    days, that was proposed from the history and refused.
    """

    name: Name = Name()
    id: ContactId | None = None
    uid: str = ""
    phones: tuple[Phone, ...] = ()
    emails: tuple[Email, ...] = ()
    addresses: tuple[Address, ...] = ()
    links: tuple[Link, ...] = ()
    messengers: tuple[Messenger, ...] = ()
    roles: tuple[Role, ...] = ()
    dates: tuple[ImportantDate, ...] = ()
    photo: Photo | None = None
    tags: tuple[str, ...] = ()
    notes: str = ""
    facts: tuple[str, ...] = ()
    source: str = ""
    status: str = ""
    importance: Importance = Importance.NORMAL
    cadence_days: int | None = None
    do_not_contact: bool = False
    custom: tuple[CustomValue, ...] = ()
    extra: tuple[ExtraProperty, ...] = ()
    created_at: datetime | None = None
    updated_at: datetime | None = None
    paused_until: date | None = None
    declined_rhythm: int | None = None

    @property
    def display_name(self) -> str:
        """The name to show; falls back on company, e-mail and phone, so that no card is nameless."""
        return (
            self.name.display
            or next((role.company for role in self.roles if role.company), "")
            or next((email.address for email in self.emails), "")
            or next((phone.typed for phone in self.phones), "")
        )

    @property
    def birthday(self) -> PartialDate | None:
        """The first date labelled as birthday, if any."""
        return next((date.date for date in self.dates if date.label == BIRTHDAY), None)

    @property
    def company(self) -> str:
        """The company of the first role that has not ended."""
        return next((role.company for role in self.roles if role.until is None), "")

    @property
    def is_empty(self) -> bool:
        """Whether nobody wrote anything on the card."""
        return self.content() == Contact()

    def content(self) -> Contact:
        """The card without what the program adds itself: to compare what a person wrote."""
        return replace(self, id=None, uid="", created_at=None, updated_at=None)

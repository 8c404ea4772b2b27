"""Everything else that is known of a contact, in groups: reach, work, dates, people, facts, own fields."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from crm_desktop.domain.contact import BIRTHDAY
from crm_desktop.domain.custom_field import FieldType
from crm_desktop.ui.card.detail_row import Detail
from crm_desktop.ui.card.reach import call_address, messenger_address
from crm_desktop.ui.models.contact_texts import isolated
from crm_desktop.ui.runtime.links import is_safe, mail_link, web_link
from crm_desktop.ui.wording.days import partial_text
from crm_desktop.ui.wording.important_dates import date_text, next_text
from crm_desktop.ui.wording.people import importance_word, label_word, relationship_word
from crm_desktop.ui.wording.warmth import cadence_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from crm_desktop.domain.contact import Address, Contact, ImportantDate, Role
    from crm_desktop.domain.contact_card import ContactCard
    from crm_desktop.domain.custom_field import CustomField
    from crm_desktop.domain.ids import ContactId
    from crm_desktop.domain.yearly import Feb29
    from crm_desktop.ui.wording.days import DayWords

_translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Group:
    """Details that belong together, under a small heading (none for the first)."""

    heading: str
    details: list[Detail] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Deeds:
    """What pressing a detail may do."""

    open_address: Callable[[str], object]
    show_contact: Callable[[ContactId], object]


class DetailWords:
    """Makes the groups of a card; empty ones are left out."""

    def __init__(self, days: DayWords, deeds: Deeds) -> None:
        self._days = days
        self._deeds = deeds

    def groups(self, card: ContactCard, fields: list[CustomField], feb_29: Feb29) -> list[Group]:
        """All that the card says, in the order in which one looks for it."""
        contact = card.contact
        found = [
            Group("", self._reach(contact)),
            Group(_translate("Details", "Work"), [self._role(role) for role in contact.roles]),
            Group(_translate("Details", "Dates"), [self._date(noted, feb_29) for noted in contact.dates]),
            Group(_translate("Details", "People"), self._people(card)),
            Group(_translate("Details", "Good to know"), [Detail("sparkle", fact) for fact in contact.facts]),
            Group(_translate("Details", "More"), self._own_fields(contact, fields) + self._keeping(contact)),
        ]
        return [group for group in found if group.details]

    def _reach(self, contact: Contact) -> list[Detail]:
        call, write = _translate("Details", "Call"), _translate("Details", "Write")
        details = [
            Detail("phone", phone.typed, label_word(phone.label), call, self._opens(call_address(phone)))
            for phone in contact.phones
        ]
        details += [
            Detail(
                "mail", email.address, label_word(email.label), write, self._opens(mail_link(email.address))
            )
            for email in contact.emails
        ]
        details += [
            Detail("send", each.handle, each.service, write, self._opens(messenger_address(each)))
            for each in contact.messengers
        ]
        details += [self._link(link.url, link.label) for link in contact.links]
        details += [_address(address) for address in contact.addresses]
        return [detail if detail.act else _without_verb(detail) for detail in details]

    def _link(self, url: str, label: str) -> Detail:
        return Detail(
            "globe", url, label_word(label), _translate("Details", "Open"), self._opens(web_link(url))
        )

    def _opens(self, address: str) -> Callable[[], object] | None:
        return (lambda: self._deeds.open_address(address)) if address and is_safe(address) else None

    def _role(self, role: Role) -> Detail:
        what = " · ".join(part for part in (role.title, role.department) if part)
        return Detail("building", role.company or what, _spelled(what if role.company else "", _years(role)))

    def _date(self, noted: ImportantDate, feb_29: Feb29) -> Detail:
        icon = "cake" if noted.label == BIRTHDAY else "calendar"
        label = _spelled(label_word(noted.label), next_text(noted, self._days, feb_29))
        return Detail(icon, date_text(noted), label)

    def _people(self, card: ContactCard) -> list[Detail]:
        verb = _translate("Details", "Open the card")
        return [
            Detail("user", each.other_name, relationship_word(each.kind), verb, self._shows(each.other_id))
            for each in card.relationships
        ]

    def _shows(self, contact_id: ContactId) -> Callable[[], object]:
        return lambda: self._deeds.show_contact(contact_id)

    def _own_fields(self, contact: Contact, fields: list[CustomField]) -> list[Detail]:
        types = {each.name.casefold(): each.type for each in fields}
        details = []
        for custom in contact.custom:
            kind = types.get(custom.field.casefold(), FieldType.TEXT)
            if kind is FieldType.LINK:
                details.append(self._link(custom.value, custom.field))
            else:
                details.append(Detail("star", field_text(custom.value, kind), custom.field))
        return details

    def _keeping(self, contact: Contact) -> list[Detail]:
        importance = _translate("Details", "{importance} importance").format(
            importance=importance_word(contact.importance)
        )
        details = [Detail("repeat", cadence_text(contact.cadence_days), importance)]
        if contact.source:
            details.append(Detail("handshake", contact.source, _translate("Details", "Heard of you through")))
        if contact.created_at is not None:
            added = self._days.moment(contact.created_at)
            details.append(Detail("plus", added, _translate("Details", "Added")))
        return details


def field_text(value: str, kind: FieldType) -> str:
    """The canonical text of a value as people read it."""
    if kind is FieldType.YES_NO:
        return _translate("Details", "Yes") if value == "yes" else _translate("Details", "No")
    if kind is FieldType.DATE:
        from datetime import date

        from crm_desktop.ui.wording.days import short_day

        try:
            return short_day(date.fromisoformat(value), with_year=True)
        except ValueError:
            return value
    return value


def _address(address: Address) -> Detail:
    town = " ".join(part for part in (address.postcode, address.city) if part)
    lines = [part for part in (address.street, town, address.region, address.country) if part]
    return Detail("map-pin", "\n".join(lines), label_word(address.label))


def _years(role: Role) -> str:
    since = partial_text(role.since) if role.since else ""
    until = partial_text(role.until) if role.until else ""
    if since and until:
        return _translate("Details", "{since} – {until}").format(since=since, until=until)
    if until:
        return _translate("Details", "until {date}").format(date=until)
    return _translate("Details", "since {date}").format(date=since) if since else ""


def _spelled(*parts: str) -> str:
    return " · ".join(isolated(part) for part in parts if part)


def _without_verb(detail: Detail) -> Detail:
    return Detail(detail.icon, detail.value, detail.label)

"""The layout in which Outlook exports and imports, with its English headings, all of them in their order.

What has no column, or none that is free, stands at the end of the notes, a line each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_desktop.domain.contact import ANNIVERSARY, BIRTHDAY
from crm_desktop.domain.relationship import RelationshipKind
from crm_desktop.formats.sheets.layouts import gregorian_text, parts_of, relation_word, rest_of_roles
from crm_desktop.formats.sheets.values import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from crm_desktop.domain.contact import Address, Contact, Phone
    from crm_desktop.formats.card import Relation

HEADINGS: Final = (
    "Title", "First Name", "Middle Name", "Last Name", "Suffix", "Company", "Department", "Job Title",
    "Business Street", "Business Street 2", "Business Street 3", "Business City", "Business State",
    "Business Postal Code", "Business Country/Region", "Home Street", "Home Street 2", "Home Street 3",
    "Home City", "Home State", "Home Postal Code", "Home Country/Region", "Other Street", "Other Street 2",
    "Other Street 3", "Other City", "Other State", "Other Postal Code", "Other Country/Region",
    "Assistant's Phone", "Business Fax", "Business Phone", "Business Phone 2", "Callback", "Car Phone",
    "Company Main Phone", "Home Fax", "Home Phone", "Home Phone 2", "ISDN", "Mobile Phone", "Other Fax",
    "Other Phone", "Pager", "Primary Phone", "Radio Phone", "TTY/TDD Phone", "Telex", "Account",
    "Anniversary", "Assistant's Name", "Billing Information", "Birthday", "Business Address PO Box",
    "Categories", "Children", "Directory Server", "E-mail Address", "E-mail Type", "E-mail Display Name",
    "E-mail 2 Address", "E-mail 2 Type", "E-mail 2 Display Name", "E-mail 3 Address", "E-mail 3 Type",
    "E-mail 3 Display Name", "Gender", "Government ID Number", "Hobby", "Home Address PO Box", "Initials",
    "Internet Free Busy", "Keywords", "Language", "Location", "Manager's Name", "Mileage", "Notes",
    "Office Location", "Organizational ID Number", "Other Address PO Box", "Priority", "Private",
    "Profession", "Referred By", "Sensitivity", "Spouse", "User 1", "User 2", "User 3", "User 4", "Web Page",
)  # fmt: skip
_PHONES: Final = {
    "mobile": ("Mobile Phone",),
    "work": ("Business Phone", "Business Phone 2"),
    "home": ("Home Phone", "Home Phone 2"),
    "fax": ("Business Fax", "Other Fax"),
    "work fax": ("Business Fax",),
    "home fax": ("Home Fax",),
    "other fax": ("Other Fax",),
    "pager": ("Pager",),
    "car": ("Car Phone",),
    "main": ("Primary Phone",),
    "work mobile": ("Mobile Phone", "Business Phone", "Business Phone 2"),
    "iPhone": ("Mobile Phone",),
}
_ANY_PHONE: Final = ("Primary Phone", "Other Phone")
_ADDRESSES: Final = {"work": ("Business",), "home": ("Home",)}
_ANY_ADDRESS: Final = ("Other", "Home", "Business")
_EMAILS: Final = ("E-mail", "E-mail 2", "E-mail 3")
_RELATIONS: Final = {RelationshipKind.SPOUSE: "Spouse", RelationshipKind.CHILD: "Children"}
_BETWEEN: Final = ";"


class OutlookSheet:
    """Always the same columns."""

    marked = True  # without the mark Outlook reads letters of the computer's old code page

    def look_at(self, contact: Contact, relations: Sequence[Relation] = ()) -> None:
        """Nothing to learn: what does not fit goes into the notes."""

    def headings(self) -> list[str]:
        """The headings, as Outlook writes them."""
        return list(HEADINGS)

    def row(self, contact: Contact, relations: Sequence[Relation] = ()) -> Iterator[str]:
        """A value for each heading."""
        cells = _Cells()
        cells.take_name(contact)
        for phone in contact.phones:
            cells.take_phone(phone)
        cells.take_emails(contact)
        for address in contact.addresses:
            cells.take_address(address)
        cells.take_dates(contact)
        cells.take_others(contact)
        for relation in relations:
            cells.take_relation(relation)
        return (cells.of(heading, contact.notes) for heading in HEADINGS)


class _Cells:
    """One row as it fills. Keeps true: no cell is written twice, and nothing is dropped."""

    def __init__(self) -> None:
        self._cells: dict[str, str] = {}
        self._notes: list[str] = []

    def of(self, heading: str, notes: str) -> str:
        """What stands under a heading; below the notes what found no other place."""
        if heading != "Notes":
            return self._cells.get(heading, "")
        return "\n\n".join(part for part in (notes, "\n".join(self._notes)) if part)

    def take_name(self, contact: Contact) -> None:
        """The name, and the first role that has not ended."""
        headings = ("Title", "First Name", "Middle Name", "Last Name", "Suffix")
        self._cells |= dict(zip(headings, parts_of(contact), strict=True))
        parts = " ".join(part for part in parts_of(contact) if part)
        if contact.name.full and contact.name.full != parts:
            self._note("Name", contact.name.full)
        self._note("Nickname", contact.name.nickname)
        role = next((one for one in contact.roles if one.until is None), None)
        if role:
            self._cells |= {"Company": role.company, "Job Title": role.title, "Department": role.department}
        for text in rest_of_roles(contact):
            self._note("Company", text)

    def take_phone(self, phone: Phone) -> None:
        """A phone where its label says, or wherever none stands yet."""
        for heading in (*_PHONES.get(phone.label, ()), *_ANY_PHONE):
            if heading not in self._cells:
                self._cells[heading] = phone.typed
                return
        self._note("Phone" if not phone.label else f"Phone ({phone.label})", phone.typed)

    def take_emails(self, contact: Contact) -> None:
        """The first three addresses; Outlook makes their display names itself."""
        for place, email in zip(_EMAILS, contact.emails, strict=False):
            self._cells |= {f"{place} Address": email.address, f"{place} Type": "SMTP"}
        for email in contact.emails[len(_EMAILS) :]:
            self._note("E-mail", email.address)

    def take_address(self, address: Address) -> None:
        """An address where its label says, or wherever none stands yet."""
        parts = {
            "Street": address.street,
            "City": address.city,
            "State": address.region,
            "Postal Code": address.postcode,
            "Country/Region": address.country,
        }
        for place in (*_ADDRESSES.get(address.label, ()), *_ANY_ADDRESS):
            if f"{place} City" not in self._cells:
                self._cells |= {f"{place} {part}": text for part, text in parts.items()}
                return
        self._note("Address", ", ".join(text for text in parts.values() if text))

    def take_dates(self, contact: Contact) -> None:
        """The birthday and the anniversary, where their year is known; other dates are noted."""
        for one in contact.dates:
            heading = {BIRTHDAY: "Birthday", ANNIVERSARY: "Anniversary"}.get(one.label)
            text = gregorian_text(one.date, whole=True)
            if heading and text and heading not in self._cells:
                self._cells[heading] = text
            else:
                self._note(heading or one.label or "Date", text_of(one.date))

    def take_others(self, contact: Contact) -> None:
        """Tags, source and web page; then what Outlook has no column for."""
        self._cells["Categories"] = _BETWEEN.join(contact.tags)
        self._cells["Referred By"] = contact.source
        for number, link in enumerate(contact.links):
            if number:
                self._note("Web page", link.url)
            else:
                self._cells["Web Page"] = link.url
        for one in contact.messengers:
            self._note(one.service or "IM", one.handle)
        for fact in contact.facts:
            self._note("Fact", fact)
        self._note("Status", contact.status)
        self._note("Do not contact", "yes" if contact.do_not_contact else "")
        for value in contact.custom:
            self._note(value.field, value.value)

    def take_relation(self, relation: Relation) -> None:
        """A spouse, children; other relationships are noted."""
        heading = _RELATIONS.get(relation.kind)
        if heading is None or (heading == "Spouse" and heading in self._cells):
            self._note(relation_word(relation.kind), relation.name)
        else:
            self._cells[heading] = _joined((self._cells.get(heading, ""), relation.name))

    def _note(self, name: str, text: str) -> None:
        if text:
            self._notes.append(f"{name}: {text}")


def _joined(texts: Iterable[str]) -> str:
    return f"{_BETWEEN} ".join(text for text in texts if text)

"""The layout in which Google Contacts exports and imports: its present headings, in their order.

What it has no column for stands in its custom fields; photos and the ends of roles are left out.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from crm_desktop.domain.contact import ANNIVERSARY, BIRTHDAY
from crm_desktop.formats.sheets.layouts import gregorian_text, parts_of, relation_word, rest_of_roles
from crm_desktop.formats.sheets.lists import BETWEEN
from crm_desktop.formats.sheets.values import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crm_desktop.domain.contact import Address, Contact, ImportantDate
    from crm_desktop.formats.card import Relation

_SINGLE: Final = (
    "First Name", "Middle Name", "Last Name", "Phonetic First Name", "Phonetic Middle Name",
    "Phonetic Last Name", "Name Prefix", "Name Suffix", "Nickname", "File As", "Organization Name",
    "Organization Title", "Organization Department", "Birthday", "Notes", "Photo", "Labels",
)  # fmt: skip
_REPEATED: Final = {
    "E-mail": ("Label", "Value"),
    "Phone": ("Label", "Value"),
    "Address": ("Label", "Formatted", "Street", "City", "PO Box", "Region", "Postal Code", "Country",
                "Extended Address"),
    "Relation": ("Label", "Value"),
    "Website": ("Label", "Value"),
    "Event": ("Label", "Value"),
    "Custom Field": ("Label", "Value"),
}  # fmt: skip
_LABELS: Final = {
    "work": "Work", "home": "Home", "mobile": "Mobile", "main": "Main", "other": "Other", "pager": "Pager",
    "fax": "Work Fax", "work fax": "Work Fax", "home fax": "Home Fax", ANNIVERSARY: "Anniversary",
}  # fmt: skip
_EVERYBODY: Final = "* myContacts"
"""The group without which Google hides a contact among the others."""


class GoogleSheet:
    """Has as many columns of each kind as the fullest contact needs."""

    marked = False  # Google would take the mark for letters of the first heading

    def __init__(self) -> None:
        self._most: Counter[str] = Counter()

    def look_at(self, contact: Contact, relations: Sequence[Relation] = ()) -> None:
        """Count what this one has."""
        for name, rows in _repeated(contact, relations).items():
            self._most[name] = max(self._most[name], len(rows))

    def headings(self) -> list[str]:
        """The headings, as Google writes them."""
        found = list(_SINGLE)
        for name, parts in _REPEATED.items():
            found += [f"{name} {n} - {part}" for n in range(1, self._most[name] + 1) for part in parts]
        return found

    def row(self, contact: Contact, relations: Sequence[Relation] = ()) -> Iterator[str]:
        """A value for each heading."""
        yield from _single(contact)
        for name, rows in _repeated(contact, relations).items():
            for row in rows:
                yield from row
            yield from ("",) * ((self._most[name] - len(rows)) * len(_REPEATED[name]))


def _single(contact: Contact) -> Iterator[str]:
    prefix, given, middle, family, suffix = parts_of(contact)
    role = next((one for one in contact.roles if one.until is None), None)
    born = contact.birthday
    yield from (given, middle, family, "", "", "", prefix, suffix, contact.name.nickname)
    parts = " ".join(part for part in parts_of(contact) if part)
    yield "" if contact.name.full == parts else contact.name.full
    yield from (role.company, role.title, role.department) if role else ("", "", "")
    yield gregorian_text(born) or "" if born else ""
    yield contact.notes
    yield ""
    yield BETWEEN.join((*contact.tags, _EVERYBODY))


def _repeated(contact: Contact, relations: Sequence[Relation]) -> dict[str, list[Sequence[str]]]:
    """In the order of `_REPEATED`."""
    told, untold = _events(contact)
    return {
        "E-mail": [(_label(one.label), one.address) for one in contact.emails],
        "Phone": [(_label(one.label), one.typed) for one in contact.phones],
        "Address": [_address(one) for one in contact.addresses],
        "Relation": [(relation_word(one.kind), one.name) for one in relations if one.name],
        "Website": [(_label(one.label), one.url) for one in contact.links],
        "Event": told,
        "Custom Field": [*_custom(contact), *untold],
    }


def _events(contact: Contact) -> tuple[list[Sequence[str]], list[Sequence[str]]]:
    """The dates that Google can hold beside the birthday, and those that it cannot."""
    told: list[Sequence[str]] = []
    untold: list[Sequence[str]] = []
    for one in contact.dates:
        text = gregorian_text(one.date)
        if text is None:
            untold.append((_date_label(one), text_of(one.date)))
        elif not (one.label == BIRTHDAY and one.date is contact.birthday):
            told.append((_date_label(one), text))
    return told, untold


def _custom(contact: Contact) -> Iterator[Sequence[str]]:
    for one in contact.messengers:
        yield one.service or "IM", one.handle
    for role in rest_of_roles(contact):
        yield "Company", role
    for fact in contact.facts:
        yield "Fact", fact
    if contact.source:
        yield "Source", contact.source
    if contact.status:
        yield "Status", contact.status
    if contact.do_not_contact:
        yield "Do not contact", "yes"
    for value in contact.custom:
        yield value.field, value.value


def _address(one: Address) -> Sequence[str]:
    town = " ".join(part for part in (one.city, one.region, one.postcode) if part)
    # Without a street Google makes the address from its parts; some readers would take this for the street.
    lines = (one.street, town, one.country) if one.street else ()
    formatted = "\n".join(line for line in lines if line)
    return (
        _label(one.label), formatted, one.street, one.city, "", one.region, one.postcode, one.country, "",
    )  # fmt: skip


def _date_label(one: ImportantDate) -> str:
    return "Birthday" if one.label == BIRTHDAY else _label(one.label)


def _label(label: str) -> str:
    return _LABELS.get(label, label)

"""Contacts as rows of a CSV file, under headings that Google Contacts and our own import understand."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from typing import TYPE_CHECKING, Final

from crm_desktop.domain.contact import BIRTHDAY
from crm_desktop.formats.sheets.guard import guarded
from crm_desktop.formats.vcard.dates import marked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from crm_desktop.domain.contact import Address, Contact, Role

_BETWEEN: Final = " ::: "
_SINGLE: Final = (
    "UID", "Name", "Name Prefix", "First Name", "Middle Name", "Last Name", "Name Suffix", "Nickname",
    "Birthday", "Notes", "Labels", "Facts", "Source", "Status", "Cadence Days",
)  # fmt: skip
_REPEATED: Final = {
    "E-mail": ("Label", "Value"),
    "Phone": ("Label", "Value"),
    "Address": ("Label", "Street", "City", "Region", "Postal Code", "Country"),
    "Organization": ("Name", "Title", "Department"),
    "Website": ("Label", "Value"),
    "IM": ("Service", "Value"),
    "Event": ("Label", "Value"),
}


class SheetShape:
    """Which columns a set of contacts needs: look at all of them first, then write."""

    def __init__(self) -> None:
        self._most: Counter[str] = Counter()
        self._fields: dict[str, None] = {}

    def look_at(self, contacts: Iterable[Contact]) -> None:
        """Count what the fullest of them has."""
        for contact in contacts:
            for name, rows in _repeated(contact).items():
                self._most[name] = max(self._most[name], len(rows))
            self._fields |= dict.fromkeys(value.field for value in contact.custom)

    def head(self) -> bytes:
        """The mark by which spreadsheets know UTF-8, and the headings."""
        headings = list(_SINGLE)
        for name, parts in _REPEATED.items():
            headings += [f"{name} {n} - {part}" for n in range(1, self._most[name] + 1) for part in parts]
        return codecs.BOM_UTF8 + _line([*headings, *self._fields])

    def rows(self, contacts: Iterable[Contact]) -> Iterator[bytes]:
        """A row for each."""
        for contact in contacts:
            cells = list(_single(contact))
            for name, rows in _repeated(contact).items():
                missing = self._most[name] - len(rows)
                cells += [cell for row in rows for cell in row] + [""] * (missing * len(_REPEATED[name]))
            values = {value.field: value.value for value in contact.custom}
            yield _line([*cells, *(values.get(field, "") for field in self._fields)])


def _single(contact: Contact) -> Iterator[str]:
    yield contact.uid
    yield contact.name.full
    yield from contact.name.parts
    yield contact.name.nickname
    yield marked(contact.birthday) if contact.birthday else ""
    yield contact.notes
    yield _BETWEEN.join(contact.tags)
    yield _BETWEEN.join(contact.facts)
    yield contact.source
    yield contact.status
    yield "" if contact.cadence_days is None else str(contact.cadence_days)


def _repeated(contact: Contact) -> dict[str, list[Sequence[str]]]:
    born = contact.birthday
    others = [one for one in contact.dates if not (one.label == BIRTHDAY and one.date is born)]
    return {
        "E-mail": [(one.label, one.address) for one in contact.emails],
        "Phone": [(one.label, one.typed) for one in contact.phones],
        "Address": [_address(one) for one in contact.addresses],
        "Organization": [_role(one) for one in contact.roles],
        "Website": [(one.label, one.url) for one in contact.links],
        "IM": [(one.service, one.handle) for one in contact.messengers],
        "Event": [(one.label, marked(one.date)) for one in others],
    }


def _address(one: Address) -> Sequence[str]:
    return (one.label, one.street, one.city, one.region, one.postcode, one.country)


def _role(one: Role) -> Sequence[str]:
    return (one.company, one.title, one.department)


def _line(cells: Iterable[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerow([guarded(cell) for cell in cells])
    return text.getvalue().encode("utf-8", "replace")

"""Our own layout of a sheet: a row a contact, which comes back to the letter, and is for people to read.

Without photos, relationships and what other programs wrote: those stand in vCards and archives.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from crm_desktop.domain.contact import BIRTHDAY
from crm_desktop.domain.custom_field import FieldType
from crm_desktop.domain.importance import Importance
from crm_desktop.formats.sheets.lists import joined
from crm_desktop.formats.sheets.own_headings import CONTINUED, REPEATED, SINGLE, UID, custom_heading
from crm_desktop.formats.sheets.values import Number, text_of
from crm_desktop.formats.vcard.dates import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from crm_desktop.domain.contact import Address, Contact, Role
    from crm_desktop.domain.custom_field import CustomField
    from crm_desktop.domain.partial_date import PartialDate
    from crm_desktop.formats.card import Relation
    from crm_desktop.formats.sheets.values import Value

_NO_FIELDS: Final[Mapping[str, CustomField]] = {}
_EVENTS = len(REPEATED)
_REST, _CUSTOM, _LAST = (_EVENTS + behind for behind in (1, 2, 3))
Key = tuple[int, int, int]
"""The group of a column, its number in the group, its part: in this order they stand in the sheet."""


class OwnSheet:
    """`longest` is how many letters a cell can hold; what is longer goes on in columns of its own."""

    marked = True

    def __init__(self, fields: Mapping[str, CustomField] = _NO_FIELDS, *, longest: int | None = None) -> None:
        self._fields = fields
        self._longest = longest
        self._custom: dict[str, int] = {}
        self._pieces: Counter[Key] = Counter({_single_key(part): 1 for part in range(len(SINGLE))})
        self._pieces[_LAST, 0, 0] = 1
        self._ordered: list[tuple[Key, int]] = []

    def look_at(self, contact: Contact, _relations: Sequence[Relation] = ()) -> None:
        """Count what this one needs."""
        for one in contact.custom:
            self._custom.setdefault(one.field, len(self._custom))
        for key, value in self._cells(contact):
            needed = len(self._split(value))
            if needed > self._pieces[key]:
                self._pieces[key] = needed
                self._ordered = []

    def headings(self) -> list[str]:
        """The headings of all columns."""
        names = list(self._custom)
        found: list[str] = []
        for key, pieces in self._columns():
            name = _heading(key, names)
            found.append(name)
            found += [f"{name}{CONTINUED.format(number)}" for number in range(2, pieces + 1)]
        return found

    def row(self, contact: Contact, _relations: Sequence[Relation] = ()) -> Iterator[Value]:
        """A value for each heading."""
        cells = dict(self._cells(contact))
        for key, pieces in self._columns():
            given = self._split(cells.get(key, ""))
            yield from given
            yield from ("",) * (pieces - len(given))

    def _columns(self) -> list[tuple[Key, int]]:
        """What is in the sheet, from its first column to its last, each with the number of its pieces."""
        if not self._ordered:
            self._ordered = sorted(self._pieces.items())
        return self._ordered

    def _cells(self, contact: Contact) -> Iterator[tuple[Key, Value]]:
        for part, single in enumerate(_single(contact)):
            yield _single_key(part), single
        for group, rows in enumerate(_repeated(contact), 1):
            for number, row in enumerate(rows):
                for part, value in enumerate(row):
                    yield (group, number, part), value
        for one in contact.custom:
            yield (_CUSTOM, self._custom[one.field], 0), self._typed(one.field, one.value)
        yield (_LAST, 0, 0), contact.uid

    def _typed(self, field: str, text: str) -> Value:
        kind = self._fields[field].type if field in self._fields else FieldType.TEXT
        if kind is FieldType.NUMBER:
            return Number(text)
        if kind is FieldType.DATE:
            try:
                return parse(text, no_year=None) or text
            except ValueError:
                return text
        return text

    def _split(self, value: Value) -> Sequence[Value]:
        if self._longest is None or not isinstance(value, str) or len(value) <= self._longest:
            return (value,)
        return [value[at : at + self._longest] for at in range(0, len(value), self._longest)]


def _single_key(part: int) -> Key:
    if SINGLE[part] == "Birthday":
        return (_EVENTS, -1, part)  # before the other dates, as on a card
    return (_REST if part else 0, 0, part)


def _heading(key: Key, custom: Sequence[str]) -> str:
    group, number, part = key
    if group in (0, _REST) or number < 0:
        return SINGLE[part]
    if group == _LAST:
        return UID
    if group == _CUSTOM:
        return custom_heading(custom[number])
    name, parts = REPEATED[group - 1]
    return f"{name} {number + 1} - {parts[part]}"


def _single(contact: Contact) -> Iterable[Value]:
    cadence = "" if contact.cadence_days is None else Number(str(contact.cadence_days))
    normal = contact.importance is Importance.NORMAL
    return (
        contact.name.full,
        contact.birthday or "",
        joined(contact.tags),
        contact.notes,
        joined(contact.facts),
        contact.source,
        contact.status,
        "" if normal else contact.importance.name.lower(),
        cadence,
        "yes" if contact.do_not_contact else "",
        contact.paused_until.isoformat() if contact.paused_until else "",
        *contact.name.parts,
        contact.name.nickname,
    )


def _repeated(contact: Contact) -> Iterable[Sequence[Sequence[Value]]]:
    """In the order of `REPEATED`."""
    born = contact.birthday
    others = [one for one in contact.dates if not (one.label == BIRTHDAY and one.date is born)]
    return (
        [(one.label, one.typed) for one in contact.phones],
        [(one.label, one.address) for one in contact.emails],
        [_role(one) for one in contact.roles],
        [_address(one) for one in contact.addresses],
        [(one.label, one.url) for one in contact.links],
        [(one.service, one.handle) for one in contact.messengers],
        [(one.label, one.date) for one in others],
    )


def _address(one: Address) -> Sequence[Value]:
    return (one.label, one.street, one.city, one.region, one.postcode, one.country)


def _role(one: Role) -> Sequence[Value]:
    return (one.company, one.title, one.department, _day(one.since), _day(one.until))


def _day(date: PartialDate | None) -> str:
    # As text: of a role often no more than the year is known, and a column has one look.
    return text_of(date) if date else ""

"""A row of a sheet as a contact, by what its columns mean. Nothing that stands in the row is left out."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from crm_desktop.domain.contact import (
    Address,
    Contact,
    CustomValue,
    Email,
    ImportantDate,
    Link,
    Messenger,
    Name,
    Phone,
)
from crm_desktop.domain.custom_field import CustomField
from crm_desktop.domain.partial_date import PartialDate
from crm_desktop.formats.card import Card, Fault
from crm_desktop.formats.sheets.cell_rules import USUAL
from crm_desktop.formats.sheets.cells import is_mangled, is_month_first, is_rounded, plain
from crm_desktop.formats.sheets.meaning import ADDRESS_PARTS, DATE_PARTS, Part
from crm_desktop.formats.sheets.row_extras import named_otherwise, read_day, read_importance, role_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crm_desktop.formats.sheets.cell_rules import CellRules
    from crm_desktop.formats.sheets.meaning import Meaning

_NAME_PARTS: Final = (Part.PREFIX, Part.GIVEN, Part.MIDDLE, Part.FAMILY, Part.SUFFIX)
_LABELLED: Final = (
    Part.PHONE, Part.EMAIL, Part.ADDRESS, Part.STREET, Part.LINK, Part.MESSENGER, Part.DATE, Part.FACT,
    Part.CUSTOM,
)  # fmt: skip
_LONG: Final = "\n\n"


class RowReader:
    """Reads rows one by one. `sample` are rows of the same sheet, which tell how its days are written.

    `understand` gives the international form of a phone number; `month_first` says how days are written
    where the rows do not tell; `rules` say how cells are read.
    """

    def __init__(
        self,
        headings: Sequence[str],
        meanings: Sequence[Meaning],
        sample: Sequence[Sequence[str]],
        understand: Callable[[str], str | None],
        *,
        month_first: bool,
        this_year: int,
        rules: CellRules = USUAL,
    ) -> None:
        self._rules = rules
        self._headings = headings
        self._meanings = meanings
        self._understand = understand
        self._this_year = this_year
        self._month_first = [
            _order(sample, place, month_first) if meaning.part is Part.DATE else month_first
            for place, meaning in enumerate(meanings)
        ]
        # Numbers of records are unique in one program's files, and its files have these headings.
        self._space = hashlib.blake2b(
            "\0".join(headings).encode("utf-8", "replace"), digest_size=6
        ).hexdigest()

    def read(self, line: int, cells: Sequence[str]) -> Card | Fault | None:
        """The row's card; None for an empty row, a fault for one that nobody could be known by."""
        row = _Row(self._rules)
        for place, cell in enumerate(cells):
            text = self._rules.plain(cell)
            if not text:
                continue
            if place >= len(self._meanings):
                row.notes.append(text)
                row.warn("The row has more fields than there are columns; what is left over is in the notes.")
            else:
                self._take(row, place, text)
        if row.is_empty:
            return None
        contact, fields = row.contact()
        if not contact.display_name and (not self._rules.exact or contact.is_empty):
            return Fault(line, "There is no name, phone, e-mail or company in this row.")
        return Card(line, contact, tuple(dict.fromkeys(row.warnings)), fields=fields)

    def _take(self, row: _Row, place: int, text: str) -> None:
        meaning = self._meanings[place]
        part, label, number = meaning.part, meaning.label, meaning.number
        match part:
            case Part.NOTHING:
                return
            case Part.PHONE:
                self._take_phones(row, meaning, text)
            case Part.EMAIL:
                row.emails += [(number, label, one) for one in self._rules.emails(text)]
            case Part.DATE:
                self._take_date(row, place, text)
            case Part.TAGS:
                row.tags += self._rules.tags(text)
            case Part.NOTES:
                row.notes.append(text)
            case Part.FACT:
                row.facts += [(number, label, one) for one in self._rules.values(text)]
            case Part.RECORD:
                row.uid = row.uid or f"record:{self._space}:{text}"
            case Part.LABEL if meaning.of in _LABELLED:
                named = meaning.of in (Part.MESSENGER, Part.CUSTOM)
                row.labels[meaning.of, number] = (self._rules.name if named else self._rules.label)(text)
            case Part.LABEL:
                row.tags += self._rules.tags(text)
            case Part.CUSTOM:
                row.custom.append((number, label, text))
            case Part.LINK | Part.MESSENGER:
                row.handles += [(part, number, label, one) for one in self._rules.values(text)]
            case Part.COMPANY | Part.TITLE | Part.DEPARTMENT | Part.SINCE | Part.UNTIL:
                row.roles.setdefault(number, {}).setdefault(part, []).append(text)
            case _ if part in DATE_PARTS:
                row.days.setdefault((number, label), {})[part] = text
            case _ if part in (*ADDRESS_PARTS, Part.ADDRESS):
                row.addresses.setdefault((number, label), {}).setdefault(part, []).append(text)
            case _:
                row.single.setdefault(part, []).append(text)

    def _take_phones(self, row: _Row, meaning: Meaning, text: str) -> None:
        for one in self._rules.phones(text):
            if is_mangled(one):
                row.notes.append(one)
                row.warn(f"“{one}” was a phone number before a spreadsheet shortened it; it is in the notes.")
            else:
                row.phones.append((meaning.number, meaning.label, Phone(one, "", self._understand(one))))
                if is_rounded(one):
                    row.warn(f"“{one}” ends in many zeros: a spreadsheet may have lost its last digits.")

    def _take_date(self, row: _Row, place: int, text: str) -> None:
        meaning = self._meanings[place]
        try:
            day = self._rules.day(text, month_first=self._month_first[place], this_year=self._this_year)
        except ValueError:
            row.custom.append((0, self._heading(place) or meaning.label, text))
            row.warn(f"“{text[:40]}” is no day that is understood; it is kept as it stands.")
            return
        if day is not None:
            row.dates.append((meaning.number, meaning.label, day))

    def _heading(self, place: int) -> str:
        return " ".join(self._headings[place].split()) if place < len(self._headings) else ""


class _Row:
    """What a row has said so far; the labels of its columns may stand behind what they label."""

    def __init__(self, rules: CellRules) -> None:
        self._rules = rules
        self.single: dict[Part, list[str]] = {}
        self.phones: list[tuple[int, str, Phone]] = []
        self.emails: list[tuple[int, str, str]] = []
        self.handles: list[tuple[Part, int, str, str]] = []
        self.addresses: dict[tuple[int, str], dict[Part, list[str]]] = {}
        self.roles: dict[int, dict[Part, list[str]]] = {}
        self.dates: list[tuple[int, str, PartialDate]] = []
        self.days: dict[tuple[int, str], dict[Part, str]] = {}
        self.custom: list[tuple[int, str, str]] = []
        self.facts: list[tuple[int, str, str]] = []
        self.tags: list[str] = []
        self.notes: list[str] = []
        self.labels: dict[tuple[Part | None, int], str] = {}
        self.warnings: list[str] = []
        self.uid = ""

    @property
    def is_empty(self) -> bool:
        """Whether no cell said anything."""
        return not (
            self.single or self.phones or self.emails or self.handles or self.addresses or self.roles
            or self.dates or self.days or self.custom or self.facts or self.tags or self.notes
        )  # fmt: skip

    def warn(self, sentence: str) -> None:
        """Say what was read with doubt."""
        self.warnings.append(sentence)

    def contact(self) -> tuple[Contact, tuple[CustomField, ...]]:
        """The contact, and the fields of its own that it uses."""
        self._settle_days()
        self._settle_named()
        custom = [
            CustomValue(self._rules.name(label or self._label(Part.CUSTOM, number)) or "Other", text)
            for number, label, text in self.custom
        ]
        contact = Contact(
            name=self._name(),
            uid=self._one(Part.UID) or self.uid,
            phones=tuple(
                dict.fromkeys(
                    Phone(phone.typed, label or self._label(Part.PHONE, number), phone.e164)
                    for number, label, phone in self.phones
                )
            ),
            emails=tuple(
                dict.fromkeys(
                    Email(text, label or self._label(Part.EMAIL, number))
                    for number, label, text in self.emails
                )
            ),
            addresses=tuple(self._address(key, parts) for key, parts in self.addresses.items()),
            links=tuple(
                Link(text, label or self._label(Part.LINK, number))
                for part, number, label, text in self.handles
                if part is Part.LINK
            ),
            messengers=tuple(
                Messenger(text, label.title() or self._label(Part.MESSENGER, number))
                for part, number, label, text in self.handles
                if part is Part.MESSENGER
            ),
            roles=tuple(role_of(parts) for parts in self.roles.values()),
            dates=tuple(
                ImportantDate(label or self._label(Part.DATE, number), day)
                for number, label, day in self.dates
            ),
            tags=tuple(dict.fromkeys(self.tags)),
            notes=_LONG.join(self.notes),
            facts=tuple(self._fact(*fact) for fact in self.facts),
            source=self._one(Part.SOURCE),
            status=self._one(Part.STATUS),
            importance=read_importance(self._one(Part.IMPORTANCE)),
            cadence_days=_days(self._one(Part.CADENCE)),
            do_not_contact=bool(self._one(Part.STOP)) and self._one(Part.STOP).casefold() not in _NO,
            paused_until=read_day(self._one(Part.PAUSED)),
            custom=tuple(custom),
        )
        return contact, tuple(CustomField(name) for name in dict.fromkeys(one.field for one in custom))

    def _settle_days(self) -> None:
        for (number, label), parts in self.days.items():
            try:
                year, month, day = (int(parts[part]) if part in parts else None for part in DATE_PARTS)
                self.dates.append((number, label, PartialDate(year, month, day)))
            except ValueError:
                text = "-".join(parts.get(part, "?") for part in DATE_PARTS)
                self.custom.append((number, label, text))
                self.warn(f"“{text[:40]}” is no day that is understood; it is kept as it stands.")

    def _settle_named(self) -> None:
        """What Google keeps under a name beside it, as "Telegram" or "Status", is what it is called."""
        for one in tuple(self.custom):
            number, label, text = one
            meaning = None if label else named_otherwise(self._label(Part.CUSTOM, number))
            if meaning is None or (meaning.part in self.single and meaning.part is not Part.MESSENGER):
                continue
            self.custom.remove(one)
            if meaning.part is Part.MESSENGER:
                self.handles.append((meaning.part, -number, self._label(Part.CUSTOM, number), text))
            elif meaning.part is Part.FACT:
                self.facts.append((0, "", text))
            else:
                self.single[meaning.part] = [text]

    def _one(self, part: Part) -> str:
        return ", ".join(self.single.get(part, ()))

    def _label(self, part: Part, number: int) -> str:
        return self.labels.get((part, number), "")

    def _name(self) -> Name:
        parts = tuple(" ".join(self.single.get(part, ())) for part in _NAME_PARTS)
        full = self._one(Part.NAME)
        if not full and not self._rules.exact:
            full = " ".join(part for part in parts if part)
        prefix, given, middle, family, suffix = parts
        return Name(full, prefix, given, middle, family, suffix, self._one(Part.NICKNAME))

    def _address(self, key: tuple[int, str], parts: dict[Part, list[str]]) -> Address:
        number, label = key
        label = label or self._label(Part.ADDRESS, number) or self._label(Part.STREET, number)
        street = parts.get(Part.STREET, [])
        if not street or len(parts) == 1:
            street = [*parts.get(Part.ADDRESS, []), *street]
        values = {part: ", ".join(parts.get(part, ())) for part in ADDRESS_PARTS}
        return Address(
            label,
            ", ".join(line for text in street for line in text.splitlines() if line.strip()),
            values[Part.CITY],
            values[Part.REGION],
            values[Part.POSTCODE],
            values[Part.COUNTRY],
        )

    def _fact(self, number: int, label: str, text: str) -> str:
        label = label or self._label(Part.FACT, number)
        return f"{label}: {text}" if label else text


def _days(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= _LONGEST_CADENCE else None


_LONGEST_CADENCE: Final = 4  # digits
_NO: Final = frozenset(("no", "false", "0"))


def _order(sample: Sequence[Sequence[str]], place: int, otherwise: bool) -> bool:
    told = is_month_first(plain(row[place]) for row in sample if place < len(row))
    return otherwise if told is None else told

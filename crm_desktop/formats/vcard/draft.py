"""A card while it is being read: what its properties said so far, and the Contact they make in the end.

Labels may stand behind what they label (`item1.X-ABLabel`), so order and labels are settled last.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from crm_desktop.domain.contact import (
    ANNIVERSARY,
    Contact,
    ExtraProperty,
    ImportantDate,
    Messenger,
    Name,
    Role,
)
from crm_desktop.domain.importance import Importance
from crm_desktop.formats.vcard.labels import from_apple
from crm_desktop.formats.vcard.properties import parameter_text, unescape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from crm_desktop.domain.contact import (
        Address,
        CustomValue,
        Email,
        Link,
        Phone,
        Photo,
    )
    from crm_desktop.domain.custom_field import CustomField
    from crm_desktop.domain.partial_date import PartialDate
    from crm_desktop.formats.card import Relation
    from crm_desktop.formats.vcard.properties import Head

LARGEST_EXTRA: Final = 1 << 20
_NO_PREFERENCE: Final = 101
# Scripts that write the family name first and no space behind it.
_SPACELESS: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(slots=True)
class DraftRole:
    """A role whose company and title may stand on different lines of one group."""

    group: str = ""
    company: str | None = None
    title: str | None = None
    department: str = ""
    since: PartialDate | None = None
    until: PartialDate | None = None


@dataclass(slots=True)
class Draft:
    """Keeps what was read. `own` cards, which we wrote ourselves, are taken to the letter.

    `understand` finds the international form of a phone number.
    """

    understand: Callable[[str], str | None]
    own: bool = False
    line: str = ""
    warnings: list[str] = field(default_factory=list)
    full: str = ""
    composed: bool = False
    parts: tuple[str, str, str, str, str] | None = None
    nicknames: list[str] = field(default_factory=list)
    uid: str = ""
    phones: list[Phone] = field(default_factory=list)
    emails: list[Email] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    messengers: list[Messenger] = field(default_factory=list)
    roles: list[DraftRole] = field(default_factory=list)
    dates: list[ImportantDate] = field(default_factory=list)
    photo: Photo | None = None
    tags: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    source: str = ""
    status: str = ""
    importance: Importance = Importance.NORMAL
    cadence_days: int | None = None
    paused_until: date | None = None
    declined_rhythm: int | None = None
    do_not_contact: bool = False
    custom: list[CustomValue] = field(default_factory=list)
    fields: list[CustomField] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    members: list[str] | None = None
    extra: list[tuple[str, ExtraProperty]] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    marked: list[tuple[list[Any], int, Head]] = field(default_factory=list)

    def text(self, value: str) -> str:
        """The value as text on one line, unescaped."""
        if "\\" in value:
            value = unescape(value)
        return value.strip() if not self.own and "\n" not in value else self.line_of(value)

    def line_of(self, text: str) -> str:
        """The text on one line and trimmed, unless we wrote it."""
        if self.own:
            return text
        return " ".join(text.split("\n")).strip() if "\n" in text else text.strip()

    def long_text(self, value: str) -> str:
        """The value as text of any number of lines."""
        text = unescape(value)
        return text if self.own else text.strip()

    def add(self, kind: list[Any], head: Head, value: object) -> None:
        """Put a value into one of the lists, with the label and place that its head gives it."""
        kind.append(value)
        if head.group or head.preference != _NO_PREFERENCE:
            self.marked.append((kind, len(kind) - 1, head))

    def keep(self, head: Head, value: str) -> None:
        """Keep a property that we do not model as it stands, decoded."""
        raw = self.line
        if (head.quoted_printable or "charset" in head.parameters) and not self.own:
            raw = _plain_line(head, value)
        if len(raw) > LARGEST_EXTRA:
            self.warn(f"{head.name[:40]} was left out: it is larger than {LARGEST_EXTRA >> 20} MB.")
            return
        self.extra.append((head.group, ExtraProperty(head.name, raw)))

    def warn(self, sentence: str) -> None:
        """Say what was read with doubt, or not at all."""
        self.warnings.append(sentence)

    def contact(self) -> Contact:
        """The contact that all of it makes."""
        if self.marked:
            self._settle()
        if not self.own:
            self._drop_repetitions()
        return Contact(
            name=self._name(),
            uid=self.uid,
            phones=tuple(self.phones),
            emails=tuple(self.emails),
            addresses=tuple(self.addresses),
            links=tuple(self.links),
            messengers=tuple(self.messengers),
            roles=tuple(map(_role, self.roles)),
            dates=tuple(self.dates),
            photo=self.photo,
            tags=tuple(self.tags),
            notes=self.notes[0] if len(self.notes) == 1 else "\n\n".join(self.notes),
            facts=tuple(self.facts),
            source=self.source,
            status=self.status,
            importance=self.importance,
            cadence_days=self.cadence_days,
            paused_until=self.paused_until,
            declined_rhythm=self.declined_rhythm,
            do_not_contact=self.do_not_contact,
            custom=tuple(self.custom),
            extra=tuple(extra for _, extra in self.extra),
        )

    def _name(self) -> Name:
        if self.parts is None:
            return Name(self.full, nickname=", ".join(self.nicknames))
        prefix, given, middle, family, suffix = self.parts
        full = self.full
        if not full and not self.composed:
            full = _composed(self.parts)
        return Name(full, prefix, given, middle, family, suffix, ", ".join(self.nicknames))

    def _settle(self) -> None:
        """Give the entries of groups their labels, and put the preferred ones first."""
        used: set[str] = set()
        moved: dict[int, tuple[list[Any], dict[int, int]]] = {}
        for kind, place, head in self.marked:
            if head.group in self.labels:
                kind[place] = _labelled(kind[place], self.labels[head.group], own=self.own)
                used.add(head.group)
            if head.preference != _NO_PREFERENCE and not self.own and kind is not self.dates:
                moved.setdefault(id(kind), (kind, {}))[1][place] = head.preference
        for kind, preferences in moved.values():
            ranks = [(preferences.get(place, _NO_PREFERENCE), place) for place in range(len(kind))]
            kind[:] = [kind[place] for _, place in sorted(ranks)]
        if used:
            self.extra = [one for one in self.extra if one[0] not in used or one[1].name != "X-ABLABEL"]

    def _drop_repetitions(self) -> None:
        kinds: tuple[list[Any], ...] = (self.phones, self.emails, self.addresses, self.links, self.dates)
        for kind in kinds:
            if len(kind) > 1:
                kind[:] = dict.fromkeys(kind)
        if len(self.tags) > 1:
            first = {tag.casefold(): tag for tag in reversed(self.tags)}
            self.tags = [first.pop(key) for tag in self.tags if (key := tag.casefold()) in first]


def _labelled(value: Any, text: str, *, own: bool) -> Any:
    label = text if own else from_apple(text)
    if isinstance(value, Messenger):
        return value if value.service else replace(value, service=label)
    if isinstance(value, ImportantDate) and not own and label.casefold() == ANNIVERSARY:
        label = ANNIVERSARY
    return replace(value, label=label)


def _role(draft: DraftRole) -> Role:
    return Role(draft.company or "", draft.title or "", draft.department, draft.since, draft.until)


def _composed(parts: Iterable[str]) -> str:
    prefix, given, middle, family, suffix = parts
    if _SPACELESS.search(family + given):
        return " ".join(part for part in (prefix, family + given + middle, suffix) if part)
    return " ".join(part for part in (prefix, given, middle, family, suffix) if part)


def _plain_line(head: Head, value: str) -> str:
    """The line without the encodings of version 2.1."""
    left = [
        f"{key.upper()}={','.join(map(parameter_text, values))}"
        for key, values in head.parameters.items()
        if key not in ("charset", "encoding")
    ]
    name = f"{head.group}.{head.name}" if head.group else head.name
    return ";".join((name, *left)) + ":" + value.replace("\n", "\\n")

"""What we know of a contact and vCard has no word for: X-CRM- properties, read back to the letter."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Final

from crm_desktop.domain.contact import CustomValue, ImportantDate
from crm_desktop.domain.custom_field import CustomField, FieldType
from crm_desktop.domain.importance import Importance
from crm_desktop.domain.relationship import RelationshipKind
from crm_desktop.formats.card import Relation
from crm_desktop.formats.vcard import dates
from crm_desktop.formats.vcard.draft import DraftRole
from crm_desktop.formats.vcard.properties import escape, parameter_text, split_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from crm_desktop.domain.contact import Contact, Role
    from crm_desktop.formats.vcard.draft import Draft
    from crm_desktop.formats.vcard.properties import Head

# RFC 6350, section 6.6.6, and RFC 9554's words for what others can understand.
_RELATED_TYPES: Final = {
    RelationshipKind.SPOUSE: "spouse",
    RelationshipKind.PARTNER: "sweetheart",
    RelationshipKind.PARENT: "parent",
    RelationshipKind.CHILD: "child",
    RelationshipKind.SIBLING: "sibling",
    RelationshipKind.RELATIVE: "kin",
    RelationshipKind.FRIEND: "friend",
    RelationshipKind.COLLEAGUE: "colleague",
}
_LONGEST_CADENCE: Final = 100_000


def status(draft: Draft, _head: Head, value: str) -> None:
    """X-CRM-STATUS."""
    draft.status = draft.text(value)


def source(draft: Draft, _head: Head, value: str) -> None:
    """X-CRM-SOURCE."""
    draft.source = draft.text(value)


def importance(draft: Draft, head: Head, value: str) -> None:
    """X-CRM-IMPORTANCE: low, normal or high."""
    try:
        draft.importance = Importance[value.strip().upper()]
    except KeyError:
        draft.keep(head, value)


def cadence(draft: Draft, head: Head, value: str) -> None:
    """X-CRM-CADENCE: days, 0 for "don't remind"."""
    days = _days(value)
    if days is None:
        draft.keep(head, value)
    else:
        draft.cadence_days = days


def paused_until(draft: Draft, head: Head, value: str) -> None:
    """X-CRM-PAUSED-UNTIL: the day, as in "2026-03-09", before which nobody is reminded of the silence."""
    try:
        draft.paused_until = datetime.date.fromisoformat(value.strip())
    except ValueError:
        draft.keep(head, value)


def declined_rhythm(draft: Draft, head: Head, value: str) -> None:
    """X-CRM-DECLINED-RHYTHM: the days of the rhythm that was proposed and refused."""
    days = _days(value)
    if days:
        draft.declined_rhythm = days
    else:
        draft.keep(head, value)


def do_not_contact(draft: Draft, _head: Head, value: str) -> None:
    """X-CRM-DO-NOT-CONTACT: true."""
    draft.do_not_contact = value.strip().lower() in ("true", "yes", "1")


def fact(draft: Draft, _head: Head, value: str) -> None:
    """X-CRM-FACT: one little fact."""
    if text := draft.long_text(value):
        draft.facts.append(text)


def custom_value(draft: Draft, head: Head, value: str) -> None:
    """X-CRM-FIELD: the field's name; the value. The field's type stands in the head."""
    name, text, *_ = (*split_parts(value), "")
    if not name or not text:
        return
    try:
        kind = FieldType(next(iter(head.types), FieldType.TEXT.value))
    except ValueError:
        kind = FieldType.TEXT
    draft.fields.append(CustomField(name, kind, tuple(head.parameters.get("choices", ()))))
    draft.custom.append(CustomValue(name, text))


def role(draft: Draft, head: Head, value: str) -> None:
    """X-CRM-ROLE: company; department; title; since; until."""
    company, department, title, since, until = (*split_parts(value), "", "", "", "", "")[:5]
    try:
        first, last = dates.parse_marked(since), dates.parse_marked(until)
    except ValueError:
        draft.keep(head, value)
        return
    draft.roles.append(DraftRole(head.group, company, title, department, first, last))


def date(draft: Draft, head: Head, value: str) -> None:
    """X-CRM-DATE: label; a date that vCard cannot write, its calendar behind it."""
    label, text, *_ = (*split_parts(value), "")
    try:
        found = dates.parse_marked(text)
    except ValueError:
        found = None
    if found is None:
        draft.keep(head, value)
    else:
        draft.dates.append(ImportantDate(label, found))


def related(draft: Draft, head: Head, value: str) -> None:
    """RELATED: ours names the other card; another program's is kept as it is."""
    uid, kind = head.first("x-crm-uid"), head.first("x-crm-kind")
    try:
        relation = Relation(RelationshipKind(kind), uid, draft.text(value))
    except ValueError:
        draft.keep(head, value)
        return
    draft.relations.append(relation)


def lines(contact: Contact, fields: Mapping[str, CustomField]) -> Iterable[str]:
    """The X-CRM- lines of a contact, roles and dates excepted."""
    if contact.status:
        yield f"X-CRM-STATUS:{escape(contact.status)}"
    if contact.source:
        yield f"X-CRM-SOURCE:{escape(contact.source)}"
    if contact.importance is not Importance.NORMAL:
        yield f"X-CRM-IMPORTANCE:{contact.importance.name.lower()}"
    if contact.cadence_days is not None:
        yield f"X-CRM-CADENCE:{contact.cadence_days}"
    if contact.paused_until is not None:
        yield f"X-CRM-PAUSED-UNTIL:{contact.paused_until.isoformat()}"
    if contact.declined_rhythm is not None:
        yield f"X-CRM-DECLINED-RHYTHM:{contact.declined_rhythm}"
    if contact.do_not_contact:
        yield "X-CRM-DO-NOT-CONTACT:true"
    for text in contact.facts:
        yield f"X-CRM-FACT:{escape(text)}"
    for one in contact.custom:
        yield f"X-CRM-FIELD{_type_of(fields.get(one.field))}:{escape(one.field)};{escape(one.value)}"


def role_line(one: Role) -> str:
    """A role that ORG and TITLE cannot hold."""
    since, until = (dates.marked(day) if day else "" for day in (one.since, one.until))
    return "X-CRM-ROLE:" + ";".join(map(escape, (one.company, one.department, one.title, since, until)))


def date_line(one: ImportantDate) -> str:
    """A date that no standard property can hold."""
    return f"X-CRM-DATE:{escape(one.label)};{dates.marked(one.date)}"


def relation_line(one: Relation) -> str:
    """A relationship, with the other's name for programs that do not have their card."""
    known = _RELATED_TYPES.get(one.kind)
    kind = f";TYPE={known}" if known else ""
    ours = f";X-CRM-KIND={one.kind.value};X-CRM-UID={parameter_text(one.uid)}"
    return f"RELATED;VALUE=text{kind}{ours}:{escape(one.name)}"


def _days(value: str) -> int | None:
    text = value.strip()
    return int(text) if text.isdecimal() and len(text) < 7 and int(text) <= _LONGEST_CADENCE else None


def _type_of(custom_field: CustomField | None) -> str:
    if custom_field is None or custom_field.type is FieldType.TEXT:
        return ""
    choices = ",".join(map(parameter_text, custom_field.choices))
    return f";TYPE={custom_field.type.value}" + (f";CHOICES={choices}" if choices else "")

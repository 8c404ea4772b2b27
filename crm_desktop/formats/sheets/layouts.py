"""What the layouts of other programs have in common: what they can hold of a name, a date, a role."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from crm_desktop.domain.partial_date import Calendar
from crm_desktop.domain.relationship import RelationshipKind
from crm_desktop.formats.vcard.dates import gregorian, marked, written

if TYPE_CHECKING:
    from crm_desktop.domain.contact import Contact
    from crm_desktop.domain.partial_date import PartialDate

_RELATIONS: Final = {
    RelationshipKind.REFERRED_BY: "Referred By",
    RelationshipKind.EMPLOYER: "Manager",
    RelationshipKind.EMPLOYEE: "Assistant",
    RelationshipKind.SIBLING: "Sibling",
}


def parts_of(contact: Contact) -> tuple[str, str, str, str, str]:
    """Prefix, given, middle, family, suffix. A name without parts is not guessed at: it stands whole in the
    place of the given one, where every program shows it.
    """
    name = contact.name
    return name.parts if any(name.parts) else ("", name.full, "", "", "")


def gregorian_text(date: PartialDate, *, whole: bool = False) -> str | None:
    """The date as in "1988-03-21" or "--03-21", from whatever calendar; None where that says another day.

    `whole` wants the year too.
    """
    day: PartialDate | None = date
    if date.calendar is not Calendar.GREGORIAN:
        day = gregorian(date)
    if day is None or not day.recurs or (whole and day.year is None):
        return None
    return written(day)


def relation_word(kind: RelationshipKind) -> str:
    """What the other is to the contact, in the English words of address books."""
    return _RELATIONS.get(kind, kind.value.replace("-", " ").capitalize())


def rest_of_roles(contact: Contact) -> list[str]:
    """The roles behind the first that has not ended, each in one text."""
    first = next((role for role in contact.roles if role.until is None), None)
    found: list[str] = []
    for role in contact.roles:
        if role is not first:
            span = "–".join(marked(day) if day else "" for day in (role.since, role.until))
            parts = (role.company, role.title, role.department, span.strip("–") and span)
            found.append(", ".join(part for part in parts if part))
    return found

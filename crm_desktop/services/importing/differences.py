"""What differs between a contact and what it would become, in words for a preview."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from crm_desktop.domain.contact import Contact, Name
from crm_desktop.domain.importance import Importance
from crm_desktop.services.importing.row import Change

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from crm_desktop.domain.contact import Address, Role
    from crm_desktop.domain.partial_date import PartialDate

_LONGEST = 80


def differences(old: Contact, new: Contact) -> tuple[Change, ...]:
    """Every change, field by field; `what` is the field's English word."""
    return tuple(_changes(old, new))


def contents(contact: Contact) -> tuple[Change, ...]:
    """All that a card says beside its name, as what would be new."""
    found: list[Change] = []
    if contact.name.nickname:
        found.append(Change("nickname", "", _short(contact.name.nickname)))
    for what, texts in (
        ("phone", [f"{one.typed} {one.label}".rstrip() for one in contact.phones]),
        ("e-mail", [f"{one.address} {one.label}".rstrip() for one in contact.emails]),
        ("company", [_role(one) for one in contact.roles]),
        ("address", [_address(one) for one in contact.addresses]),
    ):
        found += [Change(what, "", _short(text)) for text in texts]
    found += [Change(one.label or "date", "", _date(one.date)) for one in contact.dates]
    if _says_more(contact):
        rest = replace(contact, name=_NO_NAME, phones=(), emails=(), roles=(), addresses=(), dates=())
        found += _changes(_NOBODY, rest)
    return tuple(found)


def _says_more(contact: Contact) -> bool:
    """Whether there is something on a card that stands on few."""
    return (
        any((contact.notes, contact.tags, contact.links, contact.messengers, contact.facts, contact.photo))
        or any((contact.source, contact.status, contact.custom, contact.extra, contact.do_not_contact))
        or contact.importance is not Importance.NORMAL
        or any(
            told is not None for told in (contact.cadence_days, contact.paused_until, contact.declined_rhythm)
        )
    )


_NO_NAME: Final = Name()
_NOBODY: Final = Contact()


def _changes(old: Contact, new: Contact) -> Iterator[Change]:
    yield from _single("name", old.display_name, new.display_name)
    yield from _single("nickname", old.name.nickname, new.name.nickname)
    for what, before, after in _lists(old, new):
        yield from _listed(what, before, after)
    born, reborn = ({one.label: one.date for one in card.dates} for card in (old, new))
    for label in dict.fromkeys((*born, *reborn)):
        yield from _single(label or "date", _date(born.get(label)), _date(reborn.get(label)))
    if old.photo != new.photo:
        yield Change("photo", "1" if old.photo else "", "1" if new.photo else "")
    yield from _single("notes", old.notes, new.notes)
    yield from _single("source", old.source, new.source)
    yield from _single("status", old.status, new.status)
    yield from _single("importance", old.importance.name.lower(), new.importance.name.lower())
    yield from _single("cadence", _number(old.cadence_days), _number(new.cadence_days))
    yield from _single("paused until", str(old.paused_until or ""), str(new.paused_until or ""))
    yield from _single("declined rhythm", _number(old.declined_rhythm), _number(new.declined_rhythm))
    yield from _single("do not contact", _number(old.do_not_contact), _number(new.do_not_contact))
    values, revalues = ({one.field: one.value for one in card.custom} for card in (old, new))
    for field in dict.fromkeys((*values, *revalues)):
        yield from _single(field, values.get(field, ""), revalues.get(field, ""))


def _lists(old: Contact, new: Contact) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    for what, of in (
        ("phone", lambda card: [f"{one.typed} {one.label}".strip() for one in card.phones]),
        ("e-mail", lambda card: [f"{one.address} {one.label}".strip() for one in card.emails]),
        ("address", lambda card: [_address(one) for one in card.addresses]),
        ("link", lambda card: [one.url for one in card.links]),
        ("messenger", lambda card: [f"{one.service} {one.handle}".strip() for one in card.messengers]),
        ("company", lambda card: [_role(one) for one in card.roles]),
        ("tag", lambda card: list(card.tags)),
        ("fact", lambda card: list(card.facts)),
        ("other", lambda card: [one.raw for one in card.extra]),
    ):
        yield what, of(old), of(new)


def _single(what: str, old: str, new: str) -> Iterable[Change]:
    return [Change(what, _short(old), _short(new))] if old != new else []


def _listed(what: str, old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    before_all, after_all = set(old), set(new)
    gone = [one for one in old if one not in after_all]
    come = [one for one in new if one not in before_all]
    for number in range(max(len(gone), len(come))):
        before, after = (side[number] if number < len(side) else "" for side in (gone, come))
        yield Change(what, _short(before), _short(after))


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"


def _number(value: int | bool | None) -> str:
    return "" if value is None or value is False else str(int(value))


def _date(date: PartialDate | None) -> str:
    if date is None:
        return ""
    parts = (date.year, date.month, date.day)
    text = "-".join("?" if part is None else f"{part:02}" for part in parts)
    return text if date.calendar == "gregorian" else f"{text} ({date.calendar})"


def _address(one: Address) -> str:
    parts = (one.street, one.city, one.region, one.postcode, one.country, one.label)
    return ", ".join(part for part in parts if part)


def _role(one: Role) -> str:
    return ", ".join(part for part in (one.title, one.company, one.department) if part)

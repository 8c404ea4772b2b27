"""What a known contact becomes when a file says more of it: added to and brought up to date, never cut.

Keeps true: merging the same card twice is merging it once.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from crm_desktop.domain.contact import ANNIVERSARY, BIRTHDAY, Address, Email, Link, Name
from crm_desktop.domain.importance import Importance
from crm_desktop.domain.phone import digits
from crm_desktop.services.importing.extras import merged_extras

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from crm_desktop.domain.contact import (
        Contact,
        CustomValue,
        ImportantDate,
        Phone,
        Role,
    )
    from crm_desktop.domain.partial_date import PartialDate

T = TypeVar("T")
L = TypeVar("L", Email, Address, Link)


def merged(known: Contact, card: Contact, *, rename: bool) -> Contact:
    """The known contact with what the card says. Its id and uid stay.

    `rename` lets the card's name replace the known one (they share a uid); else it only fills gaps.
    """
    return replace(
        known,
        name=_name(known.name, card.name, rename=rename),
        phones=_phones(known.phones, card.phones),
        emails=_joined(known.emails, card.emails, _email_key, _labelled),
        addresses=_joined(known.addresses, card.addresses, _address_key, _labelled),
        links=_joined(known.links, card.links, lambda link: link.url.casefold().rstrip("/"), _labelled),
        messengers=_joined(
            known.messengers, card.messengers, lambda one: (one.service.casefold(), one.handle.casefold())
        ),
        roles=_roles(known.roles, card.roles),
        dates=_dates(known.dates, card.dates),
        photo=card.photo or known.photo,
        tags=_joined(known.tags, card.tags, lambda tag: " ".join(tag.casefold().split())),
        notes=_notes(known.notes, card.notes),
        facts=_joined(known.facts, card.facts, str.casefold),
        source=card.source or known.source,
        status=card.status or known.status,
        importance=known.importance if card.importance is Importance.NORMAL else card.importance,
        cadence_days=known.cadence_days if card.cadence_days is None else card.cadence_days,
        paused_until=card.paused_until or known.paused_until,
        declined_rhythm=card.declined_rhythm or known.declined_rhythm,
        do_not_contact=known.do_not_contact or card.do_not_contact,
        custom=_custom(known.custom, card.custom),
        extra=merged_extras(known.extra, card.extra),
    )


def _name(known: Name, card: Name, *, rename: bool) -> Name:
    """The card's whole name where it is another one; the gaps filled where it is the same."""
    written = replace(card, nickname="").display
    if rename and written and written != replace(known, nickname="").display:
        return replace(card, nickname=card.nickname or known.nickname)
    first, second = (card, known) if rename else (known, card)
    pairs = zip(
        (first.full, *first.parts, first.nickname), (second.full, *second.parts, second.nickname), strict=True
    )
    return Name(*(mine or theirs for mine, theirs in pairs))


def _joined(
    known: Sequence[T],
    card: Sequence[T],
    key: Callable[[T], Hashable],
    fill: Callable[[T, T], T] = lambda mine, _theirs: mine,
) -> tuple[T, ...]:
    """The known ones in their order, filled from their match on the card, and what is new behind them."""
    said: dict[Hashable, T] = {}
    for one in card:
        said.setdefault(key(one), one)
    joined = [fill(one, said[key(one)]) if key(one) in said else one for one in known]
    for one in known:
        said.pop(key(one), None)
    return (*joined, *said.values())


def _labelled(mine: L, theirs: L) -> L:
    return mine if mine.label else replace(mine, label=theirs.label)


def _phones(known: Sequence[Phone], card: Sequence[Phone]) -> tuple[Phone, ...]:
    def fill(mine: Phone, theirs: Phone) -> Phone:
        return replace(mine, label=mine.label or theirs.label, e164=mine.e164 or theirs.e164)

    return _joined(known, card, lambda phone: phone.e164 or digits(phone.typed) or phone.typed, fill)


def _email_key(email: Email) -> str:
    return " ".join(email.address.casefold().split())


def _address_key(one: Address) -> tuple[str, ...]:
    parts = (one.street, one.city, one.region, one.postcode, one.country)
    return tuple(" ".join(part.casefold().split()) for part in parts)


def _roles(known: Sequence[Role], card: Sequence[Role]) -> tuple[Role, ...]:
    """A new title at the only role in a company replaces the old one; other roles are added."""

    def exact(role: Role) -> Hashable:
        return role.company.casefold(), role.title.casefold()

    left = _ended(known) - _ended(card)
    single = (_alone(known, _company) & _alone(card, _company)) - left
    return _joined(
        known,
        card,
        lambda role: _company(role) if _company(role) in single else exact(role),
        lambda mine, theirs: replace(
            mine,
            title=theirs.title or mine.title,
            department=theirs.department or mine.department,
            since=mine.since or theirs.since,
            until=mine.until or theirs.until,
        ),
    )


def _ended(roles: Iterable[Role]) -> set[Hashable]:
    return {_company(role) for role in roles if role.until is not None}


def _company(role: Role) -> Hashable:
    return role.company.casefold()


def _alone(values: Iterable[T], key: Callable[[T], Hashable]) -> set[Hashable]:
    counts: dict[Hashable, int] = {}
    for value in values:
        counts[key(value)] = counts.get(key(value), 0) + 1
    return {found for found, count in counts.items() if count == 1}


def _dates(known: Sequence[ImportantDate], card: Sequence[ImportantDate]) -> tuple[ImportantDate, ...]:
    """A label that stands once on either side has one date, and the card's counts."""
    single = (_alone(known, _label) & _alone(card, _label)) | {BIRTHDAY, ANNIVERSARY}
    return _joined(
        known,
        card,
        lambda noted: _label(noted) if _label(noted) in single else (_label(noted), noted.date),
        lambda mine, theirs: mine if _says_more(mine.date, theirs.date) else replace(mine, date=theirs.date),
    )


def _label(noted: ImportantDate) -> Hashable:
    return noted.label.casefold()


def _says_more(mine: PartialDate, theirs: PartialDate) -> bool:
    """Whether theirs is mine with fewer parts known (a birthday without its year)."""
    pairs = ((mine.year, theirs.year), (mine.month, theirs.month), (mine.day, theirs.day))
    return mine.calendar is theirs.calendar and all(b is None or a == b for a, b in pairs)


def _notes(known: str, card: str) -> str:
    if f"\n{card}\n" in f"\n{known}\n" or not card:
        return known
    if f"\n{known}\n" in f"\n{card}\n" or not known:
        return card
    return f"{known}\n\n{card}"


def _custom(known: Sequence[CustomValue], card: Sequence[CustomValue]) -> tuple[CustomValue, ...]:
    return _joined(
        known,
        card,
        lambda one: " ".join(one.field.casefold().split()),
        lambda mine, theirs: replace(mine, value=theirs.value),
    )

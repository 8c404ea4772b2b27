"""The commands about contacts: add, list, search, show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.cli import as_json, as_text, values
from crm_desktop.cli.answer import Answer
from crm_desktop.cli.terminal import clip, plain
from crm_desktop.domain.contact import BIRTHDAY, Contact, Email, ImportantDate, Name, Phone, Role
from crm_desktop.domain.contact_query import ContactQuery, ContactSet, SortColumn
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.ids import ContactId

if TYPE_CHECKING:
    from argparse import Namespace
    from array import array
    from collections.abc import Iterable, Iterator

    from crm_desktop.domain.contact_card import Twin
    from crm_desktop.domain.contact_query import ContactRow
    from crm_desktop.services.context import Services

_PAGE = 500  # contacts held in memory at a time
_LAST_TALKS = 5
_LONGEST_CADENCE = 36500


def add(services: Services, args: Namespace) -> Answer:
    """A new contact from what was typed."""
    contact = _typed(args, services.settings.calendar)
    twins = services.contacts.twins([p.typed for p in contact.phones], [e.address for e in contact.emails])
    number = services.contacts.add(contact)
    name = clip(plain(services.contacts.names([number])[number]), 60)
    lines = [f"Added {name}, number {number}."]
    lines += [_twin_line(twin) for twin in twins]
    return Answer(lambda: {"id": number}, lambda: lines)


def list_contacts(services: Services, args: Namespace) -> Answer:
    """All contacts by name, or those that the options leave; the cold ones by how long they have been so."""
    query = ContactQuery(
        which=ContactSet.COLD if args.cold else ContactSet.ALL,
        tags=frozenset(map(values.words, args.tag)),
        sort=SortColumn.WARMTH if args.cold else SortColumn.NAME,
    )
    none = "Nobody has gone cold." if args.cold else "No contacts yet. Add one: crm-desktop add NAME"
    if args.tag:
        none = f"Nobody here wears {plain(' and '.join(map(values.words, args.tag)))}."
    return _listed(services, query, args, none)


def search(services: Services, args: Namespace) -> Answer:
    """Whoever the words find, the best first."""
    text = " ".join(map(values.words, args.query))
    query = ContactQuery(text=text)
    return _listed(services, query, args, f"Nothing found for “{plain(text)}”.")


def show(services: Services, args: Namespace) -> Answer:
    """The whole card of one contact."""
    number = values.contact_id(args.id)
    card = services.contacts.card(number)
    zone = services.clock.zone()
    return Answer(
        lambda: as_json.contact(card.contact, card.warmth, card.last_contact, zone),
        lambda: as_text.card(card, services.interactions.timeline(number, _LAST_TALKS), zone),
    )


def _twin_line(twin: Twin) -> str:
    return f"{clip(plain(twin.name), 60)}, number {twin.contact_id}, has {plain(twin.shared)} too."


def _typed(args: Namespace, calendar: str) -> Contact:
    if args.cadence is not None and not 0 <= args.cadence <= _LONGEST_CADENCE:
        raise UserError(f"A cadence is a number of days from 0 (never) to {_LONGEST_CADENCE}.")
    company = values.words(args.company or "")
    birthday = values.partial_date(args.birthday, args.calendar or calendar) if args.birthday else None
    return Contact(
        name=Name(full=" ".join(map(values.words, args.name))),
        phones=tuple(Phone(values.words(phone)) for phone in args.phone),
        emails=tuple(Email(values.words(email)) for email in args.email),
        roles=(Role(company),) if company else (),
        dates=(ImportantDate(BIRTHDAY, birthday),) if birthday else (),
        tags=tuple(map(values.words, args.tag)),
        source=values.words(args.source or ""),
        cadence_days=args.cadence,
    )


def _listed(services: Services, query: ContactQuery, args: Namespace, none: str) -> Answer:
    ids = services.contacts.ids(query, args.limit)
    return listed(services, ids if args.limit is None else ids[: args.limit], args, none)


def listed(services: Services, ids: array[int], args: Namespace, none: str, **told: object) -> Answer:
    """These contacts, as short as asked for; `told` stands before them in a document."""

    def lines() -> Iterator[str]:
        if not ids:
            yield none
        elif args.full:
            yield from _cards(services, ids)
        else:
            yield from as_text.contacts(_rows(services, ids))

    found = _whole if args.full else _short
    return Answer(lambda: {**told, "contacts": found(services, ids)}, lines)


def _rows(services: Services, ids: array[int]) -> Iterator[ContactRow]:
    for page in _pages(ids):
        yield from services.contacts.rows(page)


def _short(services: Services, ids: array[int]) -> Iterator[as_json.Json]:
    return (as_json.row(row) for row in _rows(services, ids))


def _whole(services: Services, ids: array[int]) -> Iterator[as_json.Json]:
    zone = services.clock.zone()
    for page in _pages(ids):
        rows = {row.id: row for row in services.contacts.rows(page)}
        for card in services.contacts.load(page):
            row = rows.get(ContactId(card.id or 0))
            if row is not None and row.warmth is not None:
                yield as_json.contact(card, row.warmth, row.last_contact, zone)


def _cards(services: Services, ids: array[int]) -> Iterator[str]:
    zone = services.clock.zone()
    for place, number in enumerate(map(ContactId, ids)):
        if place:
            yield ""
        talks = services.interactions.timeline(number, _LAST_TALKS)
        yield from as_text.card(services.contacts.card(number), talks, zone)


def _pages(ids: array[int]) -> Iterable[array[int]]:
    return (ids[start : start + _PAGE] for start in range(0, len(ids), _PAGE))


COMMANDS = {"add": add, "list": list_contacts, "search": search, "show": show}

"""Several cards as one: the better of what a card has once, all of what it has many of, nothing lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crm_desktop.domain.contact import BIRTHDAY, CustomValue, ImportantDate, Name
from crm_desktop.domain.duplicates import plan as things
from crm_desktop.domain.duplicates import uniting
from crm_desktop.domain.duplicates.choosing import choices
from crm_desktop.domain.duplicates.plan import CUSTOM, ENGLISH, LeftOver, MergePlan
from crm_desktop.domain.importance import Importance
from crm_desktop.domain.match_key import match_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from crm_desktop.domain.contact import Contact
    from crm_desktop.domain.duplicates.plan import FieldChoice, MergeWords
    from crm_desktop.domain.partial_date import PartialDate


def proposed(contacts: Sequence[Contact], words: MergeWords = ENGLISH) -> MergePlan:
    """These cards as one; the first is kept. What is better of each thing: see `choosing`."""
    return _planned(tuple(contacts), choices(contacts), words)


def with_choices(plan: MergePlan, chosen: Mapping[str, int]) -> MergePlan:
    """The plan with other values taken: for the name of a thing the place of its option.

    Raises ValueError for a thing that is not in the plan and for an option that it does not have.
    """
    known = {field.what: field for field in plan.fields}
    for what, at in chosen.items():
        if what not in known or not 0 <= at < len(known[what].options):
            raise ValueError(f"there is nothing to choose so: {what} {at}")
    fields = tuple(replace(field, chosen=chosen.get(field.what, field.chosen)) for field in plan.fields)
    return _planned(plan.contacts, fields, plan.words)


def with_more(known: Contact, card: Contact) -> Contact:
    """A contact with what another card of the same person adds to it: what it has one of stays.

    A card that was merged into it adds nothing.
    """
    names = {match_key(value.field) for value in known.custom}
    more_dates = [noted for noted in card.dates if noted.label != BIRTHDAY or known.birthday is None]
    return replace(
        known,
        name=known.name if known.name.display else card.name,
        phones=uniting.phones([*known.phones, *card.phones]),
        emails=uniting.emails([*known.emails, *card.emails]),
        addresses=uniting.addresses([*known.addresses, *card.addresses]),
        links=uniting.links([*known.links, *card.links]),
        messengers=uniting.messengers([*known.messengers, *card.messengers]),
        roles=uniting.roles([*known.roles, *card.roles]),
        dates=uniting.dates([*known.dates, *more_dates]),
        photo=known.photo or card.photo,
        tags=uniting.words([*known.tags, *card.tags]),
        notes=uniting.notes([known.notes, card.notes]),
        facts=uniting.words([*known.facts, *card.facts]),
        source=known.source or card.source,
        status=known.status or card.status,
        cadence_days=card.cadence_days if known.cadence_days is None else known.cadence_days,
        custom=(*known.custom, *(value for value in card.custom if match_key(value.field) not in names)),
        extra=uniting.extras([*known.extra, *card.extra]),
    )


def _planned(contacts: tuple[Contact, ...], fields: tuple[FieldChoice, ...], words: MergeWords) -> MergePlan:
    kept = contacts[0]
    if kept.id is None:
        raise ValueError("only contacts that are kept can become one")
    taken: dict[str, Any] = {field.what: field.taken.value for field in fields}
    merged = _merged(contacts, taken)
    left = tuple(_left(contacts, fields, merged))
    notes = _with_left(merged.notes, left, words)
    return MergePlan(kept.id, contacts, fields, replace(merged, notes=notes), left, words)


def _merged(contacts: Sequence[Contact], taken: Mapping[str, Any]) -> Contact:
    kept = contacts[0]
    pauses = [one.paused_until for one in contacts if one.paused_until]
    moments = [one.created_at for one in contacts if one.created_at]
    return replace(
        kept,
        name=_name(contacts, taken),
        phones=uniting.phones(_all(contacts, lambda c: c.phones)),
        emails=uniting.emails(_all(contacts, lambda c: c.emails)),
        addresses=uniting.addresses(_all(contacts, lambda c: c.addresses)),
        links=uniting.links(_all(contacts, lambda c: c.links)),
        messengers=uniting.messengers(_all(contacts, lambda c: c.messengers)),
        roles=uniting.roles(_all(contacts, lambda c: c.roles)),
        dates=_dates(contacts, taken.get(things.BIRTHDAY)),
        photo=taken.get(things.PHOTO),
        tags=uniting.words(_all(contacts, lambda c: c.tags)),
        notes=uniting.notes(c.notes for c in contacts),
        facts=uniting.words(_all(contacts, lambda c: c.facts)),
        source=taken.get(things.SOURCE, ""),
        status=taken.get(things.STATUS, ""),
        importance=taken.get(things.IMPORTANCE, Importance.NORMAL),
        cadence_days=taken.get(things.CADENCE),
        do_not_contact=taken.get(things.DO_NOT_CONTACT, False),
        custom=tuple(
            CustomValue(what.removeprefix(CUSTOM), value)
            for what, value in taken.items()
            if what.startswith(CUSTOM)
        ),
        extra=uniting.extras(_all(contacts, lambda c: c.extra)),
        created_at=min(moments, default=None),
        paused_until=max(pauses, default=None),
        declined_rhythm=next((c.declined_rhythm for c in contacts if c.declined_rhythm), None),
    )


def _all(contacts: Iterable[Contact], part: Callable[[Contact], Iterable[Any]]) -> Iterator[Any]:
    for contact in contacts:
        yield from part(contact)


def _name(contacts: Sequence[Contact], taken: Mapping[str, Any]) -> Name:
    """The name that is taken, its parts filled from another card with the same name."""
    name: Name = taken.get(things.NAME, Name())
    for other in contacts:
        if match_key(other.name.display) == match_key(name.display) and not any(name.parts):
            name = replace(other.name, full=name.full or other.name.full)
    return replace(name, nickname=taken.get(things.NICKNAME, ""))


def _dates(contacts: Sequence[Contact], birthday: PartialDate | None) -> tuple[ImportantDate, ...]:
    """The birthday that is taken stands first; the first one of each other card is gone, or is that."""
    born = [ImportantDate(BIRTHDAY, birthday)] if birthday else []
    further: list[ImportantDate] = []
    for contact in contacts:
        firsts = [noted for noted in contact.dates if noted.label == BIRTHDAY][:1]
        further += [noted for noted in contact.dates if not any(noted is first for first in firsts)]
    return uniting.dates([*born, *further])


def _left(contacts: Sequence[Contact], fields: Iterable[FieldChoice], merged: Contact) -> Iterator[LeftOver]:
    """What was typed on a card and stands nowhere on the one that comes of them."""
    for field in fields:
        if field.what == things.PHOTO or field.what.startswith(CUSTOM):
            continue
        for at, option in enumerate(field.options):
            if at != field.chosen and not _is_said(field, option.value, option.text, merged):
                yield LeftOver(field.what, option.text)
    kept = {(match_key(one.field), match_key(one.value)) for one in merged.custom}
    for value in _all(contacts, lambda c: c.custom):
        if (match_key(value.field), match_key(value.value)) not in kept:
            yield LeftOver(CUSTOM + value.field, value.value)
    for before, after, key, text in (
        (_all(contacts, lambda c: c.phones), merged.phones, uniting.phone_key, lambda p: p.typed),
        (
            _all(contacts, lambda c: c.emails),
            merged.emails,
            lambda e: match_key(e.address),
            lambda e: e.address,
        ),
        (
            _all(contacts, lambda c: c.addresses),
            merged.addresses,
            uniting.address_parts,
            lambda a: ", ".join(filter(None, (a.street, a.city, a.region, a.postcode, a.country))),
        ),
        (
            _all(contacts, lambda c: c.links),
            merged.links,
            lambda k: k.url.casefold().rstrip("/"),
            lambda k: k.url,
        ),
    ):
        for item, label in uniting.labels_lost(list(before), after, key):
            yield LeftOver(label, text(item))


def _is_said(field: FieldChoice, value: Any, text: str, merged: Contact) -> bool:
    """Whether what is taken says it too."""
    if field.what == things.BIRTHDAY:
        return merged.birthday is not None and uniting.says_more(merged.birthday, value)
    if field.what == things.NAME:
        said = f" {match_key(merged.name.display)} {match_key(merged.name.nickname)} "
        return all(f" {word} " in said for word in match_key(text).split())
    if field.what == things.DO_NOT_CONTACT:
        return not value
    return False


def _with_left(notes: str, left: Iterable[LeftOver], words: MergeWords) -> str:
    known = set(notes.split("\n"))
    lines = dict.fromkeys(f"{words.thing(one.what)}: {one.text}" for one in left)
    new = [line for line in lines if line not in known]
    if not new:
        return notes
    block = "\n".join([words.heading, *new])
    return f"{notes}\n\n{block}" if notes else block

"""The contact book: adding, changing, finding and hiding contacts. Every command is one undo step."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from crm_desktop.domain.changes import Label
from crm_desktop.domain.contact_query import ContactSet, SortColumn
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.match_key import match_key
from crm_desktop.services.bulk import BulkCommands, checked_cadence
from crm_desktop.services.clean_text import line
from crm_desktop.services.environment import environment_words
from crm_desktop.services.local_day import local_today

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterable, Sequence
    from contextlib import AbstractContextManager
    from datetime import date

    from crm_desktop.domain.contact import Contact, Photo
    from crm_desktop.domain.contact_card import ContactCard, TagCount, TrashedContact, Twin
    from crm_desktop.domain.contact_query import ContactQuery, ContactRow
    from crm_desktop.domain.filters.condition import Condition
    from crm_desktop.domain.ids import ContactId
    from crm_desktop.domain.relationship import Relationship, RelationshipKind
    from crm_desktop.services.ports import (
        AppointmentReads,
        Clock,
        ContactLists,
        ContactReads,
        FieldReads,
        FollowUpReads,
        InteractionReads,
        UnitOfWork,
    )
    from crm_desktop.services.progress import Cancel, Progress
    from crm_desktop.services.settings import Settings

TRASH_DAYS = 30

_BY_DAYS = (ContactSet.BIRTHDAYS, ContactSet.NO_NEXT_STEP, SortColumn.BIRTHDAY, SortColumn.NEXT_STEP)


class ContactBook(BulkCommands):
    """Reads and commands about contacts. `origin` is handed through to `DataChanged`."""

    def __init__(
        self,
        *,
        uow: UnitOfWork,
        reads: ContactReads,
        lists: ContactLists,
        interactions: InteractionReads,
        appointments: AppointmentReads,
        follow_ups: FollowUpReads,
        fields: FieldReads,
        settings: Settings,
        clock: Clock,
    ) -> None:
        self._uow = uow
        self._reads = reads
        self._lists = lists
        self._interactions = interactions
        self._appointments = appointments
        self._follow_ups = follow_ups
        self._fields = fields
        self._settings = settings
        self._clock = clock
        self._rolled_on: date | None = None

    # Reading

    def get(self, contact_id: ContactId) -> Contact:
        """A whole card, in the trash or not. Raises UserError where there is none."""
        found = self._reads.load([contact_id])
        if not found:
            raise UserError(f"There is no contact with the number {contact_id}.")
        return found[0]

    def load(self, ids: Sequence[int]) -> list[Contact]:
        """Whole cards in this order; unknown ids are left out."""
        return self._reads.load(ids)

    def all_ids(self) -> list[int]:
        """Every living contact, oldest first."""
        return self._reads.all_ids()

    def card(self, contact_id: ContactId) -> ContactCard:
        """The card with its warmth, what was last and what is next. Raises UserError where there is none."""
        from crm_desktop.domain.contact_card import ContactCard

        contact = self.get(contact_id)
        row = next(iter(self._lists.rows([contact_id], local_today(self._clock))), None)
        if row is None or row.warmth is None:
            raise UserError(f"{contact.display_name} is in the trash; restore the contact first.")
        return ContactCard(
            contact=contact,
            warmth=row.warmth,
            last_contact=row.last_contact,
            last_interaction=self._interactions.last(contact_id),
            relationships=self._reads.relationships(contact_id),
            follow_ups=tuple(f for f in self._follow_ups.of_contact(contact_id) if f.done_at is None),
            appointments=tuple(self._appointments.coming(contact_id, self._clock.now())),
            rhythm=self._rhythm(contact, row.warmth.cadence_days),
        )

    def _rhythm(self, contact: Contact, cadence: int | None) -> int | None:
        """The cadence to propose, as the latest contacts show it."""
        from crm_desktop.domain.rhythm import LATEST_GAPS, proposal, rhythm

        if contact.id is None or not cadence:
            return None
        zone = self._clock.zone()
        days = [
            at.astimezone(zone).date() for at in self._interactions.real_contacts(contact.id, 4 * LATEST_GAPS)
        ]
        return proposal(rhythm(days, local_today(self._clock)), cadence, contact.declined_rhythm)

    def names(self, ids: Iterable[int]) -> dict[int, str]:
        """The names of living contacts."""
        return self._reads.names(ids)

    def ids(self, query: ContactQuery, limit: int | None = None) -> array[int]:
        """The ids that a query asks for: as sorted, or the best first where it searches."""
        if query.condition or query.which in _BY_DAYS or query.sort in _BY_DAYS:
            self.roll_over()
        # Guessing the country reads the table of time zones; only numbers that are searched for need it.
        country = self._settings.country if query.text else ""
        return self._lists.ids(_askable(query), local_today(self._clock), country, limit)

    def rows(self, ids: Sequence[int], text: str = "") -> list[ContactRow]:
        """The rows of a page, in the order of the ids; with `text`, where a search found each."""
        return self._lists.rows(ids, local_today(self._clock), text)

    def count(self) -> int:
        """How many living contacts there are."""
        return self._lists.count()

    def counts(self, conditions: Sequence[Condition]) -> list[int]:
        """How many living contacts fulfil each of the conditions."""
        self.roll_over()
        return self._lists.counts(conditions, local_today(self._clock))

    def roll_over(self) -> None:
        """Move next birthdays and next steps on that have gone by: once a day, told like any change.

        Where nothing can be written just now the lists stay as they are until the next call.
        """
        today = local_today(self._clock)
        if self._rolled_on == today:
            return
        if self._lists.outdated(today):
            try:
                with self._uow(None) as tx:
                    tx.roll()
            except Exception as error:
                # Lists can be read while somebody else writes, or nobody can.
                if isinstance(error, UserError) or environment_words(error):
                    return
                raise
        self._rolled_on = today

    def warm_up(self) -> None:
        """What a start leaves for when there is time: old trash, days that went by, the first search."""
        self.empty_old_trash()
        self.roll_over()
        self._lists.warm_up()

    def photo(self, contact_id: ContactId) -> Photo | None:
        """The picture alone."""
        return self._reads.photo(contact_id)

    def twins(
        self, phones: Sequence[str], emails: Sequence[str], except_id: ContactId | None = None
    ) -> list[Twin]:
        """Other contacts with one of these phones (as typed) or e-mail addresses."""
        from crm_desktop.domain.phone import international

        keys = [international(phone, self._settings.country) or phone for phone in phones]
        return self._reads.twins(keys, emails, except_id)

    def relationships(self, contact_id: ContactId) -> tuple[Relationship, ...]:
        """What others are to this contact."""
        return self._reads.relationships(contact_id)

    def tags(self) -> list[TagCount]:
        """Every tag that is worn, by name."""
        return self._lists.tags()

    def statuses(self) -> list[str]:
        """The user's list of statuses."""
        return list(self._settings.statuses)

    def companies(self, prefix: str) -> list[str]:
        """Companies whose name begins so."""
        return self._lists.companies(prefix)

    def sources(self) -> list[str]:
        """Where contacts heard of the user, the most frequent first."""
        return self._lists.sources()

    def cities(self) -> list[str]:
        """The cities that contacts live in, the most frequent first."""
        return self._lists.cities()

    def trash(self) -> list[TrashedContact]:
        """What was deleted in the last 30 days, newest first."""
        return self._reads.trash()

    # Commands

    def watched(self, progress: Progress, cancel: Cancel) -> AbstractContextManager[None]:
        """Around a command for very many: it tells how far it is, and raises Cancelled where nobody wants it
        any more. Nothing of it is kept then.
        """
        return self._uow.watched(progress, cancel)

    def add(self, contact: Contact, *, origin: object | None = None) -> ContactId:
        """Keep a new contact; one filled field is enough. Raises UserError for an empty card."""
        clean = self.cleaned(contact)
        if not clean.display_name and clean.is_empty:
            raise UserError(
                "Write at least one thing about the contact: a name, a phone or an e-mail address."
            )
        if not clean.uid:
            import uuid

            clean = replace(clean, uid=f"urn:uuid:{uuid.uuid4()}")
        with self._uow(Label("Add {name}", {"name": clean.display_name}), origin=origin) as tx:
            return tx.contacts.insert(clean)

    def save(self, contact: Contact, *, origin: object | None = None) -> None:
        """Write a whole card anew. Raises UserError for an empty card."""
        if contact.id is None:
            raise ValueError("only a contact that is kept can be saved")
        clean = self.cleaned(contact)
        if clean.is_empty:
            raise UserError("An empty card cannot be kept. Write a name, or delete the contact.")
        before = self.get(contact.id)
        clean = replace(clean, uid=clean.uid or before.uid)
        if clean.content() == before.content():
            return
        with self._uow(Label("Edit {name}", {"name": clean.display_name}), origin=origin) as tx:
            tx.contacts.update(clean)

    def delete(self, ids: Sequence[ContactId], *, origin: object | None = None) -> None:
        """Hide contacts for 30 days with all that hangs on them."""
        with self._uow(self._about("Delete", ids), origin=origin) as tx:
            tx.contacts.set_deleted(ids, deleted=True)

    def restore(self, ids: Sequence[ContactId], *, origin: object | None = None) -> None:
        """Bring contacts back from the trash, whole."""
        with self._uow(self._about("Restore", ids), origin=origin) as tx:
            tx.contacts.set_deleted(ids, deleted=False)

    def empty_old_trash(self) -> None:
        """Remove for good what was deleted over 30 days ago, from what can be undone too."""
        expired = self._reads.expired_trash(self._clock.now() - timedelta(days=TRASH_DAYS))
        if expired:
            with self._uow(None) as tx:
                tx.erase(expired)

    def relate(
        self,
        contact_id: ContactId,
        kind: RelationshipKind,
        other_id: ContactId,
        *,
        origin: object | None = None,
    ) -> None:
        """Note that `other_id` is the `kind` of the contact; it reads from both ends."""
        if contact_id == other_id:
            raise UserError("A contact cannot be related to themselves.")
        for number in (contact_id, other_id):
            self.get(number)
        with self._uow(self._about("Relate", [contact_id, other_id]), origin=origin) as tx:
            tx.contacts.relate(contact_id, kind, other_id)

    def unrelate(
        self,
        contact_id: ContactId,
        kind: RelationshipKind,
        other_id: ContactId,
        *,
        origin: object | None = None,
    ) -> None:
        """Take a relationship away."""
        with self._uow(self._about("Unrelate", [contact_id, other_id]), origin=origin) as tx:
            tx.contacts.unrelate(contact_id, kind, other_id)

    def cleaned(self, contact: Contact) -> Contact:
        """The card as it will be kept: no stray control characters, phones understood, fields canonical."""
        from crm_desktop.domain.custom_field import CustomField, canonical
        from crm_desktop.services.card_cleaning import cleaned

        clean = cleaned(contact, self._settings.country)
        checked_cadence(clean.cadence_days)
        if not clean.custom:
            return clean
        known: dict[str, CustomField] = {match_key(field.name): field for field in self._fields.all()}
        values = []
        for value in clean.custom:
            field = known.get(match_key(value.field), CustomField(value.field))
            text = canonical(field, value.value)
            if text:
                values.append(replace(value, value=text))
        return replace(clean, custom=tuple(values))


def _askable(query: ContactQuery) -> ContactQuery:
    """The query with its words as they are kept: what cannot stand in a file cannot be asked of it."""
    asked = (query.status, *query.tags, *(one.field + one.value for one in query.fields))
    if all(map(str.isprintable, asked)):
        return query
    fields = tuple(replace(one, field=line(one.field), value=line(one.value)) for one in query.fields)
    return replace(query, status=line(query.status), tags=frozenset(map(line, query.tags)), fields=fields)

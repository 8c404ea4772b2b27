"""Takes the contacts of an archive in: new ones as they are, known ones brought up to date."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from crm_desktop.domain.contact import CustomValue
from crm_desktop.domain.fold import fold
from crm_desktop.domain.ids import ContactId
from crm_desktop.domain.match_key import match_key
from crm_desktop.formats.archive import records
from crm_desktop.formats.archive.container import LIVING, TRASH, BadArchive
from crm_desktop.services.clean_text import line
from crm_desktop.services.importing.merging import merged
from crm_desktop.services.importing.preparing import Preparing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from crm_desktop.domain.archived import Beside
    from crm_desktop.domain.contact import Contact
    from crm_desktop.domain.custom_field import CustomField, FieldType
    from crm_desktop.formats.card import Card
    from crm_desktop.services.archiving.ports import ArchiveWrites
    from crm_desktop.services.archiving.reading import Reading
    from crm_desktop.services.importing.preparing import Prepared
    from crm_desktop.services.ports import ContactReads, Transaction

    Here = dict[ContactId, Contact]


class People:
    """Matches cards with contacts as an import does; `new` and `changed` count what comes of it."""

    def __init__(
        self,
        reading: Reading,
        tx: Transaction,
        reads: ContactReads,
        clean: Callable[[Contact], Contact],
        fields: Callable[[], list[CustomField]],
    ) -> None:
        self._reading = reading
        self._tx = tx
        self._into: ArchiveWrites = tx.archive
        self._reads = reads
        self._clean = clean
        self._fields = fields
        self._besides: dict[str, tuple[int, Beside]] = {}
        self._met: set[int] = set()
        self.new: Counter[str] = Counter()
        self.changed: Counter[str] = Counter()

    def take(self) -> None:
        """Take all of them in. Raises BadArchive."""
        for batch in self._reading.batches(records.CONTACTS, ""):
            for beside in batch:
                if beside.uid in self._besides:
                    raise BadArchive(f"a contact is in contacts.json twice ({beside.uid[:80]})")
                self._besides[beside.uid] = (len(self._besides) + 1, beside)
        preparing = Preparing(self._clean, self._fields())
        types = {match_key(field.name): field.type for field in self._fields()}
        for name in (LIVING, TRASH):
            for cards in self._reading.cards(name):
                people = [_prepared(preparing, card, types) for card in cards]
                for field in preparing.new_fields:
                    self._tx.fields.insert(field)
                preparing.new_fields.clear()
                self._take(people)
        missing = next((uid for uid in self._besides if uid not in self._into.numbers), None)
        if missing is not None:
            raise BadArchive(f"the card of a contact of contacts.json is missing ({missing[:80]})")

    def _take(self, people: Sequence[Prepared]) -> None:
        known = self._reads.by_uid([uid for one in people for uid in one.uids])
        strangers = [one for one in people if known.keys().isdisjoint(one.uids)]
        keys = list({key for one in strangers for key in one.keys})
        by_key = self._reads.by_phone_or_email(keys, keys) if keys else {}
        ids = {*known.values(), *(number for found in by_key.values() for number in found)}
        here: Here = {one.id: one for one in self._reads.load(sorted(ids)) if one.id is not None}
        living = set(self._reads.living(list(here)))
        new: dict[str, tuple[int, Contact, Beside]] = {}
        for one in people:
            place, beside = self._beside_of(one)
            if one.contact.uid in new:
                raise BadArchive(f"a card is in it twice ({one.contact.uid[:80]})")
            number = self._number_of(one, known, by_key, here)
            if number is None:
                new[one.contact.uid] = (place, one.contact, beside)
            else:
                self._met.add(number)
                here[number] = self._take_known(
                    one, number, here[number], beside, trashed=number not in living
                )
        self._into.add_contacts(list(new.values()))
        self._met.update(self._into.numbers[uid] for uid in new)
        self.new["contacts"] += len(new)
        self.new["photos"] += sum(contact.photo is not None for _, contact, _ in new.values())

    def _beside_of(self, one: Prepared) -> tuple[int, Beside]:
        uid = one.card.contact.uid
        if uid not in self._besides:
            raise BadArchive(f"a card is not in contacts.json ({uid[:80] or one.contact.display_name[:80]})")
        if uid in self._into.numbers:
            raise BadArchive(f"a card is in it twice ({uid[:80]})")
        if one.contact.uid != uid:
            raise BadArchive(f"a card has a UID that cannot be kept ({uid[:80]})")
        return self._besides[uid]

    def _number_of(
        self, one: Prepared, known: Mapping[str, int], by_key: Mapping[str, Sequence[int]], here: Here
    ) -> ContactId | None:
        """Whom a card is about: by uid, or by a phone or e-mail address and the name."""
        for uid in one.uids:
            if uid in known and (number := ContactId(known[uid])) in here:
                return number
        if not one.keys:
            return None
        name = fold(one.contact.display_name)
        owners = {number for key in one.keys for number in by_key.get(key, ())}
        for number in map(ContactId, sorted(owners)):
            if number in here and self._is_free(number, here) and fold(here[number].display_name) == name:
                return number
        return None

    def _is_free(self, number: ContactId, here: Here) -> bool:
        """Whether no other card of the archive is this contact: two that say who they are are two people."""
        return number not in self._met and here[number].uid not in self._besides

    def _take_known(
        self, one: Prepared, number: ContactId, contact: Contact, beside: Beside, *, trashed: bool
    ) -> Contact:
        is_bettered = self._into.meet(one.contact.uid, number, beside)
        if trashed and beside.deleted_at is None:
            self._tx.contacts.set_deleted([number], deleted=False)
            is_bettered = True
        found = contact
        if contact.content() != one.contact.content():
            found = merged(contact, one.contact, rename=one.contact.uid == contact.uid)
        if found != contact:
            self._tx.contacts.update(found)
            is_bettered = True
            self.new["photos"] += found.photo is not None and contact.photo is None
        self._into.diary.note_dates(number, self._into.places_of(one.contact))
        self.changed["contacts"] += is_bettered
        return found


def _prepared(preparing: Preparing, card: Card, types: Mapping[str, FieldType]) -> Prepared:
    """A card fit to keep. Values of fields that are the same here stay to the letter, whatever they are."""
    if any(types.get(match_key(field.name)) is not field.type for field in card.fields):
        return preparing.prepare(card)
    values = tuple(CustomValue(line(one.field), line(one.value)) for one in card.contact.custom)
    bare = preparing.prepare(replace(card, contact=replace(card.contact, custom=())))
    return replace(bare, contact=replace(bare.contact, custom=values)) if values else bare

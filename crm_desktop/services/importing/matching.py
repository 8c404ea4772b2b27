"""Which contact each card of a batch is about: by uid, or by a phone or e-mail address and the name.

Never by the name alone: two people may share it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crm_desktop.domain.fold import fold
from crm_desktop.services.importing.identity import same_uids

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.domain.contact import Contact
    from crm_desktop.services.importing.preparing import Prepared
    from crm_desktop.services.ports import ContactReads


@dataclass(slots=True, eq=False)
class Target:
    """A contact that cards of this batch speak of. `kept` is how it stands in the file, None for a new one.

    `named` tells whether a card with a uid of its own speaks of it in this import; `number` is the id, also
    of a new one as soon as it is kept.
    """

    contact: Contact
    kept: Contact | None = None
    named: bool = False
    trashed: bool = False
    folded: str | None = None
    number: int | None = None

    def is_called(self, name: str) -> bool:
        """Whether the name is the same in every script's plain spelling."""
        if self.folded is None:
            self.folded = fold(self.contact.display_name)
        return self.folded == name


@dataclass(slots=True)
class Targets:
    """The contacts that a batch may speak of, new ones of the batch included."""

    by_uid: dict[str, Target] = field(default_factory=dict)
    by_key: dict[str, list[Target]] = field(default_factory=dict)
    by_number: dict[int, Target] = field(default_factory=dict)
    absorbed: frozenset[str] = frozenset()

    def find(self, one: Prepared) -> Target | None:
        """The contact that this card is about, if there is one."""
        for uid in one.uids:
            if uid in self.by_uid:
                return self.by_uid[uid]
        name = None
        for key in one.keys:
            for target in self.by_key.get(key, ()):
                # Two cards that both say who they are, and say different things, are two people.
                if one.named and target.named:
                    continue
                name = name or fold(one.contact.display_name)
                if target.is_called(name):
                    return target
        return None

    def note_alias(self, one: Prepared, target: Target) -> None:
        """This card's uid means that contact from now on."""
        for uid in one.uids:
            self.by_uid.setdefault(uid, target)

    def add(self, one: Prepared) -> Target:
        """Make a new contact known to the next cards."""
        target = Target(one.contact, named=one.named)
        self.by_uid[one.contact.uid] = target
        for key in one.keys:
            self.by_key.setdefault(key, []).append(target)
        return target


class Matcher:
    """Looks up a batch in the data file at once. Remembers whom this import has spoken of by uid."""

    def __init__(self, reads: ContactReads) -> None:
        self._reads = reads
        self._named: set[int] = set()
        self._aliases: dict[str, str] = {}
        self._first_new: int | None = None

    def note_named(self, one: Prepared, target: Target) -> None:
        """This card, with a uid of its own, has spoken of that contact."""
        target.named = True
        if target.contact.uid not in one.uids:
            self._aliases.update(dict.fromkeys(one.uids, target.contact.uid))
        if target.kept is not None and target.kept.id is not None:
            self._named.add(target.kept.id)

    def note_new(self, ids: Sequence[int]) -> None:
        """These contacts were added by this import; ids only grow."""
        if ids and self._first_new is None:
            self._first_new = ids[0]

    def is_new(self, number: int) -> bool:
        """Whether a contact was added by this import."""
        return self._first_new is not None and number >= self._first_new

    def note_chosen(self, one: Prepared, uid: str) -> None:
        """Somebody says that this card is about whom that uid means."""
        self._aliases.update(dict.fromkeys(one.uids, uid))

    def targets(self, batch: Sequence[Prepared]) -> Targets:
        """The kept contacts that these cards may be about."""
        uids = {uid: one for one in batch for uid in one.uids}
        kept = self._reads.by_uid([self._aliases.get(uid, uid) for uid in uids])
        numbers = {uid: kept[of] for uid in uids if (of := self._aliases.get(uid, uid)) in kept}
        strangers = batch if not numbers else [one for one in batch if numbers.keys().isdisjoint(one.uids)]
        keys = {key for one in strangers for key in one.keys}
        by_key = self._reads.by_phone_or_email(list(keys), list(keys)) if keys else {}
        wanted = dict.fromkeys([*numbers.values(), *(n for found in by_key.values() for n in found)])
        self._named.update(number for uid, number in numbers.items() if uids[uid].named)
        found = self._load(list(wanted))
        return Targets(
            {uid: found[number] for uid, number in numbers.items() if number in found},
            {key: [found[n] for n in sorted(owners) if n in found] for key, owners in by_key.items()},
            found,
            self._absorbed(numbers, found),
        )

    def _absorbed(self, numbers: dict[str, int], found: dict[int, Target]) -> frozenset[str]:
        """The uids of cards that were merged into the contact that has them now."""
        return frozenset(
            uid
            for uid, number in numbers.items()
            if uid not in self._aliases
            and number in found
            and uid not in same_uids(found[number].contact.uid)
        )

    def load_into(self, targets: Targets, numbers: Sequence[int]) -> None:
        """Make these contacts known to a batch, beside those that are."""
        targets.by_number.update(self._load([one for one in numbers if one not in targets.by_number]))

    def of_uid(self, uid: str, targets: Targets) -> Target | None:
        """The contact of a uid, made known to a batch if it is not."""
        if uid not in targets.by_uid and (number := self._reads.by_uid([uid]).get(uid)) is not None:
            self.load_into(targets, [number])
            if number in targets.by_number:
                targets.by_uid[uid] = targets.by_number[number]
        return targets.by_uid.get(uid)

    def _load(self, numbers: list[int]) -> dict[int, Target]:
        if not numbers:
            return {}
        living = set(self._reads.living(numbers))
        return {
            contact.id: Target(
                contact,
                contact,
                named=self._is_named(contact.id),
                trashed=contact.id not in living,
                number=contact.id,
            )
            for contact in self._reads.load(numbers)
            if contact.id is not None
        }

    def _is_named(self, number: int) -> bool:
        return number in self._named or self.is_new(number)

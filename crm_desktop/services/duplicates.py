"""Contacts that are there twice: finding them, making them one, and remembering who is not one.

Every command is one step of undo. Finding is long work for any thread; `like` answers while somebody types.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crm_desktop.domain.backup import BackupReason
from crm_desktop.domain.changes import Label
from crm_desktop.domain.duplicates.groups import Resemblance
from crm_desktop.domain.duplicates.merging import proposed, with_choices
from crm_desktop.domain.duplicates.plan import ENGLISH
from crm_desktop.domain.errors import UserError
from crm_desktop.services.progress import Cancelled, NeverCancel, no_progress

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crm_desktop.domain.contact import Contact
    from crm_desktop.domain.duplicates.attached import Attached
    from crm_desktop.domain.duplicates.groups import DuplicateGroup, Resemblance
    from crm_desktop.domain.duplicates.plan import MergePlan, MergeWords
    from crm_desktop.domain.ids import ContactId
    from crm_desktop.services.backups import Backups
    from crm_desktop.services.contacts import ContactBook
    from crm_desktop.services.ports import ContactReads, DuplicateReads, Transaction, UnitOfWork
    from crm_desktop.services.progress import Cancel, Progress

_WHOLE = 1000
"""Progress is told in thousandths."""
MOST = 50
"""So many cards become one at most."""
FEW = 3
"""So many groups are merged without a backup: undo is enough for them."""


class Duplicates:
    """`origin` is handed through to `DataChanged`."""

    def __init__(
        self,
        *,
        uow: UnitOfWork,
        reads: ContactReads,
        duplicates: DuplicateReads,
        contacts: ContactBook,
        backups: Backups,
    ) -> None:
        self._uow = uow
        self._reads = reads
        self._duplicates = duplicates
        self._contacts = contacts
        self._backups = backups

    # Finding

    def find(self, progress: Progress = no_progress, cancel: Cancel | None = None) -> list[DuplicateGroup]:
        """Groups of living contacts that are one person by at least two signals, the surest first.

        Whoever was said to be two people is in no group together. Raises Cancelled.
        """
        from crm_desktop.domain.duplicates.finding import Search
        from crm_desktop.domain.duplicates.grouping import grouped

        progress(0, _WHOLE)
        apart = set(self._duplicates.apart())
        search = Search(self._duplicates.everyone(), self._duplicates.rows_of, apart)
        for done in search.steps():
            if cancel is not None and cancel.is_set():
                raise Cancelled
            progress(int(done * _WHOLE), _WHOLE)
        groups = grouped(search.pairs, search.profile, search.shared, apart)
        progress(_WHOLE, _WHOLE)
        return groups

    def like(
        self, contact: Contact, except_id: ContactId | None = None, *, loosely: bool = False
    ) -> list[Resemblance]:
        """Kept contacts that a card resembles, the likeliest first: in milliseconds, at any keystroke.

        By at least two signals; with `loosely` also those of whom one thing alone is the same.
        """
        from crm_desktop.domain.duplicates.likeness import keys_of, resembled

        clean = self._contacts.cleaned(replace(contact, custom=(), cadence_days=None))
        keys = keys_of(clean)
        alike = self._duplicates.alike(keys)
        without = frozenset(() if except_id is None else (int(except_id),))
        others = {number for pair in self._duplicates.apart() if except_id in pair for number in pair}
        ids = [number for number in alike.ids if number not in without | others]
        if not ids:
            return []
        found = [
            one
            for one in resembled(clean, keys, alike, self._duplicates.rows_of(ids), without)
            if loosely or one.is_likely
        ]
        return sorted(found, key=lambda one: (-one.score, one.contact_id))

    # Making one of several

    def propose(self, ids: Sequence[ContactId], *, words: MergeWords = ENGLISH) -> MergePlan:
        """How these contacts become one: the first keeps its number, the better values are taken.

        `words` are what is written above values that go into the notes. Raises UserError for fewer than two
        contacts and for more than anybody can look through, and for one that is gone or in the trash.
        """
        return proposed(self._chosen(ids), words)

    def _chosen(self, ids: Sequence[ContactId]) -> list[Contact]:
        wanted = list(dict.fromkeys(ids))
        if len(wanted) < 2:
            raise UserError("Choose at least two contacts.")
        if len(wanted) > MOST:
            raise UserError(f"Choose at most {MOST} contacts at a time.")
        living = set(self._reads.living(wanted))
        if gone := [number for number in wanted if number not in living]:
            raise UserError(f"There is no contact with the number {gone[0]}.")
        return self._reads.load(wanted)

    def attached(self, ids: Sequence[ContactId]) -> tuple[dict[int, Attached], Attached]:
        """What hangs on each of these contacts, and on all of them together."""
        return self._duplicates.attached(ids), self._duplicates.attached_to_all(ids)

    def living(self, ids: Sequence[ContactId]) -> set[int]:
        """Those of them who are there and not in the trash."""
        return set(self._reads.living(ids))

    def with_choices(self, plan: MergePlan, chosen: Mapping[str, int]) -> MergePlan:
        """The plan with other values taken: for a thing the place of its option."""
        return with_choices(plan, chosen)

    def merge(self, plan: MergePlan, *, origin: object | None = None) -> ContactId:
        """Make them one, with all that hangs on them. Raises UserError where a card was changed meanwhile."""
        label = Label("Merge {count} cards of {name}", _values(plan))
        with self._uow(label, origin=origin) as tx:
            self._absorb(tx, [plan], no_progress, NeverCancel())
        return plan.keep

    def merge_all(
        self,
        plans: Sequence[MergePlan],
        progress: Progress = no_progress,
        cancel: Cancel | None = None,
        *,
        origin: object | None = None,
    ) -> list[ContactId]:
        """Carry out many plans as one step of undo, after a backup where they are more than a few.

        Raises Cancelled, and UserError as `merge` does; then nothing has changed.
        """
        if not plans:
            return []
        if len(plans) == 1:
            return [self.merge(plans[0], origin=origin)]
        if len(plans) > FEW:
            self._backups.before(BackupReason.MERGE)
        gone = sum(len(plan.absorbed) for plan in plans)
        label = Label("Merge {count} duplicates", {"count": gone})
        with self._uow(label, origin=origin) as tx:
            self._absorb(tx, plans, progress, cancel or NeverCancel())
        return [plan.keep for plan in plans]

    def _absorb(
        self, tx: Transaction, plans: Sequence[MergePlan], progress: Progress, cancel: Cancel
    ) -> None:
        seen: set[int] = set()
        for plan in plans:
            ids = [one.id for one in plan.contacts if one.id is not None]
            known = self._reads.load(ids) if len(self._reads.living(ids)) == len(ids) else []
            if tuple(known) != plan.contacts or not seen.isdisjoint(ids):
                raise UserError("One of these contacts was changed meanwhile. Look at them again.")
            seen.update(ids)
        for done in tx.merging.absorb([(_own(plan), plan.absorbed) for plan in plans]):
            progress(done, len(plans))
            if cancel.is_set():
                raise Cancelled

    # Who is not one

    def apart(self, ids: Sequence[ContactId], *, origin: object | None = None) -> None:
        """Note that no two of these are one person. Raises UserError as `propose` does."""
        contacts = self._chosen(ids)
        numbers = [one.id for one in contacts if one.id is not None]
        pairs = [(one, other) for at, one in enumerate(numbers) for other in numbers[at + 1 :]]
        label = Label(
            "Keep {name} and {other} apart",
            {"name": contacts[0].display_name, "other": contacts[1].display_name},
        )
        if len(contacts) > 2:
            label = Label("Keep {count} contacts apart", {"count": len(contacts)})
        with self._uow(label, origin=origin) as tx:
            tx.merging.set_apart(pairs)

    def apart_pairs(self) -> list[tuple[ContactId, ContactId]]:
        """Who was said to be two people, the smaller number first."""
        return self._duplicates.apart()

    def together(self, one: ContactId, other: ContactId, *, origin: object | None = None) -> None:
        """Forget that these two were said to be two people."""
        names = self._contacts.names([one, other])
        label = Label(
            "Let {name} and {other} be proposed again",
            {"name": names.get(one, ""), "other": names.get(other, "")},
        )
        with self._uow(label, origin=origin) as tx:
            tx.merging.unset_apart(one, other)


def _own(plan: MergePlan) -> Contact:
    """The card that comes of them: who was added to look around with becomes who is real, uid and all."""
    from crm_desktop.services.demo import SAMPLE_UID

    real = [one.uid for one in plan.contacts if not one.uid.startswith(SAMPLE_UID)]
    if real and plan.merged.uid.startswith(SAMPLE_UID):
        return replace(plan.merged, uid=real[0])
    return plan.merged


def _values(plan: MergePlan) -> dict[str, str | int]:
    return {"count": len(plan.contacts), "name": plan.merged.display_name}

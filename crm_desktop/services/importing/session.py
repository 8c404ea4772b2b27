"""One look through files of contacts: what becomes of each card, decided a batch at a time.

Writes nothing. An import writes what each batch decided before it asks for the next.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crm_desktop.services.importing.files import batches, look_into
from crm_desktop.services.importing.merging import merged
from crm_desktop.services.importing.report import Fate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from crm_desktop.domain.contact import Contact
    from crm_desktop.domain.custom_field import CustomField
    from crm_desktop.formats.card import Card, Fault, Relation
    from crm_desktop.services.importing.earlier import Earlier
    from crm_desktop.services.importing.files import Reads
    from crm_desktop.services.importing.matching import Matcher, Target, Targets
    from crm_desktop.services.importing.preparing import Prepared, Preparing


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of one card: the contact before it (None for a new one) and after it."""

    line: int
    fate: Fate
    new: Contact
    old: Contact | None = None
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class Step:
    """What a batch decided: the fate of each card, and what is to be written for it."""

    decisions: list[Decision]
    faults: Sequence[Fault]
    done: int
    new: list[Target] = field(default_factory=list)
    changed: list[Target] = field(default_factory=list)
    restored: list[Target] = field(default_factory=list)
    relations: list[tuple[str, Relation]] = field(default_factory=list)
    groups: list[Card] = field(default_factory=list)


class Session:
    """Keeps what an import must remember from one batch and file to the next."""

    def __init__(
        self,
        preparing: Preparing,
        matcher: Matcher,
        *,
        read: Reads,
        earlier: Earlier | None = None,
    ) -> None:
        self._read = read
        self._preparing = preparing
        self._matcher = matcher
        self._earlier = earlier

    def new_fields(self) -> list[CustomField]:
        """The custom fields that cards brought with them since the last call."""
        fields = self._preparing.new_fields.copy()
        self._preparing.new_fields.clear()
        return fields

    def note_new(self, ids: Sequence[int]) -> None:
        """The new contacts of the last step are kept under these numbers."""
        self._matcher.note_new(ids)

    def look_into(self, path: Path, name: Path) -> int:
        """The bytes in a file of contacts, which is called `name`. Raises UserError for any other."""
        return look_into(path, self._read, name)

    def steps(self, path: Path) -> Iterator[Step]:
        """The decisions on a file's cards. Raises UserError where it cannot be read."""
        for batch in batches(path, self._read):
            step = Step([], batch.faults, batch.done)
            people = []
            for card in batch.cards:
                if card.members is None:
                    people.append(self._preparing.prepare(card))
                else:
                    step.groups.append(card)
            targets = self._matcher.targets(people)
            for one in people:
                step.decisions.append(self._decide(one, targets, step))
                step.relations += [(one.contact.uid, relation) for relation in one.card.relations]
            yield step

    def _decide(self, one: Prepared, targets: Targets, step: Step) -> Decision:
        target = targets.find(one)
        if target is None and self._earlier is not None and (fate := self._earlier.fate(one)):
            return Decision(one.card.line, fate, one.contact, one.contact, one.warnings)
        if target is None:
            step.new.append(targets.add(one))
            if self._earlier is not None:
                self._earlier.remember(one)
            return Decision(one.card.line, Fate.NEW, one.contact, None, one.warnings)
        if one.named:
            self._matcher.note_named(one, target)
            targets.note_alias(one, target)
        return self._update(one, target, step)

    def _update(self, one: Prepared, target: Target, step: Step) -> Decision:
        old = target.contact
        if target.trashed:
            target.trashed = False
            step.restored.append(target)
            fate = Fate.NEW
        else:
            fate = Fate.SAME
        # A uid made from the content says that just this was taken over before: what was changed here
        # since then stays.
        if one.named or one.contact.uid != old.uid:
            new = merged(old, one.contact, rename=one.contact.uid == old.uid)
            if new != old:
                target.contact = new
                fate = fate if fate is Fate.NEW else Fate.CHANGED
                if target.kept is not None and target not in step.changed:
                    step.changed.append(target)
        return Decision(one.card.line, fate, target.contact, old, one.warnings)

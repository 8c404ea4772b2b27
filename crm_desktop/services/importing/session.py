"""One look through files of contacts: what becomes of each row, decided a batch at a time.

Writes nothing. An import writes what each batch decided before it asks for the next.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crm_desktop.domain.duplicates.merging import with_more
from crm_desktop.services.importing.choices import Choice, Choices, Way
from crm_desktop.services.importing.doubts import likeness
from crm_desktop.services.importing.earlier import Earlier
from crm_desktop.services.importing.matching import Targets
from crm_desktop.services.importing.merging import merged
from crm_desktop.services.importing.row import Fate, Likeness, RowKey

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from crm_desktop.domain.contact import Contact
    from crm_desktop.domain.custom_field import CustomField
    from crm_desktop.formats.card import Card, Fault, Relation
    from crm_desktop.services.importing.doubts import Doubts
    from crm_desktop.services.importing.files import Batch
    from crm_desktop.services.importing.matching import Matcher, Target
    from crm_desktop.services.importing.preparing import Prepared, Preparing
    from crm_desktop.services.importing.row import Why


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of one row: the contact before it (None for a new one) and after it.

    `number` is the contact's id where it has one, `left` tells that somebody wants it left out.
    """

    line: int
    fate: Fate
    new: Contact
    old: Contact | None = None
    warnings: tuple[str, ...] = ()
    number: int | None = None
    likes: tuple[Likeness, ...] = ()
    left: bool = False


@dataclass(slots=True)
class Step:
    """What a batch decided: the fate of each row, and what is to be written for it.

    `known_as` are uids under which a contact is known from now on.
    """

    file: str
    decisions: list[Decision]
    faults: Sequence[Fault]
    done: int
    targets: Targets = field(default_factory=Targets)
    new: list[Target] = field(default_factory=list)
    changed: list[Target] = field(default_factory=list)
    restored: list[Target] = field(default_factory=list)
    known_as: list[tuple[Target, str]] = field(default_factory=list)
    relations: list[tuple[str, Relation]] = field(default_factory=list)
    groups: list[Card] = field(default_factory=list)


class Session:
    """Keeps what an import must remember from one batch and file to the next.

    A look (`looking`) remembers what would be new; what is written is found in the book. `uids` are those of
    the contacts that choices name.
    """

    def __init__(
        self,
        preparing: Preparing,
        matcher: Matcher,
        *,
        doubts: Doubts | None = None,
        earlier: Earlier | None = None,
        choices: Choices | None = None,
        uids: dict[int, str] | None = None,
    ) -> None:
        self._preparing = preparing
        self._matcher = matcher
        self._doubts = doubts
        self._earlier = earlier
        self._choices = choices or Choices()
        self._uids = uids or {}
        self._left = Earlier()
        self._named_rows = {choice.row for choice in self._choices.rows.values() if choice.row}
        self._every_row = Choice.SAME in (*self._choices.of_fate.values(), *self._choices.rows.values())
        self._uid_of_row: dict[RowKey, str] = {}

    def new_fields(self) -> list[CustomField]:
        """The custom fields that cards brought with them since the last call."""
        fields = self._preparing.new_fields.copy()
        self._preparing.new_fields.clear()
        return fields

    def note_new(self, step: Step, ids: Sequence[int]) -> None:
        """The new contacts of a step are kept under these numbers."""
        self._matcher.note_new(ids)
        for target, number in zip(step.new, ids, strict=True):
            target.number = number

    def steps(self, file: str, batches: Iterable[Batch]) -> Iterator[Step]:
        """The decisions on the cards of a file, as it is shown."""
        if self._doubts is not None:
            self._doubts.begin(file)
        for batch in batches:
            step = Step(file, [], batch.faults, batch.done)
            people = []
            for card in batch.cards:
                if card.members is None:
                    people.append(self._preparing.prepare(card))
                else:
                    step.groups.append(card)
            self._decide_all(people, step)
            yield step

    def _decide_all(self, people: Sequence[Prepared], step: Step) -> None:
        if self._choices.rows:
            for one in people:
                self._note_chosen(one, RowKey(step.file, one.card.line))
        step.targets = self._matcher.targets(people)
        if self._doubts is not None:
            self._doubts.look(people, step.targets)
        for one in people:
            decision = self._decide(one, step)
            step.decisions.append(decision)
            if not decision.left:
                step.relations += [(one.contact.uid, relation) for relation in one.card.relations]

    def _note_chosen(self, one: Prepared, key: RowKey) -> None:
        """Let a card whose contact somebody named be found under that contact's uid."""
        said = self._choices.rows.get(key)
        if said is not None and (uid := self._uid_of(said)) is not None:
            self._matcher.note_chosen(one, uid)

    def _uid_of(self, said: Choice) -> str | None:
        if said.contact is not None:
            return self._uids.get(said.contact)
        return None if said.row is None else self._uid_of_row.get(said.row)

    def _decide(self, one: Prepared, step: Step) -> Decision:
        key = RowKey(step.file, one.card.line)
        said = self._choices.rows.get(key)
        target = self._target(one, said, step.targets)
        if target is not None:
            return self._of_known(one, target, key, step)
        if self._earlier is not None and (fate := self._earlier.fate(one)):
            return Decision(key.line, fate, one.contact, one.contact, one.warnings)
        if said is None and self._choices and self._left.fate(one):
            return Decision(key.line, Fate.SAME, one.contact, None, one.warnings, left=True)
        return self._of_stranger(one, key, step)

    def _target(self, one: Prepared, said: Choice | None, targets: Targets) -> Target | None:
        """The known contact that a card is about, by what somebody says or by what stands on it."""
        if said is not None and said.way is Way.AS_NEW:
            return next((targets.by_uid[uid] for uid in one.uids if uid in targets.by_uid), None)
        if said is not None and said.way is Way.UPDATE and (uid := self._uid_of(said)) is not None:
            return targets.by_uid.get(one.uids[0]) or targets.by_uid.get(uid)
        return targets.find(one)

    def _of_known(
        self, one: Prepared, target: Target, key: RowKey, step: Step, *, agreed: bool = False
    ) -> Decision:
        old = new = target.contact
        # A uid made from the content says that just this was taken over before: what was changed here
        # since then stays.
        if not step.targets.absorbed.isdisjoint(one.uids):
            new = with_more(old, one.contact) if one.named else old
        elif one.named or one.contact.uid != old.uid:
            new = merged(old, one.contact, rename=one.contact.uid == old.uid)
        fate = Fate.NEW if target.trashed else Fate.CHANGED if new != old else Fate.SAME
        said = self._choices.of_row(key, fate)
        if said.way is Way.LEAVE and not agreed:
            return Decision(key.line, fate, old, old, one.warnings, target.number, left=True)
        if one.named:
            self._matcher.note_named(one, target)
            step.targets.note_alias(one, target)
        if target.trashed:
            target.trashed = False
            step.restored.append(target)
        if new != old:
            target.contact = new
            if target.kept is not None and target not in step.changed:
                step.changed.append(target)
        self._note_row(key, target)
        if agreed or said.way is Way.UPDATE:
            step.known_as.append((target, one.contact.uid))
        return Decision(key.line, fate, new, old, one.warnings, target.number)

    def _of_stranger(self, one: Prepared, key: RowKey, step: Step) -> Decision:
        contacts, rows = self._likes(one, step.targets)
        fate = Fate.DOUBTFUL if contacts or rows else Fate.NEW
        choice = self._choices.of_row(key, fate)
        if choice.way is Way.LEAVE:
            self._left.remember(one)
            return Decision(key.line, fate, one.contact, None, one.warnings, left=True)
        if choice == Choice.SAME and (target := self._most_like(contacts, rows, step.targets)) is not None:
            return self._of_known(one, target, key, step, agreed=True)
        target = step.targets.add(one)
        step.new.append(target)
        if self._earlier is not None:
            self._earlier.remember(one)
        if self._doubts is not None:
            self._doubts.remember(one)
        self._note_row(key, target)
        return Decision(
            key.line, fate, one.contact, None, one.warnings, likes=_likenesses(one, contacts, rows)
        )

    def _likes(
        self, one: Prepared, targets: Targets
    ) -> tuple[Sequence[tuple[Why, Target]], Sequence[tuple[Why, RowKey]]]:
        if self._doubts is None:
            return (), ()
        return self._doubts.contacts(one, targets), self._doubts.rows(one)

    def _most_like(
        self,
        contacts: Sequence[tuple[Why, Target]],
        rows: Sequence[tuple[Why, RowKey]],
        targets: Targets,
    ) -> Target | None:
        if contacts:
            return contacts[0][1]
        uid = self._uid_of_row.get(rows[0][1]) if rows else None
        return None if uid is None else self._matcher.of_uid(uid, targets)

    def _note_row(self, key: RowKey, target: Target) -> None:
        if self._every_row or key in self._named_rows:
            self._uid_of_row[key] = target.contact.uid


def _likenesses(
    one: Prepared, contacts: Sequence[tuple[Why, Target]], rows: Sequence[tuple[Why, RowKey]]
) -> tuple[Likeness, ...]:
    return (
        *(likeness(why, target, one.contact) for why, target in contacts),
        *(Likeness("", why, row=row) for why, row in rows),
    )

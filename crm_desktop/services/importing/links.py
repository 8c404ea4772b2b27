"""What ties cards of a file together: relationships of our own export, and groups that become tags."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crm_desktop.services.importing.choices import Way
from crm_desktop.services.importing.identity import same_uids
from crm_desktop.services.importing.row import Fate, RowKey
from crm_desktop.services.importing.session import Decision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_desktop.domain.ids import ContactId
    from crm_desktop.formats.card import Card, Relation
    from crm_desktop.services.importing.choices import Choices
    from crm_desktop.services.importing.earlier import Earlier
    from crm_desktop.services.importing.session import Step
    from crm_desktop.services.ports import ContactReads, Transaction


class Links:
    """Collects links while files are read, and writes them once everybody is there."""

    def __init__(self, reads: ContactReads) -> None:
        self._reads = reads
        self._relations: list[tuple[str, Relation]] = []
        self._groups: list[tuple[RowKey, Card]] = []

    def note(self, step: Step) -> None:
        """Remember the links of a batch."""
        self._relations += step.relations
        self._groups += [(RowKey(step.file, card.line), card) for card in step.groups]

    def groups_to_be(self, earlier: Earlier) -> list[Decision]:
        """What would become of each group since the last call: whether somebody would get its tag."""
        return [
            _decision(group, changes=bool(members) or any(map(earlier.knows, group.members or ())))
            for _, group, members in self._taken_groups()
        ]

    def write_groups(self, tx: Transaction, choices: Choices) -> list[Decision]:
        """Tag the members of each group since the last call, but of those that somebody wants left out."""
        written = []
        for key, group, members in self._taken_groups():
            decision = _decision(group, changes=bool(members))
            if choices.of_row(key, decision.fate).way is Way.LEAVE:
                decision = replace(decision, left=True)
            elif members:
                tx.contacts.add_tag(members, _tag(group))
            written.append(decision)
        return written

    def write_relations(self, tx: Transaction) -> None:
        """Relate contacts that were named by uid and are there."""
        for uid, relation in self._relations:
            found = self._reads.by_uid([*same_uids(uid), *same_uids(relation.uid)])
            one = next((found[known] for known in same_uids(uid) if known in found), None)
            other = next((found[known] for known in same_uids(relation.uid) if known in found), None)
            if one is not None and other is not None and one != other:
                tx.contacts.relate(one, relation.kind, other)
        self._relations.clear()

    def _taken_groups(self) -> Iterator[tuple[RowKey, Card, list[ContactId]]]:
        """Each group with those of its members that do not wear its name as a tag yet."""
        groups, self._groups = self._groups, []
        for key, card in groups:
            name = _tag(card).casefold()
            uids = [uid for member in card.members or () for uid in same_uids(member)]
            numbers = self._reads.by_uid(uids)
            members = self._reads.load(sorted(set(numbers.values())))
            yield (
                key,
                card,
                [
                    member.id
                    for member in members
                    if member.id is not None and name not in map(str.casefold, member.tags)
                ],
            )


def _decision(group: Card, *, changes: bool) -> Decision:
    fate = Fate.CHANGED if changes else Fate.SAME
    return Decision(group.line, fate, group.contact, group.contact, group.warnings)


def _tag(group: Card) -> str:
    return " ".join(group.contact.display_name.split())

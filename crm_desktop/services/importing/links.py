"""What ties cards of a file together: relationships of our own export, and groups that become tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.services.importing.identity import same_uids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crm_desktop.domain.ids import ContactId
    from crm_desktop.formats.card import Card, Relation
    from crm_desktop.services.importing.earlier import Earlier
    from crm_desktop.services.importing.session import Step
    from crm_desktop.services.ports import ContactReads, Transaction


class Links:
    """Collects links while files are read, and writes them once everybody is there."""

    def __init__(self, reads: ContactReads) -> None:
        self._reads = reads
        self._relations: list[tuple[str, Relation]] = []
        self._groups: list[Card] = []

    def note(self, step: Step) -> None:
        """Remember the links of a batch."""
        self._relations += step.relations
        self._groups += step.groups

    def groups_to_be(self, earlier: Earlier) -> list[bool]:
        """For each group since the last call, whether somebody would get its tag."""
        return [
            bool(members) or any(map(earlier.knows, group.members or ()))
            for group, members in self._taken_groups()
        ]

    def write_groups(self, tx: Transaction) -> list[bool]:
        """Tag the members of each group since the last call; tells for each whether anybody was."""
        written = []
        for group, members in self._taken_groups():
            if members:
                tx.contacts.add_tag(members, _tag(group))
            written.append(bool(members))
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

    def _taken_groups(self) -> Iterator[tuple[Card, list[ContactId]]]:
        """Each group with those of its members that do not wear its name as a tag yet."""
        groups, self._groups = self._groups, []
        for card in groups:
            name = _tag(card).casefold()
            uids = [uid for member in card.members or () for uid in same_uids(member)]
            numbers = self._reads.by_uid(uids)
            members = self._reads.load(sorted(set(numbers.values())))
            yield (
                card,
                [
                    member.id
                    for member in members
                    if member.id is not None and name not in map(str.casefold, member.tags)
                ],
            )


def _tag(group: Card) -> str:
    return " ".join(group.contact.display_name.split())

"""The group in view: the plan for it, with what the user chose and whom they left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.domain.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Collection

    from crm_desktop.domain.duplicates.groups import DuplicateGroup
    from crm_desktop.domain.duplicates.plan import MergePlan, MergeWords
    from crm_desktop.domain.ids import ContactId
    from crm_desktop.services.duplicates import Duplicates


class Current:
    """Remembers by group what was chosen. `plan` is None while there is no group, or fewer than two of it are
    taken for one person.
    """

    def __init__(self, service: Duplicates, words: MergeWords) -> None:
        self._service = service
        self._words = words
        self._values: dict[tuple[ContactId, ...], dict[str, object]] = {}
        self._left_out: dict[tuple[ContactId, ...], frozenset[ContactId]] = {}
        self.group: DuplicateGroup | None = None
        self.plan: MergePlan | None = None

    @property
    def left_out(self) -> Collection[ContactId]:
        """Who is of the group and not the same person."""
        return self._left_out.get(self.group.ids, frozenset()) if self.group is not None else ()

    def show(self, group: DuplicateGroup | None) -> None:
        """Plan a group as it is in the file now, with what was chosen of it before."""
        self.group, self.plan = group, None
        if group is None:
            return
        wanted = [number for number in group.ids if number not in self.left_out]
        if len(wanted) < 2:
            return
        try:
            plan = self._service.propose(wanted, words=self._words)
        except UserError:
            return  # somebody of it is gone this moment: the news of that is on its way
        kept = self._values.get(group.ids, {})
        chosen = {
            field.what: at
            for field in plan.fields
            if field.what in kept
            for at, option in enumerate(field.options)
            if option.value == kept[field.what]
        }
        self.plan = self._service.with_choices(plan, chosen) if chosen else plan

    def choose(self, what: str, option: int) -> None:
        """Take another value of a thing."""
        if self.plan is None or self.group is None:
            return
        self.plan = self._service.with_choices(self.plan, {what: option})
        taken = {field.what: field.taken.value for field in self.plan.fields}
        self._values.setdefault(self.group.ids, {})[what] = taken[what]

    def include(self, contact_id: ContactId, included: bool) -> None:
        """Whether somebody of the group is the same person as the others."""
        if self.group is None:
            return
        before = self._left_out.get(self.group.ids, frozenset())
        self._left_out[self.group.ids] = before - {contact_id} if included else before | {contact_id}
        self.show(self.group)

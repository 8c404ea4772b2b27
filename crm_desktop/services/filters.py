"""Filters: kept under a name, read from words, and asked whom they list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crm_desktop.domain.changes import Label
from crm_desktop.domain.contact_query import ContactQuery
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.filters.condition import Missing, Operator, Test
from crm_desktop.services.clean_text import line

if TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence

    from crm_desktop.domain.filters.condition import Condition, SavedFilter
    from crm_desktop.domain.filters.subjects import Subject
    from crm_desktop.domain.ids import FilterId
    from crm_desktop.services.contacts import ContactBook
    from crm_desktop.services.ports import FieldReads, FilterReads, UnitOfWork

_MISSING = (
    "phone", "email", "birthday", "address", "company", "tag", "cadence", "next-step", "last-contact",
    "photo", "notes", "source", "status",
)  # fmt: skip
"""What a card may lack, in the order to show it."""


class Filters:
    """Reads and commands about filters. Counting and listing may take a moment in a large file."""

    def __init__(
        self, *, uow: UnitOfWork, reads: FilterReads, contacts: ContactBook, fields: FieldReads
    ) -> None:
        self._uow = uow
        self._reads = reads
        self._contacts = contacts
        self._fields = fields

    # Kept under a name

    def all(self) -> list[SavedFilter]:
        """The saved filters in the user's order; `problem` says what is wrong with one."""
        return self._reads.all()

    def named(self, name: str) -> SavedFilter:
        """The saved filter of this name, without regard to case. Raises UserError where there is none."""
        from crm_desktop.domain.match_key import match_key

        key = match_key(name)
        for saved in self.all():
            if match_key(saved.name) == key:
                return saved
        raise UserError(f"There is no saved filter “{line(name)}”.")

    def save(self, saved: SavedFilter, *, origin: object | None = None) -> FilterId:
        """Keep a new filter, or change the one of this id (its name, what it asks for, or both).

        Raises UserError for an empty or taken name, for one that is gone, and for a condition with values
        that cannot be compared so.
        """
        name = self._name(saved.name)
        if saved.id is None:
            new = replace(saved, name=name, condition=self._checked(saved.condition))
            with self._uow(Label("Save the filter {name}", {"name": name}), origin=origin) as tx:
                self._refuse_taken(tx.filters.taken(name), name)
                return tx.filters.insert(new)
        changed = None
        if saved.condition != self._get(saved.id).condition:
            changed = self._checked(saved.condition)
        with self._uow(Label("Change the filter {name}", {"name": name}), origin=origin) as tx:
            self._refuse_taken(tx.filters.taken(name, saved.id), name)
            tx.filters.rename(saved.id, name)
            if changed is not None:
                tx.filters.change(saved.id, changed)
        return saved.id

    def delete(self, filter_id: FilterId, *, origin: object | None = None) -> None:
        """Remove a saved filter; nobody whom it lists is touched."""
        label = Label("Delete the filter {name}", {"name": self._get(filter_id).name})
        with self._uow(label, origin=origin) as tx:
            tx.filters.delete(filter_id)

    def move(self, filter_id: FilterId, position: int, *, origin: object | None = None) -> None:
        """Put a saved filter at another place of the list, counted from 0."""
        label = Label("Move the filter {name}", {"name": self._get(filter_id).name})
        with self._uow(label, origin=origin) as tx:
            tx.filters.move(filter_id, position)

    # What can be asked

    def subjects(self) -> tuple[Subject, ...]:
        """All that can be compared: with the choices in use, the dates by their labels, the own fields."""
        from crm_desktop.domain.filters.subjects import SUBJECTS, of_field, of_label

        in_use = {
            "tag": [tag.name for tag in self._contacts.tags()],
            "status": self._contacts.statuses(),
            "source": self._contacts.sources(),
        }
        plain = [
            replace(subject, choices=tuple(in_use[subject.key])) if subject.key in in_use else subject
            for subject in SUBJECTS.values()
        ]
        labels = map(of_label, self._reads.date_labels())
        return (*plain, *labels, *map(of_field, self._fields.all()))

    def parsed(self, text: str) -> Condition:
        """The condition that words mean. Raises UserError that says what was not understood, and where."""
        from crm_desktop.domain.filters.language import parse

        return parse(text, self._fields.all())

    def matching(self, condition: Condition) -> array[int]:
        """Whom a condition lists, by name."""
        return self._contacts.ids(ContactQuery(condition=condition))

    def count(self, condition: Condition) -> int:
        """How many living contacts fulfil a condition."""
        return self.counts([condition])[0]

    def counts(self, conditions: Sequence[Condition]) -> list[int]:
        """How many living contacts fulfil each of them; together this costs less than one by one."""
        return self._contacts.counts(conditions)

    def missing(self) -> list[Missing]:
        """What cards lack, and how many of them."""
        tests = [Test(key, Operator.MISSING) for key in _MISSING]
        counts = self.counts(tests)
        return [Missing(test.subject, count, test) for test, count in zip(tests, counts, strict=True)]

    def _checked(self, condition: Condition) -> Condition:
        """The condition with its values as they are kept. Raises UserError for what nobody can compare so."""
        from crm_desktop.domain.filters.language import parse, written

        return parse(written(condition), self._fields.all())

    def _get(self, filter_id: FilterId) -> SavedFilter:
        for saved in self.all():
            if saved.id == filter_id:
                return saved
        raise UserError("That filter is not there any more.")

    def _name(self, name: str) -> str:
        clean = " ".join(line(name).split())
        if not clean:
            raise UserError("A filter needs a name.")
        return clean

    def _refuse_taken(self, taken: bool, name: str) -> None:
        if taken:
            raise UserError(f"There is a filter “{name}” already.")

"""Filters that are kept under a name, in the user's order; their conditions stand in the file as words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crm_desktop.domain.contact import BIRTHDAY
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.filters.condition import All, Any, Not, SavedFilter, Test
from crm_desktop.domain.ids import FilterId
from crm_desktop.domain.match_key import match_key

if TYPE_CHECKING:
    from collections.abc import Collection

    from crm_desktop.domain.filters.condition import Condition
    from crm_desktop.store.database import Database

NOBODY = Any(())
"""What stands for a condition that cannot be read."""


class SavedFilterReader:
    """The filters that there are."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[SavedFilter]:
        """Every filter in its order; one with a problem says so and breaks none of the others."""
        fields = frozenset(self._database.column("SELECT match_key FROM custom_field"))
        return [
            _read(FilterId(number), name, text, fields)
            for number, name, text in self._database.rows(
                "SELECT id, name, condition FROM saved_filter ORDER BY position, id"
            )
        ]

    def date_labels(self) -> list[str]:
        """The labels of important dates that living contacts have, but for the birthday."""
        return self._database.column(
            "SELECT label FROM important_date JOIN contact ON contact.id = contact_id AND deleted_at IS NULL"
            " WHERE label <> ? GROUP BY label ORDER BY count(*) DESC, label LIMIT 100",
            (BIRTHDAY,),
        )


class SavedFilterWriter:
    """Keeps, changes, orders and removes filters inside a unit of work."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def taken(self, name: str, except_id: FilterId | None = None) -> bool:
        """Whether another filter has the name, without regard to case."""
        return bool(
            self._database.value(
                "SELECT 1 FROM saved_filter WHERE match_key = ? AND id IS NOT ?", (match_key(name), except_id)
            )
        )

    def insert(self, saved: SavedFilter) -> FilterId:
        """Keep a new one, the last in order."""
        from crm_desktop.domain.filters.language import written

        cursor = self._database.execute(
            "INSERT INTO saved_filter (name, match_key, condition, position)"
            " SELECT ?, ?, ?, coalesce(max(position), -1) + 1 FROM saved_filter",
            (saved.name, match_key(saved.name), written(saved.condition)),
        )
        return FilterId(cursor.lastrowid or 0)

    def rename(self, filter_id: FilterId, name: str) -> None:
        """Give it another name; what it asks for stays, whether it can be read or not."""
        self._database.execute(
            "UPDATE saved_filter SET name = ?1, match_key = ?2 WHERE id = ?3 AND name IS NOT ?1",
            (name, match_key(name), filter_id),
        )

    def change(self, filter_id: FilterId, condition: Condition) -> None:
        """Let it ask for something else."""
        from crm_desktop.domain.filters.language import written

        self._database.execute(
            "UPDATE saved_filter SET condition = ?1 WHERE id = ?2 AND condition IS NOT ?1",
            (written(condition), filter_id),
        )

    def delete(self, filter_id: FilterId) -> None:
        """Remove it."""
        self._database.execute("DELETE FROM saved_filter WHERE id = ?", (filter_id,))

    def move(self, filter_id: FilterId, position: int) -> None:
        """Put it at a place of the list, counted from 0; the others close up."""
        order = self._database.column("SELECT id FROM saved_filter ORDER BY position, id")
        if filter_id not in order:
            return
        order.remove(filter_id)
        order.insert(max(0, position), filter_id)
        self._database.executemany(
            "UPDATE saved_filter SET position = ?1 WHERE id = ?2 AND position IS NOT ?1",
            list(enumerate(order)),
        )

    def rename_field(self, old: str, new: str) -> None:
        """One of the user's own fields has another name now: every filter that asks for it goes with it."""
        from crm_desktop.domain.filters.language import parse

        for number, text in self._database.rows("SELECT id, condition FROM saved_filter"):
            try:
                condition = parse(text)
            except UserError:
                continue
            renamed = _with_field(condition, match_key(old), new)
            if renamed != condition:
                self.change(FilterId(number), renamed)


def _read(number: FilterId, name: str, text: str, fields: Collection[str]) -> SavedFilter:
    from crm_desktop.domain.filters.language import (
        parse,
    )  # most files have no filter: a start reads this list

    try:
        condition = parse(text)
    except UserError as error:
        return SavedFilter(name, NOBODY, number, f"This filter cannot be read: {error}")
    gone = [field for field in named_fields(condition) if match_key(field) not in fields]
    problem = f"There is no field “{gone[0]}” any more; nobody has it." if gone else ""
    return SavedFilter(name, condition, number, problem)


def named_fields(condition: Condition) -> list[str]:
    """The user's own fields that a condition asks for."""
    match condition:
        case Test():
            return [condition.subject] if condition.custom else []
        case Not(inner):
            return named_fields(inner)
        case All(conditions) | Any(conditions):
            return [field for one in conditions for field in named_fields(one)]


def _with_field(condition: Condition, old: str, new: str) -> Condition:
    match condition:
        case Test():
            fits = condition.custom and match_key(condition.subject) == old
            return replace(condition, subject=new) if fits else condition
        case Not(inner):
            return Not(_with_field(inner, old, new))
        case All(conditions):
            return All(tuple(_with_field(one, old, new) for one in conditions))
        case Any(conditions):
            return Any(tuple(_with_field(one, old, new) for one in conditions))

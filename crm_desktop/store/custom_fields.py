"""The user's own fields."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from crm_desktop.domain.custom_field import CustomField, FieldType
from crm_desktop.domain.ids import FieldId
from crm_desktop.domain.match_key import match_key
from crm_desktop.store.codec import to_list

if TYPE_CHECKING:
    from crm_desktop.store.database import Database


class CustomFieldReader:
    """The fields that there are."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[CustomField]:
        """Every field, in the order in which they were made."""
        return [
            CustomField(name, FieldType(kind), tuple(json.loads(choices)), FieldId(number))
            for number, name, kind, choices in self._database.rows(
                "SELECT id, name, type, choices FROM custom_field ORDER BY id"
            )
        ]


class CustomFieldWriter:
    """Makes, changes and removes fields inside a unit of work."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def taken(self, name: str, except_id: FieldId | None = None) -> bool:
        """Whether another field has the name, without regard to case."""
        return bool(
            self._database.value(
                "SELECT 1 FROM custom_field WHERE match_key = ? AND id IS NOT ?", (match_key(name), except_id)
            )
        )

    def insert(self, field: CustomField) -> FieldId:
        """Make a field."""
        cursor = self._database.execute(
            "INSERT INTO custom_field (name, match_key, type, choices) VALUES (?, ?, ?, ?)",
            (field.name, match_key(field.name), field.type.value, to_list(field.choices)),
        )
        return FieldId(cursor.lastrowid or 0)

    def rename(self, field_id: FieldId, name: str) -> None:
        """Give a field another name."""
        self._database.execute(
            "UPDATE custom_field SET name = ?, match_key = ? WHERE id = ?", (name, match_key(name), field_id)
        )

    def delete(self, field_id: FieldId) -> None:
        """Remove a field and its value on every card."""
        self._database.execute("DELETE FROM custom_field WHERE id = ?", (field_id,))

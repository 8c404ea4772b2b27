"""The user's own fields: made, renamed, removed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crm_desktop.domain.changes import Label
from crm_desktop.domain.custom_field import FieldType
from crm_desktop.domain.errors import UserError
from crm_desktop.services.clean_text import line

if TYPE_CHECKING:
    from crm_desktop.domain.custom_field import CustomField
    from crm_desktop.domain.ids import FieldId
    from crm_desktop.services.ports import FieldReads, UnitOfWork


class CustomFields:
    """Commands and reads about custom fields."""

    def __init__(self, uow: UnitOfWork, reads: FieldReads) -> None:
        self._uow = uow
        self._reads = reads

    def all(self) -> list[CustomField]:
        """Every field, oldest first."""
        return self._reads.all()

    def add(self, field: CustomField, *, origin: object | None = None) -> FieldId:
        """Make a field. Raises UserError for a taken or empty name, and for a choice without choices."""
        choices = tuple(dict.fromkeys(line(choice) for choice in field.choices if line(choice)))
        if field.type is FieldType.CHOICE and not choices:
            raise UserError("A choice field needs at least one choice.")
        name = self._name(field.name)
        with self._uow(Label("Add the field {name}", {"name": name}), origin=origin) as tx:
            if tx.fields.taken(name):
                raise UserError(f"There is a field “{name}” already.")
            return tx.fields.insert(replace(field, name=name, choices=choices))

    def rename(self, field_id: FieldId, name: str, *, origin: object | None = None) -> None:
        """Give a field another name."""
        old = self._get(field_id).name
        clean = self._name(name)
        with self._uow(Label("Rename a field to {name}", {"name": clean}), origin=origin) as tx:
            if tx.fields.taken(clean, field_id):
                raise UserError(f"There is a field “{clean}” already.")
            tx.fields.rename(field_id, clean)
            tx.filters.rename_field(old, clean)

    def delete(self, field_id: FieldId, *, origin: object | None = None) -> None:
        """Remove a field with its value on every card; undo brings all of them back."""
        label = Label("Remove the field {name}", {"name": self._get(field_id).name})
        with self._uow(label, origin=origin) as tx:
            tx.fields.delete(field_id)

    def _get(self, field_id: FieldId) -> CustomField:
        for field in self.all():
            if field.id == field_id:
                return field
        raise UserError("That field is not there any more.")

    def _name(self, name: str) -> str:
        clean = line(name)
        if not clean:
            raise UserError("A field needs a name.")
        return clean

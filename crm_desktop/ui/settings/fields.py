"""Settings of the user's own fields: add, rename, remove. Undo brings a removed one back with its values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit

from crm_desktop.domain.custom_field import CustomField, FieldType
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.ids import FieldId
from crm_desktop.ui.settings.name_rows import NameRow, NameRows
from crm_desktop.ui.settings.section import Section
from crm_desktop.ui.widgets.buttons import QuietButton

if TYPE_CHECKING:
    from crm_desktop.services.custom_fields import CustomFields
    from crm_desktop.ui.shell.ports import Messages
    from crm_desktop.ui.theme.controller import ThemeController

_translate = QCoreApplication.translate


class FieldsSection(Section):
    """Removing says what went in the message bar, with Undo."""

    def __init__(self, fields: CustomFields, messages: Messages, theme: ThemeController) -> None:
        super().__init__("", theme)
        self._heading.setText(self.tr("Your own fields"))
        self._fields = fields
        self._messages = messages
        self.add_note(self.tr("What you want to know of every contact: a shoe size, a contract's end."))
        self.rows = NameRows(theme)
        self.rows.renamed.connect(self._on_renamed)
        self.rows.removed.connect(self._on_removed)
        self.add_wide(self.rows)
        self.name_edit = QLineEdit()
        self.name_edit.setPlaceholderText(self.tr("Name of a field"))
        self.name_edit.setAccessibleName(self.tr("Name of the new field"))
        self.name_edit.returnPressed.connect(self._on_add)
        self.type_box = QComboBox()
        self.type_box.setAccessibleName(self.tr("Type of the new field"))
        for type_ in FieldType:
            self.type_box.addItem(type_word(type_), type_)
        self._wheel.calm(self.type_box)
        self.type_box.currentIndexChanged.connect(self._on_type_changed)
        self.choices_edit = QLineEdit()
        self.choices_edit.setPlaceholderText(self.tr("Choices, parted by commas"))
        self.choices_edit.setAccessibleName(self.tr("Choices, parted by commas"))
        self.choices_edit.returnPressed.connect(self._on_add)
        self.choices_edit.hide()
        self.add_button = QuietButton(self.tr("Add"), theme)
        self.add_button.setAccessibleName(self.tr("Add the field"))
        self.add_button.clicked.connect(self._on_add)
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        line.addWidget(self.name_edit, 2)
        line.addWidget(self.type_box)
        line.addWidget(self.choices_edit, 2)
        line.addWidget(self.add_button)
        self.add_line(line)
        self.refresh()

    def refresh(self) -> None:
        """Show the fields as they are now."""
        rows = [NameRow(str(field.id), field.name, _detail(field)) for field in self._fields.all()]
        self.rows.show_rows(rows)

    def _on_type_changed(self) -> None:
        self.choices_edit.setVisible(self.type_box.currentData() == FieldType.CHOICE)

    def _on_add(self) -> None:
        name = self.name_edit.text()
        if not name.strip():
            self.name_edit.setFocus()
            return
        choices = tuple(part.strip() for part in self.choices_edit.text().split(",") if part.strip())
        try:
            self._fields.add(CustomField(name, FieldType(self.type_box.currentData()), choices))
        except UserError as error:
            self._messages.error(str(error))
            return
        self.name_edit.clear()
        self.choices_edit.clear()
        self.refresh()

    def _on_renamed(self, key: str, name: str) -> None:
        try:
            self._fields.rename(FieldId(int(key)), name)
        except UserError as error:
            self._messages.error(str(error))
        self.refresh()

    def _on_removed(self, key: str) -> None:
        name = self.rows.edit_of(key).text()
        self._fields.delete(FieldId(int(key)))
        self.refresh()
        self._messages.undoable(self.tr("Removed the field {name}").format(name=name))


def type_word(type_: FieldType) -> str:
    """A field's type in a word."""
    match type_:
        case FieldType.TEXT:
            return _translate("FieldType", "Text")
        case FieldType.NUMBER:
            return _translate("FieldType", "Number")
        case FieldType.DATE:
            return _translate("FieldType", "Date")
        case FieldType.CHOICE:
            return _translate("FieldType", "Choice")
        case FieldType.YES_NO:
            return _translate("FieldType", "Yes or no")
        case FieldType.LINK:
            return _translate("FieldType", "Link")


def _detail(field: CustomField) -> str:
    if field.type is FieldType.CHOICE:
        return f"{type_word(field.type)}: {', '.join(field.choices)}"
    return type_word(field.type)

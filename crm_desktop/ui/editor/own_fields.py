"""The user's own fields on a card, each by its type; what cannot stand in one is said beside it.

`changed`: something was edited.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from crm_desktop.domain.contact import CustomValue
from crm_desktop.domain.custom_field import FieldType, canonical
from crm_desktop.domain.errors import UserError
from crm_desktop.ui.drafts.fields import content_of, put_back
from crm_desktop.ui.widgets.labels import ElidedLabel
from crm_desktop.ui.widgets.line_edit import LineEdit
from crm_desktop.ui.widgets.plain_text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import SignalInstance

    from crm_desktop.domain.custom_field import CustomField
    from crm_desktop.domain.draft import JSON
    from crm_desktop.ui.theme.controller import ThemeController

_LONGEST_WORD = 60
_HINTS = {FieldType.DATE: "2026-11-30", FieldType.LINK: "https://", FieldType.NUMBER: "0"}


class OwnFields(QWidget):
    """Values of fields that are not in the list any more are kept as they are."""

    changed = Signal()

    def __init__(
        self, fields: Sequence[CustomField], theme: ThemeController, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._fields = {field.name.casefold(): field for field in fields}
        self._edits: dict[str, QLineEdit | QComboBox] = {}
        self._others: tuple[CustomValue, ...] = ()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(8))
        grid.setColumnStretch(1, 1)
        for row, (key, field) in enumerate(self._fields.items()):
            edit = self._make(field)
            label = ElidedLabel(field.name, theme, muted=True, parent=self)
            label.setMaximumWidth(theme.px(150))
            label.setBuddy(edit)
            self._edits[key] = edit
            grid.addWidget(label, row, 0)
            grid.addWidget(edit, row, 1)

    def values(self) -> tuple[CustomValue, ...]:
        """What stands in the fields. Raises UserError, with the cursor in the field it is about."""
        found = []
        for key, edit in self._edits.items():
            field = self._fields[key]
            try:
                text = canonical(field, self._text(edit))
            except UserError:
                edit.setFocus()
                raise
            if text:
                found.append(CustomValue(field.name, text))
        return (*found, *self._others)

    def set_values(self, values: Sequence[CustomValue]) -> None:
        """Show these."""
        self._others = tuple(each for each in values if each.field.casefold() not in self._fields)
        known = {each.field.casefold(): each.value for each in values}
        for key, edit in self._edits.items():
            value = known.get(key, "")
            if isinstance(edit, QLineEdit):
                edit.setText(value)
            else:
                edit.setCurrentIndex(max(0, edit.findData(value)))

    def draft_content(self) -> JSON:
        others: dict[str, JSON] = {each.field: each.value for each in self._others}
        return {"here": content_of(dict(self._edits)), "others": others}

    def restore(self, content: Any) -> None:
        put_back(dict(self._edits), content["here"])
        # What was typed into a field that is gone by now is kept under its name.
        gone = {key: text for key, text in content["here"].items() if text and key not in self._edits}
        kept = {**content["others"], **gone}
        self._others = tuple(CustomValue(str(name), str(value)) for name, value in kept.items())

    def draft_signals(self) -> Sequence[SignalInstance]:
        return (self.changed,)

    def _make(self, field: CustomField) -> QLineEdit | QComboBox:
        edit: QLineEdit | QComboBox
        if field.type in (FieldType.CHOICE, FieldType.YES_NO):
            edit = QComboBox(self)
            edit.addItem("", "")
            for value, text in self._choices(field):
                edit.addItem(one_line(text, _LONGEST_WORD), value)
            edit.currentIndexChanged.connect(self.changed)
        else:
            edit = LineEdit(parent=self)
            edit.setPlaceholderText(_HINTS.get(field.type, ""))
            edit.textEdited.connect(self.changed)
        edit.setAccessibleName(field.name)
        return edit

    def _choices(self, field: CustomField) -> Sequence[tuple[str, str]]:
        if field.type is FieldType.YES_NO:
            return (("yes", self.tr("Yes")), ("no", self.tr("No")))
        return [(choice, choice) for choice in field.choices]

    @staticmethod
    def _text(edit: QLineEdit | QComboBox) -> str:
        return edit.text() if isinstance(edit, QLineEdit) else str(edit.currentData() or "")

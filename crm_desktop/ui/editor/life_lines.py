"""The lines about a contact's life: companies and roles, important dates, little facts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from crm_desktop.domain.contact import ANNIVERSARY, BIRTHDAY, ImportantDate, Role
from crm_desktop.domain.errors import UserError
from crm_desktop.ui.editor.line import LabelBox, Line, line_edit
from crm_desktop.ui.editor.partial_date_edit import PartialDateEdit
from crm_desktop.ui.editor.suggestions import Suggestions
from crm_desktop.ui.widgets.buttons import IconButton
from crm_desktop.ui.widgets.flow_layout import FlowLayout
from crm_desktop.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from crm_desktop.domain.partial_date import Calendar
    from crm_desktop.ui.theme.controller import ThemeController

DATE_LABELS = (BIRTHDAY, ANNIVERSARY, "name day")
_SHORT_LABEL = 6  # letters; there is more where the line has room


class RoleLine(Line[Role]):
    """A company and what the contact is there; department and dates fold out."""

    def __init__(
        self,
        theme: ThemeController,
        companies: Callable[[str], Sequence[str]],
        calendar: Calendar,
        parent: QWidget,
    ) -> None:
        super().__init__(theme, parent)
        self.company = line_edit(self.tr("Company"), self.tr("Company"), self)
        self.title = line_edit(self.tr("Role there"), self.tr("Role"), self)
        Suggestions(self.company, companies)
        self._more = IconButton("calendar", theme, self.tr("Department and dates"), self)
        self._more.clicked.connect(self._unfold)
        self.fields.addWidget(self.company, 3)
        self.fields.addWidget(self.title, 2)
        self.fields.addWidget(self._more)
        self._calendar = calendar
        self._fold: _RoleFold | None = None
        for edit in (self.company, self.title):
            edit.textEdited.connect(self.changed)
        self.name_remove(self.tr("Remove this company"))
        self.setFocusProxy(self.company)

    def value(self) -> Role | None:
        if self.is_empty:
            return None
        role = Role(company=self.company.text().strip(), title=self.title.text().strip())
        return self._fold.applied(role) if self._fold is not None else role

    def set_value(self, value: Role) -> None:
        self.company.setText(value.company)
        self.title.setText(value.title)
        if value.department or value.since or value.until:
            self._unfold().show_role(value)

    def draft_fields(self) -> dict[str, QWidget]:
        return {"company": self.company, "title": self.title, **(self._fold.parts if self._fold else {})}

    def restore(self, content: Mapping[str, Any]) -> None:
        if "department" in content:
            self._unfold()
        super().restore(content)

    @property
    def is_empty(self) -> bool:
        return not (self.company.text().strip() or self.title.text().strip())

    def _unfold(self) -> _RoleFold:
        if self._fold is None:
            self._fold = _RoleFold(self._calendar, self.theme, self)
            self._fold.changed.connect(self._on_fold_changed)
            self.column.insertWidget(1, self._fold)
            self._fold.show()
        self._more.hide()
        self.grown.emit()
        return self._fold

    def _on_fold_changed(self) -> None:
        self.say("")
        self.changed.emit()


class _RoleFold(QWidget):
    """Department, and since and until when. `changed`: something was edited."""

    changed = Signal()

    def __init__(self, calendar: Calendar, theme: ThemeController, parent: QWidget) -> None:
        super().__init__(parent)
        self._department = line_edit(self.tr("Department"), self.tr("Department"), self)
        self._department.textEdited.connect(self.changed)
        self._since, self._until = PartialDateEdit(calendar, self), PartialDateEdit(calendar, self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, theme.px(4), 0, 0)
        grid.setSpacing(theme.px(8))
        grid.addWidget(self._department, 0, 1)
        dates = ((self.tr("Since"), self._since), (self.tr("Until"), self._until))
        for row, (text, edit) in enumerate(dates, 1):
            edit.name(text)
            edit.changed.connect(self.changed)
            grid.addWidget(PlainLabel(text, self), row, 0)
            grid.addWidget(edit, row, 1)
        grid.setColumnStretch(1, 1)

    @property
    def parts(self) -> dict[str, QWidget]:
        """The fields by name."""
        return {"department": self._department, "since": self._since, "until": self._until}

    def applied(self, role: Role) -> Role:
        """The role with what stands here. Raises UserError for a bad date."""
        since, until = self._since.value(), self._until.value()
        return replace(role, department=self._department.text().strip(), since=since, until=until)

    def show_role(self, role: Role) -> None:
        """Show department and dates."""
        self._department.setText(role.department)
        self._since.set_value(role.since)
        self._until.set_value(role.until)


class DateLine(Line[ImportantDate]):
    """A yearly date under its label; what is wrong with it is said beside it at once."""

    def __init__(
        self,
        theme: ThemeController,
        calendar: Calendar,
        explain: Callable[[ImportantDate], str],
        parent: QWidget,
    ) -> None:
        super().__init__(theme, parent)
        self._explain = explain
        self._label = LabelBox(DATE_LABELS, self.tr("Which date"), self)
        self._label.setMinimumContentsLength(_SHORT_LABEL)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.date = PartialDateEdit(calendar, self)
        parts = QWidget(self)
        flow = FlowLayout(parts, theme.px(6))
        flow.addWidget(self.date)
        flow.addWidget(self._label)
        self.fields.addWidget(parts, 1)
        self.date.changed.connect(self._on_changed)
        self._label.editTextChanged.connect(self._on_changed)
        self.name_remove(self.tr("Remove this date"))
        self.setFocusProxy(self.date)

    def value(self) -> ImportantDate | None:
        date = self.date.value()
        return ImportantDate(self._label.label or BIRTHDAY, date) if date is not None else None

    def set_value(self, value: ImportantDate) -> None:
        self._label.set_label(value.label)
        self.date.set_value(value.date)
        self._tell()

    def draft_fields(self) -> dict[str, QWidget]:
        return {"label": self._label, "date": self.date}

    def restore(self, content: Mapping[str, Any]) -> None:
        super().restore(content)
        self._tell()

    @property
    def is_empty(self) -> bool:
        return self.date.is_empty

    def _on_changed(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        try:
            value = self.value()
        except UserError as error:
            self.say(str(error), wrong=True)
        else:
            self.say(self._explain(value) if value is not None else "")


class FactLine(Line[str]):
    """A little fact: "two daughters", "no sugar"."""

    def __init__(self, theme: ThemeController, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.edit = line_edit(self.tr("Little fact"), self.tr("Two daughters, takes no sugar…"), self)
        self.edit.textEdited.connect(self.changed)
        self.fields.addWidget(self.edit, 1)
        self.name_remove(self.tr("Remove this fact"))
        self.setFocusProxy(self.edit)

    def value(self) -> str | None:
        return self.edit.text().strip() or None

    def set_value(self, value: str) -> None:
        self.edit.setText(value)

    def draft_fields(self) -> dict[str, QWidget]:
        return {"fact": self.edit}

    @property
    def is_empty(self) -> bool:
        return not self.edit.text().strip()

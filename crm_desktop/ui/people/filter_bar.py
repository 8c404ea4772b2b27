"""The filters of the People page: ready-made sets, tags, a status, own fields, and filters that were made.

`changed`: another filter is on; `filters` says which.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from crm_desktop.domain.contact_query import ContactSet, FieldCondition
from crm_desktop.ui.people.chip_row import ChipRow
from crm_desktop.ui.widgets.chip import Chip
from crm_desktop.ui.widgets.plain_text import one_line, plain_action, plain_tip
from crm_desktop.ui.wording.people import status_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.domain.contact_query import ContactQuery
    from crm_desktop.domain.custom_field import CustomField
    from crm_desktop.domain.filters.condition import Condition
    from crm_desktop.domain.ids import FilterId
    from crm_desktop.ui.theme.controller import ThemeController

_MOST_TAGS = 200
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Filters:
    """What is on; all of it must hold. `name` says what the condition is called, `saved` which list it is."""

    which: ContactSet = ContactSet.ALL
    tags: frozenset[str] = frozenset()
    status: str = ""
    fields: tuple[FieldCondition, ...] = ()
    condition: Condition | None = None
    name: str = ""
    saved: FilterId | None = None

    @property
    def is_empty(self) -> bool:
        """Whether everyone is shown."""
        return self == Filters()

    def applied(self, query: ContactQuery) -> ContactQuery:
        """The query with these filters instead of its own."""
        return replace(
            query,
            which=self.which,
            tags=self.tags,
            status=self.status,
            fields=self.fields,
            condition=self.condition,
        )


class FilterTools(Protocol):
    """Makes filters and knows the lists: what stands first in the menu of filters."""

    def fill(self, menu: QMenu, on: Filters) -> None:
        """Add what can be done while `on` is on."""


class FilterBar(QWidget):
    """Shows what can be filtered by; decides nothing about what it means."""

    changed = Signal()

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._filters = Filters()
        self._tags: list[str] = []
        self._statuses: Sequence[str] = ()
        self._fields: Sequence[CustomField] = ()
        self._row = ChipRow(theme, parent=self)
        self._sets = {which: self._set_chip(which) for which in ContactSet}
        self._tag_chips: dict[str, Chip] = {}
        self._other = Chip(self.tr("Filter"), theme, "filter", parent=self)
        self._other.setCheckable(False)
        self._other.clicked.connect(self._open_other)
        self.tools: FilterTools | None = None
        self._dropped: Filters | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._row)
        self._show()

    @property
    def filters(self) -> Filters:
        """What is on now."""
        return self._filters

    @property
    def chips(self) -> tuple[Chip, ...]:
        """Every filter there is, in view or in the menu of the rest."""
        return self._row.chips

    def set_filters(self, filters: Filters) -> None:
        """Turn these on."""
        if filters != self._filters:
            before = self._filters
            if before.condition not in (None, filters.condition) and before.saved is None:
                self._dropped = before
            self._filters = filters
            self._show()
            self.changed.emit()

    def drop_condition(self) -> None:
        """Take the filter that was made off; what else is on stays."""
        self.set_filters(replace(self._filters, condition=None, name="", saved=None))

    def open_menu(self) -> None:
        """Show what else there is to filter by."""
        self._open_other()

    def offer(self, tags: Sequence[str], statuses: Sequence[str], fields: Sequence[CustomField]) -> None:
        """What there is to filter by besides the ready-made sets."""
        self._statuses, self._fields = statuses, fields
        gone = self._filters.tags.difference(tags)
        self._tags = [*tags[:_MOST_TAGS], *sorted(self._filters.tags.difference(tags[:_MOST_TAGS]) - gone)]
        self._show()

    def _set_chip(self, which: ContactSet) -> Chip:
        texts = {
            ContactSet.ALL: (self.tr("All"), ""),
            ContactSet.COLD: (self.tr("Cold"), "snowflake"),
            ContactSet.COOLING: (self.tr("Cooling"), "thermometer"),
            ContactSet.BIRTHDAYS: (self.tr("Birthdays"), "cake"),
            ContactSet.NO_NEXT_STEP: (self.tr("No next step"), "alert"),
        }
        text, icon = texts[which]
        chip = Chip(text, self._theme, icon)
        if which is ContactSet.BIRTHDAYS:
            chip.setToolTip(self.tr("Birthdays in the next 30 days"))
        chip.clicked.connect(lambda: self._on_set_clicked(which))
        return chip

    def _on_set_clicked(self, which: ContactSet) -> None:
        if which is ContactSet.ALL:
            self.set_filters(Filters())
        elif self._filters.which is which:
            self.set_filters(replace(self._filters, which=ContactSet.ALL))
        else:
            self.set_filters(replace(self._filters, which=which))
        self._show()

    def _on_tag_clicked(self, tag: str) -> None:
        self.set_filters(replace(self._filters, tags=self._filters.tags ^ {tag}))

    def _on_status_chosen(self, status: str) -> None:
        chosen = "" if status == self._filters.status else status
        self.set_filters(replace(self._filters, status=chosen))

    def _on_field_chosen(self, field: str, value: str) -> None:
        condition = FieldCondition(field, value)
        others = tuple(each for each in self._filters.fields if each.field != field)
        fields = others if condition in self._filters.fields else (*others, condition)
        self.set_filters(replace(self._filters, fields=fields))

    def _show(self) -> None:
        filters = self._filters
        for which, chip in self._sets.items():
            chip.setChecked(filters.is_empty if which is ContactSet.ALL else which is filters.which)
        self._tag_chips = {tag: self._tag_chips.get(tag) or self._tag_chip(tag) for tag in self._tags}
        for tag, chip in self._tag_chips.items():
            chip.setChecked(tag in filters.tags)
        other = [self._other] if self._statuses or self._fields or self.tools is not None else []
        self._row.set_chips(
            [*self._condition_chips(), *self._sets.values(), *other, *self._tag_chips.values()],
            keep=self._other,
        )

    def _tag_chip(self, tag: str) -> Chip:
        chip = Chip(tag, self._theme, "tag")
        chip.clicked.connect(lambda: self._on_tag_clicked(tag))
        return chip

    def _condition_chips(self) -> list[Chip]:
        """Chips for what was made, the status and fields that are on; pressing one turns it off."""
        filters, chips = self._filters, []
        if filters.condition is not None:
            chip = Chip(one_line(filters.name, _LONGEST_NAME), self._theme, "x")
            chip.setToolTip(plain_tip(filters.name))
            chip.clicked.connect(self.drop_condition)
            chips.append(chip)
        if filters.status:
            chip = Chip(status_word(filters.status), self._theme, "x")
            chip.clicked.connect(lambda: self._on_status_chosen(filters.status))
            chips.append(chip)
        for condition in filters.fields:
            text = self.tr("{field}: {value}").format(field=condition.field, value=condition.value)
            chip = Chip(text, self._theme, "x")
            chip.clicked.connect(
                lambda _=False, each=condition: self._on_field_chosen(each.field, each.value)
            )
            chips.append(chip)
        for chip in chips:
            chip.setChecked(True)
        return chips

    def _open_other(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.tools is not None:
            self.tools.fill(menu, self._filters)
            self._add_dropped(menu)
            menu.addSeparator()
        statuses = menu.addMenu(self.tr("Status"))
        for status in self._statuses:
            action = statuses.addAction(plain_action(status_word(status)))
            action.setCheckable(True)
            action.setChecked(status == self._filters.status)
            action.triggered.connect(lambda _=False, each=status: self._on_status_chosen(each))
        for field in self._fields:
            self._add_field(menu, field)
        menu.popup(self._other.mapToGlobal(QPoint(0, self._other.height())))

    def _add_dropped(self, menu: QMenu) -> None:
        """A way back to a filter that was made, is kept nowhere, and was taken off."""
        dropped = self._dropped
        if dropped is not None and dropped.condition != self._filters.condition:
            text = self.tr("Back to: {what}").format(what=plain_action(one_line(dropped.name, _LONGEST_NAME)))
            back = menu.addAction(self._theme.icon("undo"), text)
            back.triggered.connect(lambda: self.set_filters(dropped))

    def _add_field(self, menu: QMenu, field: CustomField) -> None:
        from crm_desktop.domain.custom_field import FieldType

        values: Sequence[tuple[str, str]] = ()
        if field.type is FieldType.YES_NO:
            values = (("yes", self.tr("Yes")), ("no", self.tr("No")))
        elif field.type is FieldType.CHOICE:
            values = tuple((choice, choice) for choice in field.choices)
        name = plain_action(field.name)
        if not values:
            action = menu.addAction(self.tr("{field}…").format(field=name))
            action.triggered.connect(lambda: self._ask_value(field))
            return
        inner = menu.addMenu(name)
        for value, text in values:
            action = inner.addAction(plain_action(text))
            action.setCheckable(True)
            action.setChecked(FieldCondition(field.name, value) in self._filters.fields)
            action.triggered.connect(lambda _=False, each=value: self._on_field_chosen(field.name, each))

    def _ask_value(self, field: CustomField) -> None:
        from crm_desktop.domain.custom_field import canonical

        def take(text: str) -> None:
            if text:
                self._on_field_chosen(field.name, canonical(field, text))

        question = self.tr("{field} is exactly").format(field=field.name)
        from crm_desktop.ui.people.ask_sheet import AskSheet

        AskSheet(self.tr("Filter"), question, take, self._theme, self, save=self.tr("Filter")).open()

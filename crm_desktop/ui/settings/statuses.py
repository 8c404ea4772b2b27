"""Settings of the list of statuses: the user's own, in the user's own order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from crm_desktop.ui.settings.name_rows import NameRow, NameRows
from crm_desktop.ui.settings.section import Section
from crm_desktop.ui.widgets.buttons import QuietButton
from crm_desktop.ui.wording.people import status_word

if TYPE_CHECKING:
    from crm_desktop.services.settings import Settings
    from crm_desktop.ui.theme.controller import ThemeController


class StatusesSection(Section):
    """Taking a status off the list takes it off no contact."""

    def __init__(self, settings: Settings, theme: ThemeController) -> None:
        super().__init__("", theme)
        self._heading.setText(self.tr("Statuses"))
        self._settings = settings
        self.add_note(self.tr("What a contact can be to you. Contacts keep a status that is removed here."))
        self.rows = NameRows(theme)
        self.rows.renamed.connect(self._on_renamed)
        self.rows.removed.connect(self._on_removed)
        self.add_wide(self.rows)
        self.new_edit = QLineEdit()
        self.new_edit.setPlaceholderText(self.tr("Another status"))
        self.new_edit.setAccessibleName(self.tr("Another status"))
        self.new_edit.returnPressed.connect(self._on_add)
        self.add_button = QuietButton(self.tr("Add"), theme)
        self.add_button.setAccessibleName(self.tr("Add the status"))
        self.add_button.clicked.connect(self._on_add)
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        line.addWidget(self.new_edit, 1)
        line.addWidget(self.add_button)
        self.add_line(line)
        self._show()

    def _show(self) -> None:
        self.rows.show_rows([NameRow(status, status_word(status)) for status in self._settings.statuses])

    def _on_add(self) -> None:
        name = " ".join(self.new_edit.text().split())
        if not name:
            return
        self.new_edit.clear()
        if not self._is_taken(name):
            self._settings.statuses = (*self._settings.statuses, name)
            self._show()

    def _on_renamed(self, status: str, name: str) -> None:
        if not self._is_taken(name, but=status):
            self._settings.statuses = tuple(name if one == status else one for one in self._settings.statuses)
        self._show()

    def _on_removed(self, status: str) -> None:
        self._settings.statuses = tuple(one for one in self._settings.statuses if one != status)
        self._show()

    def _is_taken(self, name: str, but: str = "") -> bool:
        others = [one for one in self._settings.statuses if one != but]
        spellings = {one.casefold() for one in others} | {status_word(one).casefold() for one in others}
        return name.casefold() in spellings

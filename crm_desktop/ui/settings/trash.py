"""Settings' last section: what was deleted in the last 30 days, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from crm_desktop.ui.settings.row_list import RowList
from crm_desktop.ui.settings.section import Section
from crm_desktop.ui.widgets.buttons import QuietButton
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.domain.contact_card import TrashedContact
    from crm_desktop.services.contacts import ContactBook
    from crm_desktop.ui.shell.ports import Messages
    from crm_desktop.ui.theme.controller import ThemeController
    from crm_desktop.ui.wording.days import DayWords

_SHOWN = 20


class TrashSection(Section):
    """Restoring one brings back all that hung on it, and can be undone."""

    def __init__(
        self, contacts: ContactBook, days: DayWords, messages: Messages, theme: ThemeController
    ) -> None:
        super().__init__("", theme)
        self._heading.setText(self.tr("Trash"))
        self._contacts = contacts
        self._days = days
        self._messages = messages
        self.rows = RowList(theme)
        self.note = self.add_note("")
        self.add_wide(self.rows)
        self.all_button = QuietButton(self.tr("Restore all"), self._theme)
        self.all_button.clicked.connect(self._on_restore_all)
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        line.addWidget(self.all_button)
        line.addStretch()
        self.add_line(line)
        self.refresh()

    def refresh(self) -> None:
        """Show what is in the trash now, latest first."""
        trash = self._contacts.trash()
        self.rows.clear()
        for trashed in trash[:_SHOWN]:
            self._add_row(trashed)
        self.all_button.setVisible(len(trash) > 1)
        self.note.setText(self._note(len(trash)))

    def _note(self, count: int) -> str:
        if not count:
            return self.tr("Empty. What you delete can be restored from here for 30 days.")
        kept = self.tr("What you delete is kept for 30 days.")
        if count > _SHOWN:
            text = self.tr("%n more are not shown.", None, count - _SHOWN)
            return f"{kept} {english_plural(text, count - _SHOWN)}"
        return kept

    def _add_row(self, trashed: TrashedContact) -> None:
        button = QuietButton(self.tr("Restore"), self._theme)
        button.setAccessibleName(self.tr("Restore {name}").format(name=trashed.name))
        button.clicked.connect(lambda: self._restore([trashed]))
        when = self._days.moment(trashed.deleted_at) if trashed.deleted_at is not None else ""
        self.rows.add(trashed.name, when, button)

    def _on_restore_all(self) -> None:
        self._restore(self._contacts.trash())

    def _restore(self, trashed: Sequence[TrashedContact]) -> None:
        self._contacts.restore([one.id for one in trashed])
        self.refresh()
        if len(trashed) == 1:
            self._messages.undoable(self.tr("Restored {name}").format(name=trashed[0].name))
        else:
            text = self.tr("Restored %n contact(s)", None, len(trashed))
            self._messages.undoable(english_plural(text, len(trashed)))

"""Settings of backups: make one, look at those that are there, bring one back, a second folder for copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.ui.settings.row_list import RowList
from crm_desktop.ui.settings.section import Section
from crm_desktop.ui.widgets.buttons import QuietButton
from crm_desktop.ui.widgets.labels import PlainLabel
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.domain.backup import Backup
    from crm_desktop.services.settings import Settings
    from crm_desktop.ui.theme.controller import ThemeController
    from crm_desktop.ui.wording.days import DayWords

_SHOWN = 8


class BackupsSection(Section):
    """Signals: `make_asked`; `restore_asked(Backup)`; `file_asked` for a copy that lies elsewhere."""

    make_asked = Signal()
    restore_asked = Signal(object)
    file_asked = Signal()

    def __init__(self, settings: Settings, days: DayWords, theme: ThemeController) -> None:
        super().__init__("", theme)
        self._heading.setText(self.tr("Backups"))
        self._settings = settings
        self._days = days
        self.rows = RowList(theme)
        self.note = self.add_note("")
        self.add_wide(self.rows)
        self.make_button = QuietButton(self.tr("Back up now"), theme)
        self.make_button.clicked.connect(self.make_asked)
        self.file_button = QuietButton(self.tr("Bring back a file…"), theme)
        self.file_button.clicked.connect(self.file_asked)
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        line.addWidget(self.make_button)
        line.addWidget(self.file_button)
        line.addStretch()
        self.add_line(line)
        self.folder_label = PlainLabel()
        self.folder_label.setWordWrap(True)
        self.folder_button = QuietButton(self.tr("Choose a folder…"), theme)
        self.folder_button.clicked.connect(self._on_folder_clicked)
        self.no_folder_button = QuietButton(self.tr("No second copy"), theme)
        self.no_folder_button.clicked.connect(lambda: self._keep_folder(""))
        self.add_block(
            self.tr("A second copy"),
            self._second_copy(),
            self.tr("On a stick, or in a folder that is copied elsewhere: each backup goes there too."),
        )
        self._show_folder()
        self.show_backups(())

    def show_backups(self, backups: Sequence[Backup]) -> None:
        """Show these, the newest first."""
        self.rows.clear()
        for backup in backups[:_SHOWN]:
            self._add_row(backup)
        self.note.setText(self._note(len(backups)))

    def _note(self, count: int) -> str:
        kept = self.tr("A checked copy is made every day, and before every import.")
        if not count:
            return f"{kept} {self.tr('There is none yet.')}"
        if count > _SHOWN:
            text = self.tr("%n older are not shown.", None, count - _SHOWN)
            return f"{kept} {english_plural(text, count - _SHOWN)}"
        return kept

    def _add_row(self, backup: Backup) -> None:
        when = self._days.moment(backup.at, exact=True)
        button = QuietButton(self.tr("Bring back…"), self._theme)
        button.setAccessibleName(self.tr("Bring back the backup of {when}").format(when=when))
        button.setEnabled(not backup.problem)
        button.clicked.connect(lambda: self.restore_asked.emit(backup))
        self.rows.add(when, self._holds(backup), button)

    def _holds(self, backup: Backup) -> str:
        if backup.problem:
            return self.tr("Damaged")
        text = self.tr("%n contact(s)", None, backup.contacts)
        size = QLocale().formattedDataSize(backup.size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
        holds = f"{english_plural(text, backup.contacts)} · {size}"
        if backup.last_change is None:
            return holds
        changed = self._days.moment(backup.last_change, exact=True)
        return self.tr("{holds} · last change {when}").format(holds=holds, when=changed)

    def _second_copy(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(8))
        column.addWidget(self.folder_label)
        buttons = QHBoxLayout()
        buttons.setSpacing(self._theme.px(8))
        buttons.addWidget(self.folder_button)
        buttons.addWidget(self.no_folder_button)
        buttons.addStretch()
        column.addLayout(buttons)
        return holder

    def _show_folder(self) -> None:
        folder = self._settings.backup_folder
        self.folder_label.setText(folder)
        self.folder_label.setAccessibleName(
            self.tr("The folder of the second copy: {path}").format(path=folder)
        )
        self.folder_label.setVisible(bool(folder))
        self.no_folder_button.setVisible(bool(folder))

    def _on_folder_clicked(self) -> None:
        title = self.tr("A folder for a second copy of every backup")
        chosen = QFileDialog.getExistingDirectory(self.window(), title, self._settings.backup_folder)
        if chosen:
            self._keep_folder(chosen)

    def _keep_folder(self, folder: str) -> None:
        self._settings.backup_folder = folder
        self._show_folder()

"""Settings of the data: where it lies, sample data, files in and out, and the trash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout

from crm_desktop.ui.settings.section import Section
from crm_desktop.ui.widgets.buttons import QuietButton
from crm_desktop.ui.widgets.labels import PlainLabel

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QLabel

    from crm_desktop.ui.theme.controller import ThemeController


class DataSection(Section):
    """Signals: `folder_asked`, `move_asked`, `import_asked`, `export_asked`, `drafts_asked`,
    `sample_add_asked`, `sample_remove_asked`.
    """

    folder_asked = Signal()
    move_asked = Signal()
    import_asked = Signal()
    export_asked = Signal()
    drafts_asked = Signal()
    sample_add_asked = Signal()
    sample_remove_asked = Signal()

    def __init__(self, folder: Path, theme: ThemeController) -> None:
        super().__init__("", theme)
        self._heading.setText(self.tr("Your data"))
        self._sample_present = False
        self.folder_label = self._folder_label(folder)
        self.open_button = QuietButton(self.tr("Open the folder"), theme)
        self.open_button.clicked.connect(self.folder_asked)
        self.move_button = QuietButton(self.tr("Move it…"), theme)
        self.move_button.setAccessibleName(self.tr("Move the data to another folder"))
        self.move_button.clicked.connect(self.move_asked)
        self.import_button = QuietButton(self.tr("Import…"), theme)
        self.import_button.clicked.connect(self.import_asked)
        self.export_button = QuietButton(self.tr("Export…"), theme)
        self.export_button.clicked.connect(self.export_asked)
        self.sample_button = QuietButton("", theme)
        self.sample_button.clicked.connect(self._on_sample_clicked)
        self.place_note = self.add_note(
            self.tr("Everything is in one folder on this computer, and nowhere else.")
        )
        self.add_wide(self.folder_label)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        buttons.addWidget(self.open_button)
        buttons.addWidget(self.move_button)
        buttons.addWidget(self.import_button)
        buttons.addWidget(self.export_button)
        buttons.addStretch()
        self.add_line(buttons)
        self.drafts_button = QuietButton(self.tr("Show them"), theme)
        self.drafts_button.setAccessibleName(self.tr("Show what is not saved yet"))
        self.drafts_button.clicked.connect(self.drafts_asked)
        self.add_row(
            self.tr("Unsaved drafts"),
            self.drafts_button,
            self.tr("What you type is kept until you save it or throw it away, even if the computer stops."),
        )
        self.add_row(
            self.tr("Sample data"),
            self.sample_button,
            self.tr("Invented people to try things out with. Removing them leaves yours alone."),
        )
        self.show_sample(present=False)

    def show_place(self, trouble: str) -> None:
        """Say what is wrong with the place of the folder, if anything is."""
        if trouble:
            self.place_note.setText(trouble)
            self.place_note.setForegroundRole(QPalette.ColorRole.WindowText)

    def show_sample(self, *, present: bool) -> None:
        """Offer to remove the sample data where it is, else to add it."""
        self._sample_present = present
        text = self.tr("Remove the sample data") if present else self.tr("Add sample data")
        self.sample_button.setText(text)
        self.sample_button.setAccessibleName(text)

    def _folder_label(self, folder: Path) -> QLabel:
        label = PlainLabel(str(folder))
        label.setAccessibleName(self.tr("The folder of your data"))
        label.setWordWrap(True)
        label.setTextInteractionFlags(
            label.textInteractionFlags() | label.textInteractionFlags().TextSelectableByMouse
        )
        return label

    def _on_sample_clicked(self) -> None:
        asked = self.sample_remove_asked if self._sample_present else self.sample_add_asked
        asked.emit()

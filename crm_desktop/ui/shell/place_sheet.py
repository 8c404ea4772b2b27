"""Asks where the data is to lie: why the place it is in is a bad one, and three ways to go on; or, asked for
from the settings, just into which folder.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QRadioButton, QVBoxLayout

from crm_desktop.ui.shell import place_words
from crm_desktop.ui.shell.leaving import MoveWish
from crm_desktop.ui.widgets.buttons import QuietButton
from crm_desktop.ui.widgets.labels import Muted, PlainLabel
from crm_desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QLabel, QWidget

    from crm_desktop.domain.place import Place
    from crm_desktop.ui.theme.controller import ThemeController


class PlaceSheet(Sheet):
    """Signals: `move_asked(MoveWish)`; `stay_asked` when the data is to be left where it is."""

    move_asked = Signal(object)
    stay_asked = Signal()

    def __init__(
        self, place: Place, here: Path, suggested: Path, theme: ThemeController, parent: QWidget | None = None
    ) -> None:
        is_bad = place.breaks_databases
        title = (
            self.tr("Your contacts are not safe here")
            if is_bad
            else self.tr("Move the data to another folder")
        )
        super().__init__(title, theme, parent, save=self.tr("Move"))
        self._suggested = suggested
        self._group = QButtonGroup(self)
        if is_bad:
            self.body.addWidget(_wrapped(" ".join((place_words.what(place), *place_words.why(place)))))
            self.move_choice = self._choice(
                self.tr("Move the data to this computer"),
                self.tr("Together with its backups. What is in the old folder stays there, and grows old."),
            )
            self.backups_choice = self._choice(
                self.tr("Move it, and keep backups there"), place_words.backups_there(place)
            )
            self.stay_choice = self._choice(
                self.tr("Leave it where it is"), self.tr("You can move it later, in the settings.")
            )
            self.backups_choice.setChecked(True)
        else:
            self.body.addWidget(_wrapped(self.tr("It lies in {folder} now.").format(folder=here)))
        self._add_folder()
        self._note = Muted(
            self.tr("The old file is not deleted, only renamed. The window closes for a moment."), theme
        )
        self.body.addWidget(self._note)
        self._group.buttonToggled.connect(self._follow)
        self.saved.connect(self._on_saved)
        self._follow()

    @property
    def stays(self) -> bool:
        """Whether the data is to be left where it is."""
        return self._group.checkedButton() is not None and self.stay_choice.isChecked()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        chosen = self._group.checkedButton()
        if chosen is not None:
            chosen.setFocus()

    def _choice(self, text: str, hint: str) -> QRadioButton:
        button = QRadioButton(text)
        button.setAccessibleDescription(hint)
        self._group.addButton(button)
        column = QVBoxLayout()
        column.setSpacing(self.theme.px(2))
        column.addWidget(button)
        words = Muted(hint, self.theme)
        line = QHBoxLayout()
        line.setContentsMargins(self.theme.px(26), 0, 0, 0)
        line.addWidget(words)
        column.addLayout(line)
        self.body.addLayout(column)
        return button

    def _add_folder(self) -> None:
        self.folder_label = _wrapped("")
        self.folder_button = QuietButton(self.tr("Another folder…"), self.theme, "folder")
        self.folder_button.clicked.connect(self._on_folder_clicked)
        line = QHBoxLayout()
        line.addWidget(self.folder_label, 1)
        line.addWidget(self.folder_button)
        self.body.addLayout(line)
        self._show_folder()

    def _show_folder(self) -> None:
        self.folder_label.setText(self.tr("Into {folder}").format(folder=self._suggested))

    def _on_folder_clicked(self) -> None:
        title = self.tr("A folder on this computer for your contacts")
        chosen = QFileDialog.getExistingDirectory(self, title, str(Path.home()))
        if chosen:
            self.choose(Path(chosen))

    def choose(self, folder: Path) -> None:
        """Move it into this folder."""
        self._suggested = folder
        self.error("")
        self._show_folder()

    def _follow(self) -> None:
        stays = self.stays
        for widget in (self.folder_label, self.folder_button, self._note):
            widget.setVisible(not stays)
        self.save_button.setText(self.tr("Leave it") if stays else self.tr("Move"))
        self.error("")

    def _on_saved(self) -> None:
        if self.stays:
            self.stay_asked.emit()
            return
        keep = self._group.checkedButton() is not None and self.backups_choice.isChecked()
        self.move_asked.emit(MoveWish(self._suggested, keep))


def _wrapped(text: str) -> QLabel:
    label = PlainLabel(text)
    label.setWordWrap(True)
    return label

"""Settings of who can open the data: encryption, the keyring, and when the window locks itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from crm_desktop.ui.settings.passphrase_sheets import keyring_hint
from crm_desktop.ui.settings.section import Section
from crm_desktop.ui.widgets.buttons import QuietButton
from crm_desktop.ui.widgets.flow_layout import FlowLayout
from crm_desktop.ui.widgets.labels import FaceLabel
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from crm_desktop.services.settings import Settings
    from crm_desktop.ui.theme.controller import ThemeController

_MINUTES = (0, 5, 10, 15, 30, 60)


class EncryptionSection(Section):
    """What it offers follows from whether the data is encrypted, which no window outlives.

    Signals: `turn_on_asked`, `change_asked`, `turn_off_asked`, `lock_asked`; `keep_asked(bool)` for the
    keyring. `missing` says what has to be installed first.
    """

    turn_on_asked = Signal()
    change_asked = Signal()
    turn_off_asked = Signal()
    lock_asked = Signal()
    keep_asked = Signal(bool)

    def __init__(self, settings: Settings, theme: ThemeController, *, is_on: bool, missing: str) -> None:
        super().__init__("", theme)
        self._heading.setText(self.tr("Encryption"))
        self._settings = settings
        if is_on:
            self._make_on()
        else:
            self._make_off(missing)

    def show_keyring(self, trouble: str, *, kept: bool) -> None:
        """What is known of the keyring by now."""
        if not hasattr(self, "keep_box"):
            return
        with QSignalBlocker(self.keep_box):
            self.keep_box.setChecked(kept)
        self.keep_box.setEnabled(not trouble)
        self.keep_note.setText(trouble)
        self.keep_note.setVisible(bool(trouble))

    def _make_off(self, missing: str) -> None:
        self.note = self.add_note(
            self.tr(
                "Your contacts can be read by anyone who gets hold of this computer or its disk. "
                "Encrypted, they open with your passphrase only."
            )
        )
        self.on_button = QuietButton(self.tr("Encrypt with a passphrase…"), self._theme, "lock")
        self.on_button.clicked.connect(self.turn_on_asked)
        self.on_button.setEnabled(not missing)
        if missing:
            self.missing_label = FaceLabel(missing, self._theme)
            self.missing_label.setWordWrap(True)
            self.missing_label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            self.missing_label.setAccessibleName(missing)
            self.copy_button = QuietButton(self.tr("Copy the command"), self._theme, "copy")
            self.copy_button.clicked.connect(lambda: _copy_command(missing))
            self.add_wide(self.missing_label)
            self._add_buttons(self.on_button, self.copy_button)
        else:
            self._add_buttons(self.on_button)

    def _make_on(self) -> None:
        self.note = self.add_note(self.tr("Your contacts and their backups are encrypted."))
        self.keep_box = QCheckBox(self.tr("Keep it"))
        self.keep_box.setEnabled(False)
        self.keep_box.toggled.connect(self.keep_asked)
        self.add_row(self.tr("Passphrase in the keyring"), self.keep_box, keyring_hint())
        self.keep_note = self.add_note("")
        self.keep_note.hide()
        self.after_box = self._after_box()
        self.add_row(
            self.tr("Lock when nothing is done"),
            self.after_box,
            self.tr("A locked window shows no reminders; what came due is there when you unlock it."),
        )
        self.lock_button = QuietButton(self.tr("Lock now"), self._theme, "lock")
        self.lock_button.clicked.connect(self.lock_asked)
        self.change_button = QuietButton(self.tr("Change the passphrase…"), self._theme)
        self.change_button.clicked.connect(self.change_asked)
        self.off_button = QuietButton(self.tr("Turn off…"), self._theme)
        self.off_button.setAccessibleName(self.tr("Turn encryption off"))
        self.off_button.clicked.connect(self.turn_off_asked)
        self._add_buttons(self.lock_button, self.change_button, self.off_button)

    def _after_box(self) -> QComboBox:
        box = QComboBox()
        box.addItem(self.tr("Never"), 0)
        for minutes in _MINUTES[1:]:
            text = self.tr("After %n minute(s)", None, minutes)
            box.addItem(english_plural(text, minutes), minutes)
        chosen = self._settings.lock_after_minutes
        if box.findData(chosen) < 0:
            box.addItem(english_plural(self.tr("After %n minute(s)", None, chosen), chosen), chosen)
        box.setCurrentIndex(box.findData(chosen))
        box.activated.connect(self._on_after_chosen)
        return box

    def _on_after_chosen(self) -> None:
        self._settings.lock_after_minutes = self.after_box.currentData()

    def _add_buttons(self, *buttons: QWidget) -> None:
        holder = QWidget()
        flow = FlowLayout(holder, self._theme.px(8))
        for button in buttons:
            flow.addWidget(button)
        self.add_wide(holder)


def _copy_command(sentence: str) -> None:
    QGuiApplication.clipboard().setText(sentence.partition(": ")[2] or sentence)

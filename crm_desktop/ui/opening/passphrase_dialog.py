"""Asks for the passphrase of an encrypted data file, when there is no window yet or none any more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPalette
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout

from crm_desktop.domain.errors import PassphraseError
from crm_desktop.ui.opening.locked_watch import LockedWatch
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.buttons import PrimaryButton, QuietButton
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.flat_button import FlatButton
from crm_desktop.ui.widgets.labels import FaceLabel, Muted
from crm_desktop.ui.widgets.mark import Mark
from crm_desktop.ui.widgets.passphrase_field import PassphraseField
from crm_desktop.ui.widgets.tab_order import follow_layout

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent

    from crm_desktop.services.context import Services
    from crm_desktop.ui.shell.leaving import Locked
    from crm_desktop.ui.shell.ports import KeyringPort, WindowParts
    from crm_desktop.ui.theme.controller import ThemeController

_WIDTH, _MARGIN, _MARK = 420, 20, 64
_FRAME = 40  # the desktop's title bar
_PAINTED_AFTER = 30  # ms; opening holds up the window for a moment, which has to look like it


@dataclass(frozen=True, slots=True)
class Given:
    """A passphrase, and the data that opened with it. Without `services` the file is to be rescued, or
    `error` keeps it shut: whatever it is, it is no wrong passphrase.

    `keep` says whether the passphrase belongs into the keyring; None leaves the keyring as it is.
    """

    passphrase: str
    services: Services | None = None
    keep: bool | None = None
    error: Exception | None = None


def ask_passphrase(
    parts: WindowParts, theme: ThemeController, *, wrong: str = "", locked: Locked | None = None
) -> Given | None:
    """Ask until the data opens; None where the user would rather end the program.

    `wrong` says what did not fit before; `locked`, that somebody was at work and comes back.
    """
    dialog = PassphraseDialog(parts, theme, wrong=wrong, locked=locked)
    watch = None
    if locked is not None:
        watch = LockedWatch(parts, locked, theme, dialog)
        watch.activated.connect(dialog.come_forward)
        watch.quit_asked.connect(dialog.reject)
    loop = QEventLoop()
    dialog.finished.connect(loop.quit)
    dialog.come(wrong=bool(wrong))
    try:
        loop.exec()
        return dialog.given
    finally:
        if watch is not None:
            watch.stop()
        dialog.forget()
        dialog.hide()
        dialog.deleteLater()


class PassphraseDialog(QDialog):
    """Tries what is typed itself, and stays until it fits. `given` says how it ended."""

    def __init__(
        self, parts: WindowParts, theme: ThemeController, *, wrong: str = "", locked: Locked | None = None
    ) -> None:
        super().__init__()
        self.given: Given | None = None
        self._parts = parts
        self._theme = theme
        self._locked = locked
        self._keys: KeyringPort | None = None
        self.setWindowTitle(self.tr("Locked – CRM Desktop"))
        self.setWindowIcon(theme.icons.app_icon())
        self._make_words()
        self._make_controls()
        self._lay_out()
        theme.theme_changed.connect(self._measure)
        self._measure()
        self._say(wrong)
        if locked is None:
            # The keyring is a library and a program of its own: the first paint need not wait for it.
            QTimer.singleShot(_PAINTED_AFTER, self, self._look_for_keyring)

    @property
    def is_ready(self) -> bool:
        """Whether something can be typed: nothing is being tried."""
        return self.field.isEnabled()

    def forget(self) -> None:
        """Let nothing of what was typed stay in the field."""
        self.field.clear()

    def come(self, *, wrong: bool = False) -> None:
        """Take the place of the window: out of sight where it was, behind others where they were at work."""
        locked = self._locked
        if locked is None or locked.was_active or wrong:
            self.come_forward()
        elif locked.was_seen:
            # What is typed into another program must not land here.
            self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
            self.show()
            self.lower()
            self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, on=False)

    def come_forward(self) -> None:
        """Be seen: somebody started the program again."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        follow_layout(self)
        self.field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._locked is not None:
            # Whoever comes back to a locked window clears a slip; the program is to go on.
            self.field.clear()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._locked is not None and self._locked.stays:
            # As the window does: the program goes on, and is found in the tray or by starting it again.
            event.ignore()
            self.field.clear()
            self.hide()
            return
        super().closeEvent(event)

    # Making

    def _make_words(self) -> None:
        theme = self._theme
        self._mark = Mark("lock", theme, _MARK)
        self._title = FaceLabel(self.tr("Your contacts are locked"), theme, Face.TITLE)
        self._hint = FaceLabel(
            self.tr("Your passphrase opens them. Reminders wait until then.")
            if self._locked is not None
            else self.tr("Your passphrase opens them."),
            theme,
            muted=True,
        )
        for label in (self._title, self._hint):
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.trouble = FaceLabel("", theme)
        self.trouble.setWordWrap(True)
        self.keys_note = Muted("", theme)
        self.keys_note.hide()

    def _make_controls(self) -> None:
        theme = self._theme
        self.field = PassphraseField(self.tr("Passphrase"), theme)
        self.field.edit.setPlaceholderText(self.tr("Passphrase"))
        self.field.changed.connect(self._on_field_changed)
        self.field.entered.connect(self._on_open)
        self.keep_box = QCheckBox(self.tr("Keep it in this computer's keyring"))
        self.keep_box.hide()
        self.damaged_button = FlatButton(self.tr("The file may be damaged…"), theme)
        self.damaged_button.clicked.connect(self._on_damaged)
        self.quit_button = QuietButton(self.tr("Quit"), theme)
        self.quit_button.clicked.connect(self.reject)
        self.open_button = PrimaryButton(self.tr("Open"), theme)
        self.open_button.setDefault(True)
        self.open_button.setEnabled(False)
        self.open_button.clicked.connect(self._on_open)

    def _lay_out(self) -> None:
        self._card = Card(self._theme)
        body = self._card.body
        body.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignHCenter)
        body.addWidget(self._title)
        body.addWidget(self._hint)
        body.addSpacing(self._theme.px(6))
        body.addWidget(self.field)
        body.addWidget(self.trouble)
        body.addWidget(self.damaged_button, 0, Qt.AlignmentFlag.AlignLeading)
        body.addWidget(self.keep_box)
        body.addWidget(self.keys_note)
        body.addSpacing(self._theme.px(6))
        buttons = QHBoxLayout()
        buttons.setSpacing(self._theme.px(8))
        buttons.addWidget(self.quit_button)
        buttons.addStretch()
        buttons.addWidget(self.open_button)
        body.addLayout(buttons)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._card)

    # What is heard

    def _look_for_keyring(self) -> None:
        self._keys = self._parts.keys()
        if trouble := self._keys.trouble():
            self.keys_note.setText(trouble)
            self.keys_note.show()
        else:
            # What is kept does not fit, or this would not have been asked: the new one is to take its place.
            self.keep_box.setChecked(self._keys.remembered() is not None)
            self.keep_box.show()
        self._fit()

    def _on_field_changed(self) -> None:
        self.open_button.setEnabled(bool(self.field.text))
        if self.field.text and not self.trouble.isHidden():
            self.trouble.hide()
            self._fit()

    def _on_open(self) -> None:
        if not self.field.text or not self.field.isEnabled():
            return
        self._set_busy(busy=True)
        QTimer.singleShot(_PAINTED_AFTER, self, self._try)

    def _try(self) -> None:
        passphrase = self.field.text
        try:
            services = self._parts.open_services(passphrase)
        except PassphraseError as error:
            self._set_busy(busy=False)
            self._say(str(error))
            self.field.edit.selectAll()
            self.field.edit.setFocus()
        except Exception as error:  # noqa: BLE001 - whoever asked for the passphrase knows what to do with it
            self.given = Given(passphrase, error=error)
            self.accept()
        else:
            keep = None if self.keep_box.isHidden() else self.keep_box.isChecked()
            self.given = Given(passphrase, services, keep=keep)
            self.accept()

    def _on_damaged(self) -> None:
        self.given = Given(self.field.text)
        self.accept()

    def _set_busy(self, *, busy: bool) -> None:
        self.open_button.setText(self.tr("Opening…") if busy else self.tr("Open"))
        for control in (self.field, self.keep_box, self.damaged_button, self.open_button, self.quit_button):
            control.setEnabled(not busy)
        if busy:
            self.setCursor(Qt.CursorShape.WaitCursor)
        else:
            self.unsetCursor()

    def _say(self, wrong: str) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._theme.tokens.bad.fg)
        self.trouble.setPalette(palette)
        self.trouble.setText(wrong)
        self.trouble.setVisible(bool(wrong))
        self.field.edit.setAccessibleDescription(wrong)
        if wrong and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field.edit, wrong))
        # A file whose beginning is damaged looks like one with another passphrase.
        self.damaged_button.setVisible(bool(wrong))
        self._fit()

    def _measure(self) -> None:
        margin = self._theme.px(_MARGIN)
        self._column.setContentsMargins(margin, margin, margin, margin)
        self._fit()

    def _fit(self) -> None:
        """As high as its words need; large letters on a small screen leave no room for the picture."""
        width = self._theme.px(_WIDTH)
        room = self.screen().availableGeometry().height() - _FRAME
        for shown in (True, False):
            self._mark.setVisible(shown)
            # What is inside the card is known to the layout around it only when it asks anew.
            self._card.body.invalidate()
            self._card.updateGeometry()
            height = self._column.totalHeightForWidth(width)
            if height <= room:
                break
        self.setFixedSize(width, height)

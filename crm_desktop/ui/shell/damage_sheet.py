"""Tells that the data file is damaged, with the way to the backups: once in a dialog, then in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt

from crm_desktop.ui.widgets.labels import FaceLabel, Muted
from crm_desktop.ui.widgets.sheet import Sheet
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from crm_desktop.domain.file_health import FileHealth
    from crm_desktop.ui.shell.ports import Messages
    from crm_desktop.ui.theme.controller import ThemeController

_translate = QCoreApplication.translate
_LONGEST = 300


class DamageSheet(Sheet):
    """`saved` is the wish to look at the backups."""

    def __init__(
        self, lines: Sequence[str], details: str, theme: ThemeController, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            self.tr("The file with your contacts is damaged"),
            theme,
            parent,
            save=self.tr("Look at the backups"),
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.close_button.setText(self.tr("Go on working"))
        for text in lines:
            self._add(FaceLabel(text, theme))
        self._add(
            FaceLabel(
                self.tr(
                    "A backup, or what can still be read of the file, takes its place. The damaged file is"
                    " kept whatever you choose."
                ),
                theme,
            )
        )
        if details:
            note = Muted(details[:_LONGEST], theme)
            note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._add(note)
        self._add(Muted(self.tr("If you go on working, this is told again at the next start."), theme))

    def _add(self, label: FaceLabel) -> None:
        label.setWordWrap(True)
        self.body.addWidget(label)


class DamageTeller:
    """`leave` closes the file for the rescue window."""

    def __init__(
        self, messages: Messages, theme: ThemeController, window: QWidget, leave: Callable[[], None]
    ) -> None:
        self._messages = messages
        self._theme = theme
        self._window = window
        self._leave = leave
        self._told = False
        self.sheet: DamageSheet | None = None

    def tell(self, health: FileHealth) -> None:
        """Tell what a look at the file found."""
        details = health.integrity if health.integrity != "ok" else ""
        self._show(damage_lines(health), details)

    def tell_of_reading(self, details: str) -> None:
        """Tell that something could not be read while working."""
        self._show([_translate("Damage", "A part of it could not be read just now.")], details)

    def _show(self, lines: Sequence[str], details: str) -> None:
        if self._told:
            words = _translate("Damage", "The file with your contacts is damaged: bring back a backup.")
            self._messages.error(words)
            return
        self._told = True
        sheet = self.sheet = DamageSheet(lines, details, self._theme, self._window)
        sheet.saved.connect(sheet.accept)
        sheet.accepted.connect(self._leave)
        sheet.finished.connect(self._on_finished)
        sheet.open()

    def _on_finished(self) -> None:
        self.sheet = None


def damage_lines(health: FileHealth) -> list[str]:
    """What a look at the file found broken, in words."""
    lines = []
    if health.integrity != "ok" or health.foreign_keys:
        lines.append(_translate("Damage", "Parts of it cannot be read any more, or do not belong together."))
    deep = health.deep
    if deep is None:
        return lines
    for count, text in (
        (
            deep.values,
            _translate("Damage", "%n text(s) or other value(s) in it cannot be right.", None, deep.values),
        ),
        (deep.photos, _translate("Damage", "The end of %n photo(s) is missing.", None, deep.photos)),
        (
            deep.journal,
            _translate("Damage", "%n step(s) of undo cannot be taken any more.", None, deep.journal),
        ),
    ):
        if count:
            lines.append(english_plural(text, count))
    return lines

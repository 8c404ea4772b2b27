"""The pages of the rescue window: the backups to choose from, and plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.ui.opening.backup_list import BackupList
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.card import Card
from crm_desktop.ui.widgets.flat_button import FlatButton
from crm_desktop.ui.widgets.flow_layout import FlowLayout
from crm_desktop.ui.widgets.labels import FaceLabel, Heading, Muted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QLabel

    from crm_desktop.domain.backup import Backup
    from crm_desktop.ui.opening.rescue_words import RescueWords
    from crm_desktop.ui.theme.controller import ThemeController

_GAP, _INSET = 10, 4


class WordsPage(QWidget):
    """Paragraphs, one under the other. Those of `addresses` are told as they are, to be copied."""

    def __init__(
        self,
        paragraphs: Sequence[str],
        theme: ThemeController,
        *,
        notes: Sequence[str] = (),
        addresses: Sequence[str] = (),
    ) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(_GAP))
        self.labels = [wrapped(text, theme) for text in paragraphs]
        self.labels += [Muted(text, theme) for text in notes]
        for address in addresses:
            label = wrapped(address, theme)
            to_be_copied(label)
            self.labels.append(label)
        for label in self.labels:
            column.addWidget(label)
        column.addStretch(1)

    @property
    def text(self) -> str:
        """All that it says."""
        return "\n".join(label.text() for label in self.labels)


class ChoosePage(QWidget):
    """Signals: `chosen_changed` when another backup is chosen; `asked` for it with Enter or a double click;
    `salvage_asked`, `copy_asked`, `anew_asked`, `again_asked` for the other ways.
    """

    chosen_changed = Signal()
    asked = Signal()
    salvage_asked = Signal()
    copy_asked = Signal()
    anew_asked = Signal()
    again_asked = Signal()

    def __init__(
        self,
        paragraphs: Sequence[str],
        why: str,
        backups: Sequence[Backup],
        words: RescueWords,
        theme: ThemeController,
        *,
        may_salvage: bool,
    ) -> None:
        super().__init__()
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(_GAP))
        for text in paragraphs:
            column.addWidget(wrapped(text, theme))
        if why:
            note = Muted(why, theme)
            to_be_copied(note)
            column.addWidget(note)
        self.list = BackupList(theme)
        self.lost = wrapped("", theme)
        card = Card(theme, pad=_INSET)
        card.body.addWidget(self.list)
        heading = Heading(self.tr("Your backups"), theme)
        for widget, stretch in ((heading, 0), (card, 1), (self.lost, 0)):
            column.addWidget(widget, stretch)
            widget.setVisible(bool(backups))
        self.list.show_backups(backups, words)
        self.list.currentRowChanged.connect(lambda _row: self.chosen_changed.emit())
        self.list.itemDoubleClicked.connect(lambda _item: self.asked.emit())
        column.addWidget(Heading(self.tr("Other ways"), theme))
        column.addLayout(self._ways(is_broken=bool(why), may_salvage=may_salvage and self.chosen is not None))
        if not backups:
            column.addStretch(1)

    @property
    def chosen(self) -> Backup | None:
        """The backup that is chosen."""
        return self.list.chosen

    def say_lost(self, text: str) -> None:
        """Say what would be lost with the chosen one."""
        self.lost.setText(text)
        self.list.setAccessibleDescription(text)

    def _ways(self, *, is_broken: bool, may_salvage: bool) -> FlowLayout:
        ways = FlowLayout(gap=self._theme.px(4))
        again = self.tr("Try to open it again") if is_broken else self.tr("Open it as it is")
        for text, icon, signal in (
            (self.tr("Save what can be read"), "heart", self.salvage_asked),
            (self.tr("Choose another copy…"), "folder", self.copy_asked),
            (again, "refresh", self.again_asked),
            (self.tr("Begin with an empty file…"), "plus", self.anew_asked),
        ):
            if signal is self.salvage_asked and not may_salvage:
                continue
            button = FlatButton(text, self._theme, icon)
            button.clicked.connect(signal)
            ways.addWidget(button)
        return ways


def to_be_copied(label: QLabel) -> None:
    """Let a label's text be selected; it begins where the window's texts do, in whatever script it is."""
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    side = Qt.AlignmentFlag.AlignRight if label.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
    label.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)


def wrapped(text: str, theme: ThemeController) -> FaceLabel:
    """A paragraph."""
    label = FaceLabel(text, theme, Face.BODY)
    label.setWordWrap(True)
    return label

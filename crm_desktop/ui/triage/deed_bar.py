"""What can be done with the person in view, each with its key: keep, later, delete, tags, how often.

Signals: `keep_asked`, `later_asked`, `delete_asked`, `back_asked`; `tag_asked(name, stay)` and
`cadence_asked(days, stay)`, where `stay` asks to do more with the same person; `new_tag_asked`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.ui.triage.tag_entry import TagEntry
from crm_desktop.ui.widgets.flow_layout import FlowLayout
from crm_desktop.ui.widgets.key_button import KeyButton
from crm_desktop.ui.wording.warmth import cadence_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import SignalInstance

    from crm_desktop.ui.theme.controller import ThemeController
    from crm_desktop.ui.triage.pending import Pending

CADENCES = {Qt.Key.Key_M: 30, Qt.Key.Key_Q: 90, Qt.Key.Key_H: 180, Qt.Key.Key_N: 0}
"""The keys of the cadences: by the month, the quarter, the half year, never; in days."""

_STAY = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


class DeedBar(QWidget):
    """Decides nothing itself. `main` is a line of its own, for whoever shows the bar to put in its place."""

    keep_asked = Signal()
    later_asked = Signal()
    delete_asked = Signal()
    back_asked = Signal()
    tag_asked = Signal(str, bool)
    cadence_asked = Signal(int, bool)
    new_tag_asked = Signal()

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.keep = self._deed(self.tr("Keep"), "K", "check", self.keep_asked, primary=True)
        self.later = self._deed(self.tr("Later"), "L", "clock", self.later_asked)
        self.delete = self._deed(self.tr("Delete"), "D", "trash", self.delete_asked)
        arrow = "→" if self.isRightToLeft() else "←"
        self.back = self._deed(self.tr("Back"), arrow, "", self.back_asked)
        self.new_tag = self._deed(self.tr("Another tag…"), "T", "plus", self.new_tag_asked)
        self.cadences = {days: self._cadence(key, days) for key, days in CADENCES.items()}
        self._tags: list[tuple[str, KeyButton]] = []
        self._tag_flow = FlowLayout(gap=theme.px(8))
        self.tag_entry = TagEntry(theme, self)
        self._tag_flow.addWidget(self.new_tag)
        self._tag_flow.addWidget(self.tag_entry)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        self.main = self._line([self.keep, self.later, self.delete, self.back])
        self._tag_line = self._around(self._tag_flow)
        for line in (self._tag_line, self._line(list(self.cadences.values()))):
            column.addWidget(line)

    @property
    def tags(self) -> dict[str, KeyButton]:
        """The buttons of the tags, by tag."""
        return dict(self._tags)

    def show_tags(self, tags: Sequence[str]) -> None:
        """Put these on the keys from 1 on."""
        if [tag for tag, _ in self._tags] == list(tags):
            return
        for _, button in self._tags:
            self._tag_flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._tags = []
        for place, tag in enumerate(tags, 1):
            cap = self.locale().toString(place)
            button = KeyButton(tag, cap, self._theme, "tag", self._tag_line)
            button.setAccessibleName(self.tr("Tag {tag}").replace("{tag}", tag))
            button.clicked.connect(lambda _=False, each=tag: self.tag_asked.emit(each, _is_stay()))
            self._tag_flow.insert_widget(place - 1, button)
            button.show()
            self._tags.append((tag, button))

    def show_pending(self, pending: Pending) -> None:
        """Light what is chosen of the person in view."""
        for tag, button in self._tags:
            button.set_lit(tag in pending.tags)
        for days, button in self.cadences.items():
            button.set_lit(days == pending.cadence)
        self.keep.say(self.tr("Next") if pending else self.tr("Keep"))

    def _deed(
        self, text: str, cap: str, icon: str, signal: SignalInstance, *, primary: bool = False
    ) -> KeyButton:
        button = KeyButton(text, cap, self._theme, icon, self, primary=primary)
        button.clicked.connect(lambda _=False: signal.emit())
        return button

    def _cadence(self, key: Qt.Key, days: int) -> KeyButton:
        button = KeyButton(cadence_text(days), chr(key), self._theme, "repeat" if days else "bell-off", self)
        button.clicked.connect(lambda _=False: self.cadence_asked.emit(days, _is_stay()))
        return button

    def _line(self, buttons: list[KeyButton]) -> QWidget:
        flow = FlowLayout(gap=self._theme.px(8))
        for button in buttons:
            flow.addWidget(button)
        return self._around(flow)

    def _around(self, flow: FlowLayout) -> QWidget:
        line = QWidget(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        line.setSizePolicy(policy)
        line.setLayout(flow)
        return line


def _is_stay() -> bool:
    return bool(QGuiApplication.keyboardModifiers() & _STAY)

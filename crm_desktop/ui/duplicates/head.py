"""The top of the duplicates page: its name, what was found when, and what concerns all of it.

Signals: `back_asked`, `look_asked`, `merge_all_asked`, `apart_asked`, `compare_asked`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.buttons import QuietButton
from crm_desktop.ui.widgets.flow_layout import FlowLayout
from crm_desktop.ui.widgets.labels import FaceLabel, Title
from crm_desktop.ui.widgets.plain_text import plain_tip

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from crm_desktop.ui.theme.controller import ThemeController


class PageHead(QWidget):
    """Knows numbers only."""

    back_asked = Signal()
    look_asked = Signal()
    merge_all_asked = Signal()
    apart_asked = Signal()
    compare_asked = Signal()

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_compact = False
        self._words: dict[QuietButton, str] = {}
        self.told = FaceLabel("", theme, Face.SMALL, muted=True)
        words = QWidget(self)
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Title(self.tr("Duplicates"), theme))
        column.addWidget(self.told)
        self.compare = self._button("", "columns", self.compare_asked)
        self.merge_all = self._button("", "merge", self.merge_all_asked)
        self.look_again = self._button(self.tr("Look again"), "refresh", self.look_asked)
        self.apart = self._button("", "apart", self.apart_asked)
        self.back = self._button(self.tr("Back to People"), "chevron-left", self.back_asked)
        flow = FlowLayout(self, gap=theme.px(8))
        flow.setContentsMargins(theme.px(24), 0, theme.px(22), 0)
        for widget in (words, self.compare, self.merge_all, self.apart, self.look_again, self.back):
            flow.addWidget(widget)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_selected(0)
        self.show_state("", very_likely=0, apart=0, can_look=False)

    def show_state(self, told: str, *, very_likely: int, apart: int, can_look: bool) -> None:
        """Say what there is: so many groups are `very_likely`, so many pairs known to be two people."""
        number = self.locale().toString
        self.told.setText(told)
        self._say(self.merge_all, self.tr("Merge {count} very likely…").format(count=number(very_likely)))
        self.merge_all.setVisible(very_likely > 1 and can_look)
        self._say(self.apart, self.tr("Different people: {count}").format(count=number(apart)))
        self.apart.setVisible(bool(apart))
        self.look_again.setVisible(can_look)

    def show_selected(self, count: int) -> None:
        """So many people are selected in the list of people, and can be compared."""
        number = self.locale().toString(count)
        self._say(self.compare, self.tr("Compare the {count} selected").format(count=number))
        self.compare.setVisible(bool(count))

    def _button(self, text: str, icon: str, signal: SignalInstance) -> QuietButton:
        button = QuietButton("", self._theme, icon, self)
        button.clicked.connect(lambda _=False: signal.emit())
        self._say(button, text)
        return button

    def set_compact(self, compact: bool) -> None:
        """Icons without their words, where there is little room."""
        if compact != self._is_compact:
            self._is_compact = compact
            for button, text in self._words.items():
                self._say(button, text)

    def _say(self, button: QuietButton, text: str) -> None:
        self._words[button] = text
        button.setAccessibleName(text)
        button.setToolTip(plain_tip(text if self._is_compact else ""))
        button.setText("" if self._is_compact else text)

"""Above the timeline: its entries by words, kind, outcome and tag. What does not occur is not offered.

`changed`: other entries are wanted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.domain.interaction import InteractionKind, Outcome
from crm_desktop.domain.timeline import TimelineFilter, TimelineParts
from crm_desktop.ui.widgets.chip import Chip
from crm_desktop.ui.widgets.flow_layout import FlowLayout
from crm_desktop.ui.widgets.search_box import SearchBox
from crm_desktop.ui.wording.interactions import kind_icon, kind_word, outcome_icon, outcome_word

if TYPE_CHECKING:
    from crm_desktop.ui.theme.controller import ThemeController

_MOST_TAGS = 24


class TimelineFilterBar(QWidget):
    """Chips of one sort add up; those of different sorts narrow each other."""

    changed = Signal()

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts = TimelineParts()
        self._chips: dict[InteractionKind | Outcome | str, Chip] = {}
        self._text = SearchBox(self.tr("Search the timeline"), theme, self.tr("Words in the timeline"), self)
        self._text.textChanged.connect(lambda _text: self.changed.emit())
        self._holder = QWidget(self)
        self._flow = FlowLayout(self._holder, gap=theme.px(6))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.px(4))
        column.setSpacing(theme.px(8))
        column.addWidget(self._text)
        column.addWidget(self._holder)
        self.setFocusProxy(self._text)

    def wanted(self) -> TimelineFilter:
        """What is asked for now."""
        on = [key for key, chip in self._chips.items() if chip.isChecked()]
        return TimelineFilter(
            frozenset(key for key in on if isinstance(key, InteractionKind)),
            frozenset(key for key in on if isinstance(key, Outcome)),
            frozenset(key for key in on if not isinstance(key, InteractionKind | Outcome)),
            self._text.text(),
        )

    def offer(self, parts: TimelineParts) -> None:
        """Offer what occurs; what is on and occurs stays on."""
        if parts == self._parts:
            return
        on = {key for key, chip in self._chips.items() if chip.isChecked()}
        self._parts = parts
        for chip in self._chips.values():
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = {}
        for kind in parts.kinds:
            self._add(kind, kind_word(kind), kind_icon(kind))
        for outcome in parts.outcomes:
            self._add(outcome, outcome_word(outcome), outcome_icon(outcome))
        for tag in parts.tags[:_MOST_TAGS]:
            self._add(tag, tag, "tag")
        for key in on & self._chips.keys():
            self._chips[key].setChecked(True)

    def clear(self) -> None:
        """Ask for everything; tells nobody."""
        self._text.blockSignals(True)
        self._text.clear()
        self._text.blockSignals(False)
        for chip in self._chips.values():
            chip.setChecked(False)

    def _add(self, key: InteractionKind | Outcome | str, text: str, icon: str) -> None:
        chip = Chip(text, self._theme, icon, parent=self._holder)
        chip.clicked.connect(self.changed)
        self._chips[key] = chip
        self._flow.addWidget(chip)
        chip.show()

"""What is next after a meeting: nothing yet, something promised by a day, or another meeting.

`chosen`: another of these is on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.ui.widgets.chip import Chip
from crm_desktop.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import SignalInstance

    from crm_desktop.domain.draft import JSON
    from crm_desktop.ui.theme.controller import ThemeController

NOTHING, PROMISE, MEETING = "nothing", "promise", "meeting"


class NextChoice(QWidget):
    """One of the three is always on."""

    chosen = Signal()

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: dict[str, Chip] = {}
        flow = FlowLayout(self, gap=theme.px(6))
        for way, text, icon in (
            (NOTHING, self.tr("Nothing yet"), ""),
            (PROMISE, self.tr("Something to do"), "check-circle"),
            (MEETING, self.tr("The next meeting"), "calendar"),
        ):
            chip = Chip(text, theme, icon, parent=self)
            chip.clicked.connect(lambda _=False, each=way: self._on_clicked(each))
            self._chips[way] = chip
            flow.addWidget(chip)
        self.set_way(NOTHING)

    @property
    def way(self) -> str:
        """Which of them is on."""
        return next(way for way, chip in self._chips.items() if chip.isChecked())

    def set_way(self, way: str) -> None:
        """Turn one on; tells nobody."""
        for each, chip in self._chips.items():
            chip.setChecked(each == way)

    def draft_content(self) -> JSON:
        return self.way

    def restore(self, content: Any) -> None:
        if content not in self._chips:
            raise ValueError("nothing that can be next")
        self.set_way(content)

    def draft_signals(self) -> Sequence[SignalInstance]:
        return (self.chosen,)

    def _on_clicked(self, way: str) -> None:
        self.set_way(way)
        self.chosen.emit()

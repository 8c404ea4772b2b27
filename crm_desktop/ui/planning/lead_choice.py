"""How long before a meeting one is reminded: any of the usual spans, "at the start" among them.

`changed`: another span is chosen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.ui.widgets.chip import Chip
from crm_desktop.ui.widgets.flow_layout import FlowLayout
from crm_desktop.ui.wording.spans import lead_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtCore import SignalInstance

    from crm_desktop.domain.draft import JSON
    from crm_desktop.ui.theme.controller import ThemeController

_USUAL = (0, 5, 15, 30, 60, 24 * 60)


def fitting_lead(usual: int, room: int) -> int:
    """The usual lead, or the longest of the others that still fits into `room` minutes; 0 is the start."""
    return usual if usual <= room else max((lead for lead in _USUAL if lead <= room), default=0)


class LeadChoice(QWidget):
    """Gives the chosen lead times in minutes; none means no reminder."""

    changed = Signal()

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chips: dict[int, Chip] = {}
        self._by_hand = False
        self._flow = FlowLayout(self, gap=theme.px(6))
        self.set_minutes(())

    def minutes(self) -> tuple[int, ...]:
        """The chosen lead times."""
        return tuple(lead for lead, chip in self._chips.items() if chip.isChecked())

    def set_minutes(self, minutes: Iterable[int]) -> None:
        """Choose these, unusual ones included."""
        chosen = set(minutes)
        for lead in sorted(chosen | set(_USUAL) - self._chips.keys()):
            if lead not in self._chips:
                self._add(lead)
        for lead, chip in self._chips.items():
            chip.setChecked(lead in chosen)

    def suggest(self, usual: int, room: int) -> None:
        """The usual lead, or the longest that still fits into `room` minutes: one that is over already
        would remind of what was planned this moment. What was chosen by hand stays.
        """
        if not self._by_hand:
            self.set_minutes((fitting_lead(usual, room),))

    def draft_content(self) -> JSON:
        return sorted(self.minutes())

    def restore(self, content: Any) -> None:
        self._by_hand = True
        self.set_minutes(int(minutes) for minutes in content)

    def draft_signals(self) -> Sequence[SignalInstance]:
        return (self.changed,)

    def _on_clicked(self) -> None:
        self._by_hand = True

    def _add(self, lead: int) -> None:
        chip = Chip(lead_text(lead), self._theme, parent=self)
        chip.setAccessibleName(self.tr("Remind: {when}").format(when=lead_text(lead)))
        chip.toggled.connect(self.changed)
        chip.clicked.connect(self._on_clicked)
        self._chips[lead] = chip
        self._flow.addWidget(chip)

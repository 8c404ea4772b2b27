"""How it went: three faces, one of them or none.

`changed`: another face is on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desktop.domain.interaction import Outcome
from crm_desktop.ui.widgets.buttons import IconButton
from crm_desktop.ui.widgets.chip import Chip
from crm_desktop.ui.wording.interactions import outcome_icon, outcome_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import SignalInstance

    from crm_desktop.domain.draft import JSON
    from crm_desktop.ui.theme.controller import ThemeController
    from crm_desktop.ui.widgets.buttons import ThemedButton


class OutcomeBar(QWidget):
    """Pressing the face that is on turns it off."""

    changed = Signal()

    def __init__(self, theme: ThemeController, parent: QWidget | None = None, *, words: bool = True) -> None:
        super().__init__(parent)
        self._chips: dict[Outcome, ThemedButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6 if words else 0))
        for outcome in (Outcome.GOOD, Outcome.NEUTRAL, Outcome.BAD):
            word, icon = outcome_word(outcome), outcome_icon(outcome)
            chip = Chip(word, theme, icon, self) if words else IconButton(icon, theme, word, self)
            chip.setCheckable(True)
            chip.clicked.connect(lambda _=False, each=outcome: self._on_clicked(each))
            self._chips[outcome] = chip
            row.addWidget(chip)
        if words:
            row.addStretch(1)

    @property
    def outcome(self) -> Outcome | None:
        """The face that is on."""
        return next((outcome for outcome, chip in self._chips.items() if chip.isChecked()), None)

    def set_outcome(self, outcome: Outcome | None) -> None:
        """Turn a face on, or all off."""
        for each, chip in self._chips.items():
            chip.setChecked(each is outcome)

    def draft_content(self) -> JSON:
        return self.outcome.value if self.outcome is not None else None

    def restore(self, content: Any) -> None:
        self.set_outcome(Outcome(content) if content is not None else None)

    def draft_signals(self) -> Sequence[SignalInstance]:
        return (self.changed,)

    def _on_clicked(self, outcome: Outcome) -> None:
        self.set_outcome(outcome if self._chips[outcome].isChecked() else None)
        self.changed.emit()

"""How a meeting went: well, so-so, badly, or it did not take place; one key for each.

`chosen`: the user said so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.domain.interaction import Outcome
from crm_desktop.ui.widgets.chip import Chip
from crm_desktop.ui.widgets.flow_layout import FlowLayout
from crm_desktop.ui.wording.interactions import outcome_icon, outcome_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QKeyEvent

    from crm_desktop.domain.draft import JSON
    from crm_desktop.ui.theme.controller import ThemeController

_translate = QCoreApplication.translate

NOT_HELD = "not held"
"""What stands for a meeting that did not take place."""
_ANSWERS = (Outcome.GOOD, Outcome.NEUTRAL, Outcome.BAD, NOT_HELD)


class WentBar(QWidget):
    """Nothing is on at first. The keys 1 to 4 choose, in the digits of any script."""

    chosen = Signal()

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: dict[str, Chip] = {}
        flow = FlowLayout(self, gap=theme.px(6))
        for number, answer in enumerate(_ANSWERS, 1):
            word, icon = _word_and_icon(answer)
            text = self.tr("{word} ({key})").format(word=word, key=number)
            chip = Chip(text, theme, icon, parent=self)
            chip.clicked.connect(lambda _=False, each=str(answer): self.choose(each))
            self._chips[str(answer)] = chip
            flow.addWidget(chip)

    @property
    def is_said(self) -> bool:
        """Whether one of them is on."""
        return bool(self._said())

    @property
    def took_place(self) -> bool:
        """Whether it was held, as far as anything was said."""
        return self._said() != NOT_HELD

    @property
    def outcome(self) -> Outcome | None:
        """How it went; None where it did not take place, or nothing was said."""
        said = self._said()
        return Outcome(said) if said and said != NOT_HELD else None

    def begin(self) -> None:
        """Give the keyboard to what is on, else to the first."""
        chip = self._chips.get(self._said(), self._chips[Outcome.GOOD])
        chip.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_answer(self, outcome: Outcome | None, *, took_place: bool) -> None:
        """Turn on what was said before; tells nobody."""
        self._turn_on(str(outcome or "") if took_place else NOT_HELD)

    def choose_number(self, number: int) -> None:
        """Choose by its key, from 1 on."""
        self.choose(str(_ANSWERS[number - 1]))

    def choose(self, answer: str) -> None:
        """Say so."""
        self._turn_on(answer)
        self.chosen.emit()

    def draft_content(self) -> JSON:
        return self._said()

    def restore(self, content: Any) -> None:
        if content and content not in self._chips:
            raise ValueError("no such answer")
        self._turn_on(content)

    def draft_signals(self) -> Sequence[SignalInstance]:
        return (self.chosen,)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        number = int(text) if len(text) == 1 and text.isdecimal() else 0
        if 1 <= number <= len(_ANSWERS):
            self.choose_number(number)
            event.accept()
            return
        super().keyPressEvent(event)

    def _said(self) -> str:
        return next((answer for answer, chip in self._chips.items() if chip.isChecked()), "")

    def _turn_on(self, answer: str) -> None:
        for each, chip in self._chips.items():
            chip.setChecked(each == answer)


def _word_and_icon(answer: Outcome | str) -> tuple[str, str]:
    if isinstance(answer, Outcome):
        return outcome_word(answer), outcome_icon(answer)
    return _translate("WentBar", "Did not take place"), "x"

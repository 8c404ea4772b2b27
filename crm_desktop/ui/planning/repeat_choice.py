"""Whether something comes again, and when: the usual ways by one choice, one's own unfolds.

`changed`: another repetition is chosen, or the old one followed its start to another day.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.domain.errors import UserError
from crm_desktop.domain.recurrence import Frequency, Recurrence, check, moved, occurrences, parse, spelled_out
from crm_desktop.ui.planning.repeat_own import RepeatOwn
from crm_desktop.ui.planning.repeat_presets import place_in, presets
from crm_desktop.ui.widgets.labels import Muted
from crm_desktop.ui.wording.recurrence import coming_words, rule_words, working_days

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import SignalInstance

    from crm_desktop.domain.draft import JSON
    from crm_desktop.ui.theme.controller import ThemeController

_SHOWN = 3
_FAR = datetime.combine(datetime.max.date(), time())  # noqa: DTZ901
_OWN = "own"
_LETTERS = 18


class RepeatChoice(QWidget):
    """Gives a rule's text; "" for what does not repeat. The pattern moves along with the day it starts on."""

    changed = Signal()

    def __init__(self, theme: ThemeController, start: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._working = working_days()
        self._day = self._chosen_day = start
        self._chosen: Recurrence | None = None
        self._is_own = False
        self._by_hand = False
        self._how = QComboBox(self)
        self._how.setAccessibleName(self.tr("Repeat"))
        # It takes the width that there is: the longest of its texts would make the dialog too wide.
        self._how.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._how.setMinimumContentsLength(_LETTERS)
        self._how.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._own = RepeatOwn(theme, self)
        self._words = Muted("", theme, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        for widget in (self._how, self._own, self._words):
            column.addWidget(widget)
        self._how.activated.connect(self._on_chosen)
        self._own.changed.connect(self._on_own_changed)
        self._show()

    @property
    def is_changed_by_hand(self) -> bool:
        """Whether another repetition was chosen than the one that was shown first."""
        return self._by_hand

    def rule(self) -> str:
        """The rule as RFC 5545 text, "" without one."""
        rule = self._rule()
        return rule.text if rule is not None else ""

    def set_rule(self, text: str, start: date) -> None:
        """Show the rule of something on this day. Raises UserError for a text that is no rule."""
        self._chosen = parse(text) if text else None
        self._day = self._chosen_day = start
        self._is_own = self._by_hand = False
        self._show()

    def set_start(self, day: date) -> None:
        """It starts on another day: "every week on Monday" becomes "on Tuesday"."""
        if day != self._day:
            self._day = day
            self._show()
            self.changed.emit()

    def draft_content(self) -> JSON:
        chosen = self._chosen.text if self._chosen is not None else ""
        day = self._chosen_day.isoformat()
        return {"rule": chosen, "day": day if chosen else "", "own": self._is_own, "by_hand": self._by_hand}

    def restore(self, content: Any) -> None:
        rule, day = content["rule"], content["day"]
        self._chosen = parse(rule) if rule else None
        self._chosen_day = date.fromisoformat(day) if day else self._day
        self._is_own, self._by_hand = bool(content["own"]), bool(content["by_hand"])
        self._show()

    def draft_signals(self) -> Sequence[SignalInstance]:
        return (self.changed,)

    def _rule(self) -> Recurrence | None:
        if self._chosen is None or self._chosen_day == self._day:
            return self._chosen
        if spelled_out(self._chosen, self._chosen_day).by_day == self._working:
            return self._chosen
        return moved(self._chosen, _at(self._chosen_day), _at(self._day))

    def _choose(self, rule: Recurrence | None) -> None:
        self._chosen, self._chosen_day, self._by_hand = rule, self._day, True

    def _on_chosen(self, index: int) -> None:
        data = self._how.itemData(index)
        self._is_own = data == _OWN
        if self._is_own:
            if self._chosen is None:
                self._choose(Recurrence(Frequency.WEEKLY))
        else:
            self._choose(parse(data) if data else None)
        self._show()
        self.changed.emit()

    def _on_own_changed(self) -> None:
        self._choose(self._own.rule())
        self._say()
        self.changed.emit()

    def _show(self) -> None:
        """Offer what goes with the day, mark what is chosen, and say when it comes."""
        rule = self._rule()
        offered = presets(self._day, self._working)
        self._how.clear()
        self._how.addItem(self.tr("Does not repeat"), "")
        for each in offered:
            self._how.addItem(rule_words(each, self._day), each.text)
        place = None if rule is None else place_in(offered, rule, self._day)
        if rule is not None and place is None and not self._is_own:
            # What is none of the usual is kept as it is, under its own words.
            place = len(offered)
            self._how.addItem(rule_words(rule, self._day), rule.text)
        self._how.addItem(self.tr("Own…"), _OWN)
        if self._is_own:
            place = self._how.count() - 2
        self._how.setCurrentIndex(0 if place is None else place + 1)
        self._own.setVisible(self._is_own)
        if self._is_own and rule is not None:
            self._own.show_rule(rule, self._day)
        self._say()

    def _say(self) -> None:
        text = self._explanation()
        self._words.setText(text)
        self._words.setVisible(bool(text))
        self._how.setAccessibleDescription(text)

    def _explanation(self) -> str:
        rule = self._rule()
        if rule is None:
            return ""
        start = _at(self._day)
        try:
            check(rule, start)
        except UserError as error:
            return str(error)
        first, *coming = (each.date() for each in occurrences(rule, start, start, _FAR, _SHOWN + 1))
        days = coming_words(coming, first.year)
        return f"{rule_words(rule, self._day)}\n{days}" if self._is_own else days


def _at(day: date) -> datetime:
    return datetime.combine(day, time())

"""A repetition of one's own: every so many days, weeks, months or years, on which of them, until when.

`changed`: it is another one now.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from crm_desktop.domain.recurrence import Frequency, Recurrence, spelled_out
from crm_desktop.domain.recurrence_rule import MOST_INTERVAL, WEEKDAYS
from crm_desktop.ui.planning.repeat_end import RepeatEnd
from crm_desktop.ui.planning.repeat_presets import month_rules, place_in, year_rules
from crm_desktop.ui.widgets.chip import Chip
from crm_desktop.ui.widgets.flow_layout import FlowLayout
from crm_desktop.ui.widgets.labels import PlainLabel
from crm_desktop.ui.wording.plural import english_plural
from crm_desktop.ui.wording.recurrence import place_words, week, weekday_word

if TYPE_CHECKING:
    from datetime import date

    from crm_desktop.ui.theme.controller import ThemeController

_FREQUENCIES = (Frequency.DAILY, Frequency.WEEKLY, Frequency.MONTHLY, Frequency.YEARLY)


class RepeatOwn(QWidget):
    """Shows a rule with `show_rule`, and gives what was made of it."""

    changed = Signal()

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day: date | None = None
        self._places: list[Recurrence] = []
        self._interval = QSpinBox(self)
        self._interval.setAccessibleName(self.tr("Every how many"))
        self._interval.setRange(1, MOST_INTERVAL)
        self._unit = QComboBox(self)
        self._unit.setAccessibleName(self.tr("Days, weeks, months or years"))
        self._unit.addItems([""] * len(_FREQUENCIES))
        self._weekdays = _Weekdays(theme, self)
        self._place = QComboBox(self)
        self._place.setAccessibleName(self.tr("On which day"))
        self._end = RepeatEnd(theme, self)
        self._lay_out(theme)
        self._write_units()
        self._interval.valueChanged.connect(self._on_interval_changed)
        self._unit.currentIndexChanged.connect(self._on_unit_changed)
        self._weekdays.changed.connect(self.changed)
        self._place.currentIndexChanged.connect(self.changed)
        self._end.changed.connect(self.changed)

    @property
    def frequency(self) -> Frequency:
        """Days, weeks, months or years."""
        return _FREQUENCIES[self._unit.currentIndex()]

    def rule(self) -> Recurrence:
        """What is put together."""
        pattern = Recurrence(self.frequency)
        if self.frequency is Frequency.WEEKLY:
            pattern = Recurrence(Frequency.WEEKLY, by_day=self._weekdays.days())
        elif self.frequency is not Frequency.DAILY and self._places:
            pattern = self._places[max(0, self._place.currentIndex())]
        return replace(pattern, interval=self._interval.value(), until=self._end.until, count=self._end.count)

    def show_rule(self, rule: Recurrence, day: date) -> None:
        """Put the fields to a rule of something on this day; nothing is told of it."""
        self._day = day
        was_blocked = self.blockSignals(True)
        whole = spelled_out(rule, day)
        if whole.frequency is Frequency.DAILY and whole.by_day and whole.interval == 1:
            whole = replace(whole, frequency=Frequency.WEEKLY, by_month_day=())
        self._interval.setValue(whole.interval)
        self._unit.setCurrentIndex(_FREQUENCIES.index(whole.frequency))
        self._weekdays.show_days(whole.by_day, day)
        self._offer_places(replace(whole, interval=1, until=None, count=None))
        self._end.set_end(rule.until, rule.count, day)
        self._unfold()
        self.blockSignals(was_blocked)

    def _offer_places(self, shown: Recurrence | None = None) -> None:
        """The places in the month or the year, and the one that is shown if it is another."""
        self._places = []
        if self._day is not None and self.frequency in (Frequency.MONTHLY, Frequency.YEARLY):
            monthly = self.frequency is Frequency.MONTHLY
            self._places = month_rules(self._day) if monthly else year_rules(self._day)
            if shown is not None and place_in(self._places, shown, self._day) is None:
                self._places.append(shown)
        was_blocked = self._place.blockSignals(True)
        self._place.clear()
        if self._day is not None:
            self._place.addItems([place_words(rule, self._day) for rule in self._places])
            if shown is not None:
                self._place.setCurrentIndex(place_in(self._places, shown, self._day) or 0)
        self._place.blockSignals(was_blocked)

    def _on_interval_changed(self) -> None:
        self._write_units()
        self.changed.emit()

    def _on_unit_changed(self) -> None:
        self._offer_places()
        self._unfold()
        self.changed.emit()

    def _unfold(self) -> None:
        self._weekdays.setVisible(self.frequency is Frequency.WEEKLY)
        self._place.setVisible(self.frequency in (Frequency.MONTHLY, Frequency.YEARLY))

    def _write_units(self) -> None:
        count = self._interval.value()
        words = (
            self.tr("day(s)", None, count),
            self.tr("week(s)", None, count),
            self.tr("month(s)", None, count),
            self.tr("year(s)", None, count),
        )
        for at, word in enumerate(words):
            self._unit.setItemText(at, english_plural(word, count))

    def _lay_out(self, theme: ThemeController) -> None:
        every = PlainLabel(self.tr("Every"), self)
        every.setBuddy(self._interval)
        line = QHBoxLayout()
        line.setSpacing(theme.px(8))
        for widget in (every, self._interval, self._unit):
            line.addWidget(widget)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(line)
        for row in (self._weekdays, self._place, self._end):
            column.addWidget(row)


class _Weekdays(QWidget):
    """Seven chips in the order of the user's week. `changed`: another one is on."""

    changed = Signal()

    def __init__(self, theme: ThemeController, parent: QWidget) -> None:
        super().__init__(parent)
        self._start = WEEKDAYS[0]
        self._chips: dict[str, Chip] = {}
        flow = FlowLayout(self, gap=theme.px(4))
        for day in week():
            chip = Chip(weekday_word(day, short=True), theme, parent=self)
            chip.setAccessibleName(weekday_word(day))
            chip.clicked.connect(self._on_clicked)
            self._chips[day] = chip
            flow.addWidget(chip)

    def days(self) -> tuple[str, ...]:
        """Those that are on."""
        return tuple(day for day, chip in self._chips.items() if chip.isChecked())

    def show_days(self, days: tuple[str, ...], start: date) -> None:
        """Turn on these; without any that of the start."""
        self._start = WEEKDAYS[start.weekday()]
        plain = {day[-2:] for day in days} or {self._start}
        for day, chip in self._chips.items():
            chip.setChecked(day in plain)

    def _on_clicked(self) -> None:
        if not self.days():
            # A week without any day is no repetition: the day it starts on stays.
            self._chips[self._start].setChecked(True)
        self.changed.emit()

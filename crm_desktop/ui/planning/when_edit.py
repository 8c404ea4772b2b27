"""A day and a time: the usual days by one click, the time typed as one likes, and what was understood.

`changed`: the day or the time is another.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, Qt, Signal
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crm_desktop.domain.errors import UserError
from crm_desktop.ui.planning.spoken_time import ENGLISH, read_time
from crm_desktop.ui.widgets.labels import Muted
from crm_desktop.ui.wording.days import DayWords, clock_text, full_day
from crm_desktop.ui.wording.plural import english_plural

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from crm_desktop.services.ports import Clock
    from crm_desktop.ui.planning.spoken_time import TimeWords
    from crm_desktop.ui.theme.controller import ThemeController

_translate = QCoreApplication.translate


class WhenEdit(QWidget):
    """Gives a wall time. The zone is the one the user is in, until it is told another."""

    changed = Signal()

    def __init__(self, theme: ThemeController, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._days = DayWords(clock)
        self._words = time_words()
        self._zone: tzinfo | None = None
        self._day = day_edit(self.tr("Day"), self)
        self._time = QLineEdit(self)
        self._time.setAccessibleName(self.tr("Time"))
        self._time.setPlaceholderText(self.tr("15:00, 3pm, in 20 min"))
        self._understood = Muted("", theme, self)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self._day, 1)
        row.addWidget(self._time, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addLayout(row)
        column.addWidget(self._understood)
        self._day.dateChanged.connect(self._on_changed)
        self._time.textChanged.connect(self._on_changed)
        self.set_value(self._next_hour())

    def begin(self) -> None:
        """Give the keyboard to the time, which is what one types first."""
        self._time.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_value(self, wall: datetime) -> None:
        """Show a wall time."""
        self._day.setDate(QDate(wall.year, wall.month, wall.day))
        self._time.setText(clock_text(wall))

    def set_zone(self, zone: tzinfo) -> None:
        """What is typed is meant in this zone; it stays as it stands."""
        self._zone = zone
        self._understood.setText(self._explanation())

    def set_day(self, day: date) -> None:
        """Another day at the same time."""
        self._day.setDate(QDate(day.year, day.month, day.day))

    @property
    def day(self) -> date:
        """The day that is chosen, whatever the time says."""
        chosen = self._day.date()
        return date(chosen.year(), chosen.month(), chosen.day())

    def minutes_ahead(self) -> int | None:
        """How far off it is, in whole minutes; None where the time is none."""
        wall = self._read()
        now = self._now()
        return None if wall is None else (wall - now) // timedelta(minutes=1)

    def value(self) -> datetime:
        """The wall time, naive. Raises UserError where the time is none."""
        wall = self._read()
        if wall is None:
            sentence = self.tr("“{text}” is not a time. Write it as 15:00, 3pm or in 20 min.")
            raise UserError(sentence.format(text=self._time.text().strip()))
        return wall

    def draft_fields(self) -> dict[str, QWidget]:
        """The day and the time as they are typed, to be kept."""
        return {"day": self._day, "time": self._time}

    def _now(self) -> datetime:
        return self._clock.now().astimezone(self._zone or self._clock.zone()).replace(tzinfo=None)

    def _read(self) -> datetime | None:
        now = self._now()
        return read_time(self._time.text(), self.day, now, self._words)

    def _next_hour(self) -> datetime:
        now = self._now()
        return now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)

    def _on_changed(self) -> None:
        self._understood.setText(self._explanation())
        self.changed.emit()

    def _explanation(self) -> str:
        if not self._time.text().strip():
            return self.tr("At what time?")
        wall = self._read()
        if wall is None:
            return self.tr("Not understood yet: 15:00, 3pm, noon, in 20 min")
        now = self._now()
        text = f"{full_day(wall.date())} {clock_text(wall)}"
        if wall < now.replace(second=0, microsecond=0):
            return self.tr("{when} · in the past").format(when=text)
        return self.tr("{when} · {distance}").format(when=text, distance=distance_text(wall - now))


def day_edit(name: str, parent: QWidget) -> QDateEdit:
    """A day to type or to pick from a month."""
    edit = QDateEdit(parent)
    edit.setCalendarPopup(True)
    edit.setAccessibleName(name)
    edit.setMinimumDate(QDate(1970, 1, 2))
    edit.setMaximumDate(QDate(8999, 12, 31))
    return edit


def time_words() -> TimeWords:
    """English words and those of the window's language."""
    return ENGLISH.with_more(
        after=_translate("TimeWords", "in"),
        minutes=_translate("TimeWords", "min minutes"),
        hours=_translate("TimeWords", "h hours"),
        am=_translate("TimeWords", "am"),
        pm=_translate("TimeWords", "pm"),
        noon=_translate("TimeWords", "noon"),
        midnight=_translate("TimeWords", "midnight"),
        now=_translate("TimeWords", "now"),
    )


def distance_text(span: timedelta) -> str:
    """How far off: "in 2 min", "in 3 h", "in 4 days"."""
    minutes = round(span.total_seconds() / 60)
    if minutes < 1:
        return _translate("Days", "now")
    if minutes < 90:
        return english_plural(_translate("Days", "in %n min", None, minutes), minutes)
    hours = round(minutes / 60)
    if hours < 36:
        return english_plural(_translate("Days", "in %n h", None, hours), hours)
    days = round(hours / 24)
    return english_plural(_translate("Days", "in %n day(s)", None, days), days)

"""The meeting that follows from one that is over: what, when and how long; with whom is said above it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.domain.appointment import Appointment
from crm_desktop.domain.errors import UserError
from crm_desktop.ui.planning.quick_days import QuickDays
from crm_desktop.ui.planning.when_edit import WhenEdit
from crm_desktop.ui.planning.zone_words import zone_name
from crm_desktop.ui.widgets.labels import Muted, isolated
from crm_desktop.ui.widgets.line_edit import LineEdit
from crm_desktop.ui.wording.days import DayWords
from crm_desktop.ui.wording.spans import minutes_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crm_desktop.domain.ids import ContactId
    from crm_desktop.services.ports import Clock
    from crm_desktop.ui.theme.controller import ThemeController

_LENGTHS = (15, 30, 45, 60, 90, 120, 180, 240)
_MOST_NAMED = 3


class NextMeeting(QWidget):
    """Begins a week after today at the hour of the meeting before. `clashes` says what is on at that time."""

    def __init__(
        self,
        before: Appointment,
        lead: int,
        clashes: Callable[[Appointment], Sequence[Appointment]],
        theme: ThemeController,
        clock: Clock,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._before, self._lead, self._clashes, self._clock = before, lead, clashes, clock
        days = DayWords(clock)
        self._quick = QuickDays(days, theme, self)
        self._when = WhenEdit(theme, clock, self)
        self._title = LineEdit(parent=self)
        self._title.setAccessibleName(self.tr("What the next meeting is about"))
        self._title.setPlaceholderText(self.tr("What it is about"))
        self._title.setText(before.title)
        self._length = QComboBox(self)
        self._length.setAccessibleName(self.tr("How long the next meeting is"))
        for length in sorted({*_LENGTHS, before.minutes}):
            self._length.addItem(minutes_text(length), length)
        self._length.setCurrentIndex(self._length.findData(before.minutes))
        self._clash = Muted("", theme, self)
        self._clash.hide()
        self._lay_out(theme)
        self._quick.chosen.connect(self._when.set_day)
        self._when.changed.connect(self._look)
        self._length.currentIndexChanged.connect(self._look)
        hour = days.local(before.starts_at).replace(tzinfo=None).time()
        again = days.today() + timedelta(days=7)
        self._when.set_value(datetime.combine(again, hour))

    def begin(self) -> None:
        """Give the keyboard to the days."""
        self._quick.begin()

    def draft_fields(self) -> dict[str, QWidget]:
        """What is kept of it while it is not saved."""
        return {"when": self._when, "title": self._title, "length": self._length}

    def meeting(self, people: tuple[ContactId, ...]) -> Appointment:
        """The meeting with these people. Raises UserError where its time is none."""
        return Appointment(
            title=self._title.text().strip(),
            starts=self._when.value(),
            zone=zone_name(self._clock.zone()),
            contact_ids=people,
            minutes=self._length.currentData(),
            remind=(self._lead,),
            came_from=self._before.id,
        )

    def _look(self) -> None:
        """Say what is planned at that time: it may well be meant."""
        self._quick.mark(self._when.day)
        try:
            found = self._clashes(replace(self.meeting(()), title="?"))
        except (UserError, ValueError, OverflowError):
            found = ()
        names = ", ".join(isolated(one.title) for one in found[:_MOST_NAMED])
        self._clash.setText(self.tr("At the same time: {titles}").format(titles=names) if names else "")
        self._clash.setVisible(bool(names))

    def _lay_out(self, theme: ThemeController) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self._title, 2)
        row.addWidget(self._length, 1)
        for widget in (self._quick, self._when, self._clash):
            column.addWidget(widget)
        column.insertLayout(2, row)

"""What stands beside a chosen time: the hour elsewhere, what a clock change does, what else is planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.ui.planning.clash_words import clash_words
from crm_desktop.ui.planning.zone_words import clock_change_words, place_of, zone_name
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.labels import FaceLabel, isolated
from crm_desktop.ui.wording.days import DayWords, clock_text, short_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crm_desktop.domain.appointment import Appointment
    from crm_desktop.services.ports import Clock
    from crm_desktop.ui.theme.controller import ThemeController


class BesideTime(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, theme: ThemeController, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._days = DayWords(clock)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(3))
        self._here = FaceLabel("", theme, Face.SMALL, muted=True, parent=self)
        self._change = FaceLabel("", theme, Face.SMALL, parent=self)
        self._clash = FaceLabel("", theme, Face.SMALL, parent=self)
        for label in (self._here, self._change, self._clash):
            label.setWordWrap(True)
            column.addWidget(label)
        self.clear()

    def clear(self) -> None:
        """There is no time to say something about."""
        self._say("", "", "")

    def show_of(self, meeting: Appointment, clashes: Sequence[Appointment], *, shown_in: str) -> None:
        """Say what there is about a meeting that is being planned, whose time is shown in a zone."""
        here = zone_name(self._clock.zone())
        there = ""
        if meeting.zone != shown_in:
            when = f"{short_day(meeting.starts.date(), with_year=False)} {clock_text(meeting.starts)}"
            there = self.tr("Planned in {place}: {when}").format(place=place_of(meeting.zone), when=when)
        elif meeting.zone != here:
            when = self._days.moment(meeting.starts_at, exact=True)
            there = self.tr("Here, in {place}: {when}").format(place=place_of(here), when=when)
        told = [
            self.tr("{what} ({time})").format(what=isolated(one.title), time=self._days.time(one.starts_at))
            for one in clashes
        ]
        self._say(there, clock_change_words(meeting.starts, meeting.zone), clash_words(told))

    def _say(self, here: str, change: str, clash: str) -> None:
        for label, text in ((self._here, here), (self._change, change), (self._clash, clash)):
            label.setText(text)
            label.setVisible(bool(text))
        self.setVisible(bool(here or change or clash))

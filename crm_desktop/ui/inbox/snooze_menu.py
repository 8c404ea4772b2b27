"""What stands behind "remind me later": the moments that make sense now, and a day of one's own choice."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from crm_desktop.ui.inbox.snooze_times import Snooze, choices, on_wall
from crm_desktop.ui.planning.day_choice import DayChoice
from crm_desktop.ui.widgets.sheet import Sheet
from crm_desktop.ui.wording.days import DayWords

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime, time

    from PySide6.QtWidgets import QMenu, QWidget

    from crm_desktop.services.ports import Clock
    from crm_desktop.ui.inbox.snooze_times import SnoozeChoice
    from crm_desktop.ui.theme.controller import ThemeController

_translate = QCoreApplication.translate


def add_snoozes(menu: QMenu, clock: Clock, morning: time, chosen: Callable[[datetime], None]) -> None:
    """Add the moments that make sense now to a menu; `chosen` is told the instant."""
    _add(menu, clock, chosen, choices(clock.now(), clock.zone(), morning))


def add_snoozes_of_today(
    menu: QMenu, clock: Clock, morning: time, chosen: Callable[[datetime], None]
) -> None:
    """Add those of them that are on the same day."""
    today = clock.now().astimezone(clock.zone()).date()
    offered = choices(clock.now(), clock.zone(), morning)
    near = [choice for choice in offered if choice.until.astimezone(clock.zone()).date() == today]
    _add(menu, clock, chosen, near)


def _add(
    menu: QMenu, clock: Clock, chosen: Callable[[datetime], None], offered: Sequence[SnoozeChoice]
) -> None:
    days = DayWords(clock)
    for choice in offered:
        when = days.moment(choice.until, exact=True)
        text = _translate("Inbox", "{name}  ({when})").format(name=_word(choice.snooze), when=when)
        menu.addAction(text, partial(chosen, choice.until))


class SnoozeSheet(Sheet):
    """Asks for a day, and tells `chosen` its morning."""

    def __init__(
        self,
        clock: Clock,
        morning: time,
        chosen: Callable[[datetime], None],
        theme: ThemeController,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Remind me later"), theme, parent, save=self.tr("Remind me"))
        self._clock = clock
        self._morning = morning
        self._chosen = chosen
        self.day = DayChoice(theme, clock, self.tr("The day"), self)
        self.body.addWidget(self.day)
        self.saved.connect(self._on_saved)

    def _on_saved(self) -> None:
        until = on_wall(self.day.day(), self._morning, self._clock.zone())
        if until <= self._clock.now():
            self.error(self.tr("Choose a day that is still to come."))
            return
        self._chosen(until)
        self.accept()


def _word(snooze: Snooze) -> str:
    match snooze:
        case Snooze.TEN_MINUTES:
            return _translate("Inbox", "In 10 minutes")
        case Snooze.HOUR:
            return _translate("Inbox", "In an hour")
        case Snooze.EVENING:
            return _translate("Inbox", "This evening")
        case Snooze.TOMORROW:
            return _translate("Inbox", "Tomorrow morning")
        case Snooze.NEXT_WEEK:
            return _translate("Inbox", "Next week")

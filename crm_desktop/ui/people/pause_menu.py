"""The menu behind "pause until": the days that make sense now, and a day of one's own choice."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, Qt
from PySide6.QtWidgets import QMenu

from crm_desktop.ui.planning.coming_day_sheet import ComingDaySheet
from crm_desktop.ui.wording.days import DayWords

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from crm_desktop.services.ports import Clock
    from crm_desktop.ui.theme.controller import ThemeController

_translate = QCoreApplication.translate


def pause_menu(
    clock: Clock, chosen: Callable[[date], None], other: Callable[[], object], parent: QWidget
) -> QMenu:
    """A menu that tells `chosen` the local day until which nobody is reminded; `other` is asked for a day of
    one's own. It goes when it closes."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    add_pauses(menu, clock, chosen, other)
    return menu


def add_pauses(
    menu: QMenu, clock: Clock, chosen: Callable[[date], None], other: Callable[[], object]
) -> None:
    """Add the choices of `pause_menu` to another menu."""
    words = DayWords(clock)
    for name, day in _choices(words.today()):
        text = _translate("Pause", "{name}  (until {day})").format(name=name, day=words.day(day))
        menu.addAction(text, partial(chosen, day))
    menu.addSeparator()
    menu.addAction(_translate("Pause", "Until a day…"), other)


class PauseSheet(ComingDaySheet):
    """Asks for a day that is still to come, a week ahead to begin with, and tells `chosen`."""

    def __init__(
        self,
        clock: Clock,
        chosen: Callable[[date], None],
        theme: ThemeController,
        parent: QWidget | None = None,
    ) -> None:
        title, save = _translate("Pause", "Pause reminders"), _translate("Pause", "Pause")
        super().__init__(title, save, _translate("Pause", "Until which day"), clock, chosen, theme, parent)
        self.day.set_day(_choices(DayWords(clock).today())[0][1])


def _choices(today: date) -> tuple[tuple[str, date], ...]:
    start = QDate(today.year, today.month, today.day)
    return (
        (_translate("Pause", "A week"), _day(start.addDays(7))),
        (_translate("Pause", "A month"), _day(start.addMonths(1))),
        (_translate("Pause", "Three months"), _day(start.addMonths(3))),
    )


def _day(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())

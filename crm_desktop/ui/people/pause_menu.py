"""The menu behind "pause until": the days that make sense now, and a day of one's own choice."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, Qt
from PySide6.QtWidgets import QMenu

from crm_desktop.ui.planning.day_choice import DayChoice
from crm_desktop.ui.widgets.sheet import Sheet
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


class PauseSheet(Sheet):
    """Asks for a day that is still to come, and tells `chosen`."""

    def __init__(
        self,
        clock: Clock,
        chosen: Callable[[date], None],
        theme: ThemeController,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Pause reminders"), theme, parent, save=self.tr("Pause"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._words = DayWords(clock)
        self._chosen = chosen
        self.day = DayChoice(theme, clock, self.tr("Until which day"), self)
        self.day.set_day(_choices(self._words.today())[0][1])
        self.body.addWidget(self.day)
        self.saved.connect(self._on_saved)

    def _on_saved(self) -> None:
        until = self.day.day()
        if until <= self._words.today():
            self.error(self.tr("Choose a day that is still to come."))
            return
        self._chosen(until)
        self.accept()


def _choices(today: date) -> tuple[tuple[str, date], ...]:
    start = QDate(today.year, today.month, today.day)
    return (
        (_translate("Pause", "A week"), _day(start.addDays(7))),
        (_translate("Pause", "A month"), _day(start.addMonths(1))),
        (_translate("Pause", "Three months"), _day(start.addMonths(3))),
    )


def _day(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())

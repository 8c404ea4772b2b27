"""Puts what a line is about off: a reminder to a moment, a promise to a day, a silence for a while."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMenu

from crm_desktop.domain.errors import UserError
from crm_desktop.domain.ids import FollowUpId
from crm_desktop.ui.inbox.snooze_menu import add_snoozes, add_snoozes_of_today
from crm_desktop.ui.people.pause_menu import PauseSheet, add_pauses
from crm_desktop.ui.today.put_off_sheet import PutOffSheet
from crm_desktop.ui.today.week_words import weekday
from crm_desktop.ui.wording.days import DayWords, short_day

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QWidget

    from crm_desktop.domain.reminder import Reminder
    from crm_desktop.domain.today import Promise, ReachOut
    from crm_desktop.services.contacts import ContactBook
    from crm_desktop.services.follow_ups import FollowUps
    from crm_desktop.services.ports import Clock
    from crm_desktop.services.reminders import Reminders
    from crm_desktop.services.settings import Settings
    from crm_desktop.ui.shell.dialogs import Dialogs
    from crm_desktop.ui.shell.messages import BarMessages
    from crm_desktop.ui.theme.controller import ThemeController

_translate = QCoreApplication.translate
_WEEK = 7


class Later:
    """Asks with a menu at a place; what was chosen is one undo step."""

    def __init__(
        self,
        *,
        reminders: Reminders,
        follow_ups: FollowUps,
        contacts: ContactBook,
        settings: Settings,
        clock: Clock,
        dialogs: Dialogs,
        messages: BarMessages,
        theme: ThemeController,
        window: QWidget,
    ) -> None:
        self._reminders = reminders
        self._follow_ups = follow_ups
        self._contacts = contacts
        self._settings = settings
        self._clock = clock
        self._days = DayWords(clock)
        self._dialogs = dialogs
        self._messages = messages
        self._theme = theme
        self._window = window

    def snooze(self, reminder: Reminder, place: QPoint) -> None:
        """Ask until when a reminder rests."""
        menu, chosen = self._menu(), partial(self._snooze, reminder)
        add_snoozes(menu, self._clock, self._settings.morning_time, chosen)
        menu.addSeparator()
        menu.addAction(_translate("Today", "On a day…"), lambda: self._dialogs.snooze(chosen))
        menu.popup(place)

    def put_off(self, promise: Promise, reminder: Reminder | None, place: QPoint) -> None:
        """Ask for which day a promise is then; for a reminder that is open, also for how long it rests."""
        menu, today = self._menu(), self._days.today()
        if reminder is not None:
            rest = partial(self._snooze, reminder)
            add_snoozes_of_today(menu, self._clock, self._settings.morning_time, rest)
            menu.addSeparator()
        monday = today + timedelta(days=_WEEK - today.weekday())
        days = {today + timedelta(days=1): _translate("Today", "Tomorrow")}
        days.setdefault(monday, _translate("Today", "Next week"))
        days.setdefault(today + timedelta(days=_WEEK), _translate("Today", "In a week"))
        for day, name in days.items():
            named = f"{weekday(day)} {short_day(day, with_year=False)}"
            text = _translate("Today", "{name}  ({day})").format(name=name, day=named)
            menu.addAction(text, partial(self._put_off, promise, day))
        menu.addSeparator()
        other = partial(self._put_off, promise)
        menu.addAction(
            _translate("Today", "To a day…"),
            lambda: PutOffSheet(self._clock, other, self._theme, self._window).open(),
        )
        menu.popup(place)

    def pause(self, silent: ReachOut, place: QPoint) -> None:
        """Ask for how long nobody needs to be reminded of a contact."""
        menu, chosen = self._menu(), partial(self._pause, silent)
        add_pauses(
            menu,
            self._clock,
            chosen,
            lambda: PauseSheet(self._clock, chosen, self._theme, self._window).open(),
        )
        menu.addSeparator()
        menu.addAction(_translate("Today", "Don't remind any more"), partial(self._never, silent))
        menu.popup(place)

    def _menu(self) -> QMenu:
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _named(self, day: date) -> str:
        return self._days.day(day, weekday=True)

    def _snooze(self, reminder: Reminder, until: datetime) -> None:
        when = self._days.moment(until, exact=True)
        said = _translate("Today", "Comes back: {when}").format(when=when)
        self._try(lambda: self._reminders.snooze(reminder.key, until), said)

    def _put_off(self, promise: Promise, day: date) -> None:
        number = FollowUpId(promise.follow_up.id or 0)
        said = _translate("Today", "Put off: {day}").format(day=self._named(day))
        self._try(lambda: self._follow_ups.put_off(number, day), said)

    def _pause(self, silent: ReachOut, until: date) -> None:
        words = _translate("Today", "{name} is paused until {day}")
        said = words.format(name=silent.name, day=self._days.day(until))
        self._try(lambda: self._contacts.pause([silent.contact_id], until), said)

    def _never(self, silent: ReachOut) -> None:
        said = _translate("Today", "No more reminders about {name}").format(name=silent.name)
        self._try(lambda: self._contacts.set_cadence([silent.contact_id], 0), said)

    def _try(self, act: Callable[[], None], said: str) -> None:
        try:
            act()
        except UserError as error:
            self._messages.error(str(error))
        else:
            self._messages.undoable(said)

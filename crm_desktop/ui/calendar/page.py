"""The calendar page: one day at the centre, and five ways to look at what lies around it.

Keys: arrows walk, Enter opens, N plans, T goes to today, Page Up and Page Down turn the page, and D, W, M, L
and B change the view.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.partial_date import Calendar
from crm_desktop.domain.week import first_weekday
from crm_desktop.ui.calendar.entries import EntryMaker
from crm_desktop.ui.calendar.hours_view import HoursView
from crm_desktop.ui.calendar.list_view import ListOfDays
from crm_desktop.ui.calendar.month_view import MonthView
from crm_desktop.ui.calendar.period import Periods, View
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.buttons import IconButton, PrimaryButton, QuietButton
from crm_desktop.ui.widgets.chip import Chip
from crm_desktop.ui.widgets.empty_state import EmptyState
from crm_desktop.ui.widgets.labels import FaceLabel, Title
from crm_desktop.ui.wording.days import DayWords

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QResizeEvent, QShowEvent

    from crm_desktop.domain.changes import DataChanged
    from crm_desktop.services.agenda import Agenda
    from crm_desktop.services.ports import Clock
    from crm_desktop.services.settings import Settings
    from crm_desktop.ui.calendar.entries import Entry
    from crm_desktop.ui.theme.controller import ThemeController

_MINUTE_MS = 60_000
_SHOWN = (
    Kind.APPOINTMENT, Kind.SERIES, Kind.FOLLOW_UP, Kind.INTERACTION, Kind.CONTACT, Kind.DAY_NOTE,
    Kind.SETTING,
)  # fmt: skip
_USUAL_START = time(10)
_SHOWN_A_DAY = {View.MONTH: 8, View.LIST: 20}
"""How many meetings of a day a view has room for."""


class CalendarPage(QWidget):
    """Signals: `plan_asked(datetime, minutes)`; `entry_opened(Entry, QPoint)`; `menu_asked(Entry, QPoint)`;
    `moved(Entry, date or datetime)`; `stretched(Entry, minutes)`; `print_asked(date)`.
    """

    plan_asked = Signal(object, int)
    entry_opened = Signal(object, QPoint)
    menu_asked = Signal(object, QPoint)
    moved = Signal(object, object)
    stretched = Signal(object, int)
    print_asked = Signal(object)

    def __init__(
        self,
        agenda: Agenda,
        settings: Settings,
        clock: Clock,
        theme: ThemeController,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._agenda = agenda
        self._settings = settings
        self._clock = clock
        self._theme = theme
        self._words = DayWords(clock)
        self._maker = EntryMaker(clock)
        self._day = self._words.today()
        self._view = View(settings.calendar_view)
        self._further: dict[View, tuple[QWidget, Callable[[date], None]]] = {}
        self._is_stale = True
        self._make_head()
        self.month = MonthView(theme)
        self.hours = HoursView(theme)
        self.list = ListOfDays(theme, self._words)
        self._nothing = EmptyState("calendar", "", theme)
        self._stack = QStackedWidget()
        for view in (self.month, self.hours, self.list, self._nothing):
            self._stack.addWidget(view)
        self._lay_out()
        self._connect()
        theme.theme_changed.connect(self._fit_head)
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._minute.timeout.connect(self.refresh)
        self._mark_view()

    # What others ask for

    @property
    def day(self) -> date:
        """The day at the centre."""
        return self._day

    @property
    def view(self) -> View:
        """The view that is shown."""
        return self._view

    def show_day(self, day: date, view: View | None = None) -> None:
        """Put a day at the centre, perhaps in another view."""
        self._day = day
        if view is not None and view is not self._view:
            self._view = view
            self._settings.calendar_view = view.value
            self._mark_view()
        self.refresh()

    def add_view(self, view: View, widget: QWidget, show: Callable[[date], None]) -> None:
        """A view that is made elsewhere; `show` puts a day into it."""
        self._further[view] = (widget, show)
        self._stack.addWidget(widget)
        self._chips[view].show()
        self._mark_view()

    def add_to_head(self, widget: QWidget) -> None:
        """A further button beside the one that prints, where even large letters leave room."""
        self._top.insertWidget(self._top.indexOf(self.print_button), widget)

    def add_beside(self, widget: QWidget) -> None:
        """Something that stands beside the views."""
        self._middle.addWidget(widget)

    @property
    def views(self) -> QWidget:
        """Where the views are shown."""
        return self._stack

    def notice(self, change: DataChanged) -> None:
        """Something was committed: read the days anew, now or when the page is looked at."""
        if any(change.changes.touches(kind) for kind in _SHOWN):
            self._is_stale = True
            if self.isVisible():
                self.refresh()

    def refresh(self) -> None:
        """Read the days in view and show them."""
        self._is_stale = False
        periods = self._periods()
        self._title.setText(periods.title(self._view, self._day))
        self._fit_head()
        if self._view in self._further:
            widget, show = self._further[self._view]
            show(self._day)
            self._stack.setCurrentWidget(widget)
            return
        first, count = periods.days(self._view, self._day)
        found = self._agenda.days(first, count, _SHOWN_A_DAY.get(self._view))
        days = [(one.day, self._maker.entries(one)) for one in found]
        now = self._words.local(self._clock.now()).replace(tzinfo=None)
        if self._view is View.MONTH:
            self.month.show_days(days, self._day, now.date(), periods)
            self._stack.setCurrentWidget(self.month)
        elif self._view is View.LIST:
            self.list.show_days(days)
            self._say_nothing()
            self._stack.setCurrentWidget(self._nothing if self.list.is_empty else self.list)
        else:
            hours = (self._settings.work_from, self._settings.work_until)
            self.hours.show_days(days, self._day, now, hours, periods)
            self._stack.setCurrentWidget(self.hours)

    # Walking

    def _turn(self, by: int) -> None:
        self.show_day(self._periods().step(self._view, self._day, by))

    def _to_today(self) -> None:
        self.show_day(self._words.today())

    def _plan_here(self) -> None:
        """Plan at the cursor: at its hour where the view has hours, else in the morning or the next hour."""
        if self._stack.currentWidget() is self.hours:
            self.plan_asked.emit(self.hours.grid.slot, 60)
        else:
            self._plan_on(self._day)

    def _plan_on(self, day: date) -> None:
        now = self._words.local(self._clock.now()).replace(tzinfo=None)
        start = datetime.combine(day, max(self._settings.work_from, _USUAL_START))
        if day == now.date() and start <= now:
            start = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        self.plan_asked.emit(start, 60)

    def _on_day_walked(self, day: date) -> None:
        self.show_day(day)
        self._focus_view()

    def _on_day_opened(self, day: date) -> None:
        """From where a day has too little room to where it has more."""
        self.show_day(day, View.LIST if self._view is View.DAY else View.DAY)
        self._focus_view()

    def _on_entry_opened(self, entry: Entry, place: QPoint) -> None:
        """What is important stands in the notebook, and what is not shown for want of room on the day."""
        if entry.subject is not None:
            self.entry_opened.emit(entry, place)
        elif entry.icon == "pin" and self._is_there(View.NOTEBOOK):
            self.show_day(entry.day, View.NOTEBOOK)
            self._focus_view()
        else:
            self._on_day_opened(entry.day)

    def _focus_view(self) -> None:
        shown = self._stack.currentWidget()
        if shown is not None:
            shown.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        deeds: dict[int, Callable[[], object]] = {
            Qt.Key.Key_T: self._to_today,
            Qt.Key.Key_N: self._plan_here,
            Qt.Key.Key_PageUp: lambda: self._turn(-1),
            Qt.Key.Key_PageDown: lambda: self._turn(1),
        }
        if event.key() in (views := self._view_keys()):
            deeds[event.key()] = partial(self._on_chip, views[event.key()])
        deed = deeds.get(event.key())
        also = Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            also |= Qt.KeyboardModifier.ControlModifier  # where a list takes the key alone for itself
        if deed is None or event.modifiers() & ~also:
            super().keyPressEvent(event)
            return
        deed()

    def _view_keys(self) -> dict[int, View]:
        keys = {
            Qt.Key.Key_D: View.DAY,
            Qt.Key.Key_W: View.WEEK,
            Qt.Key.Key_M: View.MONTH,
            Qt.Key.Key_L: View.LIST,
            Qt.Key.Key_B: View.NOTEBOOK,
        }
        return {int(key): view for key, view in keys.items() if self._is_there(view)}

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._focus_view()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._minute.start()
        if self._is_stale:
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._minute.stop()

    # Making

    def _periods(self) -> Periods:
        return Periods(Calendar(self._settings.calendar), first_weekday(self._settings.country))

    def _is_there(self, view: View) -> bool:
        return view is not View.NOTEBOOK or view in self._further

    def _say_nothing(self) -> None:
        self._nothing.say(
            "calendar",
            self.tr("Nothing is planned in these days"),
            self.tr("What you plan, promise and celebrate stands here."),
            self.tr("Plan a meeting"),
        )

    def _make_head(self) -> None:
        theme = self._theme
        self._title = FaceLabel("", theme, Face.TITLE)
        self._before = IconButton("chevron-left", theme, self.tr("Page before"))
        self._after = IconButton("chevron-right", theme, self.tr("Next page"))
        self._today_button = QuietButton(self.tr("Today"), theme)
        self._today_button.setToolTip(self.tr("Go to today (T)"))
        self.plan_button = PrimaryButton(self.tr("Plan"), theme, "plus")
        self.plan_button.setToolTip(self.tr("Plan a meeting (N)"))
        self.print_button = IconButton("printer", theme, self.tr("Print this day"))
        words = {
            View.DAY: self.tr("Day"),
            View.WEEK: self.tr("Week"),
            View.MONTH: self.tr("Month"),
            View.LIST: self.tr("List"),
            View.NOTEBOOK: self.tr("Notebook"),
        }
        self._chips = {view: Chip(text, theme) for view, text in words.items()}
        self._chips[View.NOTEBOOK].hide()

    def _lay_out(self) -> None:
        px = self._theme.px
        self._top = QHBoxLayout()
        self._top.setSpacing(px(6))
        self._name = Title(self.tr("Calendar"), self._theme)
        self._top.addWidget(self._name)
        self._top.addStretch(1)
        self._top.addWidget(self.print_button)
        self._top.addWidget(self.plan_button)
        self._head = QHBoxLayout()
        self._head.setSpacing(px(6))
        for widget in (self._before, self._after, self._today_button):
            self._head.addWidget(widget)
        self._head.addSpacing(px(6))
        self._head.addWidget(self._title)
        self._head.addStretch(1)
        for chip in self._chips.values():
            self._head.addWidget(chip)
        self._head.addSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(18), px(20), px(16))
        column.setSpacing(px(10))
        column.addLayout(self._top)
        column.addLayout(self._head)
        self._middle = QHBoxLayout()
        self._middle.setSpacing(px(14))
        self._middle.addWidget(self._stack, 1)
        column.addLayout(self._middle, 1)

    def _fit_head(self) -> None:
        """Where letters are large, what is in view takes the place of the page's name."""
        parts: list[QWidget] = [self._before, self._after, self._title]
        items = [self._head.itemAt(at) for at in range(self._head.count())]
        widgets = [one for item in items if item is not None and (one := item.widget()) is not None]
        parts += [one for one in widgets if one not in parts and not one.isHidden()]
        needed = sum(one.sizeHint().width() + self._theme.px(6) for one in parts)
        narrow = needed > self.width() - self._theme.px(52)
        if narrow == self._name.isHidden():
            return
        self._name.setVisible(not narrow)
        row, places = (self._top, (0, 1, 2)) if narrow else (self._head, (0, 1, 4))
        for place, one in zip(places, (self._before, self._after, self._title), strict=True):
            row.insertWidget(place, one)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_head()

    def _connect(self) -> None:
        self._before.clicked.connect(lambda: self._turn(-1))
        self._after.clicked.connect(lambda: self._turn(1))
        self._today_button.clicked.connect(self._to_today)
        self.plan_button.clicked.connect(self._plan_here)
        self.print_button.clicked.connect(lambda: self.print_asked.emit(self._day))
        self._nothing.action_clicked.connect(self._plan_here)
        for view, chip in self._chips.items():
            chip.clicked.connect(lambda _=False, view=view: self._on_chip(view))
        self.month.day_changed.connect(self._on_day_walked)
        self.month.day_opened.connect(self._on_day_opened)
        self.month.plan_asked.connect(self._plan_on)
        self.hours.grid.day_changed.connect(self._on_day_walked)
        self.hours.day_opened.connect(self._on_day_opened)
        self.hours.grid.plan_asked.connect(self.plan_asked)
        self.hours.grid.stretched.connect(self.stretched)
        for mover in (self.month, self.hours.grid):
            mover.moved.connect(self.moved)
        for shower in (self.month, self.hours, self.list):
            shower.entry_opened.connect(self._on_entry_opened)
            shower.menu_asked.connect(self.menu_asked)

    def _on_chip(self, view: View) -> None:
        self.show_day(self._day, view)
        self._mark_view()
        self._focus_view()

    def _mark_view(self) -> None:
        if not self._is_there(self._view):
            self._view = View.WEEK
        for view, chip in self._chips.items():
            chip.setChecked(view is self._view)

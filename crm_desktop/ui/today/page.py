"""The page to run the day with: shows what the day's facts say, and tells which deed was asked of a line."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.domain.errors import UserError
from crm_desktop.domain.partial_date import Calendar
from crm_desktop.ui.today import week_words
from crm_desktop.ui.today.columns import GAP, SectionColumns, step_towards
from crm_desktop.ui.today.contents import TodayContents
from crm_desktop.ui.today.day_pane import DayPane
from crm_desktop.ui.today.heading import SectionHeading
from crm_desktop.ui.today.lines import SectionName
from crm_desktop.ui.today.order import USUAL, arranged, moved, to_keep
from crm_desktop.ui.today.section import TodaySection
from crm_desktop.ui.today.section_words import section_title
from crm_desktop.ui.today.week_strip import WeekStrip
from crm_desktop.ui.widgets.buttons import PrimaryButton, QuietButton
from crm_desktop.ui.widgets.empty_state import EmptyState
from crm_desktop.ui.widgets.labels import FaceLabel, Title
from crm_desktop.ui.widgets.tab_order import follow_layout
from crm_desktop.ui.wording.days import full_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent

    from crm_desktop.domain.changes import DataChanged
    from crm_desktop.domain.today import Today
    from crm_desktop.services.contacts import ContactBook
    from crm_desktop.services.ports import Clock
    from crm_desktop.services.settings import Settings
    from crm_desktop.services.today import TodayPage as TodayFacts
    from crm_desktop.ui.theme.controller import ThemeController
    from crm_desktop.ui.today.line_widget import LineWidget
    from crm_desktop.ui.today.lines import SectionContent

_EVERY_MINUTE = 60_000  # ms; "in 12 minutes" must not go stale
_FIRST, _STEP = 8, 20
# A series that was missed for long must not push everything else out of view.
_FIRST_OF = {SectionName.UNANSWERED: 4}
_WIDE, _MOST_WIDE, _MARGIN, _TOP = 940, 1180, 28, 20
_MATTERS = (
    Kind.CONTACT,
    Kind.INTERACTION,
    Kind.APPOINTMENT,
    Kind.FOLLOW_UP,
    Kind.REMINDER,
    Kind.SETTING,
)


class TodayPage(QWidget):
    """Refreshes when the data or the minute changes, and only while somebody looks.

    Signals: `deed_asked(line, deed, place for a menu)`; `log_asked()`; `remind_asked()`;
    `all_cold_asked()` for the list of everyone gone cold; `refused(words)` for what could not be kept.
    """

    deed_asked = Signal(object, object, QPoint)
    log_asked = Signal()
    remind_asked = Signal()
    all_cold_asked = Signal()
    refused = Signal(str)

    def __init__(
        self,
        facts: TodayFacts,
        contacts: ContactBook,
        settings: Settings,
        clock: Clock,
        theme: ThemeController,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._facts = facts
        self._settings = settings
        self._theme = theme
        self._contents = TodayContents(contacts, clock)
        self._shown: defaultdict[SectionName, int] = defaultdict(lambda: _FIRST, _FIRST_OF)
        self._sections: dict[SectionName, TodaySection] = {}
        self._order = USUAL
        self._today: Today | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        self._minute = QTimer(self, interval=_EVERY_MINUTE)
        self._minute.timeout.connect(self.refresh)
        # The keyboard begins on the page and not on a line, where a stray letter would do something.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        self.refresh()

    @property
    def sections(self) -> dict[SectionName, TodaySection]:
        """The sections that have something, by name, in the user's order."""
        return {name: self._sections[name] for name in self._order if name in self._sections}

    @property
    def lines(self) -> list[LineWidget]:
        """All lines from top to bottom, those of an open day first."""
        day = self.day_pane.lines if self.day_pane.isVisibleTo(self) else []
        return day + [line for section in self.sections.values() for line in section.lines]

    def notice(self, change: DataChanged) -> None:
        """The data changed: show the page as it is now, soon and once."""
        if any(change.changes.touches(kind) for kind in _MATTERS):
            self._today = None
            if self.isVisible():
                self._soon.start()

    def refresh(self) -> None:
        """Show the day as it is now."""
        self._soon.stop()
        self._order = arranged(self._settings.today_order)
        self._today = today = self._facts.page(max(self._shown.values()))
        self._day.setText(full_day(today.day))
        before = self.lines
        at = next((place for place, line in enumerate(before) if line.hasFocus()), None)
        self.week.show_week(self._facts.week(), today.day, Calendar(self._settings.calendar))
        self._show_day(self.week.opened)
        self._show(self._contents.sections(today, self._shown), today)
        if at is not None:
            self._keep_focus(before, at)

    def move(self, name: SectionName, step: int) -> None:
        """Put a section one place up (-1) or down (1), for good."""
        self._put_in(moved(self._order, name, step, self._sections), name)
        self._keep_order()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._minute.start()
        if self._today is None:
            self._soon.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._minute.stop()
        # By the time somebody looks again the day may be another one.
        self._today = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        lines = self.lines
        if event.key() == Qt.Key.Key_Down and lines:
            lines[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    # What is shown

    def _show(self, contents: Sequence[SectionContent], today: Today) -> None:
        present = {content.name for content in contents}
        for name in [name for name in self._sections if name not in present]:
            self._sections.pop(name).clear()
        for content in contents:
            section = self._sections.get(content.name)
            if section is None:
                section = self._sections[content.name] = self._section(content.name)
            section.show_lines(content.lines, content.total)
        self._done.setVisible(today.is_done)
        self._arrange()

    def _show_day(self, day: date | None) -> None:
        self.day_pane.setVisible(day is not None)
        if day is not None and self._today is not None:
            plan = self._facts.day(day)
            title = week_words.title(day, self._today.day)
            self.day_pane.show_day(title, self._contents.day(plan), plan.rest)

    def _section(self, name: SectionName) -> TodaySection:
        heading = SectionHeading(section_title(name), self._theme)
        section = TodaySection(heading, self._theme)
        section.deed_asked.connect(self.deed_asked)
        section.more_asked.connect(lambda: self._on_more_asked(name))
        section.emptied.connect(section.deleteLater)
        section.move_asked.connect(lambda step: self.move(name, step))
        heading.menu_asked.connect(lambda place: self._on_menu_asked(name, place))
        heading.dragged.connect(lambda place: self._on_dragged(name, place))
        heading.dropped.connect(self._keep_order)
        return section

    def _keep_focus(self, before: Sequence[LineWidget], at: int) -> None:
        """The line with the keyboard may be gone: then the one below has it, or the one above."""
        there = set(self.lines)
        if before[at] in there:
            return
        heirs = [line for line in (*before[at + 1 :], *reversed(before[:at])) if line in there]
        heir = heirs[0] if heirs else self
        heir.setFocus(Qt.FocusReason.OtherFocusReason)

    # What is asked for

    def _on_more_asked(self, name: SectionName) -> None:
        before = len(self._sections[name].lines)
        self._shown[name] += _STEP
        self.refresh()
        # The page lists only so many; whoever is left has gone cold, and stands in the list of those.
        if name in self._sections and len(self._sections[name].lines) == before:
            self.all_cold_asked.emit()

    def _on_menu_asked(self, name: SectionName, place: QPoint) -> None:
        from crm_desktop.ui.today.order_menu import order_menu

        names = list(self.sections)
        menu = order_menu(
            lambda step: self.move(name, step),
            self._usual_order,
            can_rise=names[0] is not name,
            can_sink=names[-1] is not name,
            is_usual=self._order == USUAL,
            parent=self,
        )
        menu.popup(place)

    def _on_dragged(self, name: SectionName, place: QPoint) -> None:
        names = list(self.sections)
        at = names.index(name)
        above = self._sections[names[at - 1]] if at else None
        below = self._sections[names[at + 1]] if at + 1 < len(names) else None
        step = step_towards(place, above, below)
        if step:
            self._put_in(moved(self._order, name, step, self._sections), name)

    def _usual_order(self) -> None:
        self._put_in(USUAL)
        self._keep_order()

    def _put_in(self, order: Sequence[SectionName], moving: SectionName | None = None) -> None:
        """Put the sections in an order; the keyboard stays where it is, and in view."""
        focused = self.window().focusWidget()
        self._order = tuple(order)
        self._arrange()
        if focused is not None and self._columns.isAncestorOf(focused):
            focused.setFocus(Qt.FocusReason.OtherFocusReason)
            if moving is not None:
                self._area.ensureWidgetVisible(focused)

    def _keep_order(self) -> None:
        try:
            self._settings.today_order = to_keep(self._order)
        except UserError as error:
            self.refused.emit(str(error))

    # How it is laid out

    def _arrange(self) -> None:
        # The area's own width may still be that of before.
        wide = self.width() >= self._theme.px(_WIDE)
        self._columns.arrange(self._sections, self._order, wide=wide)
        follow_layout(self._area)

    def _lay_out(self) -> None:
        self._done = EmptyState(
            "sun",
            self.tr("All done for today"),
            self._theme,
            hint=self.tr("Nobody is waiting for you. Enjoy it, or look up someone you like."),
        )
        self._columns = SectionColumns(self._done, self._theme)
        self.week = WeekStrip(self._theme)
        self.week.day_opened.connect(self._on_day_opened)
        self.day_pane = DayPane(self._theme)
        self.day_pane.deed_asked.connect(self.deed_asked)
        self.day_pane.close_asked.connect(self.week.close_day)
        px = self._theme.px
        content = QWidget()
        content.setMaximumWidth(px(_MOST_WIDE))
        whole = QVBoxLayout(content)
        whole.setContentsMargins(px(_MARGIN), px(_TOP), px(_MARGIN), px(_MARGIN))
        whole.setSpacing(px(GAP))
        whole.addLayout(self._header())
        for widget in (self.week, self.day_pane, self._columns):
            whole.addWidget(widget)
        whole.addStretch()
        self._put_in_area(content)

    def _header(self) -> QHBoxLayout:
        self._day = FaceLabel("", self._theme, muted=True)
        words = QVBoxLayout()
        words.setSpacing(self._theme.px(2))
        words.addWidget(Title(self.tr("Today"), self._theme))
        words.addWidget(self._day)
        remind = QuietButton(self.tr("Remind me…"), self._theme, "bell")
        remind.clicked.connect(self.remind_asked)
        log = PrimaryButton(self.tr("Log"), self._theme, "plus")
        log.setAccessibleName(self.tr("Log what happened"))
        log.clicked.connect(self.log_asked)
        header = QHBoxLayout()
        header.setSpacing(self._theme.px(8))
        header.addLayout(words, 1)
        for button in (remind, log):
            header.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return header

    def _put_in_area(self, content: QWidget) -> None:
        self._area = QScrollArea()
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)

    def _on_day_opened(self, day: date | None) -> None:
        self._show_day(day)
        follow_layout(self._area)

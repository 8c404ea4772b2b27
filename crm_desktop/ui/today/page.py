"""The page to run the day with: shows what the day's facts say, and tells which deed was asked of a line."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.domain.changes import Kind
from crm_desktop.ui.today.contents import TodayContents
from crm_desktop.ui.today.lines import SectionName
from crm_desktop.ui.today.section import TodaySection
from crm_desktop.ui.widgets.buttons import PrimaryButton
from crm_desktop.ui.widgets.empty_state import EmptyState
from crm_desktop.ui.widgets.labels import FaceLabel, Title
from crm_desktop.ui.wording.days import full_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent

    from crm_desktop.domain.changes import DataChanged
    from crm_desktop.domain.today import Today
    from crm_desktop.services.contacts import ContactBook
    from crm_desktop.services.ports import Clock
    from crm_desktop.services.today import TodayPage as TodayFacts
    from crm_desktop.ui.theme.controller import ThemeController
    from crm_desktop.ui.today.lines import SectionContent

_EVERY_MINUTE = 60_000  # ms; "in 12 minutes" must not go stale
_FIRST, _STEP = 8, 20
_SIDE = frozenset({SectionName.DATES})
_WIDE, _MOST_WIDE, _MARGIN, _TOP, _GAP = 940, 1180, 28, 20, 22
_MATTERS = (
    Kind.CONTACT,
    Kind.INTERACTION,
    Kind.APPOINTMENT,
    Kind.FOLLOW_UP,
    Kind.REMINDER,
    Kind.SETTING,
)
_translate = QCoreApplication.translate


class TodayPage(QWidget):
    """Refreshes when the data or the minute changes, and only while somebody looks.

    Signals: `deed_asked(line, deed, place for a menu)`; `log_asked()`;
    `all_cold_asked()` for the list of everyone gone cold.
    """

    deed_asked = Signal(object, object, QPoint)
    log_asked = Signal()
    all_cold_asked = Signal()

    def __init__(
        self,
        facts: TodayFacts,
        contacts: ContactBook,
        clock: Clock,
        theme: ThemeController,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._facts = facts
        self._contacts = contacts
        self._theme = theme
        self._contents = TodayContents(clock)
        self._shown: defaultdict[SectionName, int] = defaultdict(lambda: _FIRST)
        self._sections: dict[SectionName, TodaySection] = {}
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
        """The sections that have something, by name."""
        return dict(self._sections)

    def notice(self, change: DataChanged) -> None:
        """The data changed: show the page as it is now, soon and once."""
        if any(change.changes.touches(kind) for kind in _MATTERS):
            self._today = None
            if self.isVisible():
                self._soon.start()

    def refresh(self) -> None:
        """Show the day as it is now."""
        self._soon.stop()
        self._today = today = self._facts.page()
        ids = [
            one.contact_ids[0] for one in today.inbox[: self._shown[SectionName.REMINDERS]] if one.contact_ids
        ]
        rows = {row.id: row for row in self._contacts.rows(ids)}
        contents = self._contents.sections(today, rows, self._shown)
        self._day.setText(full_day(today.day))
        self._show(contents, today)

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
        lines = [line for section in self._sections.values() for line in section.lines]
        if event.key() == Qt.Key.Key_Down and lines:
            lines[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _show(self, contents: Sequence[SectionContent], today: Today) -> None:
        present = {content.name for content in contents}
        for name in [name for name in self._sections if name not in present]:
            self._sections.pop(name).clear()
        for content in contents:
            section = self._sections.get(content.name)
            if section is None:
                section = self._sections[content.name] = self._section(content.name)
            section.show_content(content)
        self._sections = {name: self._sections[name] for name in SectionName if name in self._sections}
        self._done.setVisible(today.is_done)
        self._arrange()

    def _section(self, name: SectionName) -> TodaySection:
        section = TodaySection(_title(name), self._theme)
        section.deed_asked.connect(self.deed_asked)
        section.more_asked.connect(lambda: self._on_more_asked(name))
        section.emptied.connect(section.deleteLater)
        return section

    def _on_more_asked(self, name: SectionName) -> None:
        before = len(self._sections[name].lines)
        self._shown[name] += _STEP
        self.refresh()
        # The page lists only so many; whoever is left has gone cold, and stands in the list of those.
        if name in self._sections and len(self._sections[name].lines) == before:
            self.all_cold_asked.emit()

    def _arrange(self) -> None:
        """One column, or two where there is room: what asks for nothing goes to the side."""
        wide = self._area.viewport().width() >= self._theme.px(_WIDE)
        names = list(self._sections)
        side = [name for name in names if name in _SIDE] if wide else []
        main = [name for name in names if name not in side]
        if not main and not self._done.isVisibleTo(self):
            main, side = side, []
        self._fill(self._main, main)
        self._fill(self._side, side)
        self._side_holder.setVisible(bool(side))

    def _fill(self, column: QVBoxLayout, names: Sequence[SectionName]) -> None:
        """Put these sections into a column, in order; those that stand right are left alone."""
        wanted = [self._sections[name] for name in names]
        if [column.indexOf(section) for section in wanted] != sorted(
            at for section in wanted if (at := column.indexOf(section)) >= 0
        ):
            for section in wanted:
                column.addWidget(section)
                section.show()

    def _lay_out(self) -> None:
        px = self._theme.px
        self._day = FaceLabel("", self._theme, muted=True)
        log = PrimaryButton(self.tr("Log"), self._theme, "plus")
        log.setAccessibleName(self.tr("Log what happened"))
        log.clicked.connect(self.log_asked)
        words = QVBoxLayout()
        words.setSpacing(px(2))
        words.addWidget(Title(self.tr("Today"), self._theme))
        words.addWidget(self._day)
        header = QHBoxLayout()
        header.addLayout(words, 1)
        header.addWidget(log, 0, Qt.AlignmentFlag.AlignTop)
        self._done = EmptyState(
            "sun",
            self.tr("All done for today"),
            self._theme,
            hint=self.tr("Nobody is waiting for you. Enjoy it, or look up someone you like."),
        )
        self._main, self._side = QVBoxLayout(), QVBoxLayout()
        self._side_holder = QWidget()
        columns = QHBoxLayout()
        columns.setSpacing(px(_GAP))
        for column, holder, stretch in ((self._main, QWidget(), 2), (self._side, self._side_holder, 1)):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(px(_GAP))
            outer = QVBoxLayout(holder)
            outer.setContentsMargins(0, 0, 0, 0)
            outer.addLayout(column)
            outer.addStretch()
            columns.addWidget(holder, stretch)
        self._main.addWidget(self._done)
        self._put_in_area(header, columns)

    def _put_in_area(self, header: QHBoxLayout, columns: QHBoxLayout) -> None:
        px = self._theme.px
        content = QWidget()
        content.setMaximumWidth(px(_MOST_WIDE))
        whole = QVBoxLayout(content)
        whole.setContentsMargins(px(_MARGIN), px(_TOP), px(_MARGIN), px(_MARGIN))
        whole.setSpacing(px(_GAP))
        whole.addLayout(header)
        whole.addLayout(columns)
        whole.addStretch()
        self._area = QScrollArea()
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)


def _title(name: SectionName) -> str:
    match name:
        case SectionName.REMINDERS:
            return _translate("Today", "Reminders")
        case SectionName.NOW:
            return _translate("Today", "Now and next")
        case SectionName.UNANSWERED:
            return _translate("Today", "How did it go?")
        case SectionName.PROMISED:
            return _translate("Today", "You promised")
        case SectionName.REACH_OUT:
            return _translate("Today", "Reach out")
        case SectionName.DATES:
            return _translate("Today", "Birthdays and dates this week")

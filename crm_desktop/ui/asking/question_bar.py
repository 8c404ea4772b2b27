"""What is asked: one of the four questions, and about which days or whom.

`asked`: something else is asked now.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.ui.asking.reply import Question
from crm_desktop.ui.asking.spans import Span, days_of, span_word
from crm_desktop.ui.planning.when_edit import day_edit
from crm_desktop.ui.widgets.calendar import dress_calendar
from crm_desktop.ui.widgets.chip import Chip
from crm_desktop.ui.widgets.flow_layout import FlowLayout
from crm_desktop.ui.widgets.labels import PlainLabel
from crm_desktop.ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDateEdit

    from crm_desktop.ui.asking.replies import Replies
    from crm_desktop.ui.theme.controller import ThemeController

_TYPING_MS = 150


class QuestionBar(QWidget):
    """Each question keeps the days that were chosen for it; it begins with those one mostly means."""

    asked = Signal()

    def __init__(self, replies: Replies, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._replies = replies
        self._theme = theme
        self._question = Question.OUTCOMES
        self._spans = {
            Question.OUTCOMES: Span.WEEK_BEFORE_LAST,
            Question.REBOOKED: Span.WEEK_BEFORE_LAST,
            Question.PLANNED: Span.NEXT_MONTH,
        }
        words = {
            Question.OUTCOMES: self.tr("How did they end?"),
            Question.REBOOKED: self.tr("Who comes again?"),
            Question.PLANNED: self.tr("What is planned?"),
            Question.WHEN: self.tr("When do we meet?"),
        }
        self.chips = {one: Chip(text, theme, parent=self) for one, text in words.items()}
        self.span_box = QComboBox(self)
        self.span_box.setAccessibleName(self.tr("Which days"))
        for span in Span:
            self.span_box.addItem(span_word(span), span)
        self._own = QWidget(self)
        self.from_edit = day_edit(self.tr("From"), self._own)
        self.until_edit = day_edit(self.tr("Until"), self._own)
        self.name_box = SearchBox(self.tr("With whom"), theme, self.tr("A name: Ivanov S.V."), self)
        self._lay_out()
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._connect()
        self._show_fields()

    @property
    def question(self) -> Question:
        """Which one it is."""
        return self._question

    @property
    def name(self) -> str:
        """Who is asked about."""
        return self.name_box.text()

    def days(self) -> tuple[date, date]:
        """The days that are asked about; the two ends may have been chosen in either order."""
        span = Span(self.span_box.currentData())
        found = days_of(
            span, self._replies.words.today(), self._replies.calendar, self._replies.first_weekday
        )
        if found is None:
            first, last = sorted(_day(edit) for edit in (self.from_edit, self.until_edit))
            found = (first, last)
        return found

    def ask(self, question: Question) -> None:
        """Ask one of the four."""
        self._question = question
        if question in self._spans:
            self.span_box.setCurrentIndex(self.span_box.findData(self._spans[question]))
        self._show_fields()
        if question is Question.WHEN:
            self.name_box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.asked.emit()

    def _lay_out(self) -> None:
        px = self._theme.px
        chips = FlowLayout(gap=px(6))
        for chip in self.chips.values():
            chips.addWidget(chip)
        own = QHBoxLayout(self._own)
        own.setContentsMargins(0, 0, 0, 0)
        own.setSpacing(px(8))
        for edit in (self.from_edit, self.until_edit):
            dress_calendar(edit, self._theme)
            own.addWidget(edit, 1)
        own.insertWidget(1, PlainLabel("–", self._own))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addLayout(chips)
        column.addWidget(self.span_box)
        column.addWidget(self._own)
        column.addWidget(self.name_box)

    def _connect(self) -> None:
        for question, chip in self.chips.items():
            chip.clicked.connect(lambda _=False, question=question: self.ask(question))
        self.span_box.activated.connect(self._on_span)
        self.from_edit.dateChanged.connect(self._typing.start)
        self.until_edit.dateChanged.connect(self._typing.start)
        self.name_box.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(self.asked)

    def _on_span(self) -> None:
        before = self._spans[self._question]
        span = Span(self.span_box.currentData())
        if span is Span.OWN and before is not Span.OWN:
            self._begin_own(before)
        self._spans[self._question] = span
        self._show_fields()
        self.asked.emit()

    def _begin_own(self, before: Span) -> None:
        """One's own days begin as those that were shown."""
        replies = self._replies
        days = days_of(before, replies.words.today(), replies.calendar, replies.first_weekday)
        for edit, day in zip((self.from_edit, self.until_edit), days or (), strict=False):
            edit.blockSignals(True)
            edit.setDate(QDate(day.year, day.month, day.day))
            edit.blockSignals(False)

    def _show_fields(self) -> None:
        when = self._question is Question.WHEN
        for question, chip in self.chips.items():
            chip.setChecked(question is self._question)
        self.span_box.setVisible(not when)
        self._own.setVisible(not when and self.span_box.currentData() == Span.OWN)
        self.name_box.setVisible(when)


def _day(edit: QDateEdit) -> date:
    shown = edit.date()
    return date(shown.year(), shown.month(), shown.day())

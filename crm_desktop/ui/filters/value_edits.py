"""What a line of a filter is compared with, each kind with a fitting field: words, numbers, choices, days.

Every one of them has `value()`, `set_value(text)` and the signal `changed`; values are canonical text.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLineEdit, QSizePolicy, QSpinBox, QWidget

from crm_desktop.domain.filters.days import days_from_today
from crm_desktop.domain.filters.subjects import SubjectType
from crm_desktop.ui.editor.suggestions import Suggestions, holding
from crm_desktop.ui.filters.forms import COUNTS_DAYS, WANTS_NOTHING, Form
from crm_desktop.ui.filters.words import value_word
from crm_desktop.ui.planning.when_edit import day_edit
from crm_desktop.ui.widgets.plain_text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from crm_desktop.domain.filters.subjects import Subject
    from crm_desktop.ui.theme.controller import ThemeController

_MOST_CHOICES = 300
_LONGEST_WORD = 60
_MOST_DAYS = 36_500
_USUAL_DAYS = 30
_WIDE, _NARROW = 190, 110


class WordsEdit(QLineEdit):
    """Words, or a number; what was written before is offered."""

    changed = Signal()

    def __init__(
        self, name: str, theme: ThemeController, suggest: Callable[[str], Sequence[str]] | None
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMinimumWidth(theme.px(_NARROW))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if suggest is not None:
            Suggestions(self, suggest).completer.activated.connect(lambda _text: self.changed.emit())
        self.textEdited.connect(lambda _text: self.changed.emit())

    def value(self) -> str:
        return self.text().strip()

    def set_value(self, value: str) -> None:
        self.setText(value)


class ChoiceEdit(QComboBox):
    """One of the choices, in words. With `free` any other may be typed."""

    changed = Signal()

    def __init__(self, name: str, theme: ThemeController, subject: Subject, *, free: bool) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMinimumWidth(theme.px(_NARROW))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(14)
        for choice in subject.choices[:_MOST_CHOICES]:
            shown = choice if subject.custom else value_word(subject.key, choice)
            self.addItem(one_line(shown, _LONGEST_WORD), choice)
        if free:
            self._let_type(name)
        self.setCurrentIndex(-1)
        self.currentIndexChanged.connect(lambda _index: self.changed.emit())

    def _let_type(self, name: str) -> None:
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer, line = self.completer(), self.lineEdit()
        if completer is not None:
            # Completed within the line, a word would look chosen that nobody chose.
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
        if line is not None:
            line.setAccessibleName(name)
            line.textEdited.connect(lambda _text: self.changed.emit())

    def value(self) -> str:
        if not self.isEditable():
            return str(self.currentData() or "")
        typed = self.currentText().strip()
        place = self.findText(typed, Qt.MatchFlag.MatchFixedString)
        return str(self.itemData(place)) if place >= 0 else typed

    def set_value(self, value: str) -> None:
        place = self.findData(value)
        self.setCurrentIndex(place)
        if place < 0 and self.isEditable():
            self.setEditText(value)
        elif place < 0 and value:
            # A choice that was taken out of the field since: shown as it is.
            self.addItem(one_line(value, _LONGEST_WORD), value)
            self.setCurrentIndex(self.count() - 1)


class SpanEdit(QSpinBox):
    """So many days."""

    changed = Signal()

    def __init__(self, name: str, theme: ThemeController) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setRange(0, _MOST_DAYS)
        self.setValue(_USUAL_DAYS)
        self.setSuffix(self.tr(" days"))
        self.setMinimumWidth(theme.px(_NARROW))
        self.valueChanged.connect(lambda _value: self.changed.emit())

    def value_text(self) -> str:
        return str(self.value())


class DayEdit(QWidget):
    """A day of the calendar, or one that moves with today."""

    changed = Signal()

    def __init__(self, name: str, theme: ThemeController, today: date) -> None:
        super().__init__()
        self._which = QComboBox()
        self._which.setAccessibleName(self.tr("A fixed day, or one that moves with today"))
        for word, data in (
            (self.tr("the day"), "day"),
            (self.tr("today"), "today"),
            (self.tr("days ago"), "ago"),
            (self.tr("days from now"), "ahead"),
        ):
            self._which.addItem(word, data)
        self._day = day_edit(name, self)
        self._day.setDate(QDate(today.year, today.month, today.day))
        self._days = SpanEdit(name, theme)
        self._days.setSuffix("")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        for part in (self._days, self._which, self._day):
            row.addWidget(part)
        row.addStretch(1)
        self.setFocusProxy(self._which)
        self._which.currentIndexChanged.connect(self._on_which_changed)
        self._day.dateChanged.connect(lambda _day: self.changed.emit())
        self._days.changed.connect(self.changed)
        self._show_parts()

    def value(self) -> str:
        match self._which.currentData():
            case "day":
                chosen = self._day.date()
                return date(chosen.year(), chosen.month(), chosen.day()).isoformat()
            case "today":
                return "today"
            case "ago":
                return f"today-{self._days.value()}" if self._days.value() else "today"
            case _:
                return f"today+{self._days.value()}" if self._days.value() else "today"

    def set_value(self, value: str) -> None:
        days = days_from_today(value)
        if days is not None:
            self._which.setCurrentIndex(1 if not days else 2 if days < 0 else 3)
            if days:
                self._days.setValue(abs(days))
        elif value:
            self._which.setCurrentIndex(0)
            self._day.setDate(QDate.fromString(value, Qt.DateFormat.ISODate))
        self._show_parts()

    def _on_which_changed(self) -> None:
        self._show_parts()
        self.changed.emit()

    def _show_parts(self) -> None:
        which = self._which.currentData()
        self._day.setVisible(which == "day")
        self._days.setVisible(which in ("ago", "ahead"))


ValueEdit = WordsEdit | ChoiceEdit | SpanEdit | DayEdit


def value_of(edit: ValueEdit | None) -> str:
    """What stands in a field, "" where there is none."""
    if edit is None:
        return ""
    return edit.value_text() if isinstance(edit, SpanEdit) else edit.value()


def put_value(edit: ValueEdit | None, value: str) -> None:
    """Show a value in a field."""
    if isinstance(edit, SpanEdit):
        edit.setValue(int(value) if value.isdecimal() else _USUAL_DAYS)
    elif edit is not None:
        edit.set_value(value)


def edit_sort(subject: Subject, form: Form) -> str:
    """Which field fits: one that is of the same sort need not be made anew."""
    if form in WANTS_NOTHING:
        return ""
    if form in COUNTS_DAYS:
        return "span"
    match subject.type:
        case SubjectType.DATE:
            return "day"
        case SubjectType.CHOICE | SubjectType.YES_NO:
            return "choice"
        case SubjectType.TEXT if subject.choices and form in (Form.IS, Form.IS_NOT):
            return "free choice"
        case _:
            return "words"


def make_edit(
    subject: Subject,
    form: Form,
    name: str,
    theme: ThemeController,
    today: date,
    suggest: Mapping[str, Callable[[str], Sequence[str]]],
) -> ValueEdit | None:
    """The field for this subject and form, None where nothing is to be said."""
    match edit_sort(subject, form):
        case "":
            return None
        case "span":
            return SpanEdit(name, theme)
        case "day":
            return DayEdit(name, theme, today)
        case "choice":
            return ChoiceEdit(name, theme, subject, free=False)
        case "free choice":
            return ChoiceEdit(name, theme, subject, free=True)
        case _:
            words = subject.choices
            offered = (lambda typed: holding(words, typed)) if words else None
            asked = None if subject.custom else suggest.get(subject.key)
            return WordsEdit(name, theme, asked or offered)

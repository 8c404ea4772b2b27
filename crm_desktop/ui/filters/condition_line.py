"""One line of a filter: what, how, and with what it is compared. `changed`, `removed`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from crm_desktop.domain.errors import UserError
from crm_desktop.domain.filters.subjects import Subject, SubjectType
from crm_desktop.ui.filters.forms import COUNTS_DAYS, Asked, Form, form_word, forms_of
from crm_desktop.ui.filters.tree import is_whole
from crm_desktop.ui.filters.value_edits import edit_sort, make_edit, put_value, value_of
from crm_desktop.ui.filters.words import GROUPS, subject_word
from crm_desktop.ui.widgets.buttons import IconButton
from crm_desktop.ui.widgets.flow_layout import FlowLayout
from crm_desktop.ui.widgets.plain_text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from crm_desktop.ui.filters.value_edits import ValueEdit
    from crm_desktop.ui.theme.controller import ThemeController

_LONGEST_WORD = 40
_WHAT, _HOW = 176, 150


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a line can ask for, in the order to offer it, and what is suggested while typing."""

    subjects: tuple[Subject, ...]
    today: date
    suggest: Mapping[str, Callable[[str], Sequence[str]]]

    def find(self, key: str, *, custom: bool) -> Subject:
        """The subject of this key; one that is gone can still be shown."""
        for subject in self.subjects:
            if (subject.key, subject.custom) == (key, custom):
                return subject
        return Subject(key, SubjectType.TEXT, (), (), custom)

    def in_order(self) -> list[tuple[Subject, ...]]:
        """The subjects in the groups in which they are offered; own ones and single dates come after the
        first.
        """
        known = {subject.key: subject for subject in self.subjects if not subject.custom}
        groups = [tuple(known[key] for key in group if key in known) for group in GROUPS]
        named = {subject.key for group in groups for subject in group}
        labels = tuple(one for key, one in known.items() if key not in named)
        own = tuple(subject for subject in self.subjects if subject.custom)
        return [group for group in (groups[0], own, *groups[1:], labels) if group]


class ConditionLine(QWidget):
    """Gives an `Asked`, whole or not. Its fields wrap where the window is narrow."""

    changed = Signal()
    removed = Signal()

    def __init__(self, vocabulary: Vocabulary, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vocabulary, self._theme = vocabulary, theme
        self._subject = vocabulary.in_order()[0][0]
        self._edit: ValueEdit | None = None
        self._sort = ""
        self._what = QComboBox(self)
        self._what.setAccessibleName(self.tr("What to look at"))
        self._what.setMaxVisibleItems(18)
        self._what.setFixedWidth(theme.px(_WHAT))
        self._how = QComboBox(self)
        self._how.setAccessibleName(self.tr("How to compare"))
        self._how.setMinimumWidth(theme.px(_HOW))
        self._fill_what()
        self._remove = IconButton("x", theme, self.tr("Take this line away"), self)
        self._remove.clicked.connect(self.removed)
        self._fields = QWidget(self)
        self._flow = FlowLayout(self._fields, theme.px(6))
        self._flow.addWidget(self._what)
        self._flow.addWidget(self._how)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        row.addWidget(self._fields, 1)
        row.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignTop)
        self._what.currentIndexChanged.connect(self._on_what_changed)
        self._how.currentIndexChanged.connect(self._on_how_changed)
        self._show_subject(self._subject)

    @property
    def value_edit(self) -> ValueEdit | None:
        """The field to compare with, None where nothing is to be said."""
        return self._edit

    def asked(self) -> Asked:
        """What stands in the line."""
        return Asked(self._subject.key, self._form(), value_of(self._edit), self._subject.custom)

    def show_asked(self, asked: Asked) -> None:
        """Show a line; tells nobody."""
        self.blockSignals(True)
        subject = self._vocabulary.find(asked.subject, custom=asked.custom)
        self._show_subject(subject)
        place = self._how.findData(asked.form)
        if place < 0:
            self._how.addItem(form_word(asked.form, subject.type), asked.form)
            place = self._how.count() - 1
        self._how.setCurrentIndex(place)
        self._show_edit()
        put_value(self._edit, asked.value)
        self.blockSignals(False)

    def begin(self) -> None:
        """Give the keyboard to the first thing that is left to say."""
        unsaid = self._edit is not None and not value_of(self._edit)
        target = self._edit if unsaid and self._edit is not None else self._what
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_anew(self) -> None:
        """Give the keyboard to what is to be looked at."""
        self._what.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_removable(self, removable: bool) -> None:
        """The only line of all cannot be taken away."""
        self._remove.setVisible(removable)

    def problem(self) -> str:
        """What is wrong with the line or left to say, in a sentence; "" where nothing is."""
        asked = self.asked()
        if not is_whole(asked):
            text = self.tr("“{what}” has nothing to be compared with yet: fill it in, or take the line away.")
            return text.format(what=self._subject_word())
        if asked.form in COUNTS_DAYS or self._edit is None:
            return ""
        try:
            self._subject.canonical(asked.value)
        except UserError as error:
            return str(error)
        return ""

    # Inside

    def _form(self) -> Form:
        return Form(self._how.currentData() or Form.IS)

    def _subject_word(self) -> str:
        return subject_word(self._subject.key, custom=self._subject.custom)

    def _fill_what(self) -> None:
        for place, group in enumerate(self._vocabulary.in_order()):
            if place:
                self._what.insertSeparator(self._what.count())
            for subject in group:
                word = one_line(subject_word(subject.key, custom=subject.custom), _LONGEST_WORD)
                self._what.addItem(word, (subject.key, subject.custom))

    def _show_subject(self, subject: Subject) -> None:
        self._subject = subject
        wanted = (subject.key, subject.custom)
        place = next((at for at in range(self._what.count()) if self._what.itemData(at) == wanted), -1)
        self._what.blockSignals(True)
        if place < 0:
            self._what.addItem(one_line(self._subject_word(), _LONGEST_WORD), wanted)
            place = self._what.count() - 1
        self._what.setCurrentIndex(place)
        self._what.blockSignals(False)
        self._how.blockSignals(True)
        self._how.clear()
        for form in forms_of(subject):
            self._how.addItem(form_word(form, subject.type), form)
        self._how.blockSignals(False)
        self._sort = ""
        self._show_edit()

    def _show_edit(self) -> None:
        """The field that fits; the one that is there stays where it is of the same sort."""
        sort = edit_sort(self._subject, self._form())
        if sort == self._sort and (sort or self._edit is None):
            return
        before = self._edit
        if before is not None:
            self._flow.removeWidget(before)
            before.hide()
            before.deleteLater()
        name = self.tr("{what} compared with").format(what=self._subject_word())
        vocabulary = self._vocabulary
        self._sort = sort
        self._edit = make_edit(
            self._subject, self._form(), name, self._theme, vocabulary.today, vocabulary.suggest
        )
        if self._edit is not None:
            self._flow.addWidget(self._edit)
            self._edit.show()
            self._edit.changed.connect(self.changed)
        self._flow.invalidate()
        self._fields.updateGeometry()

    def _on_what_changed(self) -> None:
        data = self._what.currentData()
        if data is None:
            return
        kept = value_of(self._edit)
        before = self._sort
        self._show_subject(self._vocabulary.find(data[0], custom=data[1]))
        if self._sort == before == "words":
            put_value(self._edit, kept)  # typed words may be meant for the other thing
        self.changed.emit()

    def _on_how_changed(self) -> None:
        kept, before = value_of(self._edit), self._sort
        self._show_edit()
        if self._sort != before and {before, self._sort} <= {"words", "free choice"}:
            put_value(self._edit, kept)
        self.changed.emit()

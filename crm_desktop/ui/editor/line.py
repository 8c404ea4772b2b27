"""One value of a list on the card being edited: a phone, an e-mail address, a link, with its label."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from crm_desktop.ui.drafts.fields import put_back
from crm_desktop.ui.widgets.buttons import IconButton
from crm_desktop.ui.widgets.labels import Muted
from crm_desktop.ui.widgets.line_edit import LineEdit
from crm_desktop.ui.widgets.plain_text import plain_tip
from crm_desktop.ui.wording.people import label_word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import SignalInstance

    from crm_desktop.domain.draft import JSON
    from crm_desktop.ui.theme.controller import ThemeController

Value = TypeVar("Value")
_LABEL_LETTERS = 8


class LineWidget(QWidget):
    """What every line has: a way to take it away, and a place for a word of warning or help below.

    `changed`: something was edited. `removed`: the user took the line away. `grown`: it has more fields.
    """

    changed = Signal()
    removed = Signal()
    grown = Signal()

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.fields = QHBoxLayout()
        self.fields.setSpacing(theme.px(8))
        self._remove = IconButton("x", theme, self.tr("Remove"), self)
        self._remove.clicked.connect(self.removed)
        self._note = Muted("", theme, self)
        self._note.hide()
        row = QHBoxLayout()
        row.setSpacing(theme.px(4))
        row.addLayout(self.fields, 1)
        row.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignTop)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.px(2))
        self.column.addLayout(row)
        self.column.addWidget(self._note)

    def show_remove(self, shown: bool) -> None:
        """Whether there is anything to take away; its room stays."""
        policy = self._remove.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._remove.setSizePolicy(policy)
        self._remove.setVisible(shown)

    def name_remove(self, text: str) -> None:
        """What the cross takes away, for screen readers and as its tip."""
        self._remove.setAccessibleName(text)
        self._remove.setToolTip(plain_tip(text))

    def say(self, text: str, *, wrong: bool = False) -> None:
        """A quiet word below the line, or in the colour of a mistake."""
        self._note.setText(text)
        self._note.setVisible(bool(text))
        self._note.setForegroundRole(
            QPalette.ColorRole.WindowText if wrong else QPalette.ColorRole.PlaceholderText
        )
        palette = self.palette()
        if wrong:
            palette.setColor(QPalette.ColorRole.WindowText, self.theme.tokens.bad.fg)
        self._note.setPalette(palette)


class Line(LineWidget, Generic[Value]):
    """A line with a value."""

    def value(self) -> Value | None:
        """The value, None where the line is empty. Raises UserError for what cannot be read."""
        raise NotImplementedError

    def set_value(self, value: Value) -> None:
        """Show a value."""
        raise NotImplementedError

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        raise NotImplementedError

    def draft_fields(self) -> Mapping[str, QWidget]:
        """The fields by name, in the order in which they are to be put back."""
        raise NotImplementedError

    def restore(self, content: Mapping[str, Any]) -> None:
        """Show what was typed and not saved."""
        put_back(self.draft_fields(), content)


class LabelBox(QComboBox):
    """The label of a value: one of the usual, or the user's own word."""

    def __init__(self, labels: Sequence[str], name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setAccessibleName(name)
        edit = self.lineEdit()
        if edit is not None:
            edit.setAccessibleName(name)
            edit.setPlaceholderText(self.tr("Kind"))
        self._labels = {label_word(label): label for label in labels}
        self.addItems(list(self._labels))
        self.setCurrentIndex(-1)
        self.setMinimumContentsLength(_LABEL_LETTERS)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    @property
    def label(self) -> str:
        """The label as it is kept: the plain English one for the usual ones."""
        text = self.currentText().strip()
        return self._labels.get(text, text)

    def set_label(self, label: str) -> None:
        """Show a label, one of the user's own included."""
        self.setEditText(label_word(label))
        edit = self.lineEdit()
        if edit is not None:
            edit.setCursorPosition(0)  # a long word is read from its beginning

    def draft_content(self) -> JSON:
        return self.label

    def restore(self, content: Any) -> None:
        self.set_label(content)

    def draft_signals(self) -> Sequence[SignalInstance]:
        return (self.editTextChanged,)


def line_edit(name: str, placeholder: str, parent: QWidget) -> LineEdit:
    """A field with a name for screen readers, and the same or an example inside it for everyone else."""
    edit = LineEdit(parent=parent)
    edit.setAccessibleName(name)
    edit.setPlaceholderText(placeholder)
    return edit

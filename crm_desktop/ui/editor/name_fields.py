"""The name as written, and its parts for those who want them.

`changed`: something was edited.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from crm_desktop.domain.contact import Name
from crm_desktop.ui.drafts.fields import content_of, put_back
from crm_desktop.ui.editor.line import line_edit
from crm_desktop.ui.theme.controller import Face
from crm_desktop.ui.widgets.flat_button import FlatButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import SignalInstance

    from crm_desktop.domain.draft import JSON
    from crm_desktop.ui.theme.controller import ThemeController


class NameFields(QWidget):
    """Parts fold out; they are there at once where they are filled."""

    changed = Signal()

    def __init__(self, theme: ThemeController, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.full = line_edit(self.tr("Name"), self.tr("Name"), self)
        self.full.setFont(theme.font(Face.HEADING))
        self.full.setMinimumHeight(theme.px(42))
        names = {
            "prefix": self.tr("Title before the name"),
            "given": self.tr("Given name"),
            "middle": self.tr("Middle or father's name"),
            "family": self.tr("Family name"),
            "suffix": self.tr("Suffix"),
            "nickname": self.tr("Nickname"),
        }
        self._parts = {part: line_edit(name, name, self) for part, name in names.items()}
        self._fold = QWidget(self)
        grid = QGridLayout(self._fold)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(8))
        for place, edit in enumerate(self._parts.values()):
            grid.addWidget(edit, place // 2, place % 2)
        self._unfold_button = FlatButton(self.tr("Name in parts, nickname"), theme, "chevron-down", self)
        self._unfold_button.clicked.connect(self._on_unfold_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.full)
        column.addWidget(self._unfold_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._fold)
        self._fold.hide()
        for edit in (self.full, *self._parts.values()):
            edit.textEdited.connect(self._on_edited)
        self.setFocusProxy(self.full)

    def value(self) -> Name:
        """The name; every part may be empty."""
        parts = {part: edit.text().strip() for part, edit in self._parts.items()}
        return Name(full=self.full.text().strip(), **parts)

    def set_value(self, name: Name) -> None:
        """Show a name."""
        self.full.setText(name.full)
        for part, edit in self._parts.items():
            edit.setText(getattr(name, part))
        self._show_composed()
        if any(edit.text() for edit in self._parts.values()):
            self._unfold()

    def draft_content(self) -> JSON:
        return content_of(self._fields())

    def restore(self, content: Any) -> None:
        put_back(self._fields(), content)
        self._show_composed()
        if any(edit.text() for edit in self._parts.values()):
            self._unfold()

    def draft_signals(self) -> Sequence[SignalInstance]:
        return (self.changed,)

    def _fields(self) -> dict[str, QWidget]:
        return {"full": self.full, **self._parts}

    def _on_edited(self) -> None:
        self._show_composed()
        self.changed.emit()

    def _show_composed(self) -> None:
        """Say what the contact will be called where only the parts are filled."""
        composed = Name(**{part: edit.text().strip() for part, edit in self._parts.items()}).display
        self.full.setPlaceholderText(composed or self.tr("Name"))

    def _on_unfold_clicked(self) -> None:
        self._unfold()
        self._parts["given"].setFocus()

    def _unfold(self) -> None:
        self._unfold_button.hide()
        self._fold.show()

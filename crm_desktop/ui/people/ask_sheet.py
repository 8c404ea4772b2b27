"""Asks for one line: the name of a new tag, a company, a number of days, a value to filter by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from crm_desktop.services.environment import told_words
from crm_desktop.ui.widgets.labels import Muted, PlainLabel
from crm_desktop.ui.widgets.line_edit import LineEdit
from crm_desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from crm_desktop.ui.theme.controller import ThemeController


class AskSheet(Sheet):
    """Gives the trimmed line to `take`, which may refuse it; then it stays open, and says why.

    `suggest` gives what to offer for a beginning; `hint` is a word on what an answer does.
    """

    def __init__(
        self,
        title: str,
        question: str,
        take: Callable[[str], object],
        theme: ThemeController,
        parent: QWidget | None = None,
        *,
        save: str,
        text: str = "",
        hint: str = "",
        suggest: Callable[[str], Sequence[str]] | None = None,
    ) -> None:
        super().__init__(title, theme, parent, save=save)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._take = take
        label = PlainLabel(question)
        label.setWordWrap(True)
        self.edit = LineEdit(text)
        self.edit.setAccessibleName(question)
        label.setBuddy(self.edit)
        self.body.addWidget(label)
        self.body.addWidget(self.edit)
        if hint:
            self.edit.setAccessibleDescription(hint)
            self.body.addWidget(Muted(hint, theme))
        if suggest is not None:
            from crm_desktop.ui.editor.suggestions import Suggestions

            Suggestions(self.edit, suggest)
        self.saved.connect(self._on_saved)
        self.edit.selectAll()
        self.edit.setFocus()

    def _on_saved(self) -> None:
        try:
            self._take(self.edit.text().strip())
        except Exception as error:
            words = told_words(error)
            if not words:
                raise
            self.error(words)
        else:
            self.accept()

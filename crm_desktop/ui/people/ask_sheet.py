"""Asks for one line: the name of a new tag, a number of days, a value to filter by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from crm_desktop.services.environment import told_words
from crm_desktop.ui.widgets.labels import PlainLabel
from crm_desktop.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from crm_desktop.ui.theme.controller import ThemeController


class AskSheet(Sheet):
    """Gives the trimmed line to `take`, which may refuse it; then it stays open, and says why."""

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
    ) -> None:
        super().__init__(title, theme, parent, save=save)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._take = take
        label = PlainLabel(question)
        self._edit = QLineEdit(text)
        self._edit.setAccessibleName(question)
        label.setBuddy(self._edit)
        self.body.addWidget(label)
        self.body.addWidget(self._edit)
        self.saved.connect(self._on_saved)
        self._edit.setFocus()

    def _on_saved(self) -> None:
        try:
            self._take(self._edit.text().strip())
        except Exception as error:
            words = told_words(error)
            if not words:
                raise
            self.error(words)
        else:
            self.accept()

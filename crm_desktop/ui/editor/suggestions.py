"""Suggests what was written before while someone types into a field; nothing is ever filled in unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QLineEdit

_LONGEST = 200  # nobody looks for an endless word in a list
_MOST = 12


class Suggestions(QObject):
    """Asks `source` for what begins with (or holds) the typed text, and offers it below `edit`."""

    def __init__(self, edit: QLineEdit, source: Callable[[str], Sequence[str]]) -> None:
        super().__init__(edit)
        self._source = source
        self._model = QStringListModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        edit.setCompleter(self._completer)
        edit.textEdited.connect(self._on_edited)

    @property
    def completer(self) -> QCompleter:
        """The completer, to hear what is picked."""
        return self._completer

    def _on_edited(self, text: str) -> None:
        wanted = text.strip()
        found = [word for word in self._source(wanted) if len(word) <= _LONGEST][:_MOST] if wanted else []
        # What is there already need not be offered.
        self._model.setStringList([] if found == [wanted] else found)


def holding(words: Sequence[str], typed: str) -> list[str]:
    """Those of `words` that hold what was typed; the ones that begin so first."""
    part = typed.casefold()
    found = [word for word in words if part in word.casefold()]
    return sorted(found, key=lambda word: not word.casefold().startswith(part))

"""The names of operations in the language of the window: "Delete Anna Meier"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from crm_desktop.domain.changes import Label

_LONGEST = 60


def words_of(label: Label) -> str:
    """The operation's name, on one line. Its values are data, and are put in after the translation."""
    values = {name: _short(value) for name, value in label.values.items()}
    return QCoreApplication.translate("Operation", label.template).format(**values)


def _short(value: str | int) -> str | int:
    if isinstance(value, int):
        return value
    line = " ".join(value.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}…"

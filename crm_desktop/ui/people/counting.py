"""How many people, in words, with the digits of the window's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

_translate = QCoreApplication.translate


def people_text(count: int) -> str:
    """ "1 person", "2,341 people"."""
    if count == 1:
        return _translate("People", "1 person")
    return _translate("People", "%Ln people", None, count)


def with_people(text: str, count: int, **values: str) -> str:
    """A sentence with "{people}" in it, told of so many; the values are data, and come last."""
    return text.format(people=people_text(count), **values)

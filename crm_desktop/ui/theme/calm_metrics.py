"""Font metrics that measure no more of a text than any screen shows: a name of a megabyte freezes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFontMetrics

if TYPE_CHECKING:
    from PySide6.QtCore import QSize, Qt

_LONGEST = 300
_CUT = "…"


class CalmMetrics(QFontMetrics):
    """As Qt's, over the first 300 characters."""

    def horizontalAdvance(self, text: str, length: int = -1) -> int:
        """The width of the text, of the part that can be shown."""
        return super().horizontalAdvance(_cut(text), length)

    def elidedText(self, text: str, mode: Qt.TextElideMode, width: int, flags: int = 0) -> str:
        """The text with an ellipsis where it does not fit."""
        return super().elidedText(_cut(text), mode, width, flags)

    def size(self, flags: int, text: str) -> QSize:
        """The room of the text, of the part that can be shown."""
        return super().size(flags, _cut(text))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + _CUT

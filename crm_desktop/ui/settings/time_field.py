"""A time of day to choose, as the locale writes it."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import QLocale, Qt, QTime
from PySide6.QtWidgets import QTimeEdit


def time_field(at: time) -> QTimeEdit:
    """The field, with a time in it. What is typed counts once it is whole."""
    edit = QTimeEdit()
    # Hours stand before minutes in every script; in a right-to-left window Qt would turn them round.
    edit.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    edit.setDisplayFormat(QLocale().timeFormat(QLocale.FormatType.ShortFormat))
    edit.setTime(QTime(at.hour, at.minute))
    edit.setKeyboardTracking(False)
    return edit


def time_in(edit: QTimeEdit) -> time:
    """The time that is in a field."""
    at = edit.time()
    return time(at.hour(), at.minute())
